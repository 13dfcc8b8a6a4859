import CTermSupport
import FaultSupport
import Glibc

/// A program as whoever started it sees it: words go in, answers and acknowledgements come out.
///
/// Its descriptors 0 to 2 are pipes, and so is 3, for acknowledgements. It may be killed at any moment.
package final class FaultProcess {
  /// How a program ended.
  package enum Ending: Hashable, Sendable {
    /// By itself, with this code.
    case exited(Int32)
    /// By this signal.
    case killed(Int32)
    /// Not within the time it had; it was killed then.
    case hung
  }

  /// Why a program could not be started.
  package struct StartError: Error {
    /// The number the system gave.
    package let number: Int32

    package init(number: Int32) { self.number = number }
  }

  /// Its process id.
  package let process: Int32
  /// What it has written to its descriptors 1, 2 and 3.
  package private(set) var answers: [UInt8] = []
  package private(set) var complaints: [UInt8] = []
  package private(set) var acks: [UInt8] = []
  private var words: Int32
  // The reading ends, in the order of the three above; -1 once they have ended.
  private var ends: [Int32]
  private var ending: Ending?

  /// Starts a program with an environment from scratch.
  ///
  /// No signal is blocked or ignored in it, and no other descriptor is open.
  package init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:],
    in directory: String? = nil
  ) throws(StartError) {
    let argv = ([path] + arguments).map { strdup($0) } + [nil]
    let settings = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"].merging(Coverage.environment) { own, _ in own
    }
    .merging(environment) { _, own in own }
    let envp = settings.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    var pipes: [Int32] = [-1, -1, -1, -1]
    process = fs_spawn(path, argv, envp, directory, &pipes)
    let number = errno
    for word in argv + envp { free(word) }
    words = pipes[0]
    ends = Array(pipes.dropFirst())
    if process < 0 { throw StartError(number: number) }
  }

  deinit {
    for end in ends + [words] where end >= 0 { close(end) }
    if ending == nil, process > 0 {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
  }

  /// Gives it words, as far as the pipe takes them at once: 64 KiB while it reads none.
  package func send(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      if words >= 0 { _ = fs_write(words, bytes.baseAddress, bytes.count) }
    }
  }

  /// Says that no more words will come.
  package func endWords() {
    if words >= 0 { close(words) }
    words = -1
  }

  /// Sends it a signal.
  package func signal(_ number: Int32) { kill(process, number) }

  /// Takes what it writes until `isDone` says so; false when time runs out or it has closed everything before.
  @discardableResult
  package func pump(nanoseconds: Int64 = 20_000_000_000, until isDone: (FaultProcess) -> Bool) -> Bool {
    let deadline = ts_boottime_ns() + nanoseconds
    while !isDone(self) {
      let left = deadline - ts_boottime_ns()
      guard left > 0, ends.contains(where: { $0 >= 0 }) else { return isDone(self) }
      takeSome(waiting: left)
    }
    return true
  }

  /// Takes what it writes for a while.
  package func pump(nanoseconds: Int64) { pump(nanoseconds: nanoseconds) { _ in false } }

  /// Takes the rest of what it writes, and how it ended.
  package func waitForEnd(seconds: Int64 = 30) -> Ending {
    if let ending { return ending }
    pump(nanoseconds: seconds * 1_000_000_000) { $0.ends.allSatisfy { $0 < 0 } }
    var status: Int32 = 0
    var result = Ending.hung
    if ends.allSatisfy({ $0 < 0 }) {
      waitpid(process, &status, 0)
      result = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
    } else {
      kill(process, SIGKILL)
      waitpid(process, &status, 0)
    }
    ending = result
    return result
  }

  /// The last record that was acknowledged, -1 for none, or `nil` when acknowledgements did not come one by one.
  package var acknowledged: Int? {
    var last = -1
    for line in acks.split(separator: 0x0A) {
      let words = line.split(separator: 0x20)
      guard words.count == 2, words[1].elementsEqual("saved".utf8),
        let number = Int(String(decoding: words[0], as: UTF8.self)), last < 0 || number == last + 1
      else { return nil }
      last = number
    }
    return last
  }

  /// How many lines of acknowledgement have come.
  package var acknowledgements: Int { acks.count { $0 == 0x0A } }

  private func takeSome(waiting nanoseconds: Int64) {
    let ready = fs_wait(ends, Int32(ends.count), nanoseconds)
    for index in ends.indices where ready >> UInt32(index) & 1 == 1 {
      let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        count = max(0, read(ends[index], buffer.baseAddress, buffer.count))
      }
      if bytes.isEmpty {
        close(ends[index])
        ends[index] = -1
      }
      switch index {
      case 0: answers += bytes
      case 1: complaints += bytes
      default: acks += bytes
      }
    }
  }
}
