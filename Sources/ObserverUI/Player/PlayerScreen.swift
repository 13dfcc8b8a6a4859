import SafeText
import SessionCore
package import TerminalKit

/// What the player looks like: the desk's panels, and a bar with every rupture, repair and resolution on it.
extension Player {
  /// The bar, what is said, and the hints.
  static let footRows = 3

  /// The whole screen at a size; total for every size.
  package func frame(for size: Size) -> Frame {
    var frame = Frame(size)
    if size.isEmpty { return frame }
    let whole = Area(row: 0, rows: size.rows, columns: size.columns)
    if size.rows < 8 || size.columns < 40 {
      drawSmall(in: whole, of: &frame)
      return frame
    }
    let (head, belowHead) = whole.split(1)
    let (body, foot) = belowHead.split(belowHead.rows - Self.footRows)
    drawHead(in: head, of: &frame)
    switch mode {
    case .page(let pager, let title): drawPage(pager, title, in: body, of: &frame)
    case .audit(let place): drawAudit(place, in: body, of: &frame)
    case .events(let list):
      EventsPanel(list: list, view: listView, keymap: keymap).draw(in: body, of: &frame)
    case .watching, .asking:
      if showsTimeline { drawTimeline(in: body, of: &frame) } else { drawPanels(in: body, of: &frame) }
    }
    drawFoot(in: foot, of: &frame)
    return frame
  }

  private func drawPanels(in body: Area, of frame: inout Frame) {
    let view = self.view(rows: body.rows)
    let plan = DeskPlan(area: body, people: replay.session.roster.members.count)
    RoomPanels(view: view, plan: plan).draw(of: &frame)
  }

  /// The whole session, as the list of events shows it.
  private var listView: SessionView {
    SessionView(
      session: replay.whole, now: replay.end, look: look, savedUpTo: RecordID(replay.records.count))
  }

  private func view(rows: Int) -> SessionView {
    let view = SessionView(
      session: replay.session, now: replay.position, look: look,
      savedUpTo: RecordID(replay.records.count))
    view.seatsGiveFloor = false
    // As believed, the last to happen need not be the last recorded.
    if replay.telling == .believed { view.latest = replay.latest(rows) }
    return view
  }

  /// A window too small for the panels: where the replay stands, and what is asked or said.
  private func drawSmall(in area: Area, of frame: inout Frame) {
    frame.put("\(playSign) \(replay.position.faceText) \(replay.telling.rawValue)", row: 0, column: 0)
    guard area.rows > 1 else { return }
    let last = area.rows - 1
    if case .asking(let question, let entry) = mode {
      drawEntry(prompt(question), entry, row: last, column: 0, columns: area.columns, of: &frame)
      return
    }
    let text = message.map(shown) ?? "window too small"
    frame.put(text.truncated(to: area.columns), row: last, column: 0, style: theme.faint)
  }

  private var playSign: String { clock.isPlaying ? "▶" : "‖" }

  private func drawHead(in area: Area, of frame: inout Frame) {
    let opening = replay.session.opening
    let modes = [
      replay.telling.rawValue, loop == nil ? "" : "loop", skipsIdle ? "idle \(Spelling.span(idleLimit))" : "",
    ]
    let right =
      (modes + ["\(playSign) \(clock.speed.text)"]).filter { !$0.isEmpty }.joined(separator: "  ")
      + "  \(replay.position.faceText) of \(replay.end.faceText)"
    let rightColumn = max(0, area.columns - right.columns - 1)
    // In a window with no room for both, where one is matters more than what this is.
    if rightColumn > 6 { frame.put("Mend", row: 0, column: 1, style: theme.faint) }
    let name = canCorrect ? "replay, correcting" : "replay"
    let title = "\(name)  \(opening.group)  session \(opening.session)".displaySafe
    frame.put(title.truncated(to: max(0, rightColumn - 9)), row: 0, column: 7, style: theme.faint)
    let style = replay.telling == .believed ? theme.open : theme.text
    frame.put(right.truncated(to: area.columns), row: 0, column: rightColumn, style: style)
  }

