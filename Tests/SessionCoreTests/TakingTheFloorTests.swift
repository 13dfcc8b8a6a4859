import SessionCore
import TestSupport
import Testing

@Suite struct `Taking the floor` {
  @Test func `a turn is recorded as it was keyed`() {
    Scenario()
      .when(.turn(Event.Turn(who: "alice")), at: 5, then: [.turn("alice")])
      .when(
        .turn(Event.Turn(who: "joe", to: "alice", focus: .other, minimal: true)), at: 6,
        then: [.turn("joe", to: "alice", focus: .other, minimal: true)]
      )
      .when(.silence(), at: 7, then: [.silence()])
  }

  @Test func `somebody unknown is named, with those who are there`() {
    Scenario().refuses(
      .turn(Event.Turn(who: "bob")), as: .unknownPerson("bob"), saying: "'bob'", "joe, chris, kathy, alice")
    Scenario().refuses(.turn(Event.Turn(who: "joe", to: "bob")), as: .unknownPerson("bob"))
  }

  @Test func `nobody addresses themselves`() {
    Scenario().refuses(
      .turn(Event.Turn(who: "joe", to: "joe")), as: .towardSelf("joe"), saying: "Joe", "'*'")
  }

  @Test func `time cannot go back`() {
    Scenario(given: [(9_000, .turn("joe"))]).refuses(
      .silence(), at: 8_250, as: .timeGoesBack(8_250, last: 9_000), saying: "0:08.250", "0:09", "'~'")
  }

  @Test func `a moment is claimed between the opening and now`() {
    let scenario = Scenario(given: [(60_000, .turn("joe"))])
    scenario.refuses(.silence(Event.Claim(on: SessionTime(-1))), as: .beforeOpening, saying: "0:00")
    scenario.refuses(
      .silence(Event.Claim(on: 60_001)), as: .inTheFuture(60_001, now: 60_000), saying: "1:00.001", "1:00")
    scenario.when(.silence(Event.Claim(on: 0)), then: [.silence(on: 0)])
  }

  @Test func `who withdrew is no longer named, and the floor stays true`() {
    Scenario(given: [(1, .turn("alice")), (2, .withdrew("alice"))])
      .refuses(.turn(Event.Turn(who: "alice")), as: .withdrawn("alice"), saying: "Alice", "'turn unlogged'")
      .refuses(.turn(Event.Turn(who: "joe", to: "alice")), as: .withdrawn("alice"))
      .refuses(.mark(Command.Mark("W2", "joe", to: "alice")), as: .withdrawn("alice"))
      .refuses(.withdraw("alice"), as: .alreadyWithdrawn("alice"), saying: "Alice", "nothing more")
      .when(.turn(Event.Turn(who: .unlogged, to: "joe")), then: [.turn(.unlogged, to: "joe")])
  }

  @Test func `nobody is known to speak to somebody unlogged`() {
    Scenario().refuses(
      .turn(Event.Turn(who: "joe", to: .person(.unlogged))), as: .unknownPerson("unlogged"),
      saying: "'unlogged'")
    Scenario().refuses(.mark(Command.Mark("W2", .unlogged, to: "joe")), as: .unknownPerson("unlogged"))
  }

  @Test(arguments: [Opening.Mode.clinical, .research])
  func `outside role-plays members are named once they consented`(mode: Opening.Mode) {
    let scenario = Scenario(Sample.opening(mode: mode))
    scenario.refuses(
      .turn(Event.Turn(who: "alice")), as: .noConsent("alice"), saying: "Alice", "'consent alice SCOPE'")
    scenario.refuses(.turn(Event.Turn(who: "joe", to: "alice")), as: .noConsent("alice"))
    scenario.when(.turn(Event.Turn(who: "joe")), then: [.turn("joe")])
    scenario.when(.consent("alice", scope: "observation"), then: [.consented(member: "alice")])
      .when(.turn(Event.Turn(who: "alice")), then: [.turn("alice")])
  }

  @Test func `in a role-play consent may be recorded all the same, but needs its scope`() {
    Scenario().when(.consent("kathy", scope: "notes"), then: [.consented(member: "kathy", scope: "notes")])
    Scenario().refuses(.consent("kathy", scope: "  "), as: .emptyScope, saying: "scope", "'observation'")
    Scenario().refuses(.consent("bob", scope: "notes"), as: .unknownPerson("bob"))
    Scenario(given: [(0, .withdrew("kathy"))])
      .refuses(.consent("kathy", scope: "notes"), as: .withdrawn("kathy"))
  }

