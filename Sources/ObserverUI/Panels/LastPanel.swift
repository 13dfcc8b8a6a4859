import SafeText
import SessionCore
import TerminalKit

/// The last records with their marks: ○ written, ● on disk, ▲ not saved.
struct LastPanel {
  let view: SessionView

  func draw(in area: Area, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    // Below the head, where there is room for one.
    let rows = area.split(area.rows > 3 ? 1 : 0).rest
    if rows.row > area.row { drawHead(in: area, of: &frame) }
    if view.session.entries.count < 2 || view.latest?.isEmpty == true {
      let text = view.seatsGiveFloor ? "nothing yet: a seat's key gives the floor" : "nothing yet"
      frame.put(
        text.truncated(to: area.columns - 3), row: rows.row, column: area.column + 2,
        style: view.theme.faint)
      return
    }
    drawRecords(in: rows, of: &frame)
  }

  private func drawRecords(in area: Area, of frame: inout Frame) {
    let words = EventWords(view.session, manner: .screen)
    let left = area.column + 2
    for (line, shown) in latest(area.rows).enumerated() {
      let row = area.row + line
      let entry = view.session.entries[shown.record.rawValue]
      let style = entry.isStanding ? view.theme.text : view.theme.faint
      frame.put(view.mark(shown.last), row: row, column: left, count: 1, style: view.theme.faint)
      let age = " " + ageText(view.moment(of: entry).milliseconds)
      let used = 1 + frame.put(age, row: row, column: left + 1, style: view.theme.faint)
      let text = (entry.isStanding ? "" : "(taken back) ") + view.look.said(entry.event, words)
      frame.put(
        text.displaySafe.truncated(to: max(0, area.columns - used - 5)), row: row,
        column: left + used + 2, style: style)
    }
  }

  /// What it is, and how many bookmarks wait for a name.
  private func drawHead(in area: Area, of frame: inout Frame) {
    let used = frame.put("last", row: area.row, column: area.column + 1, style: view.theme.faint)
    let count = view.session.unnamedBookmarks.count
    guard count > 0 else { return }
    let bookmarks = count == 1 ? "1 bookmark" : "\(count) bookmarks"
    let text = view.namingKey.isEmpty ? "\(bookmarks) to name" : "\(view.namingKey) names \(bookmarks)"
    frame.put(
      text.truncated(to: max(0, area.columns - used - 5)), row: area.row,
      column: area.column + used + 4,
      style: view.theme.open)
  }

  /// A record, and the last one of those that complete or correct it, or itself.
  private typealias Shown = (record: RecordID, last: RecordID)

  /// The last records in the order of the log. What completes or corrects a record is seen in the record itself,
  /// whose mark then waits for both.
  private func latest(_ count: Int) -> [Shown] {
    if let latest = view.latest { return latest.suffix(count).map { ($0, $0) } }
    var shown: [Shown] = []
    var amended: [RecordID: RecordID] = [:]
    for index in view.session.entries.indices.dropFirst().reversed() {
      if shown.count == count { break }
      let id = RecordID(index)
      if case .amended(let amendment) = view.session.entries[index].event,
        id.rawValue - amendment.of.rawValue < count
      {
        amended[amendment.of] = amended[amendment.of] ?? id
      } else {
        shown.append((id, amended[id] ?? id))
      }
    }
    return shown.reversed()
  }
}
