import SafeText
import SessionCore
import TerminalKit

/// The last records with their marks: ○ written, ● on disk, ▲ not saved.
struct LastPanel {
  let view: SessionView

  func draw(in area: Area, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    let hasHead = area.rows > 3
    if hasHead { frame.put("last", row: area.row, column: 1, style: view.theme.faint) }
    let room = area.rows - (hasHead ? 1 : 0)
    let first = area.row + (hasHead ? 1 : 0)
    if view.session.entries.count < 2 || view.latest?.isEmpty == true {
      frame.put("nothing yet: a seat's key gives the floor", row: first, column: 2, style: view.theme.faint)
      return
    }
    let words = EventWords(view.session, manner: .screen)
    for (line, shown) in latest(room).enumerated() {
      let entry = view.session.entries[shown.record.rawValue]
      let style = entry.isStanding ? view.theme.text : view.theme.faint
      let prefix = "\(view.mark(shown.last)) \(ageText(entry.moment.milliseconds))"
      let used = frame.put(prefix, row: first + line, column: 2, style: view.theme.faint)
      let text = (entry.isStanding ? "" : "(taken back) ") + words.text(entry.event)
      frame.put(
        text.displaySafe.truncated(to: max(0, area.columns - used - 5)), row: first + line,
        column: 2 + used + 2,
        style: style)
    }
  }

  /// The last records in the order of the log. What completes or corrects a record is seen in the record itself,
  /// whose mark then waits for both.
  private func latest(_ count: Int) -> [(record: RecordID, last: RecordID)] {
    if let latest = view.latest { return latest.suffix(count).map { ($0, $0) } }
    var shown: [(record: RecordID, last: RecordID)] = []
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
