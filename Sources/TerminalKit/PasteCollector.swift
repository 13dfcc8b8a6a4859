/// Gathers what lies between the marks of a bracketed paste.
struct PasteCollector: Sendable {
  /// At most so many bytes are kept, the rest of a longer paste is read and dropped.
  static let most = 256 * 1024

  private static let end = Array("\u{1B}[201~".utf8)
  private var bytes: [UInt8] = []
  /// How many bytes of the end mark have just come.
  private var matched = 0

  /// The text so far; broken UTF-8 is repaired with U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Takes a byte; returns whether the end mark is complete.
  mutating func take(_ byte: UInt8) -> Bool {
    if byte == PasteCollector.end[matched] {
      matched += 1
      return matched == PasteCollector.end.count
    }
    if matched > 0 {
      // The mark begins with its only escape byte, so no shorter beginning can lie inside.
      for taken in PasteCollector.end[..<matched] { keep(taken) }
      matched = 0
      return take(byte)
    }
    keep(byte)
    return false
  }

  private mutating func keep(_ byte: UInt8) {
    if bytes.count < PasteCollector.most { bytes.append(byte) }
  }
}
