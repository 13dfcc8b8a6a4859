import SafeText
import SessionCore
import TerminalKit

/// The open ruptures: who, towards whom, codes, how long, and what was tried.
///
/// Each has a row that is its own as long as it is open, whatever opens and ends beside it; the row of one that ended
/// stays free until the next one opens.
struct OpenPanel {
  let view: SessionView
  /// The episode a strip points at, and those it has ticked.
  var chosen: RecordID?
  var ticked: [RecordID] = []

  /// The letter of a place on the screen.
  static func letter(_ place: Int) -> String {
    guard place < OpenPlaces.most, let letter = UInt8(exactly: place) else { return "·" }
    return String(Character(Unicode.Scalar(UInt8(ascii: "a") + letter)))
  }

  /// The letter of an open episode, `·` for one that has none.
  static func letter(of id: RecordID, in session: Session) -> String {
    session.openPlaces.place(of: id).map { letter($0) } ?? "·"
  }

  /// The letters in use: `a-c`, or `a c d` where some between are free.
  static func letters(in session: Session) -> String {
    let taken = session.openPlaces.episodes.indices.filter { session.openPlaces[$0] != nil }
    guard let first = taken.first, let last = taken.last else { return "" }
    if taken.count > 2, last - first == taken.count - 1 {
      return "\(letter(first))-\(letter(last))"
    }
    return taken.map { letter($0) }.joined(separator: " ")
  }

  func draw(in area: Area, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    let hasHead = area.rows > 2
    if hasHead {
      frame.put("open", row: area.row, column: area.column + 1, style: view.theme.faint)
    }
    let room = area.rows - (hasHead ? 1 : 0)
    let first = area.row + (hasHead ? 1 : 0)
    if view.places.isEmpty, view.unplaced == 0 {
      frame.put("no rupture is open", row: first, column: area.column + 2, style: view.theme.faint)
      return
    }
    let hidden = hidden(from: room)
    for (place, episode) in view.places.prefix(room).enumerated() {
      guard let episode else { continue }
      let line = Area(row: first + place, rows: 1, column: area.column, columns: area.columns)
      // Without a head the last row also says how many more there are.
      let more = hasHead || place < room - 1 ? "" : hidden
      draw(episode, letter: Self.letter(place), more: more, in: line, of: &frame)
    }
    guard !hidden.isEmpty, hasHead || !view.places.indices.contains(room - 1) || view.places[room - 1] == nil
    else { return }
    let text = hidden.truncated(to: max(0, min(24, area.columns - 8)))
    frame.put(
      text, row: hasHead ? area.row : first + room - 1,
      column: area.column + max(7, area.columns - 1 - text.columns), style: view.theme.open)
  }

  /// How many there are no rows for, and their letters; empty when every one has its row.
  private func hidden(from room: Int) -> String {
    let hidden = view.places.indices.dropFirst(room).filter { view.places[$0] != nil }
    let count = hidden.count + view.unplaced
    return count == 0 ? "" : "+\(count) \(hidden.map { Self.letter($0) }.joined(separator: " "))"
  }

  /// - Parameter more: what the row also says, in place of what was tried or of some codes.
  private func draw(
    _ episode: Episode, letter: String, more: String, in area: Area, of frame: inout Frame
  ) {
    let words = EventWords(view.session, manner: .screen)
    let sign = ticked.contains(episode.id) ? "✓" : chosen == episode.id ? "▸" : " "
    let style = chosen == episode.id ? view.theme.live : view.theme.text
    let pairWidth = min(max(area.columns - 52, 14), 30)
    let codesWidth = area.columns >= 100 ? 20 : 12
    let used = pairWidth + codesWidth + 15
    let codes = episode.codes.map(\.rawValue).joined(separator: " ").displaySafe
    var pen = RowPen(row: area.row, column: area.column + 1)
    pen.put(sign + letter, width: 3, style, in: &frame)
    pen.put(words.pair(episode.who, episode.to).displaySafe, width: pairWidth, style, in: &frame)
    let rest = max(0, area.columns - used)
    // What there is more of stands where it leaves the age alone.
    let isAmongCodes = !more.isEmpty && rest < 8
    let short = more.truncated(to: isAmongCodes ? 6 : rest - 1)
    pen.put(codes, width: isAmongCodes ? codesWidth - 7 : codesWidth, style, in: &frame)
    if isAmongCodes { pen.put(short, width: 6, view.theme.open, in: &frame) }
    pen.put(ageText(view.age(episode)), width: 7, right: true, view.theme.open, in: &frame)
    if more.isEmpty {
      pen.put(" " + attempts(of: episode, words), width: rest, view.theme.faint, in: &frame)
    } else if !isAmongCodes {
      pen.put(" " + short, width: rest, view.theme.open, in: &frame)
    }
  }

  /// What was tried, last of all by whom, and whom it concerns beside the two it is between.
  private func attempts(of episode: Episode, _ words: EventWords) -> String {
    let others = episode.affected.filter { $0 != episode.who && .person($0) != episode.to }
    let concern =
      others.isEmpty
      ? "" : "concerns " + others.map { words.name($0) }.joined(separator: ", ") + "  "
    var latest = "no attempt yet"
    if let last = episode.attempts.last, case .repair(let repair)? = view.session[last.id]?.event {
      let count = episode.attempts.count
      latest =
        (count > 1 ? "\(count) attempts, last " : "")
        + "\(repair.code.rawValue) \(words.name(repair.who))"
    }
    return (concern + latest).displaySafe
  }
}
