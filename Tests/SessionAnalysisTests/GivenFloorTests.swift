import SessionAnalysis
import SessionCore
import TestSupport
import Testing

@Suite struct `The floor that a second coder is given` {
  /// A second coding in which nobody marked anything.
  private func second(of source: Session, isBlind: Bool = false) -> Session {
    var opening = source.opening
    opening.sid = String(repeating: "e", count: 32)
    opening.source = Opening.Source(
      sid: source.opening.sid, head: String(repeating: "0", count: 64), givesFloor: !isBlind,
      wall: Sample.wall)
    var floor = GivenFloor(of: source, isBlind: isBlind)
    var session = Session(opening)
    for given in floor.take(upTo: .latest) {
      session.apply(Record(id: session.nextID, time: given.time, event: given.event))
    }
    let end = Event.Closing(wall: Sample.wall, because: .end)
    session.apply(Record(id: session.nextID, time: floor.end, event: .closed(end)))
    return session
  }

  /// What of a seat's figures is of the floor alone. What it says of others also depends on who was marked.
  private func figures(_ session: Session) -> [[Int]] {
    let floor = FloorFigures(of: session)
    let seats = floor.seats.map {
      [$0.turns, $0.minimalTurns, $0.segments, $0.talk, $0.toMembers, $0.longestQuiet]
    }
    let clock = session.clock
    return seats + floor.matrix + [
      [floor.silence, clock.active(session.end), clock.observed(session.end), clock.masked(session.end)]
    ]
  }

  @Test(arguments: ["a", "b", "c", "d", "e"])
  func `gives a worked session's second log the same figures of the floor`(letter: String) throws {
    let source = try #require(try WorkedSession(letter).session)
    let second = second(of: source)
    #expect(figures(second) == figures(source))
    #expect(second.ignored.isEmpty)
    #expect(second.signs.isEmpty)
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `gives the same figures whatever happened`(seed: UInt64) throws {
    let sessions = [
      try #require(Session(replaying: RandomSession(seed: seed).records)),
      DecidedSession(seed: seed, commands: 150).session,
      DecidedSession(seed: seed, commands: 150, opening: Sample.opening(mode: .research)).session,
    ]
    for source in sessions {
      let second = second(of: source)
      #expect(figures(second) == figures(source))
      #expect(second.ignored.isEmpty)
    }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `is the same whatever the first coder made of the session`(seed: UInt64) throws {
    let records = RandomSession(seed: seed).records
    let source = try #require(Session(replaying: records))
    let unmarked = try #require(Session(replaying: records.map(\.withoutMarks)))
    #expect(GivenFloor(of: source, isBlind: false).all == GivenFloor(of: unmarked, isBlind: false).all)
    #expect(GivenFloor(of: source, isBlind: true).all == GivenFloor(of: unmarked, isBlind: true).all)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `is nothing but breaks, consents and withdrawals to a blind coder`(seed: UInt64) throws {
    let source = try #require(Session(replaying: RandomSession(seed: seed).records))
    let kinds = Set(GivenFloor(of: source, isBlind: true).all.map(\.event.kind))
    #expect(kinds.isSubset(of: ["paused", "resumed", "consented", "withdrew"]))
    let second = second(of: source, isBlind: true)
    #expect(second.clock.active(second.end) == source.clock.active(source.end))
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `goes on where an interrupted second coding stopped`(seed: UInt64) throws {
    let source = try #require(Session(replaying: RandomSession(seed: seed).records))
    let whole = second(of: source)
    var numbers = SeededNumbers(seed: seed)
    let all = GivenFloor(of: source, isBlind: false).all
    let count = Int(numbers.next() % UInt64(all.count + 1))
    var cut = Session(whole.opening)
    for given in all.prefix(count) {
      cut.apply(Record(id: cut.nextID, time: given.time, event: given.event))
    }
    var floor = GivenFloor(of: source, isBlind: false)
    floor.skip(whatIsIn: cut)
    #expect(floor.taken == count)
  }
}

extension Record {
  /// The same record when it is of the floor, and otherwise one that says nothing.
  fileprivate var withoutMarks: Record {
    switch event {
    case .marker, .repair, .partly, .resolved, .caused, .relapse, .merged, .carried, .moment, .note, .rated,
      .sync:
      Record(id: id, time: time, event: .unknown(kind: "nothing"))
    case .left(let attendance):
      Record(id: id, time: time, event: .left(Event.Attendance(attendance.member)))
    default: self
    }
  }
}
