import TerminalKit

/// Writes columns of text into a row of a frame, from left to right: each is cut to its width, and a blank follows.
struct RowPen {
  let row: Int
  private var column: Int

  /// A pen at a place of a frame.
  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Leaves the next so many columns, and a blank, as they are, but for one character somewhere in them.
  mutating func put(
    _ symbol: Unicode.Scalar, at offset: Int, width: Int, _ style: Style, in frame: inout Frame
  ) {
    frame.put(symbol, row: row, column: column + offset, count: 1, style: style)
    column += width + 1
  }

  /// Writes a text into the next so many columns.
  mutating func put(
    _ text: String, width: Int, right: Bool = false, _ style: Style, in frame: inout Frame
  ) {
    defer { column += width + 1 }
    guard !text.isEmpty else { return }
    // What starts at the left and is short cannot be too wide.
    if !right, text.utf8.count <= width {
      frame.put(text, row: row, column: column, style: style)
      return
    }
    let shown = text.truncated(to: width)
    let start = right ? column + width - shown.columns : column
    frame.put(shown, row: row, column: start, style: style)
  }
}
