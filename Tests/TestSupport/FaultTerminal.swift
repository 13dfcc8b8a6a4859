import CTermSupport
import Glibc

/// A terminal that may be of any size at any moment, be slow, or not be looked at; nothing it shows is kept.
package final class FaultTerminal {
  /// The process of the program in it.
  package let process: Int32
  /// How many bytes the program has drawn, as far as they were taken.
  package private(set) var drawn = 0
  /// How the program ended, as `waitpid` says it; `nil` while it runs.
  package private(set) var status: Int32?
  private var master: Int32

  /// Starts a program in a terminal of 24 rows and 80 columns.
  package init(_ path: String, _ arguments: [String], home: String) throws(FaultProcess.StartError) {
    let words = ([path] + arguments).map { strdup($0) } + [nil]
    let settings = ["HOME=\(home)", "LANG=C.UTF-8", "TERM=xterm-256color"]
    let pairs = settings.map { strdup($0) } + [nil]
    var descriptor: Int32 = -1
    process = ts_pty_spawn(path, words, pairs, 24, 80, &descriptor)
    let number = errno
    for word in words + pairs { free(word) }
    master = descriptor
    if process < 0 { throw FaultProcess.StartError(number: number) }
  }

  deinit {
    hangUp()
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
  }

  /// Types.
  package func send(_ text: String) {
    for byte in text.utf8 { withUnsafeBytes(of: byte) { _ = write(master, $0.baseAddress, 1) } }
  }

  /// Gives the window another size.
  package func resize(rows: Int, columns: Int) { ts_pty_resize(master, Int32(rows), Int32(columns)) }

  /// Closes the window.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// Takes what has been drawn, waiting for it so long at most; whether there was anything.
  @discardableResult
  package func look(milliseconds: Int32 = 0) -> Bool {
    var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard master >= 0, poll(&request, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &buffer, buffer.count)
    drawn += max(0, count)
    return count > 0
  }

  /// Waits, and does something meanwhile, until `isDone` says so; false when the time is over.
  package func wait(seconds: Int64 = 20, doing: () -> Void, until isDone: () -> Bool) -> Bool {
    let deadline = ts_boottime_ns() + seconds * 1_000_000_000
    while !isDone() {
      if ts_boottime_ns() > deadline { return false }
      doing()
    }
    return true
  }

  /// Waits for the end of the program; its exit code, or `nil` when it was killed or goes on.
  package func exitCode(within seconds: Int64 = 20) -> Int32? {
    var ended: Int32 = 0
    let isOver = wait(seconds: seconds) {
      if !look(milliseconds: 5) { poll(nil, 0, 1) }
    } until: {
      waitpid(process, &ended, WNOHANG) == process
    }
    guard isOver else { return nil }
    status = ended
    return ended & 0x7F == 0 ? ended >> 8 & 0xFF : nil
  }
}
