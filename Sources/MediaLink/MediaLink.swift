import Glibc

/// A running media player, spoken with over a local socket: JSON lines both ways, as mpv takes and gives them.
///
/// Nothing here ever waits: what does not go out at once goes out later, and a peer that sends too much, or what is
/// no message, is left. Only a socket in the file system is ever opened, and only the one that was named.
package struct MediaLink: ~Copyable {
  /// Why there is no link, or no link any more.
  package enum Fault: Error, Hashable, Sendable {
    /// A path no socket can have: empty, with a NUL in it, or longer than 107 bytes.
    case unusablePath
    /// The number the system gave.
    case cannotConnect(Int32)
    case closedByPeer
    /// A line was no message, or longer than ``MediaLink/longestLine``.
    case notAPlayer
    /// It takes in nothing of what it is sent.
    case deaf
  }

  /// The longest line that is taken from a player, in bytes.
  package static let longestLine = 65_536
  /// How much may wait to be sent, in bytes.
  private static let mostUnsent = 65_536
  /// How much is taken in at once, in bytes, so that a flood keeps nobody from drawing.
  private static let mostAtOnce = 262_144

  /// The socket; to be waited for together with everything else.
  package let descriptor: Int32
  private var line: [UInt8] = []
  private var unsent: [UInt8] = []

  deinit { close(descriptor) }

  /// A link over a socket that is connected already, and is this one's from now on.
  package init(over descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  /// Connects to the socket a player listens on; with its first words it is asked to tell how it stands.
  package init(to path: String) throws(Fault) {
    descriptor = try Self.connect(to: path)
    unsent = Array(MediaRequest.observe.lines.utf8)
  }

  private static func connect(to path: String) throws(Fault) -> Int32 {
    var address = sockaddr_un()
    let room = MemoryLayout.size(ofValue: address.sun_path)
    let bytes = Array(path.utf8)
    guard !bytes.isEmpty, bytes.count < room, !bytes.contains(0) else { throw .unusablePath }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let opened = socket(AF_UNIX, kind, 0)
    guard opened >= 0 else { throw .cannotConnect(errno) }
    // Never in the place of a standard stream that was closed.
    let high = fcntl(opened, F_DUPFD_CLOEXEC, 10)
    let code = errno
    Glibc.close(opened)
    guard high >= 0 else { throw .cannotConnect(code) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(high, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      let code = errno
      Glibc.close(high)
      throw .cannotConnect(code)
    }
    return high
  }

  /// Asks for something; what does not go out at once goes out with the next calls.
  package mutating func send(_ request: MediaRequest) throws(Fault) {
    unsent += Array(request.lines.utf8)
    try flush()
    if unsent.count > Self.mostUnsent { throw .deaf }
  }

  /// What has come, in order; empty when nothing has.
  package mutating func receive() throws(Fault) -> [MediaMessage] {
    try flush()
    var messages: [MediaMessage] = []
    var taken = 0
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while taken < Self.mostAtOnce {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN { break }
        throw .closedByPeer
      }
      if count == 0 {
        // What came before the end is still heard.
        if messages.isEmpty { throw .closedByPeer }
        break
      }
      taken += count
      for byte in buffer[..<count] {
        if byte != 0x0A {
          line.append(byte)
          if line.count > Self.longestLine { throw .notAPlayer }
          continue
        }
        guard let message = MediaMessage(line) else { throw .notAPlayer }
        line.removeAll(keepingCapacity: true)
        if message != .other { messages.append(message) }
      }
    }
    return messages
  }

  private mutating func flush() throws(Fault) {
    while !unsent.isEmpty {
      let count = Glibc.send(descriptor, unsent, unsent.count, Int32(MSG_NOSIGNAL))
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN { return }
        throw .closedByPeer
      }
      unsent.removeFirst(count)
    }
  }
}

extension MediaLink.Fault {
  /// What was found and what to do, to follow the socket's path.
  package var wording: String {
    switch self {
    case .unusablePath: "no socket can have this path. Name the one that was given to --input-ipc-server."
    case .cannotConnect(ENOENT):
      "there is no such socket. Start the player first: mpv --input-ipc-server=SOCKET RECORDING."
    case .cannotConnect(ECONNREFUSED), .cannotConnect(ENOTSOCK), .cannotConnect(EPROTOTYPE):
      "no player listens there. Start it anew with --input-ipc-server."
    case .cannotConnect(let code): "the player cannot be reached: \(String(cString: strerror(code)))."
    case .closedByPeer: "the player is gone."
    case .notAPlayer: "what listens there is no mpv."
    case .deaf: "the player takes in nothing any more."
    }
  }
}
