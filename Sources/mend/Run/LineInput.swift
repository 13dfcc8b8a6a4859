import Glibc

/// Lines from a descriptor, waited for together with events from another.
struct LineInput {
  enum Next {
    case line(String)
    /// A line longer than ``longest``; none of it is taken.
    case tooLong
    /// Something happened on the other descriptor.
    case event
    /// Nothing came in the time given.
    case nothing
    case end
  }

  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var start = 0
  private var hasEnded = false
  /// Whether the line under way is longer than ``longest``; its bytes are dropped up to its end.
  private var isTooLong = false
  /// A longer line than any command could be, in bytes.
  static let longest = 65_536

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next line, or what came first. A last line without its LF counts as one.
  ///
  /// - Parameters:
  ///   - events: another descriptor to wait for; negative for none.
  ///   - milliseconds: how long to wait at most.
  mutating func next(orOn events: Int32, atMost milliseconds: Int32) -> Next {
    while true {
      if let next = takeLine() { return next }
      if hasEnded { return .end }
      var watched = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      ]
      let count = poll(&watched, events >= 0 ? 2 : 1, milliseconds)
      if count == 0 { return .nothing }
      if count < 0, errno != EINTR { return .end }
      if watched[1].revents != 0 { return .event }
      if watched[0].revents != 0 { fill() }
    }
  }

  private mutating func takeLine() -> Next? {
    if let end = pending[start...].firstIndex(of: 0x0A) {
      defer { start = end + 1 }
      return line(pending[start..<end])
    }
    if hasEnded, start < pending.count || isTooLong {
      defer { start = pending.count }
      return line(pending[start...])
    }
    pending.removeFirst(start)
    start = 0
    if pending.count > Self.longest {
      pending.removeAll()
      isTooLong = true
    }
    return nil
  }

  private mutating func line(_ bytes: ArraySlice<UInt8>) -> Next {
    defer { isTooLong = false }
    return isTooLong || bytes.count > Self.longest
      ? .tooLong : .line(String(decoding: bytes, as: UTF8.self))
  }

  private mutating func fill() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    guard count > 0 else {
      hasEnded = true
      return
    }
    pending += buffer[..<count]
  }
}
