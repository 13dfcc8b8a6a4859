/// One row of a frame: its cells, of which no half of a wide character is ever left alone.
///
/// A row that was not written since is shared by all frames made from one another, and is then known to be the same
/// without a look at its cells.
package struct FrameRow: Equatable, Sendable {
  /// The codes of the cells, from left to right.
  package private(set) var codes: [Cell.Code]
  /// The marks of those cells that have any, by their column.
  private var marks: [Int: Cell.Marks] = [:]

  /// An empty row.
  init(columns: Int) {
    codes = Array(repeating: Cell.blank.code, count: columns)
  }

  /// Whether any cell has marks.
  package var hasMarks: Bool { !marks.isEmpty }

  /// The cell in a column, which must be inside.
  subscript(column: Int) -> Cell {
    Cell(codes[column], marks: marks.isEmpty ? .none : marks[column] ?? .none)
  }

  var cells: some RandomAccessCollection<Cell> { codes.indices.lazy.map { self[$0] } }

  /// Whether both are one row in memory, which nobody has written since one frame was made from the other. Rows that are
  /// not may still be the same.
  @inline(__always)
  func isShared(with other: FrameRow) -> Bool {
    codes.withUnsafeBufferPointer { ours in
      other.codes.withUnsafeBufferPointer { ours.baseAddress == $0.baseAddress }
    } && marks.isEmpty && other.marks.isEmpty
  }

  /// The first and the last column in which this row differs from another of the same length; `nil` where they are
  /// the same, as most are.
  func difference(from other: FrameRow) -> ClosedRange<Int>? {
    var ends = codes.withUnsafeBufferPointer { ours in
      other.codes.withUnsafeBufferPointer { ours.ends(ofDifferenceFrom: $0) }
    }
    guard hasMarks || other.hasMarks else { return ends }
    for column in Set(marks.keys).union(other.marks.keys) where marks[column] != other.marks[column] {
      ends = min(column, ends?.lowerBound ?? column)...max(column, ends?.upperBound ?? column)
    }
    return ends
  }

  // MARK: Writing

  /// Writes printable ASCII where nothing but plain narrow characters stands; `nil` when the text is not of that kind,
  /// and then what it begins with may stand there already.
  ///
  /// - Parameter column: where it begins; must be inside.
  mutating func put(ascii text: String, column: Int, style: Style, limit: Int) -> Int? {
    let count = min(text.utf8.count, max(limit, 0), codes.count - column)
    // No half of a wide character, and no mark, may be left behind.
    guard marks.isEmpty, isNarrow(column..<column + count) else { return nil }
    let look = Cell.code(base: 0, width: 1, style: style)
    var text = text
    let isWritten = text.withUTF8 { bytes in
      codes.withUnsafeMutableBufferPointer { cells in
        for index in bytes.indices {
          guard bytes[index] >= 0x20, bytes[index] < 0x7F else { return false }
          if index < count { cells[column + index] = look | Cell.Code(bytes[index]) }
        }
        return true
      }
    }
    return isWritten ? count : nil
  }

  /// Whether every cell in a range is that of a narrow character.
  private func isNarrow(_ range: Range<Int>) -> Bool {
    for column in range where Cell.width(of: codes[column]) != 1 { return false }
    return true
  }

  /// Sets a cell of which at least one column is inside.
  mutating func set(_ cell: Cell, column: Int) {
    guard cell.width == 2 else {
      replace(column, with: cell)
      return
    }
    let isWhole = column >= 0 && column < codes.count - 1
    if isWhole {
      replace(column, with: cell)
      replace(column + 1, with: .tail(style: cell.style), keepingHead: true)
    } else {
      replace(max(column, 0), with: Cell(" ", style: cell.style))
    }
  }

  /// Puts one cell in place; the other half of a wide character it cuts becomes a blank.
  mutating func replace(_ column: Int, with cell: Cell, keepingHead: Bool = false) {
    let old = Cell.width(of: codes[column])
    if old != 1 {
      if old == 0, column > 0, !keepingHead { empty(column - 1) }
      if old == 2, column + 1 < codes.count { empty(column + 1) }
    }
    codes[column] = cell.code
    if cell.marks != .none {
      marks[column] = cell.marks
    } else if !marks.isEmpty {
      marks[column] = nil
    }
  }

  /// Leaves a blank where half of a wide character was.
  private mutating func empty(_ column: Int) {
    codes[column] = Cell(" ", style: Cell(codes[column]).style).code
    if !marks.isEmpty { marks[column] = nil }
  }

  /// Fills the whole row with one narrow cell without marks.
  mutating func fill(_ cell: Cell) {
    codes = Array(repeating: cell.code, count: codes.count)
    marks = [:]
  }

  /// Changes the style of a cell and leaves its text alone.
  mutating func restyle(_ column: Int, _ change: (Style) -> Style) {
    var cell = Cell(codes[column])
    cell.style = change(cell.style)
    codes[column] = cell.code
  }

  /// Puts a narrow cell, or the same one, in the place of every cell; halves of wide ones are told apart by their
  /// width and must both be replaced.
  mutating func replaceCells(_ change: (Cell) -> Cell) {
    for column in codes.indices {
      let (old, new) = (self[column], change(self[column]))
      if old == new { continue }
      codes[column] = new.code
      if old.marks != new.marks { marks[column] = new.marks == .none ? nil : new.marks }
    }
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
