import SessionAnalysis
import SessionCore
import TestSupport
import Testing

@Suite struct `The fine print of the indicators` {
  /// What a small session adds up to; times in ms, the first record is 1.
  private static func figures(_ events: [(Int, Event)]) throws -> Indicators {
    let opening = Record(id: 0, time: 0, event: .opened(RandomSession.opening))
    let records = events.enumerated().map { index, event in
      Record(id: RecordID(index + 1), time: SessionTime(event.0), event: event.1)
    }
    let session = try #require(Session(replaying: [opening] + records))
    #expect(session.ignored.isEmpty)
    return Indicators(of: session, log: LogFacts(head: "", records: 0, isClosed: false))
  }

  private static func turn(_ who: MemberID, _ to: Party? = nil, minimal: Bool = false) -> Event {
    .turn(Event.Turn(who: who, to: to, minimal: minimal))
  }

  private static func marker(_ who: MemberID, _ to: Party, _ code: CodeID = "W1") -> Event {
    .marker(Event.Marker(code: code, who: who, to: to))
  }

  private static func repair(_ who: MemberID, _ to: Party, _ episodes: [RecordID]) -> Event {
    .repair(Event.Repair(code: "R1", who: who, to: to, episodes: episodes))
  }

  private static let wall = WallTime("2026-02-05T14:00:00.000+01:00")
  private static func resolved(_ id: RecordID) -> Event {
    .resolved(Event.Resolution(episode: id, strength: 3))
  }

  @Test func `leaving in the ms of the resolution does not count, the ms before it does`() throws {
    for (leaving, reason) in [(50, nil), (49, EpisodeOutcome.Censoring.leftInRupture)] {
      let figures = try Self.figures([
        (10, Self.marker("bo", .group)), (leaving, .left(Event.Attendance("bo", because: .rupture))),
        (50, Self.resolved(1)), (90, .note(Event.Note(text: ""))),
      ])
      #expect(figures.episodes.first?.reason == reason)
      #expect(figures.episodes.first?.watched == leaving - 10)
    }
  }

  @Test func `somebody else's leaving ends no episode, the only affected member's does`() throws {
    let figures = try Self.figures([
      (10, Self.marker("bo", .person("cy"), "X1")), (20, Self.marker("ed", .group)),
      (30, .left(Event.Attendance("cy"))), (40, Self.turn("bo")),
    ])
    #expect(figures.episodes.map(\.reason) == [.left, .unfinished])
    #expect(figures.episodes.map(\.censored) == [20, 20])
  }

  @Test(arguments: [
    (9, "bo", 2), (10, "bo", 1), (19, "bo", 1), (20, "bo", 2), (39, "bo", 2), (40, "bo", 1), (45, "bo", 1),
    (15, "cy", 2),
  ])
  func `a marker counts for the segment of its moment, if its speaker carries it`(
    moment: Int, who: MemberID, about: Int
  ) throws {
    // The second turn of cy has no length: at that moment bo has the floor.
    let turn = { (who: MemberID) in Event.turn(Event.Turn(who: who, to: .group, focus: .other)) }
    let claim = Event.Claim(on: SessionTime(moment))
    let figures = try Self.figures([
      (10, turn("bo")), (20, turn("cy")), (40, turn("cy")), (40, turn("bo")),
      (50, .marker(Event.Marker(code: "W1", who: who, to: .group, claim: claim))),
    ])
    let focus = try #require(figures.people.first { $0.id == "bo" }).floor.focus
    #expect(focus.other == about)
  }

  @Test func `ruptures that began within one pause began at one moment, and stand by number`() throws {
    let late = Event.Marker(code: "W1", who: "cy", to: .group, claim: Event.Claim(on: 40))
    let figures = try Self.figures([
      (30, .paused(Self.wall)), (50, Self.marker("bo", .group)), (60, .marker(late)),
      (70, .resumed(Self.wall)), (80, Self.marker("ed", .group)),
    ])
    #expect(figures.episodes.map(\.onset) == [30, 30, 40])
    #expect(figures.episodes.map(\.id) == [2, 3, 5])
    #expect(figures.people.flatMap(\.changes).map(\.episode) == [2, 3, 5])
  }

  @Test func `an attempt in the ms of the end counts, one after it does not`() throws {
    let figures = try Self.figures([
      (10, Self.marker("bo", .group)), (20, Self.resolved(1)), (20, Self.repair("ada", .group, [1])),
      (21, Self.repair("ada", .group, [1])), (21, .partly(Event.Partial(episode: 1))),
    ])
    #expect(figures.episodes.first?.attempts.count == 1)
    #expect(figures.episodes.first?.firstAttempt == 10)
    #expect(figures.episodes.first?.partly == nil)
    #expect(figures.people.map(\.repairs).reduce(0, +) == 2)
  }

