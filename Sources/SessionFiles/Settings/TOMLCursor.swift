/// What is wrong with the writing of a TOML text.
struct TOMLFault: Error, Equatable {
  /// The byte at which it stands.
  let offset: Int
  let message: String
}

/// A place in a TOML text, moving forward over blanks, comments and quoted texts.
struct TOMLCursor {
  let bytes: [UInt8]
  private(set) var offset = 0
  /// The line, from 1.
  private(set) var line = 1

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func peek(_ ahead: Int = 0) -> UInt8? {
    offset + ahead < bytes.count ? bytes[offset + ahead] : nil
  }

  var isAtLineEnd: Bool { peek() == nil || peek() == 0x0A || peek() == 0x0D }

  mutating func advance(_ count: Int = 1) { offset = min(offset + count, bytes.count) }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard let byte = peek(), UInt32(byte) == scalar.value else { return false }
    offset += 1
    return true
  }

  mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 { offset += 1 }
  }

  /// Skips blanks, line ends and comments.
  mutating func skipBlankLines() {
    while let byte = peek() {
      switch byte {
      case 0x0A:
        line += 1
        offset += 1
      case 0x20, 0x09, 0x0D:
        offset += 1
      case UInt8(ascii: "#"):
        while let next = peek(), next != 0x0A { offset += 1 }
      default:
        return
      }
    }
  }

  /// The text from a byte to here.
  func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

  /// What stands here, for a message.
  var found: String {
    if isAtLineEnd { return "the end of the line" }
    return String(decoding: bytes[offset...].prefix(4), as: UTF8.self).unicodeScalars.first.map {
      String($0).quoted
    } ?? ""
  }

  // MARK: Quoted texts

  /// Passes over a quoted text of any of the four kinds.
  mutating func passText() throws(TOMLFault) {
    let start = offset
    guard let quote = peek() else { return }
    let isBasic = quote == UInt8(ascii: "\"")
    let isLong = peek(1) == quote && peek(2) == quote
    advance(isLong ? 3 : 1)
    while let byte = peek() {
      if byte == quote, !isLong {
        advance()
        return
      }
      if byte == quote, peek(1) == quote, peek(2) == quote {
        advance(3)
        // Up to two quotes may stand directly before the closing ones.
        for _ in 0..<2 where peek() == quote { advance() }
        return
      }
      if byte == UInt8(ascii: "\\"), isBasic {
        try passEscape(isLong: isLong)
      } else {
        if byte == 0x0A {
          if !isLong { break }
          line += 1
        }
        advance()
      }
    }
    throw TOMLFault(
      offset: start, message: "The text that begins here has no end. Close it with the same quote.")
  }

  /// Passes over a backslash and what it escapes.
  private mutating func passEscape(isLong: Bool) throws(TOMLFault) {
    let start = offset
    advance()
    if isLong, endsLineHere { return }
    let kind = peek()
    advance()
    switch kind {
    case UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"), UInt8(ascii: "f"), UInt8(ascii: "r"),
      UInt8(ascii: "\""), UInt8(ascii: "\\"):
      return
    case UInt8(ascii: "u"): try passNumber(of: 4, from: start)
    case UInt8(ascii: "U"): try passNumber(of: 8, from: start)
    default:
      throw TOMLFault(
        offset: start,
        message:
          "This backslash escapes nothing. Write two for a backslash, or put the text in single quotes.")
    }
  }

  /// Whether only blanks follow before the line ends: a backslash there joins it to the next.
  private var endsLineHere: Bool {
    var ahead = self
    ahead.skipBlanks()
    return ahead.isAtLineEnd
  }

  private mutating func passNumber(of digits: Int, from start: Int) throws(TOMLFault) {
    let first = offset
    while offset - first < digits, let byte = peek(), Unicode.Scalar(byte).properties.isASCIIHexDigit {
      offset += 1
    }
    guard offset - first == digits, let value = UInt32(text(from: first), radix: 16),
      let scalar = Unicode.Scalar(value)
    else {
      throw TOMLFault(offset: start, message: "This escape names no character. Write \\u and 4 hex digits.")
    }
    // The TOML library would end the text at a NUL.
    if scalar == "\0" {
      throw TOMLFault(offset: start, message: "An escape makes the character U+0000 here. Delete it.")
    }
  }
}
