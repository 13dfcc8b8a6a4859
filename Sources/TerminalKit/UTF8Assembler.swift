/// Puts characters together from bytes that come one at a time.
///
/// A byte that breaks a sequence is never lost: it is looked at again by itself.
struct UTF8Assembler: Sendable {
  /// What came of one byte.
  enum Step: Equatable {
    /// More bytes are needed.
    case wanting
    /// A character is complete.
    case character(Unicode.Scalar)
    /// This byte, or the whole sequence with it, is no character.
    case broken
    /// The sequence before this byte is broken; the byte itself has yet to be looked at.
    case brokenBefore
  }

  private var missing = 0
  private var value: UInt32 = 0
  private var least: UInt32 = 0

  /// Whether the beginning of a character waits for the rest.
  var isPending: Bool { missing > 0 }

  /// Forgets what was begun.
  mutating func reset() {
    missing = 0
  }

  /// Takes the next byte.
  mutating func take(_ byte: UInt8) -> Step {
    guard missing > 0 else { return begin(with: byte) }
    guard byte & 0xC0 == 0x80 else {
      missing = 0
      return .brokenBefore
    }
    value = value << 6 | UInt32(byte & 0x3F)
    missing -= 1
    if missing > 0 { return .wanting }
    // Too long a form, a surrogate and what lies above U+10FFFF are no characters.
    guard value >= least, let scalar = Unicode.Scalar(value) else { return .broken }
    return .character(scalar)
  }

  private mutating func begin(with byte: UInt8) -> Step {
    switch byte {
    case 0..<0x80: return .character(Unicode.Scalar(byte))
    case 0xC2..<0xE0: (missing, value, least) = (1, UInt32(byte & 0x1F), 0x80)
    case 0xE0..<0xF0: (missing, value, least) = (2, UInt32(byte & 0x0F), 0x800)
    case 0xF0..<0xF5: (missing, value, least) = (3, UInt32(byte & 0x07), 0x1_0000)
    default: return .broken
    }
    return .wanting
  }
}
