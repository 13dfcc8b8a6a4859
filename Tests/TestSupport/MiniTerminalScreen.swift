import TerminalKit

/// The grid of a `MiniTerminal`: cells, pen, cursor and what moves them.
package struct MiniScreen: Sendable {
  /// How a cell is drawn.
  package struct Pen: Equatable, Sendable {
    /// 1 bold, 2 dim, 4 underline, 7 reverse and so on, as in the sequence that sets them.
    package var attributes: Set<Int> = []
    /// Index in the palette, or `nil` for the default.
    package var foreground: Int?
    package var background: Int?

    /// A pen; by default one that draws plainly.
    package init(attributes: Set<Int> = [], foreground: Int? = nil, background: Int? = nil) {
      self.attributes = attributes
      self.foreground = foreground
      self.background = background
    }
  }

  /// A cell; an empty text is the second half of a wide character.
  package struct Cell: Equatable, Sendable {
    package var text = " "
    package var pen = Pen()
  }

  package private(set) var rows: Int
  package private(set) var columns: Int
  package private(set) var cells: [[Cell]]
  package private(set) var row = 0
  package private(set) var column = 0
  private var pen = Pen()
  private var top = 0
  private var bottom: Int
  private var isWrapPending = false
  private var saved = (row: 0, column: 0)
  private var lastWritten: Unicode.Scalar = " "

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
    bottom = rows - 1
  }

  package var text: String { (0..<rows).map(row).joined(separator: "\n") }

  package func row(_ index: Int) -> String {
    guard cells.indices.contains(index) else { return "" }
    var scalars = cells[index].map(\.text).joined().unicodeScalars
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  mutating func resize(rows newRows: Int, columns newColumns: Int) {
    let old = cells
    cells = (0..<newRows).map { row in
      (0..<newColumns).map { column in
        row < rows && column < columns ? old[row][column] : Cell()
      }
    }
    (rows, columns, top, bottom) = (newRows, newColumns, 0, newRows - 1)
    moveTo(row: row, column: column)
  }

  // MARK: Writing

  mutating func write(_ scalar: Unicode.Scalar) {
    let width: Int
    switch ScalarShape(of: scalar) {
    case .base(let columns): width = columns
    case .unprintable: width = 1
    case .mark, .nothing:
      addMark(scalar)
      return
    }
    if isWrapPending || column + width > columns {
      column = 0
      lineFeed()
    }
    cells[row][column] = Cell(text: String(Character(scalar)), pen: pen)
    if width == 2, column + 1 < columns { cells[row][column + 1] = Cell(text: "", pen: pen) }
    lastWritten = scalar
    isWrapPending = column + width >= columns
    column = min(column + width, columns - 1)
  }

  private mutating func addMark(_ mark: Unicode.Scalar) {
    var place = isWrapPending ? column : column - 1
    if place > 0, cells[row][place].text.isEmpty { place -= 1 }
    guard place >= 0 else { return }
    cells[row][place].text.unicodeScalars.append(mark)
  }

  // MARK: Moving

  mutating func moveTo(row: Int, column: Int) {
    self.row = min(max(row, 0), rows - 1)
    self.column = min(max(column, 0), columns - 1)
    isWrapPending = false
  }

  mutating func moveLeft(_ count: Int) { moveTo(row: row, column: column - count) }
  mutating func carriageReturn() { moveTo(row: row, column: 0) }
  mutating func tab() { moveTo(row: row, column: (column / 8 + 1) * 8) }
  mutating func saveCursor() { saved = (row, column) }
  mutating func restoreCursor() { moveTo(row: saved.row, column: saved.column) }

  mutating func lineFeed() {
    if row == bottom { scroll(from: top, by: 1) } else { row = min(row + 1, rows - 1) }
    isWrapPending = false
  }

  mutating func reverseLineFeed() {
    if row == top { scroll(from: top, by: -1) } else { row = max(row - 1, 0) }
  }

  private var blank: Cell {
    var cell = Cell()
    cell.pen.background = pen.background
    return cell
  }

  private mutating func scroll(from start: Int, by count: Int) {
    guard start <= bottom else { return }
    let line = Array(repeating: blank, count: columns)
    for _ in 0..<min(abs(count), bottom - start + 1) {
      if count > 0 {
        cells.remove(at: start)
        cells.insert(line, at: bottom)
      } else {
        cells.remove(at: bottom)
        cells.insert(line, at: start)
      }
    }
  }

  private mutating func erase(row: Int, _ places: Range<Int>) {
    for place in places.clamped(to: 0..<columns) { cells[row][place] = blank }
  }

  // MARK: Sequences

  /// Does what a control sequence asks for; returns whether it is known.
  mutating func perform(_ letter: Character, _ numbers: [Int]) -> Bool {
    let first = numbers.first ?? 0
    let second = numbers.count > 1 ? numbers[1] : 0
    let count = max(first, 1)
    switch letter {
    case "H", "f": moveTo(row: count - 1, column: max(second, 1) - 1)
    case "A": moveTo(row: row - count, column: column)
    case "B": moveTo(row: row + count, column: column)
    case "C": moveTo(row: row, column: column + count)
    case "D": moveLeft(count)
    case "G": moveTo(row: row, column: count - 1)
    case "d": moveTo(row: count - 1, column: column)
    case "J": eraseScreen(first)
    case "K": erase(row: row, first == 0 ? column..<columns : 0..<(first == 1 ? column + 1 : columns))
    case "X": erase(row: row, column..<(column + count))
    case "P": shiftLeft(count)
    case "@": shiftRight(count)
    case "L": scroll(from: row, by: -count)
    case "M": scroll(from: row, by: count)
    case "S": scroll(from: top, by: count)
    case "T": scroll(from: top, by: -count)
    case "b": for _ in 0..<count { write(lastWritten) }
    case "r":
      top = min(count, rows) - 1
      bottom = second > 0 ? min(second, rows) - 1 : rows - 1
      moveTo(row: 0, column: 0)
    // Insert mode off, window operations, tab stops: nothing that shows.
    case "l", "h", "t", "g": break
    default: return false
    }
    return true
  }

  private mutating func eraseScreen(_ how: Int) {
    for line in 0..<rows {
      switch (how, line) {
      case (0, row): erase(row: line, column..<columns)
      case (1, row): erase(row: line, 0..<(column + 1))
      case (0, row...), (1, ..<row), (2..., _): erase(row: line, 0..<columns)
      default: break
      }
    }
  }

  private mutating func shiftLeft(_ count: Int) {
    for _ in 0..<min(count, columns - column) {
      cells[row].remove(at: column)
      cells[row].append(blank)
    }
  }

  private mutating func shiftRight(_ count: Int) {
    for _ in 0..<min(count, columns - column) {
      cells[row].removeLast()
      cells[row].insert(blank, at: column)
    }
  }

  /// Changes the pen; returns whether everything asked for is known.
  mutating func changePen(_ numbers: [Int]) -> Bool {
    var rest = numbers.isEmpty ? [0] : numbers[...]
    while let number = rest.popFirst() {
      switch number {
      case 0: pen = Pen()
      // The first font, which is the only one here.
      case 10: break
      case 1...9: pen.attributes.insert(number)
      case 22: pen.attributes.subtract([1, 2])
      case 23...29: pen.attributes.remove(number - 20)
      case 30...37: pen.foreground = number - 30
      case 39: pen.foreground = nil
      case 40...47: pen.background = number - 40
      case 49: pen.background = nil
      case 90...97: pen.foreground = number - 82
      case 100...107: pen.background = number - 92
      case 38, 48:
        guard rest.popFirst() == 5, let index = rest.popFirst() else { return false }
        if number == 38 { pen.foreground = index } else { pen.background = index }
      default: return false
      }
    }
    return true
  }
}
