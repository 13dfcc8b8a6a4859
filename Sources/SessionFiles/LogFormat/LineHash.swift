import CDigest

/// The SHA-256 of a line: what it proves itself with, and what the next line is chained to.
package struct LineHash: Hashable, Sendable {
  // The 32 bytes, eight to a word, the first in the lowest place.
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  /// What line 0 is chained to: zeros.
  package static let none = LineHash(a: 0, b: 0, c: 0, d: 0)

  private init(a: UInt64, b: UInt64, c: UInt64, d: UInt64) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  /// The hash of some bytes. The one place where SHA-256 is computed.
  package init(of bytes: UnsafeBufferPointer<UInt8>) {
    self = .none
    withUnsafeMutableBytes(of: &self) { digest in
      mend_sha256(bytes.baseAddress, bytes.count, digest.baseAddress)
    }
  }

  /// The hash of some bytes.
  package init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { LineHash(of: $0) }
  }

  /// The 64 lower-case hexadecimal digits that stand in the line as `h`.
  package var hex: String { String(decoding: digits, as: UTF8.self) }

  /// The first 32 of them, which stand in the next line as `p`.
  package var link: String { String(decoding: digits.prefix(32), as: UTF8.self) }

  /// The first 8 of them in two groups, for people to compare by eye, such as `bdcd fffb`.
  package var fingerprint: String {
    let eight = digits.prefix(8)
    return String(decoding: eight.prefix(4), as: UTF8.self) + " "
      + String(decoding: eight.suffix(4), as: UTF8.self)
  }

  var digits: [UInt8] {
    var digits: [UInt8] = []
    writeDigits(64, to: &digits)
    return digits
  }

  /// Adds the first so many digits, which are eight or a multiple of them, to some bytes.
  func writeDigits(_ count: Int, to bytes: inout [UInt8]) {
    for place in 0..<count / 8 {
      let word = place < 4 ? place < 2 ? a : b : place < 6 ? c : d
      var eight = HexDigits.eight(of: UInt32(truncatingIfNeeded: word >> UInt64(place % 2 * 32)))
      for _ in 0..<8 {
        bytes.append(UInt8(truncatingIfNeeded: eight))
        eight >>= 8
      }
    }
  }

  /// Whether the 64 bytes at a place are this hash in lower-case digits.
  @inline(__always)
  func isWritten(at start: UnsafePointer<UInt8>) -> Bool {
    isLinked(at: start) && Self.matches(c, start + 32) && Self.matches(d, start + 48)
  }

  /// Whether the 32 bytes at a place are the first half of this hash in lower-case digits.
  @inline(__always)
  func isLinked(at start: UnsafePointer<UInt8>) -> Bool {
    Self.matches(a, start) && Self.matches(b, start + 16)
  }

  @inline(__always)
  private static func matches(_ word: UInt64, _ digits: UnsafePointer<UInt8>) -> Bool {
    let raw = UnsafeRawPointer(digits)
    let low = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    let high = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    let word = UInt64(littleEndian: word)
    return low == HexDigits.eight(of: UInt32(truncatingIfNeeded: word))
      && high == HexDigits.eight(of: UInt32(truncatingIfNeeded: word >> 32))
  }
}

/// Hexadecimal digits, eight at a time.
enum HexDigits {
  /// The lower-case digits of four bytes, the first byte and the first digit in the lowest place.
  @inline(__always)
  static func eight(of bytes: UInt32) -> UInt64 {
    // One byte to each lane of 16 bits, then its high half first and its low half second.
    var lanes = UInt64(bytes)
    lanes = (lanes | lanes << 16) & 0x0000_FFFF_0000_FFFF
    lanes = (lanes | lanes << 8) & 0x00FF_00FF_00FF_00FF
    let nibbles = (lanes >> 4 & 0x000F_000F_000F_000F) | (lanes & 0x000F_000F_000F_000F) << 8
    // 'a' lies 39 places further from '0' than 10 does.
    let letters = (nibbles &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return nibbles &+ 0x3030_3030_3030_3030 &+ letters &* 39
  }

  /// Whether a text is this many lower-case hexadecimal digits.
  static func areAll(_ text: String, count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
