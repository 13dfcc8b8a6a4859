/// Where the panels of the desk stand. Each keeps its place whatever happens in the session.
///
/// Seats come first, then the open ruptures, then the last records; the lanes get what is left. The place of
/// the last records and the lanes is also the place of strips.
struct DeskPlan {
  let seats: Area
  let open: Area
  let last: Area
  let lanes: Area
  /// The place of `last` and `lanes` together.
  let below: Area

  init(area: Area, people: Int) {
    let smallestOpen = 2
    let smallestLast = 3
    let room = max(0, area.rows - people - smallestOpen - smallestLast)
    // The head of the seats, a third and a fourth row for what is open, more records, then the lanes.
    let seatRows = people + (room > 0 ? 1 : 0)
    let lanesFit = room > people + 3
    let openRows = smallestOpen + min(lanesFit ? 3 : 2, max(0, room - 1))
    let (seats, rest) = area.split(seatRows)
    let (open, below) = rest.split(openRows)
    let (last, lanes) = below.split(below.rows - (lanesFit ? people : 0))
    self.seats = seats
    self.open = open
    self.last = last
    self.lanes = lanes
    self.below = below
  }

  /// The plan while a strip needs that many rows: where `below` has fewer, the panels above make room.
  func makingRoom(for rows: Int, in area: Area, open count: Int) -> DeskPlan {
    guard rows > below.rows else { return self }
    let (above, below) = area.split(area.rows - min(rows, area.rows))
    let (seats, open) = above.split(above.rows - min(max(1, count), 3))
    return DeskPlan(seats: seats, open: open, last: below, lanes: below.split(0).top, below: below)
  }

  private init(seats: Area, open: Area, last: Area, lanes: Area, below: Area) {
    (self.seats, self.open, self.last, self.lanes, self.below) = (seats, open, last, lanes, below)
  }
}
