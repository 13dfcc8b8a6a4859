import SessionCore
import TestSupport
import Testing

@Suite struct `Correcting a record` {
  static let scenario = Scenario(given: [
    (10, .turn("alice", to: "joe")), (20, .marker("C2", "alice", to: "joe")),
    (30, .repair("R1", "joe", to: "alice", episodes: [2])), (40, .note(text: "hm")), (50, .turn("kathy")),
  ])

  @Test func `the newest amendment wins, member by member`() {
    let twice = Self.scenario.when(.amend(1, [.who("chris")]), then: [.amended(1, .who("chris"))])
      .when(.amend(1, [.who("kathy"), .to("*")]), then: [.amended(1, .who("kathy"), .to("*"))])
    #expect(twice.session[1]?.event == .turn("kathy", to: "*"))
    #expect(twice.session[1]?.isAmended == true)
    let firstBack = twice.and([.retracted(6)])
    #expect(firstBack.session[1]?.event == .turn("kathy", to: "*"))
    #expect(firstBack.and([.restored(6)]).session[1]?.event == .turn("kathy", to: "*"))
    let lastBack = twice.and([.retracted(7)])
    #expect(lastBack.session[1]?.event == .turn("chris", to: "joe"))
    let bothBack = lastBack.and([.retracted(6)])
    #expect(bothBack.session[1]?.event == .turn("alice", to: "joe"))
    #expect(bothBack.session[1]?.isAmended == false)
  }

  @Test func `an amendment must change something the record has`() {
    Self.scenario
      .refuses(.amend(1, []), as: .nothingChanges(1), saying: "Record 1", "already")
      .refuses(.amend(1, [.who("alice")]), as: .nothingChanges(1))
      .refuses(
        .amend(1, [.code("W2")]), as: .noSuchMember("code", kind: "turn"), saying: "'turn'", "'code'",
        "Retract"
      )
      .refuses(.amend(9, [.who("alice")]), as: .noSuchRecord(9), saying: "no record 9", "last is 5")
      .refuses(.amend(-1, [.who("alice")]), as: .noSuchRecord(-1))
      .refuses(
        .amend(0, [.who("alice")]), as: .cannotAmend(0, kind: "opened"), saying: "Record 0", "'opened'")
  }

  @Test func `what it makes of the record is checked like a new one`() {
    Self.scenario
      .refuses(.amend(1, [.who("bob")]), as: .unknownPerson("bob"))
      .refuses(.amend(2, [.code("ZZ")]), as: .unknownCode("ZZ"))
      .refuses(.amend(2, [.code("R1")]), as: .wrongFamily("R1", .repair, wanted: .marker))
      .refuses(.amend(2, [.to("alice")]), as: .towardSelf("alice"))
      .refuses(.amend(2, [.episode(3)]), as: .noSuchEpisode(3))
      .refuses(.amend(3, [.episodes([])]), as: .noEpisodeNamed)
      .refuses(.amend(4, [.text("")]), as: .emptyNote)
      .refuses(.amend(4, [.about(99)]), as: .noSuchRecord(99))
  }

  @Test func `a turn may come to be addressed to its speaker, which the sums keep`() {
    Self.scenario.when(.amend(1, [.who("joe")]), then: [.amended(1, .who("joe"))])
  }

  @Test func `a record can claim no moment after it was made or corrected`() {
    Self.scenario
      .refuses(
        .amend(1, [.on(5_000)]), at: 4_000, as: .inTheFuture(5_000, now: 4_000), saying: "0:05", "0:04"
      )
      .refuses(.amend(1, [.on(SessionTime(-1))]), as: .beforeOpening)
      .when(.amend(1, [.on(2_000)]), at: 4_000, then: [.amended(1, .on(2_000))])
  }

  @Test func `what stays as it is needs no new check`() {
    let merged = Self.scenario.and([
      .marker("W2", "alice", to: "*"), .marker("W3", "alice", to: "*", episode: 6), .merged(6, into: 2),
    ])
    merged.when(.amend(7, [.clarity(.weak)]), then: [.amended(7, .clarity(.weak))])
    merged.refuses(.amend(2, [.episode(6)]), as: .mergedAway(6, into: 2))
    let emptied = Self.scenario.and([.retracted(2)])
    emptied.when(.amend(3, [.code("R4")]), then: [.amended(3, .code("R4"))])
    let unmarked = Scenario(given: [(5, .bookmark()), (6, .note(text: "a", from: 1)), (7, .retracted(1))])
    unmarked.when(.amend(2, [.text("b")]), then: [.amended(2, .text("b"))])
  }

  @Test func `nothing about somebody who withdrew is amended but their name`() {
    let gone = Self.scenario.and([.withdrew("alice")])
    gone.refuses(.amend(1, [.focus(.group)]), as: .withdrawn("alice"))
    let unnamed = gone.when(.amend(1, [.who(.unlogged)]), then: [.amended(1, .who(.unlogged))])
    #expect(unnamed.session.floor.segments.first?.speaker == .unlogged)
  }

