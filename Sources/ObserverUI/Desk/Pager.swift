/// Lines that are looked through.
package struct Pager: Hashable, Sendable {
  package let lines: [String]
  /// The first line shown.
  package private(set) var top = 0
  /// How many lines were shown last; pages go by it.
  package var rows = 20

  package init(lines: [String]) { self.lines = lines }

  /// Moves by lines, within the text.
  package mutating func move(by count: Int) {
    top = min(max(top + count, 0), max(0, lines.count - rows))
  }

  /// Carries out one of the actions of looking through; `false` for any other.
  package mutating func act(_ action: Action) -> Bool {
    switch action {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -max(1, rows - 2))
    case .pageDown: move(by: max(1, rows - 2))
    case .top: move(by: -lines.count)
    case .bottom: move(by: lines.count)
    default: return false
    }
    return true
  }
}
