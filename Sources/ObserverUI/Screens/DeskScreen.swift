import SafeText
import SessionCore
package import TerminalKit

/// What the desk looks like.
extension Desk {
  /// The whole screen at a size; total for every size, and keys count at every one.
  package func frame(for size: Size) -> Frame {
    var frame = Frame(size)
    if isBlank || size.isEmpty { return frame }
    if case .locked = mode {
      frame.put(
        lockText.displaySafe.truncated(to: size.columns - 1), row: size.rows - 1, column: 0,
        style: theme.faint)
      return frame
    }
    let whole = Area(row: 0, rows: size.rows, columns: size.columns)
    if isSmall(size) {
      drawSmall(in: whole, of: &frame)
      return frame
    }
    drawHead(of: &frame)
    let belowHead = whole.split(1).rest
    let (body, foot) = belowHead.split(belowHead.rows - Self.footRows(for: size))
    switch mode {
    case .help(let screen, _): drawHelp(screen, in: body, of: &frame)
    case .palette(let palette):
      let list = foot.rows > 1 ? body : body.split(body.rows - 1).top
      PalettePanel(palette: palette, keymap: keymap, theme: theme).draw(in: list, of: &frame)
    case .report(let pager): drawPage(pager, in: body, of: &frame)
    case .ratings(let form): drawRatings(form, in: body, of: &frame)
    case .events(let list):
      let rest = drawSeats(above: body, of: &frame)
      EventsPanel(list: list, view: view, keymap: keymap).draw(in: rest, of: &frame)
    case .bookmarks(let queue):
      let rest = drawSeats(above: body, of: &frame)
      BookmarksPanel(queue: queue, view: view).draw(in: rest, of: &frame)
    default: drawDesk(in: body, of: &frame)
    }
    drawFoot(in: foot, of: &frame)
    return frame
  }

  /// A row for what the last key led to where there is room for one, and the hint line.
  static func footRows(for size: Size) -> Int { size.rows >= 20 ? 2 : 1 }

  /// For how many ms what a key led to stands in the place of the hints, where both have one row.
  private static let reading = 4_000

  var view: SessionView {
    let view = SessionView(
      session: session, now: session.closing == nil ? now.session : session.end, look: look,
      savedUpTo: savedUpTo, isUnsaved: isUnsaved)
    view.namingKey = keymap.name(of: .nameBookmark, in: .observe)
    view.seatsGiveFloor = replayed?.isFloorGiven != true
    return view
  }

  // MARK: Head and foot

  /// Draws the first row of a frame.
  func drawHead(of frame: inout Frame) {
    let area = Area(row: 0, rows: 1, columns: frame.size.columns)
    // How many people there are rows for below.
    let people = frame.size.rows - 1 - Self.footRows(for: frame.size)
    let rightColumn = drawClock(of: &frame)
    // The state stands where the marks of the segment do otherwise, so that nothing else moves.
    let isNarrow = isNarrow(frame.size)
    let width = area.columns < 70 ? 20 : 26
    // Where not everybody has a row, the head says who has the floor.
    let floor = session.roster.members.count + 2 > people ? floorText : nil
    let middle = isNarrow ? floor == nil ? 7 : 13 : rightColumn - width - 2
    if let floor, isNarrow {
      frame.put(floor.truncated(to: 11), row: 0, column: 0, style: theme.live)
    } else {
      frame.put("Mend", row: 0, column: 1, style: theme.faint)
    }
    if !isNarrow {
      frame.put(title.truncated(to: max(0, middle - 9)), row: 0, column: 7, style: theme.faint)
    }
    if let state {
      frame.put(state.truncated(to: width), row: 0, column: middle, style: theme.open)
    } else {
      let text = SegmentMarks(session, at: now.session).text(
        columns: min(width, rightColumn - middle - 2))
      frame.put(text, row: 0, column: middle, style: theme.faint)
    }
  }

  /// Draws the end of the first row, which changes by itself; answers where it begins.
  @discardableResult
  func drawClock(of frame: inout Frame) -> Int {
    let newest = RecordID(session.entries.count - 1)
    let mark = savedMark(newest, savedUpTo: savedUpTo, isUnsaved: isUnsaved)
    let time = " " + now.seen.faceText
    let replaying = session.closing == nil ? replayed.map { $0.words + "  " } ?? "" : ""
    let style = state == nil ? theme.text : theme.open
    let column = max(0, frame.size.columns - replaying.columns - 1 - time.utf8.count - 1)
    let used = frame.put(replaying, row: 0, column: column, style: style)
    frame.put(mark, row: 0, column: column + used, count: 1, style: style)
    frame.put(time, row: 0, column: column + used + 1, style: style)
    return column
  }

