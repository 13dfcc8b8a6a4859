import SessionCore
import TerminalKit

/// Help over whatever the desk is about: what is pointed at can be run, anything else goes back.
extension Desk {
  mutating func help(_ screen: HelpScreen, over under: Mode, _ key: Key) -> [DeskEffect] {
    var screen = screen
    if seat(of: key) == nil, let action = keymap.action(key, in: .report), screen.act(action) {
      mode = .help(screen, over: under)
      return []
    }
    mode = under
    if key == .enter { return run(screen) }
    return seat(of: key) == nil ? [] : dispatch(key)
  }

  /// Carries out what the help points at, as if its key had been pressed.
  private mutating func run(_ screen: HelpScreen) -> [DeskEffect] {
    switch screen.chosen {
    case .action(let action)?:
      if let key = keymap.keys(of: action, in: screen.keymapMode).first { return dispatch(key) }
      return screen.keymapMode == .observe ? act(action) : []
    case .code(let id)?: return run(id)
    case .title?, .text?, nil: return []
    }
  }

  private mutating func run(_ id: CodeID) -> [DeskEffect] {
    guard let code = session.codebook[id] else { return [] }
    if case .strip = mode {} else { _ = act(code.family.action) }
    guard case .strip = mode, let letter = code.letter.unicodeScalars.first else { return [] }
    return dispatch(.character(letter))
  }

  /// Shows some lines as a page; any key goes back.
  mutating func show(_ lines: [String]) {
    mode = .help(HelpScreen(lines.map { .text($0) }, for: .observe), over: .observing)
  }
}

extension Family {
  /// The action whose strip has the codes of this family.
  fileprivate var action: Action {
    switch self {
    case .withdrawal: .withdrawal
    case .confrontation: .confrontation
    case .group: .groupMarker
    case .repair: .repair
    default: .moment
    }
  }
}
