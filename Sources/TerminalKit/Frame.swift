import SafeText

/// A whole screen as a value: a grid of cells and the place of the cursor.
///
/// Screens are pure functions that return frames; a `Terminal` shows them. Every operation is total:
/// whatever lies outside is left out.
package struct Frame: Equatable, Sendable {
  package let size: Size
  /// The codes of the cells, row after row.
  package private(set) var codes: [Cell.Code]
  /// The marks of those cells that have any, by their index.
  private var marks: [Int: Cell.Marks] = [:]
  /// Whether any cell has marks.
  package var hasMarks: Bool { !marks.isEmpty }
  /// Where the cursor blinks, or `nil` to hide it. A place outside the frame hides it too.
  package var cursor: Position?

  /// An empty frame.
  package init(_ size: Size) {
    self.size = size
    codes = Array(repeating: Cell.blank.code, count: size.rows * size.columns)
  }

  /// The cell at a place, or `nil` outside the frame.
  package subscript(row: Int, column: Int) -> Cell? {
    guard row >= 0, row < size.rows, column >= 0, column < size.columns else { return nil }
    return cell(at: row * size.columns + column)
  }

  private func cell(at index: Int) -> Cell {
    Cell(codes[index], marks: marks.isEmpty ? .none : marks[index] ?? .none)
  }

  /// The cells, row after row.
  package var cells: some RandomAccessCollection<Cell> { codes.indices.lazy.map { cell(at: $0) } }

  /// The first and the last column in which a row differs from that of another frame of the same size; `nil` where
  /// they are the same, as most rows are.
  package func difference(inRow row: Int, from other: Frame) -> ClosedRange<Int>? {
    guard size == other.size, row >= 0, row < size.rows else { return nil }
    let range = row * size.columns..<(row + 1) * size.columns
    var ends = codes[range].withUnsafeBufferPointer { ours in
      other.codes[range].withUnsafeBufferPointer { ours.ends(ofDifferenceFrom: $0) }
    }
    for index in marks.isEmpty && other.marks.isEmpty ? [] : Set(marks.keys).union(other.marks.keys)
    where range.contains(index) && marks[index] != other.marks[index] {
      let column = index - range.lowerBound
      ends = min(column, ends?.lowerBound ?? column)...max(column, ends?.upperBound ?? column)
    }
    return ends
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
      let used = put(ascii: text, row: row, column: column, style: style, limit: limit)
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
      set(cell, row: row, column: place)
    }
    return used
  }

  /// Writes one narrow character several times; what lies outside the frame is left out.
  package mutating func put(
    _ symbol: Unicode.Scalar, row: Int, column: Int, count: Int, style: Style = .plain
  ) {
    let cell = Cell(symbol, style: style)
    eachVisible(row: row, column: column, rows: 1, columns: count) { frame, row, column in
      frame.replace(row: row, column: column, with: cell)
    }
  }

  /// Writes printable ASCII at a place inside the frame, where nothing but plain narrow characters stands; `nil` when
  /// the text is not of that kind, and then what it begins with may stand there already.
  private mutating func put(ascii text: String, row: Int, column: Int, style: Style, limit: Int) -> Int? {
    let count = min(text.utf8.count, max(limit, 0), size.columns - column)
    let start = row * size.columns + column
    let look = Cell.code(base: 0, width: 1, style: style)
    // No half of a wide character, and no mark, may be left behind.
    guard marks.isEmpty, isNarrow(start..<start + count) else { return nil }
    var text = text
    let isWritten = text.withUTF8 { bytes in
      codes.withUnsafeMutableBufferPointer { cells in
        for index in bytes.indices {
          guard bytes[index] >= 0x20, bytes[index] < 0x7F else { return false }
          if index < count { cells[start + index] = look | Cell.Code(bytes[index]) }
        }
        return true
      }
    }
    return isWritten ? count : nil
  }

  /// Whether every cell in a range is that of a narrow character.
  private func isNarrow(_ range: Range<Int>) -> Bool {
    for index in range where Cell.width(of: codes[index]) != 1 { return false }
    return true
  }

  /// Writes a piece of another text; see `put(_:row:column:style:limit:)`.
  @discardableResult
  package mutating func put(
    _ text: some StringProtocol, row: Int, column: Int, style: Style = .plain, limit: Int = .max
  ) -> Int {
    put(String(text), row: row, column: column, style: style, limit: limit)
  }

  /// Fills a rectangle with blanks of one style.
  package mutating func clear(
    row: Int, column: Int, rows: Int = 1, columns: Int = .max, style: Style = .plain
  ) {
    let blank = Cell(" ", style: style)
    // Of whole rows no half of a wide character is left.
    let areWhole = marks.isEmpty && column == 0 && columns >= size.columns
    eachVisible(row: row, column: column, rows: rows, columns: columns) { frame, row, column in
      if areWhole {
        frame.codes[row * frame.size.columns + column] = blank.code
      } else {
        frame.set(blank, row: row, column: column)
      }
    }
  }

  /// Changes the style of a rectangle and leaves its text alone.
  package mutating func restyle(
    row: Int, column: Int, rows: Int = 1, columns: Int = .max, _ change: (Style) -> Style
  ) {
    eachVisible(row: row, column: column, rows: rows, columns: columns) { frame, row, column in
      let index = row * frame.size.columns + column
      var cell = Cell(frame.codes[index])
      cell.style = change(cell.style)
      frame.codes[index] = cell.code
    }
  }

  /// Puts a narrow cell, or the same one, in the place of every cell; halves of wide ones are told apart by their
  /// width and must both be replaced.
  mutating func replaceCells(_ change: (Cell) -> Cell) {
    for index in codes.indices {
      let (old, new) = (cell(at: index), change(cell(at: index)))
      if old == new { continue }
      codes[index] = new.code
      if old.marks != new.marks { marks[index] = new.marks == .none ? nil : new.marks }
    }
  }

  private mutating func eachVisible(
    row: Int, column: Int, rows: Int, columns: Int, _ body: (inout Frame, Int, Int) -> Void
  ) {
    func end(_ start: Int, _ count: Int, _ bound: Int) -> Int {
      let (sum, isBeyond) = start.addingReportingOverflow(max(count, 0))
      return isBeyond ? bound : min(sum, bound)
    }
    let (lastRow, lastColumn) = (end(row, rows, size.rows), end(column, columns, size.columns))
    for row in stride(from: max(row, 0), to: lastRow, by: 1) {
      for column in stride(from: max(column, 0), to: lastColumn, by: 1) { body(&self, row, column) }
    }
  }

  /// Sets a cell of which at least one column is inside; `row` must be inside.
  private mutating func set(_ cell: Cell, row: Int, column: Int) {
    guard cell.width == 2 else {
      replace(row: row, column: column, with: cell)
      return
    }
    let isWhole = column >= 0 && column < size.columns - 1
    if isWhole {
      replace(row: row, column: column, with: cell)
      replace(row: row, column: column + 1, with: .tail(style: cell.style), keepingHead: true)
    } else {
      replace(row: row, column: max(column, 0), with: Cell(" ", style: cell.style))
    }
  }

  /// Puts one cell in place; the other half of a wide character it cuts becomes a blank.
  private mutating func replace(row: Int, column: Int, with cell: Cell, keepingHead: Bool = false) {
    let index = row * size.columns + column
    let old = Cell.width(of: codes[index])
    if old != 1 {
      if old == 0, column > 0, !keepingHead { empty(index - 1) }
      if old == 2, column + 1 < size.columns { empty(index + 1) }
    }
    codes[index] = cell.code
    if cell.marks != .none {
      marks[index] = cell.marks
    } else if !marks.isEmpty {
      marks[index] = nil
    }
  }

  /// Leaves a blank where half of a wide character was.
  private mutating func empty(_ index: Int) {
    codes[index] = Cell(" ", style: Cell(codes[index]).style).code
    if !marks.isEmpty { marks[index] = nil }
  }
}

extension UnsafeBufferPointer<Cell.Code> {
  /// The first and the last place where this differs from another buffer of the same length.
  fileprivate func ends(ofDifferenceFrom other: UnsafeBufferPointer<Cell.Code>) -> ClosedRange<Int>? {
    // Most rows are the same, which is found out fastest by looking at all of it.
    var differing: Cell.Code = 0
    for index in indices { differing |= self[index] ^ other[index] }
    guard differing != 0, let first = indices.first(where: { self[$0] != other[$0] }) else { return nil }
    var last = count - 1
    while last > first, self[last] == other[last] { last -= 1 }
    return first...last
  }
}
