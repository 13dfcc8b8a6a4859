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
    default: if !entry.press(key) { sayTooLong() }
    }
    mode = .writing(entry)
    return []
  }

  private mutating func sayTooLong() {
    message = "A line holds \(Session.longestText) bytes; this did not go in."
  }

  private mutating func finish(_ entry: TextEntry) -> [DeskEffect] {
    mode = .observing
    guard !entry.text.isEmpty else { return [] }
    return carryOut(.note(Event.Note(text: entry.text, claim: entry.claim)))
  }

  // MARK: The palette

  mutating func find(_ palette: Palette, _ key: Key) -> [DeskEffect] {
    var palette = palette
    let outcome = palette.press(key)
    mode = .palette(palette)
    switch outcome {
    case .nothing: break
    case .tooLong: sayTooLong()
    case .leave: mode = .observing
    case .run(let action):
      mode = .observing
      // The first key stamps whatever follows, and that was the one of the palette.
      borrowed = action.takesMoment ? palette.entry.claim : nil
      defer { borrowed = nil }
      return act(action)
    case .read(let line):
      mode = .observing
      let (effects, hasFault) = read(line: line, began: palette.entry.claim.on)
      // A line that was not understood can be put right.
      if hasFault, effects.isEmpty { mode = .palette(palette) }
      return effects
    }
    return []
  }

  /// Pasted text goes into a line that is being written and nowhere else: it never plays keys.
  mutating func paste(_ text: String) -> [DeskEffect] {
    if case .events(var list) = mode, list.paste(text) {
      mode = .events(list)
      return []
    }
    if case .palette(var palette) = mode {
      if !palette.paste(text) { sayTooLong() }
      mode = .palette(palette)
      return []
    }
    guard case .writing(var entry) = mode else {
      return explain("Pasted text is not played as keys. Paste it into a note or a command.")
    }
    if !entry.add(text) { sayTooLong() }
    mode = .writing(entry)
    return []
  }

  /// A command in words.
  mutating func take(line: String) -> [DeskEffect] { read(line: line).effects }

  /// Carries out a command in words; `hasFault` when it was not understood or is refused.
  ///
  /// - Parameter began: when its first key was pressed, less the reaction time; `nil` for now.
  private mutating func read(
    line: String, began: SessionTime? = nil
  ) -> (effects: [DeskEffect], hasFault: Bool) {
    do throws(PhraseFault) {
      let grammar = LineGrammar(
        session: session, now: now.session, seen: now.shown, wall: now.wall, began: began)
      switch try grammar.read(line) {
      case .nothing: break
      case .help(let verb?): message = "\(verb.usage): \(verb.meaning)"
      case .help(nil): return (act(.help), false)
      case .tell(let topic):
        show(Telling(shownSession, hidesWords: look.hidesNames, speaks: true).lines(topic))
      case .status:
        let lines = LineMode(shownSession, speaks: true).status(at: now.session)
        message = lines.joined(separator: "; ")
      case .record(let command):
        let effects = carryOut(command.synced(after: began.map(timeSince) ?? 0))
        if case .close = command, !effects.isEmpty { return (effects + [.finish], false) }
        return (effects, effects.isEmpty)
      }
    } catch {
      message = error.message
      return ([], true)
    }
    return ([], false)
  }

  /// How long ago a stamp was made, in ms: the reaction time that was taken off it did not pass.
  private func timeSince(_ stamp: SessionTime) -> Int {
    max(0, now.seen.milliseconds - session.opening.lag - stamp.milliseconds)
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
      } else if keymap.action(key, in: .observe) == .help {
        mode = .ratings(form)
        return act(.help)
      } else if keymap.action(key, in: .observe) == .nameBookmark {
        return beginNaming()
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

  mutating func page(report pager: Pager, _ key: Key) -> [DeskEffect] {
    var pager = pager
    pager.rows = pageRows
    pager.columns = size.columns
    guard let action = keymap.action(key, in: .report) else {
      return explain("\(key.shown) does nothing here. \(keymap.name(of: .quit, in: .report)) leaves.")
    }
    if action == .quit { return [.quit] }
    if action == .help { return act(.help) }
    if !pager.act(action) { return explain("The line below says all the keys there are here.") }
    mode = .report(pager)
    return []
  }

  /// How many lines of a page the window shows.
  var pageRows: Int { max(1, size.rows - 1 - Self.footRows(for: size)) }
}

extension Command {
  /// A mark that joins the clocks, said so many ms after the moment it is about: the recording went on meanwhile.
  fileprivate func synced(after milliseconds: Int) -> Command {
    guard case .sync(let media, let label) = self else { return self }
    let (sum, overflow) = media.addingReportingOverflow(milliseconds)
    return .sync(media: overflow ? media : sum, label: label)
  }
}
