import SafeText

/// A whole screen as a value: rows of cells and the place of the cursor.
///
/// Screens are pure functions that return frames; a `Terminal` shows them. Every operation is total:
/// whatever lies outside is left out.
package struct Frame: Equatable, Sendable {
  package let size: Size
  /// The rows, from the top.
  package private(set) var rows: [FrameRow]
  /// Where the cursor blinks, or `nil` to hide it. A place outside the frame hides it too.
  package var cursor: Position?

  /// An empty frame.
  package init(_ size: Size) {
    self.size = size
    rows = Array(repeating: FrameRow(columns: size.columns), count: size.rows)
  }

  /// The cell at a place, or `nil` outside the frame.
  package subscript(row: Int, column: Int) -> Cell? {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return nil }
    return rows[row][column]
  }

  /// The cells, row after row.
  package var cells: some Collection<Cell> { rows.lazy.flatMap(\.cells) }

  /// The first and the last column in which a row differs from that of another frame of the same size; `nil` where
  /// they are the same, as most rows are.
  package func difference(inRow row: Int, from other: Frame) -> ClosedRange<Int>? {
    guard size == other.size, row >= 0, row < size.rows, !rows[row].isShared(with: other.rows[row]) else {
      return nil
    }
    return rows[row].difference(from: other.rows[row])
  }

  /// Writes a text and returns the columns it took, so that the next one can follow it.
  ///
  /// Coordinates may lie anywhere: what is left of the first column, below the last row and so on is
  /// clipped. A wide character of which only half is inside leaves a blank there.
  /// - Parameter limit: at most so many columns are used; a wide character never straddles the limit.
  @discardableResult
  package mutating func put(
    _ text: String, row: Int, column: Int, style: Style = .plain, limit: Int = .max
  ) -> Int {
    guard size.columns > 0 else { return 0 }
    let isVisibleRow = row >= 0 && row < size.rows
    if isVisibleRow, column >= 0, column < size.columns,
      let used = rows[row].put(ascii: text, column: column, style: style, limit: limit)
    {
      return used
    }
    var used = 0
    for cell in CellsOfText(text, style: style) {
      let width = cell.width
      guard used < limit, width <= limit - used else { break }
      let (place, isBeyond) = column.addingReportingOverflow(used)
      guard !isBeyond, place < size.columns else { break }
      // Half of a wide character fits at the right edge.
      used += place > size.columns - width ? size.columns - place : width
      guard isVisibleRow, place > -width else { continue }
      rows[row].set(cell, column: place)
    }
    return used
  }

  /// Writes a piece of another text; see `put(_:row:column:style:limit:)`.
  @discardableResult
  package mutating func put(
    _ text: some StringProtocol, row: Int, column: Int, style: Style = .plain, limit: Int = .max
  ) -> Int {
    put(String(text), row: row, column: column, style: style, limit: limit)
  }

  /// Writes one narrow character several times; what lies outside the frame is left out.
  package mutating func put(
    _ symbol: Unicode.Scalar, row: Int, column: Int, count: Int, style: Style = .plain
  ) {
    let cell = Cell(symbol, style: style)
    for row in visible(row, 1, of: size.rows) {
      for column in visible(column, count, of: size.columns) { rows[row].replace(column, with: cell) }
    }
  }

  /// Fills a rectangle with blanks of one style.
  package mutating func clear(
    row: Int, column: Int, rows count: Int = 1, columns: Int = .max, style: Style = .plain
  ) {
    let blank = Cell(" ", style: style)
    let visibleColumns = visible(column, columns, of: size.columns)
    for row in visible(row, count, of: size.rows) {
      if visibleColumns.count == size.columns {
        rows[row].fill(blank)
      } else {
        for column in visibleColumns { rows[row].set(blank, column: column) }
      }
    }
  }

  /// Changes the style of a rectangle and leaves its text alone.
  package mutating func restyle(
    row: Int, column: Int, rows count: Int = 1, columns: Int = .max, _ change: (Style) -> Style
  ) {
    for row in visible(row, count, of: size.rows) {
      for column in visible(column, columns, of: size.columns) { rows[row].restyle(column, change) }
    }
  }

  /// Puts a narrow cell, or the same one, in the place of every cell; see ``FrameRow/replaceCells(_:)``.
  mutating func replaceCells(_ change: (Cell) -> Cell) {
    for row in rows.indices { rows[row].replaceCells(change) }
  }

  /// Which of so many places from a start on are inside, of all that there are.
  private func visible(_ start: Int, _ count: Int, of all: Int) -> Range<Int> {
    let (sum, isBeyond) = start.addingReportingOverflow(max(count, 0))
    let end = isBeyond ? all : min(sum, all)
    let first = max(start, 0)
    return first < end ? first..<end : 0..<0
  }
}
