import Glibc

/// Lines from a descriptor, waited for together with events from another.
struct LineInput {
  enum Next {
    case line(String)
    /// Something happened on the other descriptor.
    case event
    case end
  }

  private let descriptor: Int32
  private var pending: [UInt8] = []
  private var start = 0
  private var hasEnded = false
  /// A longer line than any command could be; what is beyond is dropped with the rest of its line.
  private static let longest = 65_536

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next line, or what came first. A last line without its LF counts as one.
  mutating func next(orOn events: Int32) -> Next {
    while true {
      if let line = takeLine() { return .line(line) }
      if hasEnded { return .end }
      var watched = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&watched, events >= 0 ? 2 : 1, -1) < 0, errno != EINTR { return .end }
      if watched[1].revents != 0 { return .event }
      if watched[0].revents != 0 { fill() }
    }
  }

  private mutating func takeLine() -> String? {
    if let end = pending[start...].firstIndex(of: 0x0A) {
      defer { start = end + 1 }
      return String(decoding: pending[start..<end], as: UTF8.self)
    }
    if hasEnded, start < pending.count {
      defer { start = pending.count }
      return String(decoding: pending[start...], as: UTF8.self)
    }
    pending.removeFirst(start)
    start = 0
    if pending.count > Self.longest { pending.removeLast(pending.count - Self.longest) }
    return nil
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