  /// Whether the head is too narrow for what the session is called.
  func isNarrow(_ size: Size) -> Bool { size.columns < 50 }

  /// Who has the floor: the sign, the key of the seat and the name; `nil` when nobody has it.
  private var floorText: String? {
    guard case .seat(let place)? = session.floor.current?.speaker,
      shownSession.roster.members.indices.contains(place)
    else { return nil }
    let member = shownSession.roster.members[place]
    return "▸\(member.key) \(member.label)".displaySafe
  }

  /// What keeps the session from simply going on, if anything does.
  private var state: String? {
    if isUnsaved { return "\(unsaved) not saved" }
    if session.closing != nil { return "closed" }
    return session.clock.isPaused ? "paused" : session.clock.isLost ? "sight lost" : nil
  }

  /// A text of the desk's own, as it may be shown.
  private func shown(_ text: String) -> String {
    (look.hidesNames ? session.withSeatNumbers(in: text) : text).displaySafe
  }

  private func drawFoot(in area: Area, of frame: inout Frame) {
    if let entry = mode.entry {
      drawEntry(entry, in: area, covers: true, of: &frame)
      return
    }
    let hint = shown(Hints(self).text(columns: area.columns - 2))
    let messageRow = area.row
    let hintRow = area.row + area.rows - 1
    // Where there is one row for both, what the keys mean now comes back after a while.
    let said = messageRow < hintRow || now.session < saidAt.moved(by: Self.reading) ? message : nil
    let ofClock = session.closing == nil ? replayed?.message : nil
    if let message = said ?? ofClock ?? (messageRow < hintRow ? trouble : nil) {
      frame.put(
        shown(message).truncated(to: area.columns - 2), row: messageRow, column: 1,
        style: theme.live)
      if messageRow == hintRow { return }
    }
    frame.put(hint, row: hintRow, column: 1, style: theme.faint)
  }

  /// - Parameter covers: whether the hints may cover the row above, where the area has one row only.
  private func drawEntry(_ entry: TextEntry, in area: Area, covers: Bool, of frame: inout Frame) {
    let label = entry.purpose == .note ? "note " : ": "
    let row = area.row + area.rows - 1
    if area.rows > 1 || covers && row > 1 {
      frame.clear(row: row - 1, column: 0)
      let own =
        entry.purpose == .note ? "enter keeps it, esc drops it" : Hints(self).text(columns: area.columns - 2)
      let hint = message.map(shown) ?? own
      frame.put(hint.truncated(to: area.columns - 2), row: row - 1, column: 1, style: theme.faint)
    }
    let used = frame.put(label, row: row, column: 1, style: theme.faint)
    // The end of the text is what is being typed, so that is what is shown when there is no room for all.
    var shown = String(entry.text.suffix(area.columns)).displaySafe
    while shown.columns > max(1, area.columns - used - 4) { shown.removeFirst() }
    let width = frame.put(shown, row: row, column: 1 + used, style: theme.text)
    frame.cursor = Position(row: row, column: 1 + used + width)
  }

  // MARK: The desk itself

  /// Where the panels stand in the window; `nil` where it is too small for panels.
  var plan: DeskPlan? { plan(for: size) }

  func plan(for size: Size) -> DeskPlan? {
    guard !isSmall(size) else { return nil }
    let rows = size.rows - 1 - Self.footRows(for: size)
    return DeskPlan(
      area: Area(row: 1, rows: rows, columns: size.columns), people: session.roster.members.count,
      openRows: look.openRows)
  }

  func isSmall(_ size: Size) -> Bool { size.rows < 8 || size.columns < 40 }

  private func drawDesk(in area: Area, of frame: inout Frame) {
    let view = self.view
    let plan = DeskPlan(area: area, people: session.roster.members.count, openRows: look.openRows)
    let strip: Strip? = if case .strip(let strip) = mode { strip } else { nil }
    let panel = strip.map { StripPanel(strip: $0, view: view, keymap: keymap) }
    guard let strip, let panel, strip.kind.hasCodes else {
      if case .attendance(let member) = mode { return drawAttendance(of: member, plan, in: area, of: &frame) }
      RoomPanels(view: view, plan: plan, strip: strip).draw(of: &frame)
      drawLesson(in: plan.below, of: &frame)
      panel?.drawTitle(
        row: plan.last.row, column: plan.last.column + 1, columns: area.columns, of: &frame)
      return
    }
    let rows = panel.rows(columns: area.columns)
    let place = plan.strip(rows.wanted, least: rows.least, in: area)
    RoomPanels(view: view, plan: plan, strip: strip, coveredFrom: place.row).draw(of: &frame)
    frame.clear(row: place.row, column: 0, rows: place.rows)
    panel.draw(in: place, of: &frame)
  }