  @Test func `a repair that names two episodes, or one twice, is one attempt once they are merged`() throws {
    let figures = try Self.figures([
      (10, Self.marker("bo", .group)), (11, Self.marker("cy", .group)),
      (20, Self.repair("ada", .group, [1, 2, 2])),
      (30, .merged(Event.Link(episode: 2, other: 1))),
    ])
    #expect(figures.episodes.map { $0.attempts.count } == [1])
  }

  @Test func `merges chain, and an episode merged away is not listed`() throws {
    let figures = try Self.figures([
      (10, Self.marker("bo", .group)), (11, Self.marker("cy", .group, "C1")),
      (12, Self.marker("ed", .group, "X1")),
      (20, .merged(Event.Link(episode: 3, other: 2))), (21, .merged(Event.Link(episode: 2, other: 1))),
      (30, Self.resolved(3)),
    ])
    #expect(figures.episodes.map(\.id) == [1])
    #expect(figures.episodes.first?.codes == ["W1", "C1", "X1"])
    #expect(figures.episodes.first?.episode.form == .mixed)
    #expect(figures.episodes.first?.resolved == 20)
  }

  @Test func `the relapse gap is signed, counts from a leaving too, and is nothing while the other is open`()
    throws
  {
    let figures = try Self.figures([
      (10, Self.marker("bo", .group)), (20, Self.marker("bo", .person("cy"))),
      (25, Self.marker("ed", .group)), (30, Self.marker("cy", .person("ed"))),
      (31, .relapse(Event.Link(episode: 2, other: 1))), (32, .relapse(Event.Link(episode: 4, other: 3))),
      (40, Self.resolved(1)), (45, .left(Event.Attendance("cy"))),
      (50, Self.marker("bo", .person("ed"))), (51, .relapse(Event.Link(episode: 9, other: 4))),
    ])
    #expect(figures.episodes.map(\.relapseGap) == [nil, -20, nil, nil, 5])
  }

  @Test func `a turn that begins at the onset is after it`() throws {
    let figures = try Self.figures([
      (0, Self.turn("bo")), (10, Self.turn("cy")), (20, Self.turn("bo")), (20, Self.marker("bo", .group)),
      (30, Self.turn("bo", minimal: true)), (40, Self.turn("cy")), (50, Self.turn("bo", minimal: true)),
      (60, .silence()),
    ])
    let change = try #require(figures.people[1].changes.first)
    #expect(change.turnsBefore == 1)
    #expect(change.turnsAfter == 1)
    #expect(change.before == 30)
    #expect(change.after == 45)
    #expect(change.othersBefore == 30)
    #expect(change.othersAfter == 15)
  }

  @Test func `nothing observed on a side of the onset gives nothing, not zero`() throws {
    let figures = try Self.figures([
      (0, Self.marker("bo", .group)), (10, Self.turn("bo")), (20, .silence()),
    ])
    let change = try #require(figures.people[1].changes.first)
    #expect(change.before == nil && change.othersBefore == nil)
    #expect(change.after == 30)
  }

  @Test func `a turn of no length breaks the quiet, a minimal one does not`() throws {
    let figures = try Self.figures([
      (0, Self.turn("ada")), (40, Self.turn("bo")), (40, Self.turn("ada")),
      (70, Self.turn("cy", minimal: true)), (80, Self.turn("ada")), (100, .silence()),
    ])
    #expect(figures.people[1].floor.longestQuiet == 60)
    #expect(figures.people[1].floor.turns == 1)
    #expect(figures.people[2].floor.longestQuiet == 100)
    #expect(figures.people[0].floor.turns == 3)
  }

  @Test func `a pause inside a mask is taken out once, and breaks no turn`() throws {
    let figures = try Self.figures([
      (0, Self.turn("bo")), (10, .lost), (20, .paused(Self.wall)), (50, .resumed(Self.wall)), (60, .regained),
      (70, Self.turn("bo", .group)), (100, .silence()),
    ])
    #expect(figures.time.active == 70)
    #expect(figures.time.masked == 20)
    #expect(figures.people[1].floor.talk == 50)
    #expect(figures.people[1].floor.turns == 1)
    #expect(figures.people[1].floor.segments == 2)
  }

  @Test func `the gap before a reopening is masked, from the record before it`() throws {
    let figures = try Self.figures([
      (0, Self.turn("bo")), (30, .note(Event.Note(text: ""))), (80, .reopened(Self.wall)), (100, .silence()),
    ])
    #expect(figures.time.masked == 50)
    #expect(figures.people[1].floor.talk == 50)
  }

