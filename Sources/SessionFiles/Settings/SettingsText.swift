/// The bytes of a settings file, once they are known to be harmless text.
struct SettingsText {
  /// UTF-8 without a byte-order mark, NUL or control characters other than tab and line ends.
  let bytes: [UInt8]

  /// The largest file that is read, in bytes.
  static let limit = 256 * 1024

  /// Refuses what is too large, in another encoding, or not text at all; a byte-order mark is taken off.
  init(_ raw: [UInt8], _ notes: inout FaultNotes) throws(Faults) {
    let (bytes, fault) = Self.checked(raw)
    if let fault { notes.add(fault.line, column: fault.column, fault.message) }
    try notes.settle()
    self.bytes = bytes
  }

  private typealias Trouble = (line: Int, column: Int?, message: String)

  private static func checked(_ raw: [UInt8]) -> (bytes: [UInt8], fault: Trouble?) {
    if raw.count > limit {
      let size = "\(raw.count) bytes, more than the \(limit) a settings file may have"
      return ([], (1, nil, "The file has \(size). Is it the right file?"))
    }
    if isUTF16(raw) {
      return ([], (1, nil, "The file is in UTF-16. Save it again as UTF-8."))
    }
    let bytes = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(raw.dropFirst(3)) : raw
    return (bytes, invalidText(in: bytes) ?? controlCharacter(in: bytes))
  }

  /// A byte-order mark of UTF-16, or a NUL in each of the first characters, which are ASCII in any TOML.
  private static func isUTF16(_ raw: [UInt8]) -> Bool {
    guard raw.count >= 2 else { return false }
    if (raw[0] == 0xFF && raw[1] == 0xFE) || (raw[0] == 0xFE && raw[1] == 0xFF) { return true }
    return (raw[0] == 0) != (raw[1] == 0) && raw.count % 2 == 0
  }

  private static func invalidText(in bytes: [UInt8]) -> Trouble? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var good = 0
    while case .valid(let scalar) = parser.parseScalar(from: &rest) { good += scalar.count }
    let place = position(of: min(good, bytes.count), in: bytes)
    let found = good < bytes.count ? "byte 0x\(Unicode.Scalar(bytes[good]).number)" : "the end of the file"
    return (
      place.line, place.column,
      "This is not UTF-8: \(found) cannot stand here. Save the file again as UTF-8."
    )
  }

  private static func controlCharacter(in bytes: [UInt8]) -> Trouble? {
    for (index, byte) in bytes.enumerated()
    where (byte < 0x20 && byte != 0x09 && byte != 0x0A) || byte == 0x7F {
      let isLineEnd = byte == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if isLineEnd { continue }
      let place = position(of: index, in: bytes)
      let name =
        byte == 0x0D ? "A carriage return alone" : "The control character U+00\(Unicode.Scalar(byte).number)"
      return (place.line, place.column, "\(name) stands here. Delete it.")
    }
    return nil
  }

  /// Line and column, from 1, of a byte; columns count characters as Unicode scalars.
  func position(of offset: Int) -> (line: Int, column: Int) { Self.position(of: offset, in: bytes) }

  private static func position(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}
