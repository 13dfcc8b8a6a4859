import SessionCore
import TerminalKit

/// The list of events in replay, the same as at the desk: everything that can be put right there can be here.
extension Player {
  /// Opens the list at the record of the last step.
  mutating func showEvents() {
    clock.pause(at: outside)
    mode = .events(EventsList(at: replay.here, in: replay.whole))
  }

  mutating func edit(_ list: EventsList, _ key: Key) -> [PlayerEffect] {
    var list = list
    // Enter asks for nothing in a list that asks for nothing: here it goes to the event.
    if !list.isAsking, keymap.action(key, in: .events) == .take {
      go(to: list.chosen)
      return []
    }
    let outcome = list.press(key, in: canCorrect ? reopened : replay.whole, keymap: keymap)
    if !canCorrect, list.isAsking || outcome.corrects {
      message = Self.readingOnly
      return []
    }
    mode = .events(list)
    switch outcome {
    case .nothing: break
    case .say(let words): message = words
    case .leave: mode = .watching
    case .help: mode = .page(Pager(lines: helpOfEvents), title: "the keys in the list of events")
    case .name(let bookmark): write("name \(bookmark) ", from: list)
    case .words(let text): write(text, from: list)
    case .ask(.undo): return correct(.undo)
    case .ask(.redo): return correct(.redo)
    case .ask(let command): return correct(by: command)
    case .pass:
      message = "\(key.shown) does nothing here. \(keymap.name(of: .cancel, in: .events)) goes back."
    }
    return []
  }

  /// A command in words that begins like this; the list is there again afterwards.
  private mutating func write(_ text: String, from list: EventsList) {
    ask(.command, beginning: text)
    self.list = list
  }

  /// Leaves the list and goes to where a record is in the time that is told.
  private mutating func go(to id: RecordID) {
    mode = .watching
    switch replay.telling {
    case .recorded: seek(toStep: id.rawValue)
    case .believed: seek(to: replay.whole[id]?.moment ?? replay.position)
    }
    if let entry = replay.whole[id] {
      message = "\(ageText(replay.position.milliseconds))  \(said(entry.event))"
    }
  }

  /// The keys of the list: of moving about, and of correcting where that can be.
  private var helpOfEvents: [String] {
    let reading: [Action] = [.up, .down, .pageUp, .pageDown, .top, .bottom, .cancel, .help]
    let correcting: [Action] = [
      .earlier1, .earlier5, .later1, .later5, .whose, .addressee, .recodeEvent, .weaker, .stronger,
      .focusSelf,
      .focusOther, .focusGroup, .minimal, .notMinimal, .drop, .putBack, .join, .split, .merge, .cause,
      .relapse,
      .evidence, .note, .nameBookmark, .undo, .redo, .palette,
    ]
    func line(_ action: Action, _ meaning: String? = nil) -> String {
      let keys = keymap.keys(of: action, in: .events).map(\.shown).joined(separator: " ")
      return "  \(keys.padded(to: 18)) \(meaning ?? action.meaning(in: .events))"
    }
    var lines = reading.map { line($0) } + [line(.take, "go to it")]
    if canCorrect { lines += [""] + correcting.map { line($0) } }
    return lines
  }
}

extension EventsList.Outcome {
  /// Whether it leads to a record.
  fileprivate var corrects: Bool {
    switch self {
    case .ask, .name, .words: true
    case .nothing, .say, .help, .leave, .pass: false
    }
  }
}
