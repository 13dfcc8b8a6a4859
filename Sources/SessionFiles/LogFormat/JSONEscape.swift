/// The escapes of a JSON text, read.
enum JSONEscape {
  /// How many bytes the escape at a backslash takes, a surrogate pair being one escape.
  static func check(
    at start: Int, in bytes: UnsafeBufferPointer<UInt8>, before end: Int
  ) throws(LineFault) -> Int {
    guard start + 1 < end else { throw LineFault(offset: start, cause: .endsTooEarly) }
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"):
      guard let unit = unit(at: start, in: bytes, before: end) else {
        throw LineFault(offset: start, cause: .badEscape)
      }
      switch unit {
      case 0: throw LineFault(offset: start, cause: .nul)
      case 0xD800...0xDBFF:
        guard let second = self.unit(at: start + 6, in: bytes, before: end),
          (0xDC00...0xDFFF).contains(second)
        else { throw LineFault(offset: start, cause: .loneSurrogate) }
        return 12
      case 0xDC00...0xDFFF: throw LineFault(offset: start, cause: .loneSurrogate)
      default: return 6
      }
    default: throw LineFault(offset: start, cause: .badEscape)
    }
  }

  /// What a text whose escapes were checked says, in UTF-8.
  static func unescaped(_ raw: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(raw.count)
    var at = 0
    while at < raw.count {
      // Both halves of a character beyond U+FFFF are taken together.
      var units: [UInt16] = []
      while let unit = unit(at: at, in: raw, before: raw.count) {
        units.append(UInt16(truncatingIfNeeded: unit))
        at += 6
      }
      if !units.isEmpty {
        plain.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        continue
      }
      guard raw[at] == UInt8(ascii: "\\"), at + 1 < raw.count else {
        plain.append(raw[at])
        at += 1
        continue
      }
      switch raw[at + 1] {
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "t"): plain.append(0x09)
      case let character: plain.append(character)
      }
      at += 2
    }
    return plain
  }

  // The code unit of `\uXXXX` at this place, or `nil` when there is none.
  private static func unit(
    at start: Int, in bytes: UnsafeBufferPointer<UInt8>, before end: Int
  ) -> UInt32? {
    guard end - start >= 6, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit: UInt32 = 0
    for index in start + 2..<start + 6 {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return unit
  }
}

/// Characters of more than one byte.
enum UTF8Sequence {
  /// How many bytes the character at this place takes, or `nil` when the bytes are no well-formed character:
  /// not overlong, no surrogate, nothing beyond U+10FFFF.
  static func length(at start: Int, in bytes: UnsafeBufferPointer<UInt8>, before end: Int) -> Int? {
    let length: Int
    let second: ClosedRange<UInt8>
    switch bytes[start] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard end - start >= length, second.contains(bytes[start + 1]) else { return nil }
    for index in 2..<max(2, length) where bytes[start + index] & 0xC0 != 0x80 { return nil }
    return length
  }
}
