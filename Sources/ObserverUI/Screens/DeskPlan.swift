/// Where the panels of the desk stand. Each keeps its place whatever happens in the session and whatever is pressed.
///
/// Seats come first, then the open ruptures, then the last records; the lanes get what is left. In a wide window the
/// last records stand beside the others. A strip covers the bottom of the desk and moves nothing.
struct DeskPlan {
  let seats: Area
  let open: Area
  let last: Area
  let lanes: Area
  /// What a strip covers if it needs no more.
  let below: Area

  /// From how many columns on two panels stand side by side.
  static let wide = 140

  /// - Parameter openRows: how many open ruptures are to have a row, where that leaves room for some records.
  init(area: Area, people: Int, openRows: Int? = nil) {
    self =
      area.columns < Self.wide ? Self.stacked(area, people, openRows) : Self.sideBySide(area, people)
  }

  private static func stacked(_ area: Area, _ people: Int, _ wished: Int?) -> DeskPlan {
    let smallestOpen = 2
    let smallestLast = 3
    let across = SeatsPanel.across(people, rows: area.rows, columns: area.columns)
    let lines = SeatsPanel.lines(people, across: across, of: area.rows)
    let room = max(0, area.rows - lines - smallestOpen - smallestLast)
    // The head of the seats, a third and a fourth row for what is open, more records, then the lanes.
    let seatRows = lines + (across == 1 && room > 0 ? 1 : 0)
    let lanesFit = room > people + 3
    let more = max(0, lanesFit ? (area.rows - 27) / 4 : (room - 4) / 3)
    let usual = smallestOpen + min(lanesFit ? 3 : 2, max(0, room - 1)) + more
    // With its head, and with three records left below it.
    let openRows = wished.map { max(smallestOpen, min($0 + 1, area.rows - seatRows - smallestLast)) } ?? usual
    let laneRows =
      area.rows >= 30 + 2 * people
      ? LanesPanel.mostRows(people)
      : lanesFit && area.rows - seatRows - openRows >= people + smallestLast ? people : 0
    let (seats, rest) = area.split(seatRows)
    let (open, below) = rest.split(openRows)
    let (last, lanes) = below.split(below.rows - laneRows)
    return DeskPlan(seats: seats, open: open, last: last, lanes: lanes, below: below)
  }

  private static func sideBySide(_ area: Area, _ people: Int) -> DeskPlan {
    let spare = area.rows - people - 6
    let laneRows =
      spare >= LanesPanel.mostRows(people)
      ? LanesPanel.mostRows(people) : spare >= people ? people : 0
    let (above, lanes) = area.split(area.rows - laneRows)
    let (left, last) = above.split(columns: area.columns / 2)
    let across = SeatsPanel.across(people, rows: left.rows, columns: left.columns)
    let lines = SeatsPanel.lines(people, across: across, of: left.rows)
    let (seats, open) = left.split(lines + (across == 1 ? 1 : 0))
    let below = area.split(area.rows - max(laneRows, min(4, area.rows))).rest
    return DeskPlan(seats: seats, open: open, last: last, lanes: lanes, below: below)
  }

  private init(seats: Area, open: Area, last: Area, lanes: Area, below: Area) {
    (self.seats, self.open, self.last, self.lanes, self.below) = (seats, open, last, lanes, below)
  }

  /// Where the lanes of so many people go when they are asked for and have no place of their own: over the last
  /// records, over what is open too, or over the whole desk; `nil` where there is no room at all.
  func lanesOnDemand(_ people: Int) -> Area? {
    let end = below.row + below.rows
    let columns = max(below.columns, seats.columns)
    let start = [below.row, open.row, seats.row].first { end - $0 >= people }
    guard let start, columns > LanesPanel.narrowest else { return nil }
    return Area(row: start, rows: end - start, columns: columns)
  }

  /// What is open and the last records, for a large clock that has too little room among the records alone.
  var openAndLast: Area {
    open.row + open.rows == last.row && open.column == last.column
      ? Area(row: open.row, rows: open.rows + last.rows, column: open.column, columns: open.columns) : last
  }

  /// What a strip covers.
  ///
  /// - Parameters:
  ///   - wanted: the rows in which it is read best.
  ///   - least: the rows without which something of it would be missing.
  func strip(_ wanted: Int, least: Int, in area: Area) -> Area {
    guard wanted > below.rows else { return below }
    let rows = max(below.rows, least, min(wanted, area.rows - 3))
    return area.split(area.rows - min(rows, area.rows)).rest
  }
}