  @Test func `who withdraws in the middle of a segment counts up to there`() throws {
    let figures = try Self.figures([
      (0, Self.turn("bo")), (10, .withdrew("bo")), (30, Self.turn("cy")), (40, Self.turn("bo")),
      (50, Self.turn("cy")), (60, .silence()),
    ])
    #expect(figures.people[1].floor.talk == 10)
    #expect(figures.people[1].floor.segments == 1)
    #expect(figures.people[2].floor.turns == 2)
  }

  @Test func `of two amendments the newer wins, also when the older is put back`() throws {
    let figures = try Self.figures([
      (0, Self.turn("bo")), (10, .silence()), (20, .amended(Amendment(of: 1, changes: [.who("cy")]))),
      (21, .amended(Amendment(of: 1, changes: [.who("ed")]))), (22, .retracted(3)), (23, .restored(3)),
    ])
    #expect(figures.people.map(\.floor.talk) == [0, 0, 0, 0, 10])
    #expect(figures.effort.amended == 2)
    #expect(figures.effort.retracted == 1)
  }

  @Test func `an amended moment wins over the bookmark that a record names`() throws {
    let named = Event.marker(
      Event.Marker(code: "W1", who: "bo", to: .group, claim: Event.Claim(from: 1)))
    let late = try Self.figures([(10, .bookmark()), (30, named)])
    #expect(late.episodes.first?.onset == 10)
    #expect(late.effort.markerLagMedian == 20)
    let amended = try Self.figures([
      (10, .bookmark()), (30, named), (40, .amended(Amendment(of: 2, changes: [.on(25)]))),
    ])
    #expect(amended.episodes.first?.onset == 25)
    #expect(amended.effort.markerLagMedian == 5)
  }

  @Test func `an episode whose opening marker is taken back keeps its number and its people`() throws {
    let joined = Event.marker(Event.Marker(code: "C1", who: "bo", to: .group, episode: 1))
    let figures = try Self.figures([
      (10, Self.marker("cy", .person("ed"))), (20, joined), (30, .retracted(1)),
    ])
    #expect(figures.episodes.map(\.id) == [1])
    #expect(figures.episodes.first?.episode.who == "cy")
    #expect(figures.episodes.first?.onset == 20)
    #expect(figures.episodes.first?.episode.form == .confrontation)
  }

  @Test func `after the closing a late name still counts, and a leaving can be corrected`() throws {
    let late = Event.marker(
      Event.Marker(code: "W1", who: "bo", to: .group, claim: Event.Claim(on: 40)))
    let figures = try Self.figures([
      (0, Self.turn("bo")), (10, Self.marker("cy", .group)), (30, .left(Event.Attendance("cy"))),
      (100, .closed(Event.Closing(wall: Self.wall, because: .end))), (500, .reopened(Self.wall)),
      (510, late), (520, .amended(Amendment(of: 3, changes: [.because(.rupture)]))),
    ])
    #expect(figures.time.elapsed == 100 && figures.time.masked == 0)
    #expect(figures.episodes.map(\.reason) == [.leftInRupture, .end])
    #expect(figures.episodes.map(\.censored) == [20, 60])
  }

  @Test func `a later rating of the same scale replaces the earlier, one for a member stands apart`() throws {
    let rated = { (value: Int?, member: MemberID?) in
      Event.rated(Event.Rating(scale: "resolution", value: value, member: member))
    }
    let figures = try Self.figures([(1, rated(4, nil)), (2, rated(1, "bo")), (3, rated(nil, nil))])
    #expect(figures.ratings.map(\.value) == [nil])
    #expect(figures.memberRatings.map(\.value) == [1])
  }

  @Test func `the grid has a last short piece, which takes a marker at the very end`() throws {
    let figures = try Self.figures([
      (0, Self.marker("bo", .group)), (300_000, Self.marker("bo", .group, "Z9")),
      (600_000, Self.marker("cy", .group)),
    ])
    #expect(figures.grid.count == 2)
    #expect(figures.grid.cells[1]?.map(\.who) == ["bo", "cy"])
    #expect(try Self.figures([(600_001, .note(Event.Note(text: "")))]).grid.count == 3)
  }

  @Test func `one member alone has no corrected evenness, and silence alone none at all`() {
    #expect(Evenness([10]).gini == 0 && Evenness([10]).giniCorrected == nil && Evenness([10]).pielou == nil)
    #expect(Evenness([0, 0]).gini == nil && Evenness([]).pielou == nil)
    let all = Evenness([30, 0, 0])
    #expect(abs((all.gini ?? 0) - 2.0 / 3) < 1e-12 && abs((all.giniCorrected ?? 0) - 1) < 1e-12)
    #expect(all.pielou == 0)
    #expect(abs((Evenness([10, 10, 10]).pielou ?? 0) - 1) < 1e-12)
  }
}
