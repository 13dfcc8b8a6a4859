import SessionCore
import TerminalKit

/// Keys while a line is written, ratings are given, or a page is read.
extension Desk {
  mutating func write(_ entry: TextEntry, _ key: Key) -> [DeskEffect] {
    var entry = entry
    switch key {
    case .enter: return finish(entry)
    case .escape:
      mode = .observing
      return []
    case .backspace: entry.deleteLast()
    case .control("w"): entry.deleteWord()
    case .control("u"): entry = TextEntry(entry.purpose, claim: entry.claim)
    default:
      guard let scalar = key.plainCharacter else { return [] }
      add(String(Character(scalar)), to: &entry)
    }
    mode = .writing(entry)
    return []
  }

  private mutating func add(_ text: String, to entry: inout TextEntry) {
    if !entry.add(text) { message = "A line holds \(Session.longestText) bytes; this did not go in." }
  }

  private mutating func finish(_ entry: TextEntry) -> [DeskEffect] {
    mode = .observing
    guard !entry.text.isEmpty else { return [] }
    switch entry.purpose {
    case .note: return carryOut(.note(Event.Note(text: entry.text, claim: entry.claim)))
    case .command:
      let (effects, hasFault) = read(line: entry.text)
      // A line that was not understood can be put right.
      if hasFault, effects.isEmpty { mode = .writing(entry) }
      return effects
    }
  }

  /// Pasted text goes into a line that is being written and nowhere else: it never plays keys.
  mutating func paste(_ text: String) -> [DeskEffect] {
    guard case .writing(var entry) = mode else {
      return explain("Pasted text is not played as keys. Paste it into a note or a command.")
    }
    add(text, to: &entry)
    mode = .writing(entry)
    return []
  }

  /// A command in words.
  mutating func take(line: String) -> [DeskEffect] { read(line: line).effects }

  /// Carries out a command in words; `hasFault` when it was not understood or is refused.
  private mutating func read(line: String) -> (effects: [DeskEffect], hasFault: Bool) {
    do throws(PhraseFault) {
      let grammar = LineGrammar(session: session, now: now.session, seen: now.shown, wall: now.wall)
      switch try grammar.read(line) {
      case .nothing: break
      case .help: mode = .help(scroll: 0)
      case .status: message = LineMode(session).status(at: now.session).joined(separator: "; ")
      case .record(let command):
        let effects = carryOut(command)
        if case .close = command, !effects.isEmpty { return (effects + [.finish], false) }
        return (effects, effects.isEmpty)
      }
    } catch {
      message = error.message
      return ([], true)
    }
    return ([], false)
  }

  // MARK: Closing

  mutating func rate(_ form: RatingForm, _ key: Key) -> [DeskEffect] {
    var form = form
    var effects: [DeskEffect] = []
    let scale = form.current?.id
    switch key {
    case .escape: mode = .observing
    case .enter: return close()
    case Key(.up): form.move(by: -1)
    case Key(.down), .tab: form.move(by: 1)
    default:
      let value = key.plainCharacter.flatMap { (0x31...0x35).contains($0.value) ? Int($0.value) - 0x30 : nil }
      if let value, let scale {
        effects = carryOut(.rate(scale, value))
        form.answer(.value(value))
      } else if key == .character("n"), let scale {
        effects = carryOut(.rate(scale, nil))
        form.answer(.notApplicable)
      } else if keymap.action(key, in: .observe) == .close {
        return close()
      } else {
        message = "\(key.shown) is no rating: 1 to 5, n for n/a, enter closes."
      }
    }
    if mode != .observing { mode = .ratings(form) }
    return effects
  }

  private mutating func close() -> [DeskEffect] {
    let effects = carryOut(.close(now.wall, .end))
    guard !effects.isEmpty else { return [] }
    mode = .observing
    return effects + [.finish]
  }

  // MARK: Pages

  mutating func page(help scroll: Int, _ key: Key) -> [DeskEffect] {
    var pager = Pager(lines: HelpPage.lines(keymap, session, columns: size.columns))
    pager.rows = pageRows
    pager.move(by: scroll)
    if let action = keymap.action(key, in: .report), pager.act(action) {
      mode = .help(scroll: pager.top)
    } else {
      mode = .observing
      if seat(of: key) != nil { return observe(key) }
    }
    return []
  }

  mutating func page(report pager: Pager, _ key: Key) -> [DeskEffect] {
    var pager = pager
    pager.rows = pageRows
    guard let action = keymap.action(key, in: .report) else {
      return explain("\(key.shown) does nothing here. \(keymap.name(of: .quit, in: .report)) leaves.")
    }
    if action == .quit { return [.quit] }
    if !pager.act(action) { return explain("The line below says all the keys there are here.") }
    mode = .report(pager)
    return []
  }

  /// How many lines of a page the window shows.
  private var pageRows: Int { max(1, size.rows - 1 - Self.footRows(for: size)) }
}
