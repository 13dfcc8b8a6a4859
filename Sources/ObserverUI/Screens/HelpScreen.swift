import SafeText
import SessionCore
import TerminalKit

/// Help for what the keys mean now: what is pointed at can be run from it.
struct HelpScreen: Hashable, Sendable {
  /// One thing the help explains.
  enum Item: Hashable, Sendable {
    case title(String)
    case text(String)
    /// An action, by a key of the mode the help is for.
    case action(Action)
    case code(CodeID)

    /// Whether it can be pointed at and run.
    var canBeRun: Bool {
      switch self {
      case .action, .code: true
      case .title, .text: false
      }
    }
  }

  let items: [Item]
  /// The mode whose keys are explained.
  let keymapMode: Keymap.Mode
  /// The place of what is pointed at.
  private(set) var place: Int

  init(_ items: [Item], for keymapMode: Keymap.Mode) {
    self.items = items
    self.keymapMode = keymapMode
    place = items.firstIndex(where: \.canBeRun) ?? 0
  }

  var chosen: Item? { items.indices.contains(place) ? items[place] : nil }

  /// Points at something else; `false` for an action that does not move.
  mutating func act(_ action: Action) -> Bool {
    switch action {
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: for _ in 0..<10 { move(by: -1) }
    case .pageDown: for _ in 0..<10 { move(by: 1) }
    case .top: place = items.firstIndex(where: \.canBeRun) ?? 0
    case .bottom: place = items.lastIndex(where: \.canBeRun) ?? 0
    default: return false
    }
    return true
  }

  private mutating func move(by step: Int) {
    let next =
      step < 0
      ? items[..<place].lastIndex(where: \.canBeRun)
      : items.dropFirst(place + 1).firstIndex(where: \.canBeRun)
    place = next ?? place
  }

  // MARK: Lines

  /// The lines of the page with the item each is of; what is wider than the window goes on in the next line.
  func lines(_ keymap: Keymap, _ session: Session, columns: Int) -> [(item: Int, text: String)] {
    items.indices.flatMap { index in
      text(of: index, keymap, session).flatMap { $0.displaySafe.wrapped(to: columns - 1) }.map { (index, $0) }
    }
  }

  private func text(of index: Int, _ keymap: Keymap, _ session: Session) -> [String] {
    let sign = index == place ? "▸" : " "
    switch items[index] {
    case .title(let title): return ["", " \(title)"]
    case .text(let text): return [" \(text)"]
    case .action(let action):
      let keys = keymap.keys(of: action, in: keymapMode).map(\.shown).joined(separator: " ")
      return ["\(sign) \(keys.padded(to: 8)) \(action.meaning)"]
    case .code(let id):
      guard let code = session.codebook[id] else { return [] }
      var lines = ["\(sign) \(code.letter.padded(to: 2)) \(code.id.rawValue.padded(to: 6)) \(code.label)"]
      if !code.meaning.isEmpty { lines.append("            \(code.meaning)") }
      // The one pointed at is told from its neighbours: what it is not, and an example.
      if index == place || keymapMode == .strip {
        if !code.isNot.isEmpty { lines.append("            not: \(code.isNot)") }
        if !code.example.isEmpty { lines.append("            example: \(code.example)") }
      }
      return lines
    }
  }

  /// The first line to show so that what is pointed at is seen whole, as far as there is room.
  func top(of lines: [(item: Int, text: String)], rows: Int) -> Int {
    guard let first = lines.firstIndex(where: { $0.item == place }),
      let last = lines.lastIndex(where: { $0.item == place })
    else { return 0 }
    if items[..<place].allSatisfy({ !$0.canBeRun }) { return 0 }
    let middle = first - max(0, rows - (last - first + 1)) / 2
    return min(max(0, middle), max(0, lines.count - rows))
  }
}
