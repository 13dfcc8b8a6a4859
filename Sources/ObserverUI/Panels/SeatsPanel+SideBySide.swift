import SafeText
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
    let members = view.session.roster.members
    let across = (members.count + area.rows - 1) / area.rows
    let width = (area.columns - 1) / across
    let talk = members.indices.map { view.session.floor.talk(of: $0, at: view.second) }
    let all = zip(members, talk).reduce(0) { $1.0.role == .member ? $0 + $1.1 : $0 }
    for (line, place) in view.seats.enumerated() {
      var pen = RowPen(
        row: area.row + line % area.rows, column: area.column + 1 + line / area.rows * width)
      draw(members[place], at: place, share: (talk[place], all), width: width, &pen, in: &frame)
    }
  }

  private func draw(
    _ member: Member, at place: Int, share: (talk: Int, all: Int), width: Int, _ pen: inout RowPen,
    in frame: inout Frame
  ) {
    let session = view.session
    let theme = view.theme
    let hasFloor = session.floor.current?.speaker == .seat(place)
    let isAway = !session.attendances.isPresent(member.id)
    let hasWithdrawn = session.attendances.withdrawal(of: member.id) != nil
    let style = hasFloor ? theme.live : isAway || hasWithdrawn ? theme.faint : theme.text
    let sign = member.role == .therapist ? "⌂" : isAway ? "×" : " "
    let isRoomy = width >= Self.roomy
    pen.put((hasFloor ? "▸" : " ") + member.key.fitted(to: 1) + sign, width: 3, style, in: &frame)
    pen.put(
      hasWithdrawn ? "withdrew" : member.label.displaySafe, width: max(0, width - (isRoomy ? 16 : 11)), style,
      in: &frame)
    if isRoomy {
      let text = member.role == .member ? shareText(share.talk, of: share.all) : "-"
      pen.put(text, width: 4, right: true, style, in: &frame)
    }
    let age = oldestAge(of: member.id)
    let text = age.isEmpty ? quiet(member, at: place) : age
    pen.put(text, width: 5, right: true, age.isEmpty ? theme.text : theme.open, in: &frame)
  }
}
