import TerminalKit
import TestSupport
import Testing

@Suite struct `Frames as bytes` {
  /// What a terminal shows that was given these frames one after another.
  private func terminal(_ frames: [Frame]) -> MiniTerminal {
    var stream = FrameStream()
    let size = frames.last?.size ?? Size(rows: 1, columns: 1)
    var terminal = MiniTerminal(rows: size.rows, columns: size.columns)
    for frame in frames { terminal.feed(stream.bytes(for: frame).utf8) }
    return terminal
  }

  private func pen(_ style: Style) -> MiniScreen.Pen {
    var attributes: Set<Int> = []
    if style.attributes.contains(.bold) { attributes.insert(1) }
    if style.attributes.contains(.dim) { attributes.insert(2) }
    if style.attributes.contains(.underline) { attributes.insert(4) }
    if style.attributes.contains(.reverse) { attributes.insert(7) }
    return MiniScreen.Pen(
      attributes: attributes, foreground: style.foreground.index.map(Int.init),
      background: style.background.index.map(Int.init))
  }

  @Test func `the same frame again is no bytes at all`() {
    var stream = FrameStream()
    var frame = Frame(Size(rows: 3, columns: 10))
    frame.put("hello", row: 1, column: 2, style: .bold)
    #expect(!stream.bytes(for: frame).isEmpty)
    #expect(stream.bytes(for: frame).isEmpty)
    frame.put("j", row: 1, column: 2, style: .bold)
    #expect(stream.bytes(for: frame) == "\u{1B}[2;3H\u{1B}[0;1mj\u{1B}[0m")
  }

  @Test func `a cursor is shown where it is and hidden again`() {
    var frame = Frame(Size(rows: 3, columns: 10))
    var stream = FrameStream()
    _ = stream.bytes(for: frame)
    frame.cursor = Position(row: 2, column: 4)
    #expect(stream.bytes(for: frame) == "\u{1B}[3;5H\u{1B}[?25h")
    frame.cursor = nil
    #expect(stream.bytes(for: frame) == "\u{1B}[?25l")
  }

  @Test(arguments: UInt64(1)...200)
  func `a terminal that gets them shows the last one, cell by cell`(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    func below(_ end: Int) -> Int { Int(numbers.next() % UInt64(end)) }
    let size = Size(rows: 1 + below(6), columns: 1 + below(20))
    let texts = ["a", "bc", "漢字", "e\u{301}x", "▁▁▁", "  ", "●", "한", "Kathy → Joe"]
    let styles = [
      Style.plain, .bold, .dim, Style(foreground: .yellow), Style(foreground: .grey, .reverse),
      Style(foreground: Colour(index: 200), background: .blue, .underline),
    ]
    var frames: [Frame] = []
    for _ in 0..<(1 + below(6)) {
      var frame = frames.last ?? Frame(size)
      if below(4) == 0 { frame = Frame(size) }
      for _ in 0..<below(12) {
        frame.put(
          texts[below(texts.count)], row: below(size.rows), column: below(size.columns + 2) - 2,
          style: styles[below(styles.count)])
      }
      frames.append(frame)
    }
    let terminal = terminal(frames)
    #expect(terminal.unknown.isEmpty)
    for row in 0..<size.rows {
      for column in 0..<size.columns {
        let cell = frames[frames.count - 1][row, column]
        let shown = terminal.screen.cells[row][column]
        #expect(shown.text == cell?.text)
        #expect(shown.pen == cell.map { pen($0.style) })
      }
    }
  }
}
