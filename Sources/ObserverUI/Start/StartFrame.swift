import SafeText
import SessionCore
package import TerminalKit

/// What the start screen looks like.
extension Start {
  /// The whole screen at a size; total for every size.
  package func frame(for size: Size) -> Frame {
    var frame = Frame(size)
    if size.isEmpty { return frame }
    let whole = Area(row: 0, rows: size.rows, columns: size.columns)
    let (head, belowHead) = whole.split(Self.headRows(of: size))
    let (body, foot) = belowHead.split(Self.bodyRows(of: size))
    if head.rows > 0 {
      frame.put("Mend", row: 0, column: 1, style: theme.faint)
      frame.put(title.displaySafe.truncated(to: head.columns - 8), row: 0, column: 7, style: theme.faint)
    }
    draw(lines(rows: body.rows, columns: size.columns), marked: mark, in: body, of: &frame)
    drawFoot(in: foot, of: &frame)
    return frame
  }

  private static func headRows(of size: Size) -> Int { size.rows < 5 ? 0 : size.rows < 14 ? 1 : 2 }

  /// How many rows of a page a window shows.
  static func bodyRows(of size: Size) -> Int {
    max(1, size.rows - headRows(of: size) - (size.rows < 3 ? 1 : 2))
  }

  /// One line of a page.
  struct Line {
    var text: String
    var style: Style
    /// Whether the cursor can stand here.
    var isRow = false
  }

  private var title: String {
    switch page {
    case .first: ""
    case .setup, .typing, .seatKey: "a new session of \(plan.group.id)"
    case .sessions(let unfinished): unfinished ? "sessions to go on with" : "sessions to replay"
    case .reading(_, let title, _): title
    case .consent: "who agreed to be observed?"
    }
  }

  private func lines(rows: Int, columns: Int) -> [Line] {
    switch page {
    case .first: firstLines(columns: columns)
    case .setup, .typing, .seatKey: setupLines
    case .sessions(let unfinished):
      listed(unfinished: unfinished).map { line(words(of: $0, columns: columns)) }
    case .reading(let pager, _, _):
      pager.shown(rows: rows, columns: columns - 2).map { Line(text: " " + $0, style: theme.text) }
    case .consent: consentLines
    }
  }

  /// The place of the marked line among those the cursor can stand on; `nil` on a page without a cursor.
  private var mark: Int? { if case .reading = page { nil } else { cursor } }

  private func line(_ text: String) -> Line { Line(text: text, style: theme.text, isRow: true) }
  private func faint(_ text: String) -> Line { Line(text: text, style: theme.faint) }

  // MARK: Pages

  private func firstLines(columns: Int) -> [Line] {
    var lines: [Line] = []
    let open = unfinished
    if !open.isEmpty { lines.append(faint(" not finished")) }
    for choice in choices {
      if choice == .begin, !open.isEmpty { lines.append(faint("")) }
      lines.append(line(words(of: choice, columns: columns)))
    }
    if facts.unreadable > 0 {
      let files = facts.unreadable == 1 ? "1 file" : "\(facts.unreadable) files"
      lines += [faint(""), faint(" \(files) here could not be read: mend verify says why")]
    }
    return lines
  }

  private func words(of choice: Choice, columns: Int) -> String {
    switch choice {
    case .resume(let session): return words(of: session, columns: columns)
    case .more: return row(.resumeSession, "", "and \(unfinished.count - Self.mostUnfinished) more")
    case .begin:
      return row(.newSession, "new session", "\(plan.group.id), session \(plan.session), \(people)")
    case .setUp: return row(.setUp, "set up", "group, people, mode, codebook, session before")
    case .replay:
      let count = facts.sessions.count
      let words = count == 0 ? "no session yet" : count == 1 ? "1 session" : "\(count) sessions"
      return row(.replaySession, "replay", words)
    case .demo: return row(.demo, "demo", "a worked session at sixty times its speed")
    case .practise: return row(.practise, "practise", "a role-play, every mark explained")
    case .settings: return row(.settings, "settings", "as they are now")
    }
  }

