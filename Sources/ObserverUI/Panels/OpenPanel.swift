import SafeText
import SessionCore
import TerminalKit

/// The open ruptures: who, towards whom, codes, how long, and what was tried.
struct OpenPanel {
  let view: SessionView
  /// The episode a strip points at, and those it has ticked.
  var chosen: RecordID?
  var ticked: [RecordID] = []

  /// Episodes have letters on screen, in the order of their numbers.
  static func letter(_ index: Int) -> String {
    index < 26 ? String(Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index)))) : "·"
  }

  func draw(in area: Area, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    let open = view.open
    // The head gives way where the episodes would not all fit under it.
    let hasHead = area.rows > 2 && (open.count < area.rows || area.rows > 4)
    if hasHead {
      frame.put("open", row: area.row, column: 1, style: view.theme.faint)
    }
    let room = area.rows - (hasHead ? 1 : 0)
    let first = area.row + (hasHead ? 1 : 0)
    if open.isEmpty {
      frame.put("no rupture is open", row: first, column: 2, style: view.theme.faint)
      return
    }
    // The newest need the eye most when there is no room for all, and the one a strip is about.
    var shown = open.count > room ? Array(open.indices.suffix(room - 1)) : Array(open.indices)
    if let place = open.firstIndex(where: { $0.id == chosen }), let first = shown.first, place < first {
      shown[0] = place
    }
    for (line, index) in shown.enumerated() {
      draw(open[index], letter: Self.letter(index), row: first + line, columns: area.columns, in: &frame)
    }
    if shown.count < open.count {
      frame.put(
        "and \(open.count - shown.count) more", row: first + shown.count, column: 2, style: view.theme.faint)
    }
  }

  private func draw(
    _ episode: Episode, letter: String, row: Int, columns: Int, in frame: inout Frame
  ) {
    let words = EventWords(view.session, manner: .screen)
    let sign = ticked.contains(episode.id) ? "✓" : chosen == episode.id ? "▸" : " "
    let style = chosen == episode.id ? view.theme.live : view.theme.text
    let pairWidth = min(max(columns - 52, 14), 24)
    let attempts = episode.attempts.compactMap { mention -> String? in
      guard case .repair(let repair)? = view.session[mention.id]?.event else { return nil }
      return "\(repair.code.rawValue) \(words.name(repair.who))"
    }
    let latest = attempts.last.map { attempts.count > 1 ? "\(attempts.count) attempts, last \($0)" : $0 }
    frame.put(
      row: row, column: 1,
      [
        ("\(sign)\(letter)", 3, false, style),
        (words.pair(episode.who, episode.to).displaySafe, pairWidth, false, style),
        (episode.codes.map(\.rawValue).joined(separator: " "), 12, false, style),
        (ageText(view.age(episode)), 7, true, view.theme.open),
        (
          " " + (latest?.displaySafe ?? "no attempt yet"), max(0, columns - pairWidth - 27), false,
          view.theme.faint
        ),
      ])
  }
}
