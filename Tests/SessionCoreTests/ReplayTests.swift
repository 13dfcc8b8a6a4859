import SessionCore
import TestSupport
import Testing

@Suite struct `Replaying a session` {
  static let records = Scenario(given: [
    (10, .turn("alice")), (20, .marker("C2", "alice", to: "joe")), (20, .turn("joe")),
    (30, .marker("C3", "alice", to: "joe", episode: 2)), (40, .marker("W2", "kathy", to: "*")),
    (50, .closed()),
  ]).records

  @Test func `records that begin with no opening cannot be replayed`() {
    #expect(Replay([]) == nil)
    #expect(Replay(Array(Self.records.dropFirst())) == nil)
    #expect(Session(replaying: []) == nil)
    #expect(Session(replaying: Self.records.dropFirst()) == nil)
  }

  @Test(arguments: [
    (-5, 1), (0, 1), (9, 1), (10, 2), (19, 2), (20, 4), (39, 5), (40, 6), (50, 7), (Int.max, 7),
  ])
  func `a moment shows every record made up to then`(moment: Int, taken: Int) throws {
    var replay = try #require(Replay(Self.records))
    replay.seek(to: SessionTime(moment))
    #expect(replay.taken == taken)
    #expect(replay.position == SessionTime(min(max(moment, 0), 50)))
    #expect(replay.isAtEnd == (taken == 7))
    replay.seek(to: .latest)
    replay.seek(to: SessionTime(moment))
    #expect(replay.taken == taken)
  }

  @Test func `steps go one record on or back, and no further than either end`() throws {
    var replay = try #require(Replay(Self.records))
    replay.step(by: -1)
    #expect(replay.taken == 1)
    replay.step(by: 2)
    #expect(replay.taken == 3)
    replay.step(by: -1)
    #expect(replay.taken == 2)
    #expect(replay.position == 10)
    replay.step(by: Int.max)
    #expect(replay.isAtEnd)
    replay.step(by: Int.min)
    #expect(replay.taken == 1)
  }

  @Test func `ruptures are where an episode opened`() throws {
    var replay = try #require(Replay(Self.records))
    #expect(replay.ruptures == [2, 5])
    replay.seek(toStep: 2)
    #expect(replay.position == 20)
    #expect(replay.taken == 3)
    #expect(replay.here == 2)
  }

  @Test func `a damaged log whose times go back is replayed to its end`() throws {
    var records = Self.records
    records[4].time = 5
    records[6].time = 6
    var replay = try #require(Replay(records))
    #expect(replay.end == 40)
    replay.seek(to: .latest)
    #expect(replay.isAtEnd)
    #expect(replay.session.entries.map(\.time) == [0, 10, 20, 20, 20, 40, 40])
  }

  @Test func `a record out of its place is passed over`() {
    var session = Scenario().session
    session.apply(Record(id: 2, time: 5, event: .turn("joe")))
    session.apply(Record(id: 0, time: 5, event: .turn("joe")))
    #expect(session.entries.count == 1)
  }
}

@Suite struct `The clock of a replay` {
  @Test func `it stands until it plays, and runs at its speed`() {
    var clock = PlaybackClock(at: 1_000)
    #expect(clock.position(at: 99_999) == 1_000)
    clock.play(at: 50_000)
    #expect(clock.position(at: 50_250) == 1_250)
    clock.set(PlaybackClock.Speed(factor: 4), at: 51_000)
    #expect(clock.position(at: 51_000) == 2_000)
    #expect(clock.position(at: 51_100) == 2_400)
    clock.pause(at: 51_100)
    #expect(clock.position(at: 80_000) == 2_400)
    clock.move(to: 7, at: 80_000)
    #expect(clock.position(at: 90_000) == 7)
  }

  @Test func `a clock outside that goes back holds it`() {
    var clock = PlaybackClock(at: 1_000)
    clock.play(at: 500)
    #expect(clock.position(at: 400) == 1_000)
    clock.set(PlaybackClock.Speed(factor: 64), at: 500)
    #expect(clock.position(at: Int.max) == .latest)
  }

  @Test func `speeds are steps of two`() {
    #expect(
      PlaybackClock.Speed.all.map(\.text) == ["×0.25", "×0.5", "×1", "×2", "×4", "×8", "×16", "×32", "×64"])
    #expect(PlaybackClock.Speed.normal.stepped(by: -1).text == "×0.5")
    #expect(PlaybackClock.Speed.normal.stepped(by: 99).text == "×64")
    #expect(PlaybackClock.Speed.normal.stepped(by: -99).text == "×0.25")
    #expect(PlaybackClock.Speed(factor: 3.1).text == "×4")
    #expect(PlaybackClock.Speed(factor: -.infinity).text == "×1")
    #expect(PlaybackClock.Speed(factor: .nan).text == "×1")
    #expect(PlaybackClock.Speed(factor: 0).text == "×0.25")
  }
}
