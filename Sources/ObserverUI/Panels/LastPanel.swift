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
    let words = EventWords(view.session, manner: .screen)
    for (line, index) in view.session.entries.indices.dropFirst().suffix(room).enumerated() {
      let entry = view.session.entries[index]
      let id = RecordID(index)
      let style = entry.isStanding ? view.theme.text : view.theme.faint
      let text =
        words.text(entry.event)
        + (entry.isStanding ? entry.isAmended ? "  (corrected)" : "" : "  (taken back)")
      let prefix = "\(view.mark(id)) \(ageText(entry.moment.milliseconds))"
      let used = frame.put(prefix, row: first + line, column: 2, style: view.theme.faint)
      frame.put(
        text.truncated(to: max(0, area.columns - used - 5)), row: first + line, column: 2 + used + 2,
        style: style)
    }
  }
}
