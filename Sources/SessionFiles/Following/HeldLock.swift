import Glibc

/// Whether somebody records into a file, read from the kernel's list of locks, so that none is taken to find out.
enum HeldLock {
  /// The list is read no further than this, in bytes.
  private static let longestList = 1 << 20

  /// Whether a file is locked as a log is while it is recorded; `nil` where the kernel does not say.
  ///
  /// `false` may also mean that whoever records does so on another machine, or out of sight in a container.
  static func isHeld(inode: UInt) -> Bool? {
    list().map { isHeld(inode: inode, in: $0) }
  }

  /// - Parameter list: lines such as `2: FLOCK  ADVISORY  WRITE 812 fe:00:131 0 EOF`; the device differs from what
  ///   `stat` says on some file systems, so the inode alone counts.
  static func isHeld(inode: UInt, in list: [UInt8]) -> Bool {
    list.split(separator: 0x0A).contains { line in
      let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      return words.count > 5 && words[1] == "FLOCK" && words[3] == "WRITE"
        && words[5].utf8.split(separator: UInt8(ascii: ":")).last.flatMap { UInt(String(Substring($0))) }
          == inode
    }
  }

  private static func list() -> [UInt8]? {
    let file = open("/proc/locks", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while bytes.count < longestList {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { return nil }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
