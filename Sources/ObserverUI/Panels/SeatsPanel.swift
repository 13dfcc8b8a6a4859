import SafeText
import SessionCore
import TerminalKit

/// The people, a row each in seat order: turns, talk, share, markers, and how long a rupture of theirs is open.
struct SeatsPanel {
  let view: SessionView

  /// Rows it wants: one a person, and its head.
  static func rows(for session: Session) -> Int { session.roster.members.count + 1 }

  func draw(in area: Area, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    let members = view.session.roster.members
    let hasHead = area.rows > members.count
    if hasHead { drawHead(row: area.row, columns: area.columns, in: &frame) }
    let first = area.row + (hasHead ? 1 : 0)
    let talk = members.indices.map { view.session.floor.talk(of: $0, at: view.now) }
    let all = zip(members, talk).reduce(0) { $1.0.role == .member ? $0 + $1.1 : $0 }
    for (place, member) in members.enumerated() where place < area.rows - (hasHead ? 1 : 0) {
      drawSeat(
        member, at: place, talk: talk[place], of: all, row: first + place, columns: area.columns, in: &frame)
    }
  }

  /// Whether there is room for turns and talk; what is open matters more.
  private func hasTalk(_ columns: Int) -> Bool { columns >= 58 }

  /// The width of the names: what the window leaves, within reason.
  private func nameWidth(_ columns: Int) -> Int {
    min(max(columns - (hasTalk(columns) ? 48 : 34), 6), 14)
  }

  private func drawHead(row: Int, columns: Int, in frame: inout Frame) {
    let faint = view.theme.faint
    var cells = [("seat", 8, false, faint), ("who", nameWidth(columns), false, faint)]
    if hasTalk(columns) { cells += [("turns", 5, true, faint), ("talk", 7, true, faint)] }
    cells += [
      ("share", 5, true, faint), ("W", 2, true, faint), ("C", 2, true, faint), ("X", 2, true, faint),
      ("open", 7, true, faint),
    ]
    frame.put(row: row, column: 1, cells)
  }

  private func drawSeat(
    _ member: Member, at place: Int, talk: Int, of all: Int, row: Int, columns: Int, in frame: inout Frame
  ) {
    let session = view.session
    let hasFloor = session.floor.current?.speaker == .seat(place)
    let isAway = !session.attendances.isPresent(member.id)
    let hasWithdrawn = session.attendances.withdrawal(of: member.id) != nil
    let style = hasFloor ? view.theme.live : isAway || hasWithdrawn ? view.theme.faint : view.theme.text
    let signs = (hasFloor ? "▸" : " ") + (member.role == .therapist ? "⌂" : isAway ? "×" : " ")
    let counts = session.markerCounts[place]
    let share = member.role == .member ? shareText(talk, of: all) : "-"
    var cells = [
      (member.key.fitted(to: 2, alignedRight: true) + "  " + signs, 8, false, style),
      (hasWithdrawn ? "withdrew" : member.label.displaySafe, nameWidth(columns), false, style),
    ]
    if hasTalk(columns) {
      cells += [
        (String(session.floor.tallies[place].turns), 5, true, style), (Spelling.span(talk), 7, true, style),
      ]
    }
    cells += [
      (share, 5, true, style), count(counts.withdrawal), count(counts.confrontation), count(counts.group),
      (oldestAge(of: member.id), 7, true, view.theme.open),
    ]
    frame.put(row: row, column: 1, cells)
  }

  private func count(_ value: Int) -> (String, Int, Bool, Style) {
    (value == 0 ? "·" : String(value), 2, true, value == 0 ? view.theme.faint : view.theme.text)
  }

  /// How long the oldest open rupture that concerns somebody has been open; empty when there is none.
  private func oldestAge(of member: MemberID) -> String {
    let ages = view.open.filter { $0.who == member || $0.affected.contains(member) }.map { view.age($0) }
    return ages.max().map(ageText) ?? ""
  }
}
