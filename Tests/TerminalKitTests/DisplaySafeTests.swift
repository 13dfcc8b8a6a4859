import SafeText
import TerminalKit
import Testing

@Suite struct `Text of strangers` {
  /// What somebody might put into a name, and what is shown of it. The codes are those of the list of
  /// bad inputs in docs/reliability.md.
  static let hostile: [(code: String, text: String, shown: String)] = [
    ("T01", "\u{1B}]0;owned\u{7}", "^[]0;owned^G"), ("T02", "\u{1B}]52;c;aGk=\u{1B}\\", "^[]52;c;aGk=^[\\"),
    ("T04", "\u{1B}[2J", "^[[2J"), ("T05", "\u{9B}6n", "⟨U+009B⟩6n"), ("T06", "\u{1B}P$q\"p", "^[P$q\"p"),
    ("T10", "\u{1B}_Ga=T\u{9C}", "^[_Ga=T⟨U+009C⟩"), ("T12", "\u{7}\u{7}", "^G^G"),
    ("T13", "Ann\u{8}\u{8}\u{8}Joe", "Ann^H^H^HJoe"), ("T14", "Ann\rJoe", "Ann^MJoe"),
    ("T15", "a\tb\u{B}c\u{C}", "a^Ib^Kc^L"), ("T16", "a\u{202E}b", "a⟨U+202E⟩b"),
    ("T17", "\u{2066}a", "⟨U+2066⟩a"), ("T18", "\u{61C}\u{200E}\u{200F}", "⟨U+061C⟩⟨U+200E⟩⟨U+200F⟩"),
    ("T19", "\u{200B}\u{FEFF}\u{AD}", "⟨U+200B⟩⟨U+FEFF⟩⟨U+00AD⟩"),
    ("T20", "a\u{E0041}\u{E007F}", "a⟨U+E0041⟩⟨U+E007F⟩"), ("T21", "❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}⟨U+FE0F⟩"),
    ("T24", "👩\u{200D}👧", "👩\u{200D}👧"), ("T25", "מרים عائشة", "מרים عائشة"), ("T29", "", ""),
    ("T31", "a\u{2028}b\u{2029}", "a⟨U+2028⟩b⟨U+2029⟩"), ("T32", "\u{E000}", "⟨U+E000⟩"),
    ("T33", "=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"), ("T34", "\t=1\n", "^I=1^J"),
    ("T36", "=\u{301}", "=\u{301}"), ("T38", "<script>", "<script>"),
    ("T39", "\"\u{301} onload=", "\"\u{301} onload="),
    ("T45", "\r\n", "^M^J"), ("NUL", "\0", "^@"), ("US", "*}\u{1F}*****", "*}^_*****"),
    ("DEL", "\u{7F}", "^?"),
    ("ZWJ", "a\u{200D}b", "a⟨U+200D⟩b"),
    ("filler", "\u{3164}", "⟨U+3164⟩"), ("unassigned", "\u{378}", "⟨U+0378⟩"),
    ("object", "\u{FFFC}", "\u{FFFC}"),
  ]

  @Test(arguments: hostile)
  func `is shown by stand-ins`(code: String, text: String, shown: String) {
    #expect(text.displaySafe.unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  /// Eight bytes are seen at a time: no neighbour may hide another.
  @Test func `any two ASCII characters side by side are told from printable ones, wherever they stand`() {
    for first in UInt8(0)..<0x80 {
      for second in UInt8(0)..<0x80 {
        let isPrintable = [first, second].allSatisfy { (0x20..<0x7F).contains($0) }
        for place in [0, 3, 6, 7, 11, 14] {
          var bytes = [UInt8](repeating: UInt8(ascii: "*"), count: 16)
          bytes[place] = first
          bytes[place + 1] = second
          let text = String(decoding: bytes, as: UTF8.self)
          if text.isPrintableASCII != isPrintable { Issue.record("\(first) \(second) at \(place)") }
        }
      }
    }
  }

  @Test func `more than four marks are counted`() {
    let marks = String(repeating: "\u{301}", count: 10_004)
    #expect(("a" + marks + "b").displaySafe == "a\u{301}\u{301}\u{301}\u{301}⟨+10000 marks⟩b")
  }

  @Test(arguments: 0..<500)
  func `has no control and nothing invisible left, and is safe from then on`(seed: Int) {
    var random = Seeded(seed)
    let text = random.text(upTo: 40)
    let safe = text.displaySafe
    var before: Unicode.Scalar = " "
    for scalar in safe.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
      #expect(!isControl)
      let isJoiner = [0x200C, 0x200D, 0xFE0E, 0xFE0F].contains(scalar.value)
      if isJoiner {
        #expect(before.value > 0x20 && before != scalar)
      } else {
        #expect(!scalar.properties.isDefaultIgnorableCodePoint)
        #expect(!scalar.properties.isBidiControl)
      }
      before = scalar
    }
    #expect(safe.displaySafe.unicodeScalars.elementsEqual(safe.unicodeScalars))
  }
}
