import TerminalKit
import Testing

@Suite struct `Text in columns` {
  @Test(arguments: [
    ("", 0), ("Kathy", 5), ("Zoe\u{308}", 3), ("漢字", 4), ("🙂", 2), ("🙂🏽", 2), ("❤\u{FE0F}", 1),
    ("\u{1F1E9}\u{1F1EA}", 2), ("👩\u{200D}👧", 4), ("a\u{202E}b", 2), ("a\u{7}b", 3), ("\u{301}", 1),
    ("עברית", 5), ("ｗ", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{378}", 1), ("\u{E000}", 1),
    ("a\r\nb", 4), ("\u{AD}", 0), ("○●▲▸⌂→·▁…×—", 11),
  ])
  func `a text takes so many columns`(text: String, columns: Int) {
    #expect(text.columns == columns)
  }

  @Test func `a text that fits is returned whole, a longer one ends in an ellipsis`() {
    #expect("Kathy".truncated(to: 5) == "Kathy")
    #expect("Kathy".truncated(to: 4) == "Kat…")
    #expect("Kathy".truncated(to: 1) == "…")
    #expect("Kathy".truncated(to: 0) == "")
    #expect("Kathy".truncated(to: .min) == "")
    #expect("Kathy".truncated(to: .max) == "Kathy")
    #expect("漢字漢".truncated(to: 4) == "漢…")
    #expect("Zoe\u{308}lle".truncated(to: 4) == "Zoe\u{308}…")
  }

  @Test func `padding fills up and never cuts, fitting does both`() {
    #expect("ab".padded(to: 4) == "ab  ")
    #expect("ab".padded(to: 4, alignedRight: true) == "  ab")
    #expect("abcde".padded(to: 4) == "abcde")
    #expect("ab".padded(to: .min) == "ab")
    #expect("漢".fitted(to: 4, alignedRight: true) == "  漢")
    #expect("abcde".fitted(to: 4) == "abc…")
  }

  @Test(arguments: 0..<200)
  func `a cut text fits, and fitting gives exactly the columns asked for`(seed: Int) {
    var random = Seeded(seed)
    let text = random.text(upTo: 30)
    for columns in 0...20 {
      #expect(text.truncated(to: columns).columns <= columns)
      #expect(text.fitted(to: columns).columns == columns)
    }
  }

  @Test func `a hundred thousand marks on one letter take one column`() {
    let text = "a" + String(repeating: "\u{301}", count: 100_000)
    #expect(text.columns == 1)
    #expect(text.truncated(to: 3).unicodeScalars.count == 5)
  }

  @Test func `every symbol of the screens has a look-alike in ASCII`() {
    let symbols = "○●▲▸⌂→·▁▂▃▄▅▆▇█…×—–−│─┌┐└┘├┤┬┴┼✓■□"
    for scalar in symbols.unicodeScalars {
      #expect(scalar.asciiFallback.isASCII && scalar.asciiFallback != "?", "\(scalar)")
    }
    #expect("Zoë Žižek 漢".asciiFallback == "Zoe ?i?ek ?")
    #expect("Zoe\u{308}".asciiFallback == "Zoe")
  }

  @Test func `colours come down to what a terminal has`() {
    #expect(Colour(index: 208).reduced(toColours: 256) == Colour(index: 208))
    #expect(Colour(index: 196).reduced(toColours: 16) == Colour(index: 9))
    #expect(Colour(index: 196).reduced(toColours: 8) == .red)
    #expect(Colour.grey.reduced(toColours: 8) == .default)
    #expect(Colour.red.reduced(toColours: 0) == .default)
    #expect(Colour.default.reduced(toColours: 8) == .default)
    for index in UInt8.min...UInt8.max {
      #expect(Colour(index: index).reduced(toColours: 16).index.map { $0 < 16 } == true)
      #expect(Colour(index: index).reduced(toColours: 8).index.map { $0 < 8 } ?? true)
    }
  }

  @Test func `greys of the large palette stay readable where there are only 16 colours, 8 or none`() {
    for count in [0, 8, 16] {
      for index in UInt8(232)...UInt8.max {
        let style = Style(foreground: Colour(index: index)).reduced(toColours: count)
        #expect(style.foreground == .default)
        #expect(style.attributes == (index < 244 ? .dim : []))
      }
      #expect(Style(foreground: Colour(index: 136)).reduced(toColours: 0) == .plain)
      #expect(Style(background: .blue, .bold).reduced(toColours: 0) == .bold)
    }
    #expect(Style(foreground: Colour(index: 136)).reduced(toColours: 8) == Style(foreground: .yellow))
    #expect(Style(foreground: Colour(index: 240)).reduced(toColours: 256).foreground == Colour(index: 240))
  }
}
