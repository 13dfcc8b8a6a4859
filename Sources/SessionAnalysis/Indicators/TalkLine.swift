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

  /// Observed ms of all of it.
  private(set) var total = 0

  /// Adds the talk in a piece of the floor, which is not before the last one.
  mutating func add(_ talk: Int, at index: Int) {
    let window = index >> Self.shift
    if marks.last?.window != window { marks.append(Mark(window: window, before: total)) }
    total += talk
  }

  /// Talk before a moment of the session, as the stretches have it that were added.
  func before(_ moment: SessionTime, in stretches: Stretches, where counts: (Int) -> Bool) -> Int {
    guard let last = stretches.floor.place(at: moment) else { return 0 }
    let window = last >> Self.shift
    let place = marks.leading { $0.window < window }
    guard place < marks.count else { return total }
    guard marks[place].window == window else { return marks[place].before }
    let observed = stretches.clock.observed(moment)
    return (window << Self.shift...last).reduce(marks[place].before) { sum, index in
      guard let stretch = stretches[index], counts(stretch.seat) else { return sum }
      return sum + min(stretch.end, observed) - min(stretch.start, observed)
    }
  }
}

/// The pieces of the floor that count for their speakers, on the clock of observed time.
struct Stretches {
  /// One piece, in observed ms.
  struct Stretch {
    let seat: Int
    let start: Int
    let end: Int
  }

  let floor: Floor
  let clock: SessionClock
  // In one piece: it is looked into many times.
  private let segments: [Floor.Segment]
  private let end: SessionTime
  /// From when on each seat counts for nobody.
  private let withdrawals: [SessionTime?]

  init(of session: Session) {
    (floor, clock, end) = (session.floor, session.clock, session.end)
    segments = floor.segments.flat
    withdrawals = session.roster.members.map { session.attendances.withdrawal(of: $0.id) }
  }

  /// `nil` for a piece that is nobody's, or of somebody who had withdrawn.
  subscript(index: Int) -> Stretch? {
    let segment = segments[index]
    guard case .seat(let seat) = segment.speaker, segment.start < withdrawals[seat] ?? .latest else {
      return nil
    }
    let next = index + 1 < segments.count ? segments[index + 1].start : .latest
    let stop = max(segment.start, min(next, end, withdrawals[seat] ?? .latest))
    return Stretch(seat: seat, start: clock.observed(segment.start), end: clock.observed(stop))
  }
}
