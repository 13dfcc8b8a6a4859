import SessionCore
import TerminalKit

/// People side by side, where there are more of them than rows: who has the floor, and of each how long a rupture of
/// theirs has been open, or else for how long they have been quiet.
extension SeatsPanel {
  /// The narrowest place in which a name can be told from others.
  private static let narrowest = 16
  /// From how many columns on a place has room for the share of the talk.
  private static let roomy = 26

  /// How many people stand in a row, so that some rows are left for what is open and what came last.
  static func across(_ people: Int, rows: Int, columns: Int) -> Int {
    let most = max(1, columns / narrowest)
    return (1...most).first { (people + $0 - 1) / $0 + 4 <= rows } ?? most
  }

  /// Down the rows and then to the next column, in the order of the seats.
  func drawSideBySide(in area: Area, of frame: inout Frame) {
    let across = (view.session.roster.members.count + area.rows - 1) / area.rows
    let width = (area.columns - 1) / across
    let shares = TalkShares(in: view)
    for (line, place) in view.seats.enumerated() {
      var pen = RowPen(
        row: area.row + line % area.rows, column: area.column + 1 + line / area.rows * width)
      draw(SeatStanding(place, in: view), shares, width: width, &pen, in: &frame)
    }
  }

  private func draw(
    _ person: SeatStanding, _ shares: TalkShares, width: Int, _ pen: inout RowPen, in frame: inout Frame
  ) {
    let theme = view.theme
    let member = person.member
    let style = person.style(theme)
    let isRoomy = width >= Self.roomy
    pen.put("\(person.floorSign)" + member.key.fitted(to: 1) + person.roleSign, width: 3, style, in: &frame)
    pen.put(person.name, width: max(0, width - (isRoomy ? 16 : 11)), style, in: &frame)
    if isRoomy {
      let share = shares.share(of: person.place)
      pen.put(share, width: 4, right: true, person.figureStyle(theme), in: &frame)
    }
    let age = oldestAge(of: member.id)
    let text = age.isEmpty ? quiet(at: person.place) : age
    pen.put(text, width: 5, right: true, age.isEmpty ? theme.text : theme.open, in: &frame)
  }
}
