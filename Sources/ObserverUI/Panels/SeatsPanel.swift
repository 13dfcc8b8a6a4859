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
    if members.count > area.rows { return drawSideBySide(in: area, of: &frame) }
    let columns = SeatColumns(area.columns)
    if area.rows > members.count {
      columns.drawHead(row: area.row, column: area.column + 1, view.theme.faint, in: &frame)
    }
    let shares = TalkShares(in: view)
    for (row, person) in people(in: area) {
      var pen = RowPen(row: row, column: area.column + 1)
      draw(person, shares, columns, &pen, in: &frame)
    }
  }

  /// Whether one of so many people has the floor, over a panel of all of them that stands there already.
  static func drawFloor(
    of person: SeatStanding, among people: Int, _ look: Look, in area: Area, of frame: inout Frame
  ) {
    let place = look.isFlipped ? people - 1 - person.place : person.place
    var pen = RowPen(
      row: firstRow(of: people, in: area) + place, column: area.column + 1 + SeatColumns.key + 1)
    drawFloor(of: person, SeatColumns(area.columns), look.theme, &pen, in: &frame)
  }

  /// Everybody and their rows, where each has one.
  private func people(in area: Area) -> [(row: Int, person: SeatStanding)] {
    let seats = view.seats
    let first = Self.firstRow(of: seats.count, in: area)
    return seats.enumerated().map { (first + $0, SeatStanding($1, in: view.session)) }
  }

  /// Where the first of so many people stands: below the head if there is room for it.
  private static func firstRow(of people: Int, in area: Area) -> Int {
    area.row + (area.rows > people ? 1 : 0)
  }

  private static func drawFloor(
    of person: SeatStanding, _ columns: SeatColumns, _ theme: Theme, _ pen: inout RowPen,
    in frame: inout Frame
  ) {
    let style = person.style(theme)
    pen.put(person.floorSign, at: 1, width: 2, style, in: &frame)
    pen.put(person.name, width: columns.name, style, in: &frame)
  }

  private func draw(
    _ person: SeatStanding, _ shares: TalkShares, _ columns: SeatColumns, _ pen: inout RowPen,
    in frame: inout Frame
  ) {
    let theme = view.theme
    let (place, member) = (person.place, person.member)
    let figures = person.figureStyle(theme)
    let key = member.key.fitted(to: 2, alignedRight: true)
    pen.put("\(key)  \(person.roleSign)", width: SeatColumns.key, figures, in: &frame)
    Self.drawFloor(of: person, columns, theme, &pen, in: &frame)
    if columns.hasTurns {
      pen.put(String(view.session.floor.tallies[place].turns), width: 5, right: true, figures, in: &frame)
    }
    if columns.hasTalk {
      pen.put(Spelling.span(shares.talk[place]), width: 7, right: true, figures, in: &frame)
    }
    pen.put(shares.share(of: place), width: 5, right: true, figures, in: &frame)
    let counts = view.session.markerCounts[place]
    for count in [counts.withdrawal, counts.confrontation, counts.group] {
      if count == 0 {
        pen.put("·", at: 1, width: 2, theme.faint, in: &frame)
      } else {
        pen.put(String(count), width: 2, right: true, theme.text, in: &frame)
      }
    }
    pen.put(oldestAge(of: member.id), width: 7, right: true, theme.open, in: &frame)
    if columns.hasQuiet { pen.put(quiet(at: place), width: 5, right: true, theme.text, in: &frame) }
  }

  /// How long the oldest open rupture that concerns somebody has been open; empty when there is none.
  func oldestAge(of member: MemberID) -> String {
    var oldest: Int?
    for case let episode? in view.places
    where episode.who == member || episode.affected.contains(member) {
      oldest = max(oldest ?? 0, view.age(episode))
    }
    return oldest.map(ageText) ?? ""
  }

  /// The minutes a member has been quiet, once they are many.
  func quiet(at place: Int) -> String {
    Self.longQuiet(of: place, in: view.session, at: view.now).map { "\($0)m" } ?? ""
  }

  /// For how many whole minutes somebody has been quiet, once it is long; `nil` before, and for a therapist.
  static func longQuiet(of place: Int, in session: Session, at now: SessionTime) -> Int? {
    guard session.roster.members[place].role == .member, let quiet = session.quiet(of: place, at: now),
      quiet >= longQuiet
    else { return nil }
    return quiet / 60_000
  }
}

/// The columns there is room for in the seats' panel.
struct SeatColumns {
  /// The width of a seat's key and the sign of the role.
  static let key = 5

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

  func drawHead(row: Int, column: Int, _ style: Style, in frame: inout Frame) {
    var pen = RowPen(row: row, column: column)
    pen.put("seat", width: 8, style, in: &frame)
    pen.put("who", width: name, style, in: &frame)
    if hasTurns { pen.put("turns", width: 5, right: true, style, in: &frame) }
    if hasTalk { pen.put("talk", width: 7, right: true, style, in: &frame) }
    pen.put("share", width: 5, right: true, style, in: &frame)
    for family in ["W", "C", "X"] { pen.put(family, width: 2, right: true, style, in: &frame) }
    pen.put("open", width: 7, right: true, style, in: &frame)
    if hasQuiet { pen.put("quiet", width: 5, right: true, style, in: &frame) }
  }
}
