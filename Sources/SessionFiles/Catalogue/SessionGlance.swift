import Glibc
package import SessionCore

/// What the first and the last lines of a log say about it, without reading what is between.
///
/// Nothing in between is proved; whoever goes on with the log reads all of it.
package struct SessionGlance: Sendable {
  package let path: String
  /// The session's opening, proved by its own line.
  package let opening: Opening
  /// The last whole line that proves itself.
  package let last: Record
  /// Whether another program is recording it.
  package let isInUse: Bool

  /// Whether that last line closes the session.
  package var isClosed: Bool { if case .closed = last.event { true } else { false } }

  /// The most files of a folder that are looked into.
  package static let mostFiles = 200

  /// The sessions of a folder, newest first, and how many of its logs could not be read.
  ///
  /// A folder that is not there or cannot be read has none.
  package static func sessions(in folder: String) -> (sessions: [SessionGlance], unreadable: Int) {
    // Names begin with the moment of the opening, so the newest are the last by name.
    let names = logNames(in: folder).sorted { $1.utf8.lexicographicallyPrecedes($0.utf8) }
    var sessions: [SessionGlance] = []
    var unreadable = 0
    var decoder = RecordDecoder()
    for name in names.prefix(mostFiles) {
      if let glance = SessionGlance(folder + "/" + name, &decoder) {
        sessions.append(glance)
      } else {
        unreadable += 1
      }
    }
    return (sessions, unreadable)
  }

  private static func logNames(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, name.hasSuffix(".mend"), name.utf8.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names
  }

  /// A glance at one log; `nil` when it is no file, or its first line or everything at its end is damaged.
  package init?(_ path: String) {
    var decoder = RecordDecoder()
    self.init(path, &decoder)
  }

  init?(_ path: String, _ decoder: inout RecordDecoder) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = Int(status.st_size)
    guard let first = Self.record(Self.bytes(descriptor, 0, LogLimits.lineRead), at: 0, &decoder),
      case .opened(let opening) = first.event
    else { return nil }
    // Nearly every line is short; a long note at the end is looked for further back.
    var last: Record?
    for room in [4096, LogLimits.lineRead + 4096] where last == nil {
      let start = max(0, size - room)
      last = Self.lastRecord(Self.bytes(descriptor, start, size - start), &decoder)
    }
    guard let last else { return nil }
    self.path = path
    self.opening = opening
    self.last = last
    isInUse = flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  private static func bytes(_ descriptor: Int32, _ start: Int, _ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, filled in
      while filled < count {
        let taken = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(start + filled))
        if taken < 0, errno == EINTR { continue }
        if taken <= 0 { break }
        filled += taken
      }
    }
  }

  /// The record of the line that begins at a byte, if it proves itself.
  private static func record(_ bytes: [UInt8], at start: Int, _ decoder: inout RecordDecoder) -> Record? {
    bytes.withUnsafeBufferPointer { bytes in
      guard let line = bytes.line(at: start), LineProof.hash(of: line) != nil else { return nil }
      return try? decoder.record(of: line)
    }
  }

  /// The record of the last line that proves itself.
  private static func lastRecord(_ bytes: [UInt8], _ decoder: inout RecordDecoder) -> Record? {
    var end = bytes.lastIndex(of: 0x0A)
    while let lineEnd = end {
      let before = bytes[..<lineEnd].lastIndex(of: 0x0A)
      if let record = record(bytes, at: before.map { $0 + 1 } ?? 0, &decoder) { return record }
      end = before
    }
    return nil
  }
}