  private func row(_ action: Action, _ label: String, _ words: String) -> String {
    name(action).padded(to: 3) + (label.isEmpty ? words : row(label, words))
  }

  private func row(_ name: String, _ words: String) -> String { name.padded(to: 14) + words }

  private var people: String {
    let count = plan.group.members.count
    let mode = plan.group.mode == .roleplay ? "role-play" : plan.group.mode.rawValue
    return "\(mode), \(count == 1 ? "1 person" : "\(count) people")"
  }

  /// A session in one line; in a narrow window without the year and the length.
  private func words(of session: KnownSession, columns: Int) -> String {
    let isNarrow = columns < 58
    let moment = String(session.wall.minute.unicodeScalars.dropFirst(isNarrow ? 5 : 0))
    let state =
      switch session.state {
      case .closed: ""
      case .unfinished: "  open"
      case .inUse: "  being recorded"
      }
    let number = "\(session.session)".padded(to: isNarrow ? 3 : 4)
    let length = isNarrow ? "" : " \(session.end.faceText)"
    let group = min(22, max(4, columns - 4 - moment.columns - 11 - number.columns - length.columns - 6))
    return "\(moment)  session \(number) \(session.group.displaySafe.fitted(to: group))\(length)\(state)"
  }

  private var setupLines: [Line] {
    rows.flatMap { row -> [Line] in
      switch row {
      case .begin: return [line("begin"), faint("")]
      case .group: return [line(self.row("group", plan.group.id))]
      case .mode:
        let asks = plan.group.mode == .roleplay ? "role-play" : "\(plan.group.mode.rawValue): asks who agreed"
        return [line(self.row("mode", asks))]
      case .codebook: return [line(self.row("codebook", plan.codebook))]
      case .session: return [line(self.row("session", "\(plan.session)"))]
      case .after: return [line(self.row("after", after))]
      case .observer: return [line(self.row("observer", plan.group.observer)), faint(seatHead)]
      case .person(let place): return [line(words(of: plan.group.members[place]))]
      case .newPerson: return [line("+    somebody else")]
      }
    }
  }

  private var seatHead: String { "   seat who; pseudonyms only, for they stand in every log" }

  private func words(of member: Member) -> String {
    let sign = member.role == .therapist ? "⌂" : " "
    return
      "\(member.key.padded(to: 2)) \(sign) \(member.label.displaySafe.fitted(to: 24)) \(member.role.rawValue)"
  }

  private var after: String {
    guard let path = plan.after, let session = facts.sessions.first(where: { $0.path == path }) else {
      return "no session before; nothing is carried in"
    }
    let open = session.state == .unfinished ? ", not closed" : ""
    return "session \(session.session) of \(session.wall.day)\(open)"
  }

  private var consentLines: [Line] {
    asked.map { member in
      let agreed = plan.consents.contains(member.id)
      return line(
        "\(agreed ? "[x]" : "[ ]") \(member.label.displaySafe.fitted(to: 24)) \(agreed ? "agreed" : "")")
    } + [faint(""), faint(" Nothing is recorded of who is not ticked, until it is said at the desk.")]
  }

  // MARK: Drawing

  /// Lines with a sign before the marked one; as much before it as there is room for.
  private func draw(_ lines: [Line], marked: Int?, in area: Area, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    var row = -1
    let places = lines.map { line -> Int? in
      guard line.isRow else { return nil }
      row += 1
      return row
    }
    let current = marked.flatMap { places.firstIndex(of: $0) } ?? 0
    let last = max(0, lines.count - area.rows)
    let top = marked == nil ? 0 : min(last, max(0, current - area.rows * 2 / 3))
    for (offset, line) in lines.dropFirst(top).prefix(area.rows).enumerated() {
      let isMarked = marked != nil && top + offset == current
      let row = area.row + offset
      if isMarked { frame.put("▸", row: row, column: 1, style: theme.live) }
      let column = line.isRow ? 3 : 0
      frame.put(
        line.text.displaySafe.truncated(to: area.columns - column - 1), row: row, column: column,
        style: isMarked ? theme.live : line.style)
    }
  }

