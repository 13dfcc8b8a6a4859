import CTermSupport
import Glibc

/// A program in a pseudo-terminal of its own, driven as a person would: by keys, watching the screen.
///
/// Nothing here sleeps: every wait is for something to show, with a deadline.
package final class Pty {
  /// Its process id.
  package let process: Int32
  package private(set) var terminal: MiniTerminal
  /// Every byte the program has written.
  package private(set) var output: [UInt8] = []
  /// How the program ended, as `waitpid` says it, or `nil` while it runs.
  package private(set) var status: Int32?
  private var master: Int32

  /// Why a program could not be started.
  package struct StartError: Error {
    /// The number the system gave.
    package let number: Int32
  }

  /// Starts a program with an environment from scratch: TERM, LANG and what is added or replaced.
  ///
  /// No signal is blocked or ignored in it, whatever the tests' own process has.
  package init(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:], rows: Int = 24,
    columns: Int = 80
  ) throws(StartError) {
    terminal = MiniTerminal(rows: rows, columns: columns)
    var settings = ["TERM": "xterm-256color", "LANG": "C.UTF-8"]
    settings.merge(Coverage.environment) { own, _ in own }
    settings.merge(environment) { _, added in added }
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let pairs = settings.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    var descriptor: Int32 = -1
    process = ts_pty_spawn(path, words, pairs, Int32(rows), Int32(columns), &descriptor)
    let number = errno
    for word in words + pairs { free(word) }
    master = descriptor
    if process < 0 { throw StartError(number: number) }
  }

  deinit {
    hangUp()
    if status == nil {
      kill(process, SIGKILL)
      var ended: Int32 = 0
      waitpid(process, &ended, 0)
    }
  }

  /// Reads what the program writes until `isDone` says so. Returns false at the deadline, and when the
  /// program has ended before.
  @discardableResult
  package func pump(for seconds: Double = 10, until isDone: (Pty) -> Bool) -> Bool {
    let end = ts_boottime_ns() + Int64(seconds * 1e9)
    while !isDone(self) {
      let left = (end - ts_boottime_ns()) / 1_000_000
      guard left > 0, readSome(waiting: Int32(left)) else { return isDone(self) }
    }
    return true
  }

  /// Waits until a text shows on the screen.
  @discardableResult
  package func expect(_ text: String, for seconds: Double = 10) -> Bool {
    pump(for: seconds) { $0.terminal.text.contains(text) }
  }

  /// Types.
  package func send(_ text: String) { send(Array(text.utf8)) }

  /// Types bytes, whatever they are.
  package func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, master >= 0 {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count <= 0 && errno != EINTR { return }
      rest = rest.dropFirst(max(count, 0))
    }
  }

  /// Gives the window another size; the program is told by SIGWINCH.
  package func resize(rows: Int, columns: Int) {
    terminal.resize(rows: rows, columns: columns)
    ts_pty_resize(master, Int32(rows), Int32(columns))
  }

  /// Sends the program a signal.
  package func signal(_ number: Int32) { kill(process, number) }

  /// Closes the window, as somebody does who has had enough.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// Waits for the program to end; returns the status as `waitpid` gives it, or `nil` at the deadline.
  package func waitForEnd(for seconds: Double = 10) -> Int32? {
    if let status { return status }
    let end = ts_boottime_ns() + Int64(seconds * 1e9)
    var ended: Int32 = 0
    while ts_boottime_ns() < end {
      if waitpid(process, &ended, WNOHANG) == process {
        // What it wrote last is still there to be read.
        while readSome(waiting: 0) {}
        status = ended
        return ended
      }
      // The end of the program is heard as the end of its output, or looked for again after a while.
      if !readSome(waiting: 10) { poll(nil, 0, 1) }
    }
    return nil
  }

  /// The modes of the line as the kernel has them, in words that can be compared.
  package var lineModes: String {
    var modes = termios()
    guard master >= 0, tcgetattr(master, &modes) == 0 else { return "" }
    return "\(modes.c_iflag) \(modes.c_oflag) \(modes.c_cflag) \(modes.c_lflag)"
  }

  /// The exit code, if the program has ended by itself.
  package var exitCode: Int32? {
    guard let status, status & 0x7F == 0 else { return nil }
    return status >> 8 & 0xFF
  }

  /// The signal that ended the program, if one did.
  package var fatalSignal: Int32? {
    guard let status, status & 0x7F != 0 else { return nil }
    return status & 0x7F
  }

  /// Reads once; returns whether anything came.
  private func readSome(waiting milliseconds: Int32) -> Bool {
    guard master >= 0 else { return false }
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let ready = poll(&request, 1, milliseconds)
    guard ready > 0 else { return ready < 0 && errno == EINTR }
    return withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { bytes in
      let count = read(master, bytes.baseAddress, bytes.count)
      guard count > 0 else { return false }
      output += bytes[..<count]
      terminal.feed(bytes[..<count])
      return true
    }
  }
}
