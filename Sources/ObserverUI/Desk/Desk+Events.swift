import SessionCore
import TerminalKit

/// The list of events at the desk: what it asks for is recorded, and the floor goes on being taken from it.
extension Desk {
  mutating func edit(_ list: EventsList, _ key: Key) -> [DeskEffect] {
    var list = list
    let outcome = list.press(key, in: session, keymap: keymap)
    mode = .events(list)
    switch outcome {
    case .nothing: return []
    case .say(let words): return explain(words)
    case .leave: mode = .observing
    case .help: return act(.help)
    case .name(let bookmark): return beginNaming(bookmark)
    case .words(let text):
      mode = .palette(Palette(text, claim: Event.Claim(on: now.session)))
    case .ask(let command):
      let effects = carryOut(command)
      if case .amend(let id, let changes) = command, !effects.isEmpty { say(changes, of: id) }
      return effects
    case .pass:
      if seat(of: key) != nil || keymap.action(key, in: .observe) == .silence { return observe(key) }
      return explain("\(key.shown) does nothing here. \(keymap.name(of: .cancel, in: .events)) goes back.")
    }
    return []
  }

  private mutating func say(_ changes: [Amendment.Change], of id: RecordID) {
    let words = EventWords(session, manner: .screen)
    message = "Corrected: " + changes.map { words.text($0) }.joined(separator: ", ")
  }
}