  @Test func `only a bookmark before the record can lend it its moment`() {
    let scenario = Scenario(given: [(5, .bookmark()), (8, .note(text: "a", from: 1)), (9, .bookmark())])
    scenario.refuses(.amend(2, [.from(3)]), as: .notABookmark(3), saying: "Record 3", "came before")
    scenario.refuses(.amend(1, [.from(1)]), as: .notABookmark(1))
  }

  @Test func `a bookmark that moves takes along what it names, also by way of another`() {
    let scenario = Scenario(given: [
      (5, .bookmark()), (8, .bookmark(Event.Claim(from: 1))), (9, .turn("joe", from: 2)), (9, .retracted(3)),
      (10, .amended(1, .on(2))), (11, .restored(3)),
    ])
    #expect(scenario.session[2]?.moment == 2)
    #expect(scenario.session[3]?.moment == 2)
    #expect(scenario.session.floor.segments.map(\.start) == [2])
    #expect(scenario.and([.retracted(5)]).session.floor.segments.map(\.start) == [5])
  }

  @Test func `a claimed moment is stronger than the bookmark's`() {
    let scenario = Scenario(given: [
      (5, .bookmark()), (8, .turn("joe", from: 1)), (9, .amended(2, .on(7))), (10, .amended(1, .on(1))),
    ])
    #expect(scenario.session[2]?.moment == 7)
    #expect(scenario.and([.retracted(3)]).session[2]?.moment == 1)
  }

  @Test func `a record named while it was taken back is followed as well`() {
    let scenario = Scenario(given: [
      (5, .bookmark()), (8, .note(text: "a")), (9, .retracted(2)), (10, .amended(2, .from(1))),
      (11, .amended(1, .on(3))), (12, .restored(2)),
    ])
    #expect(scenario.session[2]?.moment == 3)
    #expect(scenario.session.unnamedBookmarks == [])
  }
}

@Suite struct `Taking back and putting back` {
  static let scenario = Scenario(given: [(10, .turn("alice", to: "joe")), (20, .turn("joe"))])

  @Test func `a record is taken back once and put back once`() {
    let back = Self.scenario.refuses(.restore(1), as: .notRetracted(1), saying: "Record 1", "'retract 1'")
      .when(.retract(1), then: [.retracted(1)])
    #expect(back.session.floor.segments.map(\.id) == [2])
    back.refuses(.retract(1), as: .alreadyRetracted(1), saying: "Record 1", "'restore 1'")
      .when(.restore(1), then: [.restored(1)])
      .when(.retract(1), then: [.retracted(1)])
  }

  @Test func `some records stand for good`() {
    let scenario = Self.scenario.and([.retracted(1), .restored(1)])
    for id: RecordID in [0, 3, 4] {
      let kind = scenario.session[id]?.event.kind ?? ""
      scenario.refuses(.retract(id), as: .cannotRetract(id, kind: kind), saying: "\(id)", kind)
    }
    scenario.refuses(.retract(5), as: .noSuchRecord(5))
    scenario.refuses(.restore(5), as: .noSuchRecord(5))
  }

  @Test func `a record that made no sense can be neither taken back nor put back`() {
    let scenario = Scenario(given: [(5, .turn("bob"))])
    #expect(scenario.session.ignored == [1])
    scenario.refuses(.retract(1), as: .cannotRetract(1, kind: "turn"))
    scenario.refuses(.restore(1), as: .cannotRetract(1, kind: "turn"))
    scenario.refuses(.amend(1, [.who("joe")]), as: .cannotAmend(1, kind: "turn"))
  }

  @Test func `nothing about somebody who withdrew is put back`() {
    let gone = Self.scenario.and([.retracted(1), .withdrew("alice")])
    gone.refuses(.restore(1), as: .withdrawn("alice"))
    let back = gone.when(.retract(4), then: [.retracted(4)])
    back.when(.restore(1), then: [.restored(1)])
    back.when(.restore(4), then: [.restored(4)])
    back.and([.withdrew("alice")]).refuses(.restore(4), as: .alreadyWithdrawn("alice"))
  }

  @Test func `nor what would make a record name them`() {
    Self.scenario.and([.amended(2, .to("alice")), .retracted(3), .withdrew("alice")])
      .refuses(.restore(3), as: .withdrawn("alice"))
  }

  @Test func `a consent can be put back`() {
    Scenario(Sample.opening(mode: .clinical), given: [(0, .consented(member: "alice")), (1, .retracted(1))])
      .refuses(.turn(Event.Turn(who: "alice")), as: .noConsent("alice"))
      .when(.restore(1), then: [.restored(1)])
      .when(.turn(Event.Turn(who: "alice")), then: [.turn("alice")])
  }

  @Test func `a consent's scope can be put right, but not emptied`() {
    Scenario(given: [(0, .consented(member: "alice"))])
      .refuses(.amend(1, [.scope("")]), as: .emptyScope)
      .when(.amend(1, [.scope("notes")]), then: [.amended(1, .scope("notes"))])
  }
}
