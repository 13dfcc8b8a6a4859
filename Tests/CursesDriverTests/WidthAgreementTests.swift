import CTermSupport
import Glibc
import TerminalKit
import Testing

@Suite struct `Widths beside the C library's` {
  /// Scripts, symbols and emoji of which both know the same version of Unicode.
  static let ranges: [ClosedRange<UInt32>] = [
    0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x300...0x36F, 0x370...0x377, 0x400...0x482, 0x48A...0x52F,
    0x5D0...0x5EA, 0x621...0x64A, 0x904...0x939, 0xE01...0xE30, 0x1E00...0x1EFF, 0x2010...0x2027,
    0x2030...0x205E, 0x20A0...0x20BF, 0x2190...0x21FF, 0x2200...0x22FF, 0x2500...0x25FF,
    0x2600...0x2604, 0x2614...0x2615, 0x2700...0x2704, 0x2E80...0x2E99, 0x3001...0x303E,
    0x3041...0x3096, 0x3099...0x30FF, 0x4E00...0x9FFC, 0xAC00...0xD7A3, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x1F300...0x1F320, 0x1F600...0x1F64F, 0x1F680...0x1F6C5, 0x20000...0x2A6DD,
  ]

  @Test(arguments: ranges)
  func `where both know a character they give it the same columns`(range: ClosedRange<UInt32>) throws {
    try #require(setlocale(LC_CTYPE, "C.UTF-8") != nil)
    var differing: [String] = []
    for value in range {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let ours: Int32
      switch ScalarShape(of: scalar) {
      case .base(let columns): ours = Int32(columns)
      case .mark, .nothing: ours = 0
      case .unprintable: ours = -1
      }
      if ours != ts_character_width(value) {
        differing.append("U+\(String(value, radix: 16)) \(ours) \(ts_character_width(value))")
      }
    }
    #expect(differing == [])
  }
}
