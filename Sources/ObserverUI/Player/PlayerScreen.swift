import SafeText
import SessionCore
package import TerminalKit

/// What the player looks like: the desk's panels, and a bar with every rupture, repair and resolution on it.
extension Player {
  /// The whole screen at a size; total for every size.
  package func frame(for size: Size) -> Frame {
    var frame = Frame(size)
    if size.isEmpty { return frame }
    let whole = Area(row: 0, rows: size.rows, columns: size.columns)
    let isSmall = size.rows < 8 || size.columns < 40
    if isSmall {
      frame.put("\(playSign) \(clockText(replay.position))", row: 0, column: 0)
      frame.put("window too small", row: size.rows - 1, column: 0, style: theme.faint)
      return frame
    }
    let (head, belowHead) = whole.split(1)
    let (body, foot) = belowHead.split(belowHead.rows - 3)
    drawHead(in: head, of: &frame)
    if let help = openHelp {
      for (line, text) in help.prefix(body.rows).enumerated() {
        frame.put(text, row: body.row + line, column: 0, style: theme.text, limit: size.columns)
      }
    } else {
      let view = self.view
      let plan = DeskPlan(area: body, people: replay.session.roster.members.count)
      SeatsPanel(view: view).draw(in: plan.seats, of: &frame)
      OpenPanel(view: view).draw(in: plan.open, of: &frame)
      LastPanel(view: view).draw(in: plan.last, of: &frame)
      LanesPanel(view: view).draw(in: plan.lanes, of: &frame)
    }
    drawFoot(in: foot, of: &frame)
    return frame
  }

  private var view: SessionView {
    SessionView(
      session: replay.session, now: replay.position, look: look,
      savedUpTo: RecordID(replay.records.count))
  }

  private var playSign: String { clock.isPlaying ? "▶" : "‖" }

  private func drawHead(in area: Area, of frame: inout Frame) {
    let opening = replay.session.opening
    let right = "\(playSign) \(clock.speed.text)  \(clockText(replay.position)) of \(clockText(replay.end))"
    let rightColumn = area.columns - right.columns - 1
    frame.put("Mend", row: 0, column: 1, style: theme.faint)
    let title = "replay  \(opening.group)  session \(opening.session)".displaySafe
    frame.put(title.truncated(to: max(0, rightColumn - 9)), row: 0, column: 7, style: theme.faint)
    frame.put(right, row: 0, column: max(0, rightColumn), style: theme.text)
  }

  private func drawFoot(in area: Area, of frame: inout Frame) {
    drawBar(row: area.row, columns: area.columns, in: &frame)
    if let message {
      frame.put(message.truncated(to: area.columns - 2), row: area.row + 1, column: 1, style: theme.live)
    }
    func key(_ action: Action) -> String { keymap.name(of: action, in: .replay) }
    let hints =
      openHelp == nil
      ? [
        "\(key(.play)) play", "\(key(.slower)) \(key(.faster)) speed",
        "\(key(.nextRupture)) \(key(.previousRupture)) rupture", "\(key(.back5)) \(key(.forward5)) 5 s",
        "\(key(.previousEvent)) \(key(.nextEvent)) record", "0-9 tenth", "\(key(.help)) help",
        "\(key(.quit)) leave",
      ]
      : [
        "\(keymap.name(of: .down, in: .report)) \(keymap.name(of: .up, in: .report)) scroll",
        "any other key goes back",
      ]
    let hint = Hints.fit(hints, columns: area.columns - 2)
    frame.put(hint, row: area.row + 2, column: 1, style: theme.faint)
  }

  private func drawBar(row: Int, columns: Int, in frame: inout Frame) {
    let width = columns - 2
    let end = max(1, replay.end.milliseconds)
    func column(_ time: SessionTime) -> Int {
      1 + min(Int(Double(time.milliseconds) / Double(end) * Double(width)), width - 1)
    }
    frame.put(String(repeating: "─", count: width), row: row, column: 1, style: theme.faint)
    for sign in signs {
      let style = sign.symbol == "!" ? theme.open : theme.text
      frame.put(sign.symbol, row: row, column: column(sign.time), count: 1, style: style)
    }
    frame.put("◆", row: row, column: column(replay.position), style: theme.live)
  }
}
