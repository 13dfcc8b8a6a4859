package import SessionCore

/// What the floor adds up to: for every seat, for the silence, and for who spoke to whom.
///
/// One pass over the segments. Talk is observed ms: pauses and masked spans are left out. Segments of somebody
/// who withdrew hold their place on the floor and count for nothing else.
package struct FloorFigures: Hashable, Sendable {
  /// Segments about oneself or about another member, and the part of them that is about another.
  ///
  /// A segment about another member in which its speaker carries a rupture marker is neither: whoever dismisses
  /// a member also speaks about that member.
  package struct Focus: Hashable, Sendable {
    package internal(set) var other = 0
    package internal(set) var of = 0
    package internal(set) var otherTime = 0
    package internal(set) var time = 0

    /// The part of the segments that is about another; `nil` when there is none of either.
    package var share: Double? { fraction(other, of) }

    package static func + (a: Focus, b: Focus) -> Focus {
      var sum = a
      sum.other += b.other
      sum.of += b.of
      sum.otherTime += b.otherTime
      sum.time += b.time
      return sum
    }
  }

  /// What one seat adds up to.
  package struct Seat: Hashable, Sendable {
    /// Unbroken runs of this speaker's segments.
    package internal(set) var turns = 0
    /// Turns all of whose segments are minimal.
    package internal(set) var minimalTurns = 0
    package internal(set) var segments = 0
    /// Observed ms.
    package internal(set) var talk = 0
    package internal(set) var focus = Focus()
    /// Segments addressed to a member.
    package internal(set) var toMembers = 0
    /// The longest stretch of active ms without a turn that is not minimal, the session's edges included.
    package internal(set) var longestQuiet = 0
    /// Talk before any moment.
    var line = TalkLine()
    /// When the turns that are not minimal began, in order.
    var fullTurns: [SessionTime] = []
    /// Until when, in active ms, the last turn that is not minimal went on.
    var lastFullTurn = 0

    // Counts a segment of some observed time; with `nil` where it is neither about oneself nor about another.
    fileprivate mutating func count(_ about: Event.Focus?, _ time: Int, at index: Int, isToMember: Bool) {
      segments += 1
      talk += time
      line.add(time, at: index)
      if isToMember { toMembers += 1 }
      switch about {
      case .own?: break
      case .other?:
        focus.other += 1
        focus.otherTime += time
      case .group?, Event.Focus.none?, nil: return
      }
      focus.of += 1
      focus.time += time
    }
  }

  /// In seat order.
  package private(set) var seats: [Seat]
  /// Observed ms of the silence segments; the time before the first segment is nobody's.
  package private(set) var silence = 0
  /// Segments by seat of the speaker and seat of the person addressed; the last column is the group.
  package private(set) var matrix: [[Int]]
  /// Talk of all members before any moment.
  private(set) var members = TalkLine()

  private var run: Run?

  /// An unbroken run of one speaker's segments, as far as it counts.
  private struct Run: Hashable, Sendable {
    let seat: Int
    let start: SessionTime
    var end: SessionTime
    var isMinimal: Bool
  }

  package init(of session: Session) {
    let roster = session.roster
    let people = roster.members
    let isMember = people.map { $0.role == .member }
    seats = Array(repeating: Seat(), count: people.count)
    matrix = Array(repeating: Array(repeating: 0, count: people.count + 1), count: people.count)
    let withdrawals = people.map { session.attendances.withdrawal(of: $0.id)?.milliseconds ?? .max }
    var marks = OwnMarks(in: session)
    // Taken out once: this is the longest way through a session.
    let (segments, clock, last) = (session.floor.segments.flat, session.clock, session.end)
    members.reserve(segments.count, of: segments.count)
    for (seat, tally) in session.floor.tallies.enumerated() {
      seats[seat].line.reserve(tally.segments, of: segments.count)
      seats[seat].fullTurns.reserveCapacity(tally.turns)
    }
    for index in segments.indices {
      let segment = segments[index]
      let start = segment.start.milliseconds
      let next = index + 1 < segments.count ? segments[index + 1].start.milliseconds : .max
      let end = max(start, min(next, last.milliseconds))
      let isMarked = marks.include(segment.speaker, before: next)
      switch segment.speaker {
      case .unlogged: endRun(clock)
      case .silence:
        endRun(clock)
        silence += clock.observed(SessionTime(end)) - clock.observed(segment.start)
      case .seat(let seat):
        if let run, run.seat != seat { endRun(clock) }
        guard start < withdrawals[seat] else { continue }
        let end = SessionTime(min(end, withdrawals[seat]))
        extendRun(seat, from: segment.start, to: end, isMinimal: segment.isMinimal)
        let time = clock.observed(end) - clock.observed(segment.start)
        if isMember[seat] { members.add(time, at: index) }
        let isToMember = count(segment.to, by: seat, isMember)
        // A segment about another in which its speaker carries a marker is neither.
        let focus = isMarked && segment.isAboutAnother ? nil : segment.focus
        seats[seat].count(focus, time, at: index, isToMember: isToMember)
      }
    }
    endRun(clock)
    let active = clock.active(last)
    for seat in seats.indices {
      seats[seat].longestQuiet = max(seats[seat].longestQuiet, active - seats[seat].lastFullTurn)
    }
  }

  // Counts whom a segment was addressed to; whether to a member.
  private mutating func count(_ address: Floor.Address?, by seat: Int, _ isMember: [Bool]) -> Bool {
    switch address {
    case .group?: matrix[seat][seats.count] += 1
    case .seat(let target)?:
      matrix[seat][target] += 1
      return isMember[target]
    case nil: break
    }
    return false
  }

  private mutating func extendRun(
    _ seat: Int, from start: SessionTime, to end: SessionTime, isMinimal: Bool
  ) {
    if run == nil { run = Run(seat: seat, start: start, end: end, isMinimal: isMinimal) }
    run?.end = end
    if !isMinimal { run?.isMinimal = false }
  }

  private mutating func endRun(_ clock: SessionClock) {
    guard let run else { return }
    self.run = nil
    seats[run.seat].turns += 1
    if run.isMinimal {
      seats[run.seat].minimalTurns += 1
      return
    }
    let quiet = clock.active(run.start) - seats[run.seat].lastFullTurn
    seats[run.seat].longestQuiet = max(seats[run.seat].longestQuiet, quiet)
    seats[run.seat].lastFullTurn = clock.active(run.end)
    seats[run.seat].fullTurns.append(run.start)
  }
}

