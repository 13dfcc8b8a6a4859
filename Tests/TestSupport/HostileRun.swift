import CTermSupport
import Glibc

/// One run of a program under watch: how it ended, what it said, how long it took and how much memory.
package struct HostileRun: Sendable {
  /// The exit code; `nil` when a signal or the deadline ended it.
  package private(set) var code: Int32?
  package private(set) var output: [UInt8] = []
  package private(set) var complaints: [UInt8] = []
  package private(set) var isTimedOut = false
  /// The most memory it had at once, in KiB.
  package private(set) var memory = 0

  /// Runs a program to its end, without a terminal and with a file as its standard input.
  package init(
    _ words: [[UInt8]], environment: [String: String], in folder: String, input: String = "/dev/null",
    deadline seconds: Int64 = 5
  ) {
    var out: [Int32] = [-1, -1]
    var err: [Int32] = [-1, -1]
    // Sockets are closed on exec from the start, so no program that starts meanwhile keeps them open.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &out) == 0, socketpair(AF_UNIX, kind, 0, &err) == 0 else { return }
    let process = Self.spawn(words, environment, folder, input, out[1], err[1])
    close(out[1])
    close(err[1])
    defer {
      close(out[0])
      close(err[0])
    }
    guard process > 0 else { return }
    let end = ts_boottime_ns() + seconds * 1_000_000_000
    isTimedOut = !collect(out[0], err[0], until: end)
    if isTimedOut { kill(process, SIGKILL) }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    memory = usage.ru_maxrss
    if !isTimedOut, status & 0x7F == 0 { code = status >> 8 & 0xFF }
  }

  private static func spawn(
    _ words: [[UInt8]], _ environment: [String: String], _ folder: String, _ input: String, _ out: Int32,
    _ err: Int32
  ) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, out, 1)
    posix_spawn_file_actions_adddup2(&actions, err, 2)
    // `env` changes to the folder; it also sheds the memory that counts as the parent's.
    let all = [Array("/usr/bin/env".utf8), Array("--chdir=\(folder)".utf8)] + words
    var arguments = all.map { word in
      (word + [0]).withUnsafeBytes { bytes in
        bytes.bindMemory(to: CChar.self).baseAddress.flatMap { strdup($0) }
      }
    }
    arguments.append(nil)
    var settings = environment.merging(Coverage.environment) { own, _ in own }.sorted { $0.key < $1.key }.map
    { strdup("\($0.key)=\($0.value)") }
    settings.append(nil)
    defer { for word in arguments + settings { free(word) } }
    var process: pid_t = 0
    guard let path = arguments[0] else { return -1 }
    return posix_spawn(&process, path, &actions, nil, arguments, settings) == 0 ? process : -1
  }

  /// Reads both streams to their ends; `false` at the deadline.
  private mutating func collect(_ out: Int32, _ err: Int32, until end: Int64) -> Bool {
    var open = [out, err]
    while !open.isEmpty {
      let left = (end - ts_boottime_ns()) / 1_000_000
      guard left > 0 else { return false }
      var watched = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&watched, nfds_t(watched.count), Int32(left)) > 0 else { continue }
      for one in watched where one.revents != 0 {
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
          count = max(0, read(one.fd, buffer.baseAddress, buffer.count))
        }
        if bytes.isEmpty { open.removeAll { $0 == one.fd } }
        if one.fd == out { output += bytes } else { complaints += bytes }
      }
    }
    return true
  }

  /// What every run must keep, whatever it was given: it ended by itself, in time, within 512 MB, and nothing it
  /// said could drive a terminal. In words; empty when all is well.
  package var faults: [String] {
    var faults: [String] = []
    if isTimedOut {
      faults.append("it was still running at the deadline")
    } else if code == nil {
      faults.append("it crashed")
    }
    if memory > 512 * 1024 { faults.append("it took \(memory / 1024) MiB of memory") }
    for (name, bytes) in [("output", output), ("complaints", complaints)] {
      if let found = Self.control(in: bytes) { faults.append("its \(name) hold \(found)") }
    }
    return faults
  }

  /// The first scalar in a text that could drive a terminal or mislead a reader: a control but LF, a control of
  /// direction, a tag character; or that it is no UTF-8.
  package static func control(in bytes: [UInt8]) -> String? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return "bytes that are no UTF-8" }
    for scalar in text.unicodeScalars {
      let isBad =
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
          0xE0000...0xE007F:
          true
        default: false
        }
      if isBad { return "U+\(String(scalar.value, radix: 16, uppercase: true))" }
    }
    return nil
  }
}