  // MARK: The foot

  private func drawFoot(in area: Area, of frame: inout Frame) {
    let row = replay.telling == .recorded ? timeline.recorded : timeline.believed
    drawBar(row, row: area.row, column: 1, columns: area.columns - 2, of: &frame)
    if case .asking(let question, let entry) = mode {
      let said = shown(message ?? example(question)).truncated(to: area.columns - 2)
      frame.put(said, row: area.row + 1, column: 1, style: theme.faint)
      drawEntry(prompt(question), entry, row: area.row + 2, column: 1, columns: area.columns, of: &frame)
      return
    }
    if let message {
      let said = shown(message).truncated(to: area.columns - 2)
      frame.put(said, row: area.row + 1, column: 1, style: theme.live)
    }
    let line = Hints.fit(hints(columns: area.columns), columns: area.columns - 2)
    frame.put(line, row: area.row + 2, column: 1, style: theme.faint)
  }

  private func drawEntry(
    _ prompt: String, _ entry: TextEntry, row: Int, column: Int, columns: Int, of frame: inout Frame
  ) {
    let used = frame.put(prompt, row: row, column: column, style: theme.faint)
    // The end of the text is what is being typed, so that is what is shown when there is no room for all.
    var shown = String(entry.text.suffix(columns)).displaySafe
    while shown.columns > max(1, columns - used - 3) { shown.removeFirst() }
    let width = frame.put(shown, row: row, column: column + used, style: theme.text)
    frame.cursor = Position(row: row, column: column + used + width)
  }

  /// One line of the whole session: `─`, the signs of a row on it, and where the replay stands.
  private func drawBar(
    _ signs: Timeline.Row, row: Int, column: Int, columns: Int, line: String = "─", of frame: inout Frame
  ) {
    guard columns > 0 else { return }
    frame.put(String(repeating: line, count: columns), row: row, column: column, style: theme.faint)
    for place in 0..<columns {
      guard let sign = signs.sign(in: Timeline.pieces(of: place, columns: columns)) else { continue }
      frame.put(
        sign, row: row, column: column + place, count: 1, style: sign == "!" ? theme.open : theme.text)
    }
    let here = timeline.column(map.view(replay.position), of: columns)
    frame.put("◆", row: row, column: column + here, style: theme.live)
  }

  // MARK: The whole session

  private func drawTimeline(in area: Area, of frame: inout Frame) {
    let left = 12
    let columns = max(1, area.columns - left - 1)
    let members = listView.session.roster.members
    let seats = listView.seats
    let lanes = min(members.count, max(0, area.rows - 4))
    let last = timeline.column(map.view(replay.position), of: columns)
    for (line, seat) in seats.prefix(lanes).enumerated() {
      let row = area.row + 1 + line
      frame.put(
        members[seat].label.displaySafe.truncated(to: left - 3), row: row, column: 1, style: theme.faint)
      for place in 0..<columns {
        let pieces = Timeline.pieces(of: place, columns: columns)
        let sign = timeline.lanes[seat].sign(in: pieces)
        let talks = pieces.contains { timeline.talk[seat][$0] }
        guard let shown = sign ?? (talks ? "▁" : nil) else { continue }
        // What has not come yet is dim.
        frame.put(
          shown, row: row, column: left + place, count: 1, style: place > last ? theme.faint : theme.text)
      }
    }
    frame.put("the whole session, as it is now believed", row: area.row, column: 1, style: theme.faint)
    let rows: [(String, Timeline.Row)] = [
      ("recorded", timeline.recorded), ("corrected", timeline.corrections), ("believed", timeline.believed),
    ]
    for (place, (name, row)) in rows.enumerated() where 1 + lanes + place < area.rows {
      let line = area.row + 1 + lanes + place
      frame.put(name, row: line, column: 1, style: theme.faint)
      drawBar(row, row: line, column: left, columns: columns, line: "·", of: &frame)
    }
  }

  // MARK: Pages

