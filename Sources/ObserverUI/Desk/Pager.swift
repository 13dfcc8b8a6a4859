import TerminalKit

/// Lines that are looked through: running text is broken to the window, tables are moved sideways where they are wider.
package struct Pager: Hashable, Sendable {
  /// The lines as they were given.
  package let lines: [String]
  /// The first line shown, of those that ``lines(columns:)`` makes.
  package private(set) var top = 0
  /// How many columns of the tables are passed over on the left.
  package private(set) var left = 0
  /// How many lines were shown last; pages go by it.
  package var rows = 20
  /// How many columns were shown last; 0 where lines are as wide as they are.
  package var columns = 0

  /// How many columns a key moves tables by.
  private static let step = 20

  package init(lines: [String]) { self.lines = lines }

  /// The lines in a window of so many columns, 0 for one as wide as they are.
  package func lines(columns: Int) -> [String] {
    guard columns > 0 else { return lines }
    return lines.flatMap { line -> [String] in
      if line.columns <= columns { return [line] }
      return line.isOfTable ? [left == 0 ? line : line.without(columns: left)] : line.wrapped(to: columns)
    }
  }

  /// The lines that a window shows with room for so many. A window that has grown since the last key never shows less
  /// than it could: it ends on the last line.
  package func shown(rows: Int, columns: Int) -> ArraySlice<String> {
    let lines = lines(columns: columns)
    return lines.dropFirst(min(top, max(0, lines.count - rows))).prefix(max(0, rows))
  }

  /// Whether some table is wider than the window.
  package func isWide(columns: Int) -> Bool {
    columns > 0 && lines.contains { $0.columns > columns && $0.isOfTable }
  }

  /// Moves by lines, within the text, from where ``shown(rows:columns:)`` begins.
  package mutating func move(by count: Int) {
    let last = max(0, lines(columns: columns).count - rows)
    top = min(max(min(top, last) + count, 0), last)
  }

  private mutating func move(aside count: Int) {
    let widest = lines.reduce(0) { $1.isOfTable ? max($0, $1.columns) : $0 }
    left = min(max(left + count, 0), max(0, widest - columns))
  }

  /// Carries out one of the actions of looking through; `false` for any other.
  package mutating func act(_ action: Action) -> Bool {
    switch action {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -max(1, rows - 2))
    case .pageDown: move(by: max(1, rows - 2))
    case .top: move(by: -top)
    case .bottom: move(by: lines(columns: columns).count)
    case .less: move(aside: -Self.step)
    case .more: move(aside: Self.step)
    default: return false
    }
    return true
  }
}

extension String {
  /// Whether this is a row of a table or a picture: parts stand apart by blanks more than once, or the last part has
  /// no word in it.
  fileprivate var isOfTable: Bool {
    var gaps = 0
    var blanks = 0
    var hasBegun = false
    var lastHasWord = true
    for scalar in unicodeScalars {
      if scalar == " " {
        blanks += 1
        continue
      }
      if blanks > 1, hasBegun { (gaps, lastHasWord) = (gaps + 1, false) }
      (blanks, hasBegun) = (0, true)
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) { lastHasWord = true }
    }
    return gaps > 1 || gaps == 1 && !lastHasWord
  }

  /// Without its first columns; what is wide and cut in two becomes a blank.
  fileprivate func without(columns: Int) -> String {
    var passed = 0
    var kept = ""
    for cell in CellsOfText(self) {
      if passed >= columns {
        kept += cell.text
      } else if passed + cell.width > columns {
        kept += " "
      }
      passed += cell.width
    }
    return kept
  }
}