/// The standing markers of a session by who carries them, in the order of their moments; those from before
/// anybody had the floor are left out.
private struct OwnMarks {
  private let marks: [(moment: Int, seat: Int)]
  // How many of them lie before the segments still to come.
  private var passed = 0

  init(in session: Session) {
    let (entries, roster, first) = (session.entries, session.roster, session.floor.segments.first?.start)
    var marks: [(moment: Int, seat: Int)] = []
    for id in session.signs.flat {
      guard let place = entries.place(of: id), case .marker(let marker) = entries.wholes[place].event,
        let seat = roster.place(of: marker.who), let first, first <= entries.wholes[place].moment
      else { continue }
      marks.append((entries.wholes[place].moment.milliseconds, seat))
    }
    marks.sort { $0.moment < $1.moment }
    self.marks = marks
  }

  /// Whether the speaker of a segment carries one of the markers up to the next one; those are passed. Asked for
  /// the segments in their order.
  mutating func include(_ speaker: Floor.Speaker, before next: Int) -> Bool {
    var isIncluded = false
    while passed < marks.count, marks[passed].moment < next {
      if case .seat(marks[passed].seat) = speaker { isIncluded = true }
      passed += 1
    }
    return isIncluded
  }
}

extension Floor.Segment {
  fileprivate var isAboutAnother: Bool { if case .other? = focus { true } else { false } }
}

extension RandomAccessCollection where Index == Int {
  /// How many elements lead a list from index 0 that meet a condition, when all that meet it come first.
  func leading(_ isLeading: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isLeading(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A part of a whole as a plain fraction; `nil` when the whole is nothing.
func fraction(_ part: Int, _ whole: Int) -> Double? {
  whole > 0 ? Double(part) / Double(whole) : nil
}
