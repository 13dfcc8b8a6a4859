import SafeText
package import SessionCore
package import TerminalKit

/// A session that is only looked at: the desk's panels, a head and a foot, and no keys that record.
///
/// What follows a running session and what writes a replay for others draw the same screen.
package struct WatchScreen {
  let session: Session
  let now: SessionTime
  let look: Look
  /// What this is, in a word, for the head.
  let title: String
  /// The state of things, shown before the clock; empty when there is nothing to say.
  let state: String
  /// What needs saying, above the hints; empty when nothing does.
  let message: String
  let hints: [String]

  package init(
    _ session: Session, now: SessionTime, look: Look = Look(), title: String, state: String = "",
    message: String = "", hints: [String] = []
  ) {
    self.session = session
    self.now = now
    self.look = look
    self.title = title
    self.state = state
    self.message = message
    self.hints = hints
  }

  /// The whole screen at a size; total for every size.
  package func frame(for size: Size) -> Frame {
    var frame = Frame(size)
    if size.isEmpty { return frame }
    if size.rows < 8 || size.columns < 40 {
      frame.put("\(state.isEmpty ? "" : state + " ")\(now.faceText)", row: 0, column: 0)
      if size.rows > 1 {
        frame.put("window too small", row: size.rows - 1, column: 0, style: look.theme.faint)
      }
      return frame
    }
    let whole = Area(row: 0, rows: size.rows, columns: size.columns)
    let (_, belowHead) = whole.split(1)
    let footRows = size.rows >= 20 ? 2 : 1
    let (body, foot) = belowHead.split(belowHead.rows - footRows)
    drawHead(columns: size.columns, of: &frame)
    let view = SessionView(
      session: session, now: now, look: look, savedUpTo: RecordID(session.entries.count))
    view.seatsGiveFloor = false
    let plan = DeskPlan(area: body, people: session.roster.members.count, openRows: look.openRows)
    RoomPanels(view: view, plan: plan).draw(of: &frame)
    drawFoot(in: foot, of: &frame)
    return frame
  }

  private func drawHead(columns: Int, of frame: inout Frame) {
    let right = (state.isEmpty ? "" : state + "  ") + now.faceText
    let rightColumn = columns - right.columns - 1
    frame.put("Mend", row: 0, column: 1, style: look.theme.faint)
    let words = "\(title)  \(session.opening.group)  session \(session.opening.session)".displaySafe
    frame.put(words.truncated(to: max(0, rightColumn - 9)), row: 0, column: 7, style: look.theme.faint)
    frame.put(right, row: 0, column: max(0, rightColumn), style: look.theme.text)
  }

  private func drawFoot(in area: Area, of frame: inout Frame) {
    let last = area.row + area.rows - 1
    let hint = Hints.fit(hints.isEmpty ? [""] : hints, columns: area.columns - 2)
    if !message.isEmpty {
      frame.put(
        message.displaySafe.truncated(to: area.columns - 2), row: area.row, column: 1, style: look.theme.live)
      if area.row == last { return }
    }
    frame.put(hint, row: last, column: 1, style: look.theme.faint)
  }
}