  @Test func `people come and go by turns`() {
    Scenario()
      .refuses(.leave("bob"), as: .unknownPerson("bob"))
      .when(.leave("alice", because: .rupture), at: 5, then: [.left(member: "alice", because: .rupture)])
      .refuses(.leave("alice"), as: .notPresent("alice"), saying: "Alice", "'arrived alice'")
      .when(.arrive("alice"), at: 6, then: [.arrived(member: "alice")])
      .refuses(.arrive("alice"), as: .alreadyPresent("alice"), saying: "Alice", "'left alice'")
  }

  @Test func `the first record about somebody may be an arrival`() {
    Scenario().when(.arrive("kathy"), at: 90, then: [.arrived(member: "kathy")])
      .when(.leave("kathy"), at: 91, then: [.left(member: "kathy")])
  }
}

@Suite struct `Pauses, masks and the rest of the record` {
  @Test func `a pause begins once and ends once`() {
    Scenario()
      .refuses(.resume(Sample.wall), as: .notPaused, saying: "'pause'")
      .when(.pause(Sample.wall), at: 5, then: [.paused])
      .refuses(.pause(Sample.wall), as: .alreadyPaused, saying: "'resume'")
      .when(.resume(Sample.wall), at: 9, then: [.resumed])
  }

  @Test func `sight is lost once and regained once`() {
    Scenario()
      .refuses(.regainSight, as: .notLost, saying: "'lost'")
      .when(.loseSight, at: 5, then: [.lost])
      .refuses(.loseSight, as: .alreadyLost, saying: "'regained'")
      .when(.regainSight, at: 9, then: [.regained])
  }

  @Test func `a note has a text of bounded length`() {
    let long = String(repeating: "ä", count: 4_001)
    Scenario().refuses(.note(Event.Note(text: " ")), as: .emptyNote, saying: "'note TEXT'")
    Scenario().refuses(.note(Event.Note(text: long)), as: .textTooLong(8_002), saying: "8002", "8000")
    Scenario().refuses(
      .note(Event.Note(text: "x", about: 9)), as: .noSuchRecord(9), saying: "no record 9", "last is 0")
    Scenario().when(.note(Event.Note(text: "x", about: 0)), then: [.note(text: "x", about: 0)])
  }

  @Test func `closing ratings are of a known scale and from 1 to 5, or not given`() {
    Scenario()
      .refuses(.rate("mood", 3), as: .unknownScale("mood"), saying: "'mood'", "resolution", "significance.W")
      .refuses(.rate("resolution", 0), as: .ratingOutOfRange(0), saying: "1 to 5", "'na'", "not 0")
      .refuses(.rate("resolution", 6), as: .ratingOutOfRange(6))
      .refuses(.rate("resolution", 3, member: "bob"), as: .unknownPerson("bob"))
      .when(.rate("resolution", nil), then: [.rated(Event.Rating(scale: "resolution", value: nil))])
      .when(
        .rate("contribution", 5, member: "joe"),
        then: [.rated(Event.Rating(scale: "contribution", value: 5, member: "joe"))])
  }

  @Test func `a recording counts up from 0`() {
    Scenario().refuses(.sync(media: -1), as: .negativeMediaTime, saying: "0:00")
      .when(.sync(media: 0, label: "A"), then: [.sync(Event.Sync(media: 0, label: "A"))])
  }

  @Test func `a moment is of a code that is neither marker nor repair`() {
    Scenario()
      .when(.moment(Event.Moment(code: "P1", who: "alice")), then: [.moment("P1", "alice")])
      .refuses(
        .moment(Event.Moment(code: "W2", who: "alice")), as: .wrongFamily("W2", .withdrawal, wanted: .moment),
        saying: "'W2'", "withdrawal", "'mark W2'"
      )
      .refuses(
        .moment(Event.Moment(code: "R1", who: "alice")), as: .wrongFamily("R1", .repair, wanted: .moment),
        saying: "'repair R1'"
      )
      .refuses(.moment(Event.Moment(code: "P1", who: "alice", about: 7)), as: .noSuchRecord(7))
  }

  @Test func `a bookmark is named by a later record, which takes its moment`() {
    let scenario = Scenario(given: [(5, .bookmark()), (9, .turn("joe"))])
    #expect(scenario.session.unnamedBookmarks == [1])
    let named = scenario.when(
      .note(Event.Note(text: "x", claim: Event.Claim(from: 1))), at: 20, then: [.note(text: "x", from: 1)])
    #expect(named.session.unnamedBookmarks == [])
    #expect(named.session[3]?.moment == 5)
    scenario.refuses(
      .note(Event.Note(text: "x", claim: Event.Claim(from: 2))), as: .notABookmark(2), saying: "2", "Waiting",
      "1")
    scenario.and([.retracted(1)]).refuses(
      .note(Event.Note(text: "x", claim: Event.Claim(from: 1))), as: .notABookmark(1), saying: "None waits")
  }
}
