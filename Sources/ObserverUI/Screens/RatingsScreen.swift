import SafeText
import SessionCore
import TerminalKit

/// The closing ratings: what is still open and not named, then the scales, the one that is answered with its anchors.
extension Desk {
  func drawRatings(_ form: RatingForm, in area: Area, of frame: inout Frame) {
    var lines: [(text: String, style: Style, column: Int)] = []
    func line(_ text: String, _ style: Style, column: Int = 2) { lines.append((text, style, column)) }
    var current = 0..<0
    let labels = min(32, max(8, area.columns - 24))
    let open = session.openEpisodes.compactMap { session.episode($0) }
    let words = words
    let stillOpen = open.map { episode in
      let codes = episode.codes.map(\.rawValue).joined(separator: " ")
      return "\(words.pair(episode.who, episode.to)) \(codes) \(ageText(view.age(episode)))"
    }
    let all = open.isEmpty ? "Nothing is open." : "Still open: " + stillOpen.joined(separator: "; ")
    for text in all.displaySafe.wrapped(to: area.columns - 4) { line(text, theme.open) }
    let count = session.unnamedBookmarks.count
    let key = keymap.name(of: .nameBookmark, in: .observe)
    if count > 0 {
      line("Not named yet: \(count) \(count == 1 ? "bookmark" : "bookmarks"); \(key) names them", theme.open)
    }
    line("", theme.text)
    if lines.count + form.scales.count + 6 > area.rows {
      // In a low window what is left to do is a line of its own that stays.
      let short =
        (open.isEmpty ? "Nothing is open" : "Still open: \(open.count)")
        + (count == 0 ? "" : "; to name: \(count) (\(key))")
      lines = [(short, theme.open, 2)]
    }
    let head = lines.count
    for (place, scale) in form.scales.enumerated() {
      let isCurrent = place == form.place
      let answer: String
      switch form.given[scale.id] {
      case .value(let value)?:
        answer = "\(value)  \(scale.anchors.count >= value ? scale.anchors[value - 1] : "")"
      case .notApplicable?: answer = "n/a"
      case nil: answer = "skipped so far"
      }
      let first = lines.count
      line(
        "\(isCurrent ? "▸" : " ") \(scale.label.fitted(to: labels)) \(answer)",
        isCurrent ? theme.live : theme.text)
      guard isCurrent else { continue }
      if !scale.asks.isEmpty { line(scale.asks, theme.faint, column: 4) }
      for (index, anchor) in scale.anchors.enumerated() where !anchor.isEmpty {
        line("\(index + 1)  \(anchor)", theme.faint, column: 6)
      }
      current = first..<lines.count
    }
    // The scale that is being answered is seen whole, as far as the window has room.
    let room = max(0, area.rows - head)
    let top = min(max(0, current.lowerBound - head), max(0, current.upperBound - head - room))
    let shown = lines.prefix(head) + lines.dropFirst(head + top).prefix(room)
    for (row, line) in shown.prefix(area.rows).enumerated() {
      let text = line.text.displaySafe.truncated(to: area.columns - line.column - 1)
      frame.put(text, row: area.row + row, column: line.column, style: line.style)
    }
  }
}