  private func drawPage(_ pager: Pager, _ title: String, in area: Area, of frame: inout Frame) {
    frame.put(title.truncated(to: area.columns - 2), row: area.row, column: 1, style: theme.live)
    for (line, text) in pager.shown(rows: area.rows - 1, columns: area.columns).enumerated() {
      let shown = text.displaySafe.truncated(to: area.columns)
      frame.put(shown, row: area.row + 1 + line, column: 0, style: theme.text)
    }
  }

  private func drawAudit(_ place: Int, in area: Area, of frame: inout Frame) {
    let lines = audit ?? []
    let title = "corrections: \(place + 1) of \(lines.count)"
    frame.put(title, row: area.row, column: 1, style: theme.live)
    // The one pointed at is told in full below the list, where the window has the room.
    let whole =
      lines.indices.contains(place) ? lines[place].wholeChange.displaySafe.wrapped(to: area.columns - 2) : []
    let (list, below) = area.split(area.rows > 8 ? area.rows - whole.count - 1 : area.rows)
    let room = list.rows - 1
    let first = min(max(0, place - room / 2), max(0, lines.count - room))
    for (row, text) in whole.enumerated() {
      frame.put(text.truncated(to: area.columns - 2), row: below.row + 1 + row, column: 1, style: theme.text)
    }
    let time = lines.map(\.when.columns).reduce(7, max)
    for (row, line) in lines.dropFirst(first).prefix(room).enumerated() {
      let isHere = first + row == place
      let style = isHere ? theme.live : theme.text
      var pen = RowPen(row: area.row + 1 + row, column: 1)
      pen.put(isHere ? "▸" : " ", width: 1, style, in: &frame)
      pen.put(line.when, width: time, right: true, theme.faint, in: &frame)
      pen.put(line.what, width: 13, style, in: &frame)
      pen.put(line.change, width: max(0, area.columns - 19 - time), style, in: &frame)
    }
  }

  // MARK: Hints

  private func hints(columns: Int) -> [String] {
    func both(_ one: Action, _ other: Action, _ what: String) -> String {
      "\(name(of: one)) \(name(of: other)) \(what)"
    }
    switch mode {
    case .page(let pager, _):
      return [
        "\(keymap.name(of: .down, in: .report)) \(keymap.name(of: .up, in: .report)) scroll",
        pager.isWide(columns: columns)
          ? "\(keymap.name(of: .less, in: .report)) \(keymap.name(of: .more, in: .report)) aside" : "",
        "any other key goes back",
      ]
    case .audit:
      return [
        "\(keymap.name(of: .down, in: .report)) \(keymap.name(of: .up, in: .report)) choose",
        "\(name(of: .previousEvent)) just before it", "enter just after it", "any other key goes back",
      ]
    case .events(let list):
      return canCorrect || list.isAsking
        ? EventsHints(list: list, session: replay.whole, keymap: keymap).hints
        : [
          "\(keymap.name(of: .up, in: .events)) \(keymap.name(of: .down, in: .events)) choose",
          "\(keymap.name(of: .take, in: .events)) go to it", "esc back",
        ]
    case .watching, .asking: break
    }
    let playing = "\(name(of: .play)) \(clock.isPlaying ? "pause" : "play")"
    let help = "\(name(of: .help)) help"
    if canCorrect {
      return [
        playing, both(.previousEvent, .nextEvent, "record"), "\(name(of: .takeBack)) take back",
        "\(name(of: .putBack)) put back", "\(name(of: .moveRecord)) move", "\(name(of: .recodeEvent)) recode",
        "\(name(of: .events)) events", "\(name(of: .palette)) words", help,
      ]
    }
    return [
      playing, both(.previousRupture, .nextRupture, "rupture"), both(.previousEvent, .nextEvent, "record"),
      "\(name(of: .goTo)) go to", "\(name(of: .search)) search",
      "\(name(of: .otherTime)) "
        + (replay.telling == .recorded ? "as believed" : "as recorded"),
      "\(name(of: .quit)) leave", help,
    ]
  }
}
