import SessionCore
import TestSupport
import Testing

/// Any moment of a session, in either of its two times, found by seeking and found by going there step by step.
@Suite struct `Any moment at hand` {
  static let seeds: ClosedRange<UInt64> = 1...20
  static let worked = ["a", "b", "c", "d", "e"]

  /// Seeks to moments drawn at random, there and back, and compares with a fold of what was made by then.
  private func seekAround(_ records: [Record], seed: UInt64, times: Int = 40) throws {
    var replay = try #require(Replay(records))
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<times {
      let moment = SessionTime(Int.random(in: 0...replay.end.milliseconds, using: &numbers))
      replay.seek(to: moment)
      let made = replay.times.prefix { $0 <= moment }.count
      let fresh = try #require(Session(replaying: replay.records.prefix(made)))
      #expect(Whole(replay.session) == Whole(fresh), "seed \(seed), at \(moment.milliseconds) ms")
      #expect(replay.position == moment)
    }
  }

  @Test(arguments: seeds) func `seeking gives the state that a fresh fold gives`(seed: UInt64) throws {
    try seekAround(RandomSession(seed: seed, length: 300, hasNonsense: true).records, seed: seed)
  }

  @Test(arguments: worked) func `and so it does in the worked sessions`(letter: String) throws {
    try seekAround(WorkedSession(letter).records, seed: 6)
  }

  @Test func `and in a session longer than what lies between two kept states`() throws {
    let records = RandomSession(seed: 11, length: 10_000, step: 900).records
    try seekAround(records, seed: 11, times: 12)
    var replay = try #require(Replay(records))
    let kept = 4096
    for index in [kept, kept - 1, kept - 2, 2 * kept - 1, 2 * kept, kept, records.count - 1, 0] {
      replay.seek(toStep: index)
      #expect(Whole(replay.session) == Whole(try #require(Session(replaying: records.prefix(index + 1)))))
    }
  }

  @Test(arguments: seeds) func `what is believed of a moment does not depend on the way there`(
    seed: UInt64
  ) throws {
    let records = RandomSession(seed: seed, length: 250).records
    var replay = try #require(Replay(records))
    replay.tell(.believed)
    var onward: [Whole] = []
    for step in replay.times.indices {
      replay.seek(toStep: step)
      onward.append(Whole(replay.session))
    }
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<40 {
      let step = Int.random(in: replay.times.indices, using: &numbers)
      replay.seek(toStep: step)
      #expect(Whole(replay.session) == onward[step], "seed \(seed), step \(step)")
    }
  }

  @Test(arguments: seeds) func `at the end both times tell the same`(seed: UInt64) throws {
    let records = RandomSession(seed: seed, length: 250).records
    var replay = try #require(Replay(records))
    replay.seek(to: .latest)
    let recorded = Seen(replay.session)
    replay.tell(.believed)
    #expect(replay.isAtEnd)
    #expect(Seen(replay.session) == recorded, "seed \(seed)")
    #expect(Seen(replay.whole) == recorded)
  }

  @Test func `a correction is seen from its moment on as recorded, and from the beginning as believed`()
    throws
  {
    let records = Scenario(given: [
      (10_000, .turn("alice")), (20_000, .marker("C2", "alice", to: "joe")), (30_000, .turn("joe")),
      (40_000, .marker("W2", "kathy", to: "*")), (50_000, .retracted(2)),
      (60_000, .amended(Amendment(of: 4, changes: [.on(35_000)]))), (70_000, .turn("alice")),
    ]).records
    var replay = try #require(Replay(records))
    func open(_ moment: SessionTime, _ telling: Replay.Telling) -> [RecordID] {
      replay.tell(telling)
      replay.seek(to: moment)
      return replay.session.openEpisodes
    }
    #expect(open(25_000, .recorded) == [2])
    #expect(open(25_000, .believed) == [])
    #expect(open(36_000, .recorded) == [2])
    #expect(open(36_000, .believed) == [4])
    #expect(open(70_000, .recorded) == open(70_000, .believed))
    #expect(replay.latest(2) == [4, 7])
  }