  /// What can be said of somebody who comes, goes, agrees or withdraws.
  private func drawAttendance(of member: MemberID, _ plan: DeskPlan, in area: Area, of frame: inout Frame) {
    let choices = [
      "a came", "l left", "p left, planned", "r left, rupture", "c agrees", "w withdraws",
    ]
    let rows = 1 + choices.count / 2
    let place = plan.strip(rows, least: rows, in: area)
    RoomPanels(view: view, plan: plan, coveredFrom: place.row).draw(of: &frame)
    frame.clear(row: place.row, column: 0, rows: place.rows)
    frame.put(
      "\(name(member).displaySafe) …".truncated(to: area.columns - 2), row: place.row, column: 1,
      style: theme.live)
    for (index, choice) in choices.enumerated() {
      let row = place.row + 1 + index % (rows - 1)
      guard row < place.row + place.rows else { continue }
      frame.put(choice, row: row, column: 2 + index / (rows - 1) * 20, style: theme.text)
    }
  }

  /// The seats above a list, where there is room for both; the area that is left.
  private func drawSeats(above area: Area, of frame: inout Frame) -> Area {
    let (seats, rest) = area.split(session.roster.members.count + 1)
    guard rest.rows >= 8 else { return area }
    SeatsPanel(view: view).draw(in: seats, of: &frame)
    return rest
  }

  /// A window too small for the panels: the clock, the seats' keys, and that keys still count.
  private func drawSmall(in area: Area, of frame: inout Frame) {
    let newest = RecordID(session.entries.count - 1)
    frame.put(
      "\(savedMark(newest, savedUpTo: savedUpTo, isUnsaved: isUnsaved)) \(now.session.faceText)", row: 0,
      column: 0, style: theme.text)
    let view = self.view
    let seats = view.seats.map { place in
      let member = view.session.roster.members[place]
      let holds = session.floor.current?.speaker == .seat(place)
      return (holds ? "▸" : " ") + "\(member.key) \(member.label)"
    }
    if case .strip(let strip) = mode {
      StripPanel(strip: strip, view: view, keymap: keymap).drawTitle(
        row: 0, column: 12, columns: area.columns + 1, of: &frame)
    } else if let floorText, area.columns > 16 {
      frame.put(floorText.truncated(to: area.columns - 12), row: 0, column: 12, style: theme.live)
    }
    guard area.rows > 1 else { return }
    var end = area.rows - 1
    if area.rows > 3, let message {
      end -= 1
      let text = shown(message).truncated(to: area.columns)
      frame.put(text, row: end, column: 0, style: theme.live)
    }
    // Side by side where there are more people than rows.
    let rows = max(1, end - 1)
    let across = max(1, min((seats.count + rows - 1) / rows, area.columns / 10))
    let width = area.columns / across
    let places = max(0, end - 1) * across
    let hidden = seats.count > places ? seats.count - places + 1 : 0
    for (place, seat) in seats.prefix(places).enumerated() {
      // The last place says how many have none.
      let text = place == places - 1 && hidden > 0 ? " +\(hidden)" : seat
      frame.put(
        text.displaySafe.truncated(to: across == 1 ? width : width - 1), row: 1 + place / across,
        column: place % across * width, style: theme.text)
    }
    let last = area.split(area.rows - 1).rest
    if let entry = mode.entry { return drawEntry(entry, in: last, covers: false, of: &frame) }
    let hint =
      mode == .observing
      ? area.columns < 36 ? "small, keys record" : "window too small, keys still record"
      : Hints(self).text(columns: area.columns)
    frame.put(shown(hint).truncated(to: area.columns), row: last.row, column: 0, style: theme.faint)
  }

  private func drawPage(_ pager: Pager, in area: Area, of frame: inout Frame) {
    for (line, text) in pager.shown(rows: area.rows, columns: area.columns).enumerated() {
      frame.put(
        text.displaySafe.truncated(to: area.columns), row: area.row + line, column: 0, style: theme.text)
    }
  }
}