  private func drawFoot(in area: Area, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    let last = area.row + area.rows - 1
    if case .typing(let field, let text) = page {
      if area.rows > 1 {
        frame.put(
          (message ?? advice(for: field)).displaySafe.truncated(to: area.columns - 2), row: area.row,
          column: 1,
          style: theme.faint)
      }
      let used = frame.put(label(of: field), row: last, column: 1, style: theme.faint)
      var shown = text.displaySafe
      while shown.columns > max(1, area.columns - used - 3) { shown.removeFirst() }
      let width = frame.put(shown, row: last, column: 1 + used, style: theme.text)
      frame.cursor = Position(row: last, column: 1 + used + width)
      return
    }
    if let message {
      frame.put(
        message.displaySafe.truncated(to: area.columns - 2), row: area.row, column: 1, style: theme.live)
      if area.row == last { return }
    }
    frame.put(Hints.fit(hints, columns: area.columns - 2), row: last, column: 1, style: theme.faint)
  }

  private func label(of field: Field) -> String {
    switch field {
    case .group: "group: "
    case .observer: "observer: "
    case .session: "session: "
    case .label: "pseudonym: "
    case .newPerson: "somebody's pseudonym: "
    }
  }

  private func advice(for field: Field) -> String {
    field == .newPerson
      ? "enter adds, and asks for the next; enter alone or esc ends it"
      : "enter keeps it, esc leaves it as it was"
  }

  private var hints: [String] {
    let move = "\(name(.down)) \(name(.up))"
    let choose = "\(move) choose"
    let leave = "\(name(.quit)) leave"
    let back = "\(name(.cancel, .group)) back"
    let take = name(.take, .group)
    switch page {
    case .first:
      let goOn = choices.indices.contains(cursor) && cursor < unfinished.prefix(Self.mostUnfinished).count
      return [
        "\(name(.take)) \(goOn ? "goes on with it" : "takes what is marked")", choose,
        "\(name(.newSession)) new session", "\(name(.help)) help", leave,
      ]
    case .sessions(let unfinished):
      return ["\(name(.take)) \(unfinished ? "goes on" : "replays")", choose, "\(name(.cancel)) back", leave]
    case .reading: return ["\(move) scroll", "\(name(.quit)) back"]
    case .consent:
      return [
        "\(name(.tick, .group)) agreed", "\(name(.everybody, .group)) everybody", "\(take) begins", choose,
        back,
      ]
    case .seatKey: return ["which key for this seat? a letter or a digit", "esc leaves it"]
    case .typing: return []
    case .setup: return setupHints(choose, take, back)
    }
  }

  private func setupHints(_ choose: String, _ take: String, _ back: String) -> [String] {
    let begin = "\(name(.newSession, .group)) begin"
    let values = "\(name(.less, .group)) \(name(.more, .group)) change"
    let add = "\(name(.add, .group)) add"
    let help = "\(name(.help, .group)) help"
    switch rows.indices.contains(cursor) ? rows[cursor] : .begin {
    case .begin: return ["\(take) begins", choose, add, help, back]
    case .group: return [values, "\(take) rename", choose, begin, add, help, back]
    case .session: return [values, "\(take) type", choose, begin, add, help, back]
    case .mode, .codebook, .after: return [values, choose, begin, add, help, back]
    case .observer: return ["\(take) rename", choose, begin, add, help, back]
    case .newPerson: return ["\(take) adds", choose, begin, help, back]
    case .person:
      return [
        "\(take) rename", "\(name(.role, .group)) role", "\(name(.seatKey, .group)) seat",
        "\(name(.remove, .group)) out", "\(name(.placeUp, .group)) \(name(.placeDown, .group)) move", add,
        begin, help, back,
      ]
    }
  }
}
