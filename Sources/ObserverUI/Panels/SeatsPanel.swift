import SafeText
import SessionCore
import TerminalKit

/// The people, a row each as the observer sees the room: turns, talk, share, markers, how long a rupture of theirs is
/// open, and how long a member has been quiet.
struct SeatsPanel {
  let view: SessionView

  /// From when on it is shown that a member has not spoken, in observed ms: as long as a segment of the session.
  static let longQuiet = SegmentMarks.length

  func draw(in area: Area, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    let members = view.session.roster.members
    let columns = SeatColumns(area.columns)
    let hasHead = area.rows > members.count
    if hasHead {
      frame.put(row: area.row, column: area.column + 1, columns.head(view.theme.faint))
    }
    let first = area.row + (hasHead ? 1 : 0)
    let talk = members.indices.map { view.session.floor.talk(of: $0, at: view.now) }
    let all = zip(members, talk).reduce(0) { $1.0.role == .member ? $0 + $1.1 : $0 }
    for (line, place) in view.seats.prefix(area.rows - (hasHead ? 1 : 0)).enumerated() {
      let cells = row(of: members[place], at: place, talk: talk[place], of: all, columns)
      frame.put(row: first + line, column: area.column + 1, cells)
    }
  }

  private func row(
    of member: Member, at place: Int, talk: Int, of all: Int, _ columns: SeatColumns
  ) -> [SeatColumns.Cell] {
    let session = view.session
    let hasFloor = session.floor.current?.speaker == .seat(place)
    let isAway = !session.attendances.isPresent(member.id)
    let hasWithdrawn = session.attendances.withdrawal(of: member.id) != nil
    let style = hasFloor ? view.theme.live : isAway || hasWithdrawn ? view.theme.faint : view.theme.text
    let signs = (hasFloor ? "▸" : " ") + (member.role == .therapist ? "⌂" : isAway ? "×" : " ")
    let counts = session.markerCounts[place]
    var cells: [SeatColumns.Cell] = [
      (member.key.fitted(to: 2, alignedRight: true) + "  " + signs, 8, false, style),
      (hasWithdrawn ? "withdrew" : member.label.displaySafe, columns.name, false, style),
    ]
    if columns.hasTurns {
      cells.append((String(session.floor.tallies[place].turns), 5, true, style))
    }
    if columns.hasTalk { cells.append((Spelling.span(talk), 7, true, style)) }
    let share = member.role == .member ? shareText(talk, of: all) : "-"
    cells += [
      (share, 5, true, style), count(counts.withdrawal), count(counts.confrontation), count(counts.group),
      (oldestAge(of: member.id), 7, true, view.theme.open),
    ]
    if columns.hasQuiet { cells.append((quiet(member, at: place), 5, true, view.theme.text)) }
    return cells
  }

  private func count(_ value: Int) -> SeatColumns.Cell {
    (value == 0 ? "·" : String(value), 2, true, value == 0 ? view.theme.faint : view.theme.text)
  }

  /// How long the oldest open rupture that concerns somebody has been open; empty when there is none.
  private func oldestAge(of member: MemberID) -> String {
    var oldest: Int?
    for case let episode? in view.places
    where episode.who == member || episode.affected.contains(member) {
      oldest = max(oldest ?? 0, view.age(episode))
    }
    return oldest.map(ageText) ?? ""
  }

  /// The minutes a member has been quiet, once they are many.
  private func quiet(_ member: Member, at place: Int) -> String {
    guard member.role == .member, let quiet = view.session.quiet(of: place, at: view.now),
      quiet >= Self.longQuiet
    else { return "" }
    return "\(quiet / 60_000)m"
  }
}

/// The columns there is room for in the seats' panel.
struct SeatColumns {
  typealias Cell = (text: String, width: Int, right: Bool, style: Style)

  let hasTurns: Bool
  let hasTalk: Bool
  let hasQuiet: Bool
  /// The width of the names: what the window leaves, within reason.
  let name: Int

  init(_ columns: Int) {
    // What is open and who is quiet matter more than how much was said.
    hasQuiet = columns >= 50
    hasTalk = columns >= 58
    hasTurns = columns >= 66
    let others = 34 + (hasQuiet ? 6 : 0) + (hasTalk ? 8 : 0) + (hasTurns ? 6 : 0)
    name = min(max(columns - others, 6), columns >= 90 ? 24 : 14)
  }

  func head(_ style: Style) -> [Cell] {
    var cells: [Cell] = [("seat", 8, false, style), ("who", name, false, style)]
    if hasTurns { cells.append(("turns", 5, true, style)) }
    if hasTalk { cells.append(("talk", 7, true, style)) }
    cells += [
      ("share", 5, true, style), ("W", 2, true, style), ("C", 2, true, style),
      ("X", 2, true, style),
      ("open", 7, true, style),
    ]
    if hasQuiet { cells.append(("quiet", 5, true, style)) }
    return cells
  }
}
