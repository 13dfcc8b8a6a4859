/// Frames as the bytes a terminal would get for them: what differs from the frame before, in plain sequences that
/// every terminal of the xterm family knows.
///
/// No database of terminals and no state outside: the same frames give the same bytes everywhere.
package struct FrameStream: Sendable {
  private var shown: Frame?

  package init() {}

  /// What brings a terminal from the frame before to this one; empty when they are the same. The first frame, and
  /// one of another size, clears the screen.
  package mutating func bytes(for frame: Frame) -> String {
    var stream = Stream()
    let old: Frame
    if let shown, shown.size == frame.size {
      old = shown
    } else {
      stream.out += "\u{1B}[0m\u{1B}[?25l\u{1B}[2J"
      old = Frame(frame.size)
    }
    for row in 0..<frame.size.rows where frame.difference(inRow: row, from: old) != nil {
      write(row, of: frame, over: old, to: &stream)
    }
    stream.end()
    writeCursor(of: frame, to: &stream)
    shown = frame
    return stream.out
  }

  private func write(_ row: Int, of frame: Frame, over old: Frame, to stream: inout Stream) {
    let columns = frame.size.columns
    var column = 0
    while column < columns {
      guard let cell = frame[row, column] else { return }
      let isWide = cell.width == 2
      let differs =
        cell != old[row, column]
        || isWide && frame[row, column + 1] != old[row, column + 1]
      // The second half of a wide character is drawn with the first.
      if differs, cell.width > 0 { stream.put(cell, row: row, column: column, of: columns) }
      column += isWide ? 2 : 1
    }
  }

  private func writeCursor(of frame: Frame, to stream: inout Stream) {
    let was = shown?.cursor
    guard let cursor = frame.cursor else {
      if was != nil { stream.out += "\u{1B}[?25l" }
      return
    }
    // Drawing has moved it.
    if was != cursor || !stream.out.isEmpty {
      stream.out += "\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H"
    }
    if was == nil { stream.out += "\u{1B}[?25h" }
  }
}

/// The text under way, and where the pen is.
private struct Stream {
  var out = ""
  private var place: (row: Int, column: Int)?
  private var style = Style.plain

  mutating func put(_ cell: Cell, row: Int, column: Int, of columns: Int) {
    if place.map({ $0 != (row, column) }) ?? true { out += "\u{1B}[\(row + 1);\(column + 1)H" }
    if cell.style != style {
      out += cell.style.sequence
      style = cell.style
    }
    out += cell.text
    let next = column + Int(cell.width)
    // Terminals differ about where the cursor is after the last column.
    place = next < columns ? (row, next) : nil
  }

  mutating func end() {
    if style != .plain { out += "\u{1B}[0m" }
  }
}

extension Style {
  /// The sequence that draws in this style, whatever was drawn in before.
  fileprivate var sequence: String {
    var numbers = ["0"]
    if attributes.contains(.bold) { numbers.append("1") }
    if attributes.contains(.dim) { numbers.append("2") }
    if attributes.contains(.underline) { numbers.append("4") }
    if attributes.contains(.reverse) { numbers.append("7") }
    if let index = foreground.index {
      numbers.append(Self.number(index, plain: 30, bright: 90, other: "38;5;"))
    }
    if let index = background.index {
      numbers.append(Self.number(index, plain: 40, bright: 100, other: "48;5;"))
    }
    return "\u{1B}[\(numbers.joined(separator: ";"))m"
  }

  private static func number(_ index: UInt8, plain: Int, bright: Int, other: String) -> String {
    switch index {
    case 0..<8: "\(plain + Int(index))"
    case 8..<16: "\(bright + Int(index) - 8)"
    default: "\(other)\(index)"
    }
  }
}
