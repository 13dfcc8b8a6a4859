import SafeText
import SessionCore
import TerminalKit

/// A command under way: who, toward whom, and the letters that complete it.
struct StripPanel {
  let strip: Strip
  let view: SessionView
  /// Which keys pick the codes.
  let keymap: Keymap

  /// The narrowest column in which the words of most codes can be told apart.
  private static let readable = 24

  /// The narrowest column in which a code has room for its letter and its name.
  private static let narrowest = 18

  /// How many rows it takes to show every code: those in which they are read well, and the fewest.
  func rows(columns: Int) -> (wanted: Int, least: Int) {
    let codes = strip.codes(in: view.session.codebook).count
    func rows(_ across: Int) -> Int { 1 + (codes + max(1, across) - 1) / max(1, across) }
    return (rows((columns - 2) / Self.readable), rows(columns / Self.narrowest))
  }

  /// What is known so far, without the codes.
  func drawTitle(row: Int, column: Int = 1, columns: Int, of frame: inout Frame) {
    frame.clear(row: row, column: column)
    frame.put(title.truncated(to: columns - column - 1), row: row, column: column, style: view.theme.live)
  }

  func draw(in area: Area, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    drawTitle(row: area.row, columns: area.columns, of: &frame)
    let codes = strip.codes(in: view.session.codebook)
    let room = max(1, area.rows - 1)
    let columns = max(1, min((codes.count + room - 1) / room, area.columns / Self.narrowest))
    let perColumn = (codes.count + columns - 1) / max(1, columns)
    let width = (area.columns - 2) / columns
    for (index, code) in codes.enumerated() where perColumn > 0 {
      let row = area.row + 1 + index % perColumn
      guard row < area.row + area.rows else { continue }
      let column = 1 + index / perColumn * width
      let letter = frame.put(
        keymap.key(ofCodeAt: index, among: codes).padded(to: 2), row: row, column: column + 1,
        style: view.theme.live)
      frame.put(
        "\(code.id.rawValue) \(code.label)".displaySafe.truncated(to: width - 4), row: row,
        column: column + 1 + letter, style: view.theme.text)
    }
  }

  /// What is known so far, in one line.
  var title: String {
    let words = view.words
    let moment = view.session.moment(of: strip.claim, now: view.now)
    let who = strip.isAskingWho ? "who?" : strip.who.map { words.name($0) } ?? "who?"
    let to = strip.isAddressing ? " → ?" : strip.to.map { " → \(words.name($0))" } ?? ""
    let pair = (who + to).displaySafe
    let from = strip.claim.from.map { " (bookmark \($0))" } ?? ""
    let time = "  at \(Spelling.span(moment.milliseconds))\(from)"
    switch strip.kind {
    case .marker(let family):
      let clarity = strip.clarity.map { "  \($0)" } ?? ""
      return "\(family == .group ? "between members" : family.rawValue)  \(pair)\(clarity)  \(joining)\(time)"
    case .repair: return "repair  \(pair)  for \(episodes)\(time)"
    case .moment: return "moment  \(pair)\(time)"
    case .partly: return "partly back  \(episodes)\(time)"
    case .resolved: return "resolved  \(episodes)\(time)  \(evidence)"
    case .attendance: return "who came, went, agreed or withdrew?"
    }
  }

  private var episodes: String {
    let ids = strip.ticked.isEmpty ? strip.chosen.map { [$0] } ?? [] : strip.ticked
    return ids.map { OpenPanel.letter(of: $0, in: view.session) }.joined(separator: ", ")
  }

  /// Which episode a marker joins.
  private var joining: String {
    guard let chosen = strip.chosen else { return "opens one" }
    return "joins \(OpenPanel.letter(of: chosen, in: view.session))"
  }

  /// What a resolution will rest on: the affected member's last act, or another that was chosen.
  private var evidence: String {
    guard let act = strip.evidence, let entry = view.session[act] else { return "on nothing recorded" }
    let ago = Spelling.span(entry.moment.milliseconds)
    return "on \(ago) " + view.words.text(entry.event).displaySafe
  }
}
