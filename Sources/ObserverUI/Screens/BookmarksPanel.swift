import SafeText
import SessionCore
import TerminalKit

/// The bookmarks that wait for a name, each with what was happening then.
struct BookmarksPanel {
  let queue: BookmarkQueue
  let view: SessionView

  func draw(in area: Area, of frame: inout Frame) {
    let all = view.session.unnamedBookmarks
    guard area.rows > 1, !all.isEmpty else { return }
    frame.put("bookmarks to name, \(all.count)", row: area.row, column: 1, style: view.theme.faint)
    let fit = max(1, (area.rows - 1) / 2)
    let place = all.firstIndex(of: queue.chosen) ?? 0
    let first = min(max(0, place - fit / 2), max(0, all.count - fit))
    for (line, id) in all[first...].prefix(fit).enumerated() {
      draw(id, row: area.row + 1 + line * 2, bottom: area.row + area.rows, columns: area.columns, of: &frame)
    }
  }

  private func draw(_ id: RecordID, row: Int, bottom: Int, columns: Int, of frame: inout Frame) {
    guard let entry = view.session[id] else { return }
    let words = view.words
    let then = BookmarkQueue.Surroundings(at: entry.moment, before: id, in: view.session)
    let style = id == queue.chosen ? view.theme.live : view.theme.text
    let sign = id == queue.chosen ? "▸" : " "
    let (floor, rest) = then.text(words, in: view.session)
    frame.put(
      "\(sign) \(ageText(entry.moment.milliseconds))  \(floor)".displaySafe.truncated(to: columns - 3),
      row: row, column: 2, style: style)
    guard row + 1 < bottom else { return }
    frame.put(
      rest.displaySafe.truncated(to: columns - 12), row: row + 1, column: 11, style: view.theme.faint)
  }
}
