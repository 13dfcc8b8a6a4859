import CTermSupport
import Glibc

/// The way from ncurses to the terminal, which never waits.
///
/// ncurses writes to a file in memory; from there the bytes go to the terminal as far as it takes them.
/// What it does not take stays here until it drains.
struct TerminalOutlet {
  /// The terminal, opened anew and non-blocking if that was possible.
  let descriptor: Int32
  private let isNonBlocking: Bool
  /// The descriptor ncurses writes to.
  private let sink: Int32
  /// How much of what ncurses has written there was taken.
  private var collected = 0
  /// How large the file in memory may become before it begins anew.
  private static let most = 65_536
  private var backlog: [UInt8] = []
  private var sent = 0
  /// Whether the terminal is gone.
  private(set) var isGone = false

  /// An outlet from the file in memory `sink` to the terminal behind `output`; `nil` with errno.
  init?(from sink: Int32, to output: Int32) {
    let reopened = ts_reopen_nonblocking(output)
    let descriptor = reopened >= 0 ? reopened : fcntl(output, F_DUPFD_CLOEXEC, 0)
    guard descriptor >= 0 else { return nil }
    self.descriptor = descriptor
    isNonBlocking = reopened >= 0
    self.sink = sink
  }

  /// Whether nothing waits to be taken.
  var isEmpty: Bool { sent == backlog.count }

  /// Adds bytes of our own.
  mutating func add(_ text: StaticString) {
    text.withUTF8Buffer { backlog += $0 }
  }

  mutating func add(_ bytes: [UInt8]) { backlog += bytes }

  /// Adds what ncurses has written since the last time.
  mutating func collect() {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { bytes in
      while true {
        let count = pread(sink, bytes.baseAddress, bytes.count, off_t(collected))
        guard count > 0 else { return }
        backlog += bytes[..<count]
        collected += count
        if count < bytes.count { break }
      }
    }
    if collected >= Self.most { beginAnew() }
  }

  /// Empties the file in memory, which would grow for ever.
  private mutating func beginAnew() {
    lseek(sink, 0, SEEK_SET)
    ftruncate(sink, 0)
    collected = 0
  }

  /// Hands over what the terminal takes now. Returns whether all of it is gone.
  @discardableResult
  mutating func flush() -> Bool {
    while !isEmpty, !isGone {
      if !isNonBlocking, !isReady(waiting: 0) { break }
      let most = isNonBlocking ? backlog.count - sent : min(256, backlog.count - sent)
      let written = backlog[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, most) }
      if written > 0 {
        sent += written
      } else if errno == EAGAIN {
        break
      } else if errno != EINTR {
        isGone = true
      }
    }
    guard isEmpty || isGone else { return false }
    backlog.removeAll(keepingCapacity: true)
    sent = 0
    return !isGone
  }

  /// Forgets what has not been taken, and what ncurses has written since the last time.
  mutating func discard() {
    beginAnew()
    backlog.removeAll(keepingCapacity: true)
    sent = 0
  }

  /// Hands everything over, waiting for the terminal up to so many milliseconds in all.
  mutating func finish(within milliseconds: Int) {
    let end = ts_boottime_ns() + Int64(milliseconds) * 1_000_000
    while !flush(), !isGone {
      let left = (end - ts_boottime_ns()) / 1_000_000
      guard left > 0 else { return }
      _ = isReady(waiting: Int32(left))
    }
  }

  private func isReady(waiting milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }
}
