import SessionCore

/// Talk before any moment, of one seat or of several taken together.
///
/// A long session has a million stretches of talk and is asked about few moments. So the sum is noted once in a
/// window of so many pieces of the floor, and what lies between is added up when it is asked for.
struct TalkLine: Hashable, Sendable {
  /// How many pieces of the floor a window has, as a power of two.
  private static let shift = 5

  private struct Mark: Hashable, Sendable {
    let window: Int
    /// Talk before the window.
    let before: Int
  }

  /// One for each window with talk, in order.
  private var marks: [Mark] = []
  /// The window of the last one.
  private var window = -1

  /// Observed ms of all of it.
  private(set) var total = 0

  /// Makes room for the windows of a floor of so many pieces, of which so many are added.
  mutating func reserve(_ pieces: Int, of all: Int) {
    marks.reserveCapacity(min(pieces, all >> Self.shift + 1))
  }

  /// Adds the talk in a piece of the floor, which is not before the last one.
  @inline(__always)
  mutating func add(_ talk: Int, at index: Int) {
    if index >> Self.shift != window {
      window = index >> Self.shift
      marks.append(Mark(window: window, before: total))
    }
    total += talk
  }

  /// Talk before the window in which a piece of the floor lies.
  func before(windowOf index: Int) -> Int {
    let place = marks.leading { $0.window < index >> Self.shift }
    return place < marks.count ? marks[place].before : total
  }

  /// The first piece in the window of another.
  static func start(ofWindowOf index: Int) -> Int { (index >> shift) << shift }
}

/// The pieces of the floor that count for their speakers, on the clock of observed time.
struct Stretches {
  /// One piece, in observed ms.
  private struct Stretch {
    let seat: Int
    let start: Int
    let end: Int
  }

  private let floor: Floor
  private let clock: SessionClock
  // In one piece: it is looked into many times.
  private let segments: [Floor.Segment]
  private let end: SessionTime
  /// From when on each seat counts for nobody.
  private let withdrawals: [SessionTime?]

  private let isMember: [Bool]

  init(of session: Session) {
    (floor, clock, end) = (session.floor, session.clock, session.end)
    segments = floor.segments.flat
    withdrawals = session.roster.members.map { session.attendances.withdrawal(of: $0.id) }
    isMember = session.roster.members.map { $0.role == .member }
  }

  /// Talk of one seat, and of all members, before a moment.
  func talk(of seat: Int, before moment: SessionTime, _ figures: FloorFigures) -> (own: Int, members: Int) {
    guard let last = floor.place(at: moment) else { return (0, 0) }
    let observed = clock.observed(moment)
    var own = figures.seats[seat].line.before(windowOf: last)
    var members = figures.members.before(windowOf: last)
    for index in TalkLine.start(ofWindowOf: last)...last {
      guard let stretch = self[index] else { continue }
      let talk = min(stretch.end, observed) - min(stretch.start, observed)
      if stretch.seat == seat { own += talk }
      if isMember[stretch.seat] { members += talk }
    }
    return (own, members)
  }

  /// `nil` for a piece that is nobody's, or of somebody who had withdrawn.
  private subscript(index: Int) -> Stretch? {
    let segment = segments[index]
    guard case .seat(let seat) = segment.speaker, segment.start < withdrawals[seat] ?? .latest else {
      return nil
    }
    let next = index + 1 < segments.count ? segments[index + 1].start : .latest
    let stop = max(segment.start, min(next, end, withdrawals[seat] ?? .latest))
    return Stretch(seat: seat, start: clock.observed(segment.start), end: clock.observed(stop))
  }
}
