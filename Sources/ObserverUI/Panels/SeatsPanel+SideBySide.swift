import SessionCore
import TerminalKit

/// People side by side, where there are more of them than rows: who has the floor, and of each how long a rupture of
/// theirs has been open, or else for how long they have been quiet.
extension SeatsPanel {
  /// The narrowest place in which a name can be told from others, and a figure stands beside it.
  private static let narrowest = 16
  /// From how many columns on a place has room for the share of the talk.
  private static let roomy = 26
  /// The narrowest place of all: the sign of the floor, the key of the seat, the sign of a therapist.
  private static let tightest = 4

  /// How many people stand in a row, so that some rows are left for what is open and what came last. Of very many the
  /// names are cut, down to their keys, before what is open has no place.
  static func across(_ people: Int, rows: Int, columns: Int) -> Int {
    let most = max(1, columns / narrowest)
    if let across = (1...most).first(where: { lines(people, across: $0) + 4 <= rows }) { return across }
    let tight = max(most, (columns - 1) / tightest)
    return (most...tight).first { lines(people, across: $0) + 2 <= rows } ?? tight
  }

  private static func lines(_ people: Int, across: Int) -> Int { (people + across - 1) / across }

  /// How many rows they get when so many stand in each, so that two are left for what is open.
  static func lines(_ people: Int, across: Int, of rows: Int) -> Int {
    min(lines(people, across: across), max(1, rows - 2))
  }

  /// Down the rows and then to the next column, in the order of the seats; where there is no place for everybody the
  /// last one says how many have none.
  func drawSideBySide(in area: Area, of frame: inout Frame) {
    let people = view.seats
    let across = min(Self.lines(people.count, across: area.rows), max(1, (area.columns - 1) / Self.tightest))
    let width = (area.columns - 1) / across
    let shares = TalkShares(in: view)
    let places = across * area.rows
    let shown = people.count > places ? places - 1 : people.count
    for (place, seat) in people.prefix(shown).enumerated() {
      var pen = pen(at: place, width: width, in: area)
      draw(SeatStanding(seat, in: view.session), shares, width: width, &pen, in: &frame)
    }
    guard shown < people.count else { return }
    var pen = pen(at: shown, width: width, in: area)
    pen.put("+\(people.count - shown)", width: width, view.theme.text, in: &frame)
  }

  private func pen(at place: Int, width: Int, in area: Area) -> RowPen {
    RowPen(row: area.row + place % area.rows, column: area.column + 1 + place / area.rows * width)
  }

  private func draw(
    _ person: SeatStanding, _ shares: TalkShares, width: Int, _ pen: inout RowPen, in frame: inout Frame
  ) {
    let theme = view.theme
    let member = person.member
    let style = person.style(theme)
    let isRoomy = width >= Self.roomy
    pen.put("\(person.floorSign)" + member.key.fitted(to: 1) + person.roleSign, width: 3, style, in: &frame)
    guard width >= Self.narrowest else {
      let room = max(0, width - 5)
      pen.put(room < 4 ? person.name.beginning(room) : person.name, width: room, style, in: &frame)
      return
    }
    pen.put(person.name, width: width - (isRoomy ? 16 : 11), style, in: &frame)
    if isRoomy {
      let share = shares.share(of: person.place)
      pen.put(share, width: 4, right: true, person.figureStyle(theme), in: &frame)
    }
    let age = oldestAge(of: member.id)
    let text = age.isEmpty ? quiet(at: person.place) : age
    pen.put(text, width: 5, right: true, age.isEmpty ? theme.text : theme.open, in: &frame)
  }
}

extension String {
  /// What of this fits into so few columns that a sign of the cut would leave hardly a letter.
  fileprivate func beginning(_ columns: Int) -> String {
    var used = 0
    let cells = CellsOfText(self).prefix { cell in
      used += cell.width
      return used <= columns
    }
    return cells.map { $0.text }.joined()
  }
}
