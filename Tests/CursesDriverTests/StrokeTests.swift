import CTermSupport
import CursesDriver
import TerminalKit
import TestSupport
import Testing

extension `The real terminal` {
  /// Small changes go past ncurses, and nobody can tell.
  @Suite(.serialized) struct `Strokes` {
    @Test(arguments: [("xterm-256color", true), ("linux", false), ("tmux-256color", true), ("vt100", false)])
    func `whatever is shown after whatever, the window has it`(type: String, hasAllColours: Bool) throws {
      for seed in UInt64(1)...6 {
        defer { ts_events_close() }
        var numbers = Seeded(seed)
        let pair = try WindowPair(rows: 12, columns: 40)
        let terminal = try pair.open(type: type)
        var frames = [Frame(Size(rows: 12, columns: 40))]
        for step in 0..<120 {
          // Often back to what was there before, which ncurses may still believe is there.
          var frame = frames[Int.random(in: max(0, frames.count - 3)..<frames.count, using: &numbers)]
          frame.change(using: &numbers)
          if Int.random(in: 0..<30, using: &numbers) == 0 { terminal.redraw() }
          #expect(terminal.show(frame))
          pair.look()
          let difference = pair.window.screen.difference(from: frame, inColour: hasAllColours)
          #expect(difference == nil, "\(type), seed \(seed), step \(step): \(difference ?? "")")
          frames.append(frame)
        }
        // The console's own way to hide the cursor is not known to the small terminal.
        #expect(pair.window.unknown == [] || type == "linux")
        terminal.close()
      }
    }

    @Test func `a small change is a stroke that ends in the first cell, a large one is left to ncurses`()
      throws
    {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      let bold = Style(foreground: Colour(index: 245), .bold)
      terminal.show(frame("1 Kathy", "2 Chris"))
      pair.look()
      #expect(!pair.output.ends(in: "\u{1B}[1;1H"))
      var next = frame("1 Kathy", "2 Chris")
      next.put("Chris", row: 1, column: 2, style: bold)
      terminal.show(next)
      pair.look()
      #expect(pair.output.ends(in: "Chris\u{1B}[39m\u{1B}(B\u{1B}[m\u{1B}[1;1H"))
      let many = frame(String(repeating: "x", count: 79), "2 Chris")
      terminal.show(many)
      pair.look()
      #expect(!pair.output.ends(in: "\u{1B}[1;1H"))
      // Nothing at all is no stroke either.
      let before = pair.output.count
      terminal.show(many)
      pair.look()
      #expect(pair.output.count == before)
      terminal.close()
    }

    @Test func `where the cursor is seen it stays where it belongs`() throws {
      defer { ts_events_close() }
      let pair = try WindowPair()
      let terminal = try pair.open()
      var writing = frame("note")
      writing.cursor = Position(row: 0, column: 5)
      for text in ["", "a", "ab", "a"] {
        writing.clear(row: 0, column: 5)
        writing.put(text, row: 0, column: 5)
        writing.cursor = Position(row: 0, column: 5 + text.columns)
        terminal.show(writing)
        pair.look()
        #expect(pair.window.screen.row == 0 && pair.window.screen.column == 5 + text.columns)
        #expect(pair.window.row(0) == (text.isEmpty ? "note" : "note " + text))
      }
      terminal.close()
    }
  }
}

extension Frame {
  private static let words = ["▸ Kathy", "00:42:17", "○", "●", "  ", "漢字", "Zoe\u{308}", "é", "·", "a b  c"]
  private static let styles: [Style] = [
    .plain, .bold, .dim, Style(foreground: Colour(index: 245)), Style(foreground: Colour(index: 136), .bold),
    Style(.reverse), Style(.underline), Style(background: Colour(index: 17)),
  ]

  /// Changes a little or a lot of it.
  fileprivate mutating func change(using numbers: inout Seeded) {
    func any<Element>(of list: [Element]) -> Element { list[Int.random(in: list.indices, using: &numbers)] }
    for _ in 0..<any(of: [0, 1, 1, 2, 3, 12]) {
      let (row, column) = (any(of: Array(0..<size.rows)), any(of: Array(-1..<size.columns)))
      put(any(of: Self.words), row: row, column: column, style: any(of: Self.styles))
    }
    let isWriting = Int.random(in: 0..<8, using: &numbers) == 0
    cursor = isWriting ? Position(row: 3, column: Int.random(in: 0..<30, using: &numbers)) : nil
  }
}

extension MiniScreen {
  /// The first cell that does not show what a frame has there; of a blank its colour cannot be seen.
  fileprivate func difference(from frame: Frame, inColour: Bool) -> String? {
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns {
        guard let wanted = frame[row, column] else { continue }
        let cell = cells[row][column]
        let isRightLook =
          TerminalKit.Cell.looksEmpty(wanted.code) ? cell.pen.leavesBlank : cell.pen == Pen(wanted.style)
        let isRight = cell.text == wanted.text && (!inColour || isRightLook)
        if !isRight { return "\(row), \(column): \(cell), not \(wanted.text) \(wanted.style)" }
      }
    }
    return nil
  }
}

extension MiniScreen.Pen {
  /// Whether a blank written with it shows nothing.
  fileprivate var leavesBlank: Bool { background == nil && attributes.isDisjoint(with: [4, 7]) }

  fileprivate init(_ style: Style) {
    let numbers: [(Style.Attributes, Int)] = [(.bold, 1), (.dim, 2), (.underline, 4), (.reverse, 7)]
    self.init(
      attributes: Set(numbers.filter { style.attributes.contains($0.0) }.map(\.1)),
      foreground: style.foreground.index.map(Int.init), background: style.background.index.map(Int.init))
  }
}

extension [UInt8] {
  fileprivate func ends(in text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
