import SafeText
import SessionCore
import TerminalKit

/// What the palette finds, the choice that enter takes pointed at.
struct PalettePanel {
  let palette: Palette
  let keymap: Keymap
  let theme: Theme

  func draw(in area: Area, of frame: inout Frame) {
    let all = palette.choices
    guard area.rows > 0 else { return }
    if all.isEmpty {
      frame.put("no command has these words", row: area.row, column: 2, style: theme.faint)
      return
    }
    let place = palette.chosen.flatMap { all.firstIndex(of: $0) } ?? 0
    let first = min(max(0, place - area.rows / 2), max(0, all.count - area.rows))
    for (line, choice) in all[first...].prefix(area.rows).enumerated() {
      let isChosen = first + line == place
      let text = "\(isChosen ? "▸" : " ") \(key(of: choice).padded(to: 9)) \(words(of: choice))"
      frame.put(
        text.displaySafe.truncated(to: area.columns - 2), row: area.row + line, column: 1,
        style: isChosen ? theme.live : theme.text)
    }
  }

  private func key(of choice: Palette.Choice) -> String {
    switch choice {
    case .action(let action): keymap.keys(of: action, in: .observe).map(\.shown).joined(separator: " ")
    case .verb(let verb): verb.rawValue
    }
  }

  private func words(of choice: Palette.Choice) -> String {
    switch choice {
    case .action(let action): action.meaning
    case .verb(let verb): verb.standsAlone ? verb.meaning : "\(verb.meaning): \(verb.usage)"
    }
  }
}
