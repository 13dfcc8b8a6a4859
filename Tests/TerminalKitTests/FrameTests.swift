import TerminalKit
import Testing

@Suite struct `A frame` {
  @Test func `text is put where it belongs and the columns it took are returned`() {
    var frame = Frame(Size(rows: 3, columns: 10))
    #expect(frame.put("Joe", row: 0, column: 2) == 3)
    #expect(frame.put("Alice", row: 2, column: 7) == 3)
    #expect(frame.put("Kathy"[...].dropFirst(), row: 1, column: 0) == 4)
    #expect(frame.text == "  Joe\nathy\n       Ali")
  }

  @Test func `what lies outside is clipped on every side`() {
    var frame = Frame(Size(rows: 2, columns: 4))
    #expect(frame.put("abcdef", row: 0, column: -2) == 6)
    #expect(frame.put("xyz", row: -1, column: 0) == 3)
    #expect(frame.put("xyz", row: 2, column: 0) == 3)
    #expect(frame.put("xyz", row: 1, column: 4) == 0)
    #expect(frame.text == "cdef\n")
  }

  @Test func `half a wide character at an edge leaves a blank`() {
    var frame = Frame(Size(rows: 2, columns: 5))
    #expect(frame.put("漢字漢", row: 0, column: -1) == 6)
    #expect(frame.put("漢字漢", row: 1, column: 0) == 5)
    #expect(frame.text == " 字漢\n漢字")
    #expect(frame[0, 0] == Cell.blank)
    #expect(frame[1, 4] == Cell.blank)
  }

  @Test func `a limit is kept, and no wide character straddles it`() {
    var frame = Frame(Size(rows: 1, columns: 10))
    #expect(frame.put("漢字漢", row: 0, column: 0, limit: 5) == 4)
    #expect(frame.text == "漢字")
    #expect(frame.put("abc", row: 0, column: 6, limit: 0) == 0)
    #expect(frame.put("abc", row: 0, column: 6, limit: -3) == 0)
    #expect(frame.put("abc", row: 0, column: 6, limit: 2) == 2)
    #expect(frame.text == "漢字  ab")
  }

  @Test func `writing over half of a wide character clears the other half`() {
    var frame = Frame(Size(rows: 1, columns: 6))
    frame.put("漢字漢", row: 0, column: 0)
    frame.put("x", row: 0, column: 1)
    #expect(frame.text == " x字漢")
    frame.put("y", row: 0, column: 2)
    #expect(frame.text == " xy 漢")
    frame.put("字", row: 0, column: 3)
    #expect(frame.text == " xy字")
  }

  @Test func `controls, directions and joiners never become cells`() {
    var frame = Frame(Size(rows: 1, columns: 20))
    frame.put("a\u{1B}[2Jb\u{202E}c\u{200D}d\ne", row: 0, column: 0)
    #expect(frame.text == "a\u{FFFD}[2Jbcd\u{FFFD}e")
  }

  @Test func `styles are a grid of letters with a legend`() {
    var frame = Frame(Size(rows: 2, columns: 8))
    frame.put("ab", row: 0, column: 1, style: .bold)
    frame.put("cd", row: 1, column: 0, style: Style(foreground: .red, .reverse))
    frame.restyle(row: 1, column: 1, columns: 1) { $0.adding(.bold) }
    #expect(frame.styles == ".aa\nbc")
    #expect(frame.styleLegend == "a bold\nb reverse fg1\nc bold reverse fg1")
  }

  @Test func `a frame made from another differs from it where it was written`() {
    var first = Frame(Size(rows: 3, columns: 6))
    first.put("e\u{301}a", row: 1, column: 1)
    var second = first
    #expect((0..<3).allSatisfy { second.difference(inRow: $0, from: first) == nil })
    second.put("b", row: 2, column: 4)
    second.put("e", row: 1, column: 1)
    #expect(second.difference(inRow: 0, from: first) == nil)
    #expect(second.difference(inRow: 1, from: first) == 1...1)
    #expect(second.difference(inRow: 2, from: first) == 4...4)
    #expect(first.text == "\n e\u{301}a\n")
  }

  @Test func `clearing takes a rectangle, wherever it reaches`() {
    var frame = Frame(Size(rows: 3, columns: 4))
    for row in 0..<3 { frame.put("abcd", row: row, column: 0) }
    frame.clear(row: -1, column: 2, rows: 3)
    #expect(frame.text == "ab\nab\nabcd")
    frame.clear(row: .min, column: .min, rows: .max, columns: .max)
    #expect(frame.text == "ab\nab\nabcd")
    frame.clear(row: 0, column: 0, rows: .max, columns: .max, style: .reverse)
    #expect(frame.text == "\n\n")
    #expect(frame.styles == "aaaa\naaaa\naaaa")
  }

  @Test(arguments: 0..<60)
  func `any text at any place of any size leaves whole characters only`(seed: Int) throws {
    var random = Seeded(seed)
    let edges = [Int.min, Int.min + 1, -3, -2, -1, 0, 1, 2, 5, 79, 80, Int.max - 1, Int.max]
    for rows in [0, 1, 2, 7, 60] {
      for columns in [0, 1, 2, 3, 80, 200] {
        var frame = Frame(Size(rows: rows, columns: columns))
        for _ in 0..<40 {
          let text = random.text(upTo: 12)
          let row = try #require(edges.randomElement(using: &random))
          let column = try #require(edges.randomElement(using: &random))
          let limit = try #require((edges + [.max, .max]).randomElement(using: &random))
          let used = frame.put(text, row: row, column: column, limit: limit)
          #expect(used >= 0 && used <= max(limit, 0) && used <= text.columns)
        }
        expectWholeCharacters(frame)
      }
    }
  }

  @Test func `sizes from outside are held within bounds`() {
    #expect(Size(rows: -1, columns: .min) == Size(rows: 0, columns: 0))
    #expect(Size(rows: .max, columns: 65_535) == Size.most)
    #expect(Frame(Size(rows: 0, columns: 5)).text == "")
  }

  private func expectWholeCharacters(_ frame: Frame) {
    #expect(frame.cells.count == frame.size.rows * frame.size.columns)
    for row in 0..<frame.size.rows {
      var owed = 0
      for column in 0..<frame.size.columns {
        let width = Int(frame[row, column]?.width ?? 9)
        #expect(owed == 0 ? width > 0 : width == 0, "row \(row), column \(column)")
        owed = owed == 0 ? width - 1 : owed - 1
      }
      #expect(owed == 0, "row \(row) ends in half a character")
    }
  }
}