  @Test func `what is recorded late is believed at its moment`() throws {
    var replay = try #require(
      Replay(
        Scenario(given: [
          (10_000, .turn("alice")), (50_000, .closed()),
          (90_000, .reopened(WallTime("2026-02-05T15:00:00.000+01:00"))),
          (91_000, .marker("C2", "alice", to: "joe", on: 20_000)),
        ]).records))
    replay.seek(to: 30_000)
    #expect(replay.session.openEpisodes == [])
    replay.tell(.believed)
    #expect(replay.session.openEpisodes == [4])
    #expect(replay.position == 30_000)
  }

  @Test func `corrections made weeks later come one after the other at the end, which is no later for them`()
    throws
  {
    let weeks: SessionTime = 25_000_000_000
    let made = Scenario(given: [
      (10_000, .turn("alice")), (20_000, .marker("C2", "alice", to: "joe")), (50_000, .closed()),
      (weeks, .reopened(WallTime("2026-11-21T22:26:40.000+01:00"))), (weeks.moved(by: 1000), .retracted(2)),
      (weeks.moved(by: 90_000), .marker("W2", "kathy", to: "*", on: 30_000)),
      (weeks.moved(by: 91_000), .closed()),
    ]).records
    var replay = try #require(Replay(made.dropLast(2)))
    replay.seek(to: .latest)
    #expect(replay.end == 50_000)
    replay.add(made.suffix(2))
    #expect(replay.end == 50_000)
    #expect(replay.times == [0, 10_000, 20_000, 50_000, 50_000, 50_000, 50_000, 50_000])
    #expect(replay.isAtEnd)
    replay.seek(to: 49_999)
    #expect(replay.session.openEpisodes == [2])
    replay.seek(toStep: 3)
    var open: [[RecordID]] = []
    for _ in 0..<5 {
      #expect(replay.position == 50_000)
      open.append(replay.session.openEpisodes)
      replay.step(by: 1)
    }
    #expect(open == [[2], [2], [], [6], [6]])
    replay.tell(.believed)
    #expect(replay.end == 50_000)
    replay.seek(to: 29_999)
    #expect(replay.session.openEpisodes == [])
    replay.seek(to: 30_000)
    #expect(replay.session.openEpisodes == [6])
    let corrections = Correction.all(in: made, of: replay.whole)
    #expect(corrections.map(\.kind) == [.retracted, .late])
    #expect(corrections.map(\.madeLater?.minute) == ["2026-11-21 22:26", "2026-11-21 22:28"])
    #expect(corrections.map(\.madeLater?.day) == ["2026-11-21", "2026-11-21"])
  }

  @Test func `records made now are taken in at the end, and the replay stays where it stands`() throws {
    let records = WorkedRecords.few
    var replay = try #require(Replay(records))
    replay.seek(to: 25_000)
    let before = Whole(replay.session)
    replay.add([Record(id: RecordID(records.count), time: 60_000, event: .retracted(2))])
    #expect(Whole(replay.session) == before)
    #expect(replay.position == 25_000)
    #expect(replay.end == 60_000)
    #expect(replay.whole.openEpisodes == [])
    replay.tell(.believed)
    #expect(replay.session.openEpisodes == [])
  }
}

private enum WorkedRecords {
  static let few = Scenario(given: [
    (10_000, .turn("alice")), (20_000, .marker("C2", "alice", to: "joe")), (30_000, .turn("joe")),
  ]).records
}

@Suite struct `Corrections of a session` {
  @Test func `are what changed what is believed, but no turn that was completed`() throws {
    let scenario = Scenario(given: [
      (1_000, .turn("alice")),
      (2_000, .amended(Amendment(of: 1, changes: [.to(.person("joe")), .focus(.own)]))),
      (3_000, .amended(Amendment(of: 1, changes: [.to(.group), .who("kathy")]))), (4_000, .bookmark()),
      (5_000, .marker("C2", "alice", to: "joe")), (6_000, .retracted(5)), (7_000, .restored(5)),
      (8_000, .note(text: "named", from: 4)), (9_000, .retracted(RecordID(99))), (10_000, .closed()),
      (11_000, .reopened(WallTime("2026-02-05T15:00:00.000+01:00"))), (12_000, .silence(on: 500)),
    ])
    let all = Correction.all(in: scenario.records, of: scenario.session)
    #expect(all.map(\.kind) == [.amended, .retracted, .restored, .named, .late])
    #expect(all.map(\.target) == [1, 5, 5, 4, 12])
    let replay = try #require(Replay(scenario.records))
    let standing = replay.corrections { correction, old, after in
      [old?.isStanding, after[correction.target]?.isStanding]
    }
    #expect(standing == [[true, true], [true, false], [false, true], [true, true], [nil, true]])
  }
}

@Suite struct `The time of the view` {
  static let times: [SessionTime] = [0, 1_000, 20_000, 21_000, 60_000]

  @Test(arguments: [
    (0, 0), (1_000, 1_000), (6_000, 6_000), (19_000, 6_000), (20_000, 6_000), (21_000, 7_000),
    (26_000, 12_000), (60_000, 12_000),
  ]) func `long stretches without a record are cut short`(moment: Int, view: Int) {
    let map = TimeMap(Self.times, end: 60_000, idle: 5_000)
    #expect(map.view(SessionTime(moment)) == view)
    #expect(map.length == 12_000)
  }

  @Test func `without a limit the view is the session`() {
    let map = TimeMap(Self.times, end: 60_000, idle: nil)
    #expect(map.isWhole)
    #expect(map.length == 60_000)
    #expect(map.view(33_333) == 33_333)
    #expect(map.moment(33_333) == 33_333)
  }

  @Test(arguments: UInt64(1)...20) func `there and back is the same place, and later is never earlier`(
    seed: UInt64
  ) {
    var numbers = SeededNumbers(seed: seed)
    var time = 0
    let times = (0..<60).map { _ in
      time += Int.random(in: 0...9_000, using: &numbers)
      return SessionTime(time)
    }
    let end = SessionTime(time + 4_000)
    let map = TimeMap(times, end: end, idle: Int.random(in: 1...6_000, using: &numbers))
    for time in times { #expect(map.view(map.moment(map.view(time))) == map.view(time), "seed \(seed)") }
    var last = SessionTime.zero
    for view in stride(from: 0, through: map.length, by: 37) {
      #expect(map.view(map.moment(view)) == view, "seed \(seed)")
      #expect(map.moment(view) >= last)
      last = map.moment(view)
    }
  }
}
