import SessionCore
import TestSupport
import Testing

@Suite struct `Marking a rupture` {
  @Test func `the first marker opens an episode that goes by its number`() {
    let scenario = Scenario(given: [(0, .turn("alice", to: "joe"))])
      .when(
        .mark(Command.Mark("C2", "alice", to: "joe")), at: 230_000, then: [.marker("C2", "alice", to: "joe")])
    #expect(scenario.session.openEpisodes == [2])
    #expect(scenario.session.episode(2)?.onset == 230_000)
  }

  @Test func `a second marker towards the same person joins the open episode`() {
    Scenario(given: [(0, .turn("alice", to: "joe")), (230_000, .marker("C2", "alice", to: "joe"))])
      .when(
        .mark(Command.Mark("C5", "alice", to: "joe")), then: [.marker("C5", "alice", to: "joe", episode: 2)])
  }

  @Test func `another who, another to, or a resolved episode makes a new one`() {
    let scenario = Scenario(given: [(5, .marker("C2", "alice", to: "joe"))])
    scenario.when(.mark(Command.Mark("C2", "alice", to: "*")), then: [.marker("C2", "alice", to: "*")])
    scenario.when(.mark(Command.Mark("C2", "chris", to: "joe")), then: [.marker("C2", "chris", to: "joe")])
    scenario.and([.resolved(episode: 1)])
      .when(.mark(Command.Mark("C2", "alice", to: "joe")), then: [.marker("C2", "alice", to: "joe")])
  }

  @Test func `of two fitting episodes the later one is joined`() {
    Scenario(given: [(5, .marker("C2", "alice", to: "joe")), (6, .marker("C2", "alice", to: "joe"))])
      .when(
        .mark(Command.Mark("C3", "alice", to: "joe")), then: [.marker("C3", "alice", to: "joe", episode: 2)])
  }

  @Test func `a new episode can be asked for`() {
    Scenario(given: [(5, .marker("C2", "alice", to: "joe"))])
      .when(
        .mark(Command.Mark("C3", "alice", to: "joe", joining: .new)),
        then: [.marker("C3", "alice", to: "joe")])
  }

  @Test func `without a party it is towards the last other speaker, or the group`() {
    Scenario().when(.mark(Command.Mark("W2", "alice")), then: [.marker("W2", "alice", to: "*")])
    Scenario(given: [(0, .turn("alice"))])
      .when(.mark(Command.Mark("W2", "alice")), then: [.marker("W2", "alice", to: "*")])
    Scenario(given: [(0, .turn("joe")), (1, .turn("kathy")), (2, .turn("alice")), (3, .silence())])
      .when(.mark(Command.Mark("W2", "alice")), then: [.marker("W2", "alice", to: "kathy")])
    Scenario(given: [(9, .turn("joe")), (10, .turn("alice")), (11, .turn("kathy", on: 5))])
      .when(.mark(Command.Mark("W2", "alice")), then: [.marker("W2", "alice", to: "joe")])
  }

  @Test func `who withdrew is not taken for the last speaker`() {
    Scenario(given: [(0, .turn("joe")), (1, .turn("kathy")), (2, .turn("alice")), (3, .withdrew("kathy"))])
      .when(.mark(Command.Mark("W2", "alice")), then: [.marker("W2", "alice", to: "joe")])
    Scenario(given: [(0, .turn("joe")), (1, .turn("kathy")), (2, .retracted(2))])
      .when(.mark(Command.Mark("W2", "alice")), then: [.marker("W2", "alice", to: "joe")])
  }

  @Test func `clarity, affected and a claimed moment are kept`() {
    Scenario(given: [(9, .turn("joe"))]).when(
      .mark(
        Command.Mark(
          "X2", "alice", to: "chris", clarity: .strong, affected: ["chris", "chris", "kathy"],
          claim: Event.Claim(on: 3))),
      then: [.marker("X2", "alice", to: "chris", affected: ["chris", "kathy"], clarity: .strong, on: 3)])
  }

  @Test func `a code must be one of the codebook, and a rupture marker`() {
    Scenario()
      .refuses(
        .mark(Command.Mark("W99", "alice", to: "joe")), as: .unknownCode("W99"), saying: "'W99'", "codebook"
      )
      .refuses(
        .mark(Command.Mark("R4", "joe", to: "alice")), as: .wrongFamily("R4", .repair, wanted: .marker),
        saying: "'R4'", "'repair R4'"
      )
      .refuses(
        .mark(Command.Mark("P1", "joe", to: "alice")), as: .wrongFamily("P1", .progress, wanted: .marker),
        saying: "'moment P1'"
      )
      .refuses(.mark(Command.Mark("W2", "joe", to: "joe")), as: .towardSelf("joe"))
      .refuses(.mark(Command.Mark("W2", "joe", to: "*", affected: ["bob"])), as: .unknownPerson("bob"))
  }

  @Test func `a named episode must be one, and open, or open at the moment claimed`() {
    let given: [(SessionTime, Event)] = [(5, .marker("C2", "alice", to: "joe")), (9, .turn("joe"))]
    let scenario = Scenario(given: given)
    let mark = { (episode: RecordID, claim: Event.Claim) in
      Command.mark(Command.Mark("W1", "alice", to: "joe", joining: .episode(episode), claim: claim))
    }
    scenario.refuses(
      mark(2, Event.Claim()), as: .noSuchEpisode(2), saying: "2 is no episode", "Open: 1 (alice > joe)")
    scenario.refuses(mark(77, Event.Claim()), as: .noSuchEpisode(77))
    let resolved = Scenario(given: given + [(20, .resolved(episode: 1)), (30, .turn("joe"))])
    resolved.refuses(mark(1, Event.Claim()), as: .notOpen(1), saying: "Episode 1", "None is open")
    resolved.refuses(mark(1, Event.Claim(on: 21)), as: .notOpen(1))
    resolved.when(mark(1, Event.Claim(on: 20)), then: [.marker("W1", "alice", to: "joe", episode: 1, on: 20)])
  }

  @Test func `an episode whose markers are all taken back never was`() {
    Scenario(given: [(5, .marker("C2", "alice", to: "joe")), (6, .retracted(1))])
      .refuses(
        .mark(Command.Mark("W1", "alice", to: "joe", joining: .episode(1))), as: .noSuchEpisode(1)
      )
      .when(.mark(Command.Mark("W1", "alice", to: "joe")), then: [.marker("W1", "alice", to: "joe")])
  }
}

@Suite struct `Tying episodes together` {
  static let two = Scenario(given: [
    (5, .marker("C2", "alice", to: "joe")), (9, .marker("W2", "kathy", to: "*")), (10, .turn("joe")),
  ])

  @Test func `one episode can have grown out of another`() {
    Self.two.when(.cause(2, by: 1), then: [.caused(2, by: 1)])
      .when(.cause(1, by: 2), then: [.caused(1, by: 2)])
    Self.two.refuses(.cause(2, by: 2), as: .sameEpisode(2), saying: "2", "two episodes")
    Self.two.refuses(.cause(2, by: 3), as: .noSuchEpisode(3))
    Self.two.refuses(.cause(3, by: 2), as: .noSuchEpisode(3))
  }

  @Test func `only what was resolved can relapse`() {
    Self.two.refuses(.relapse(2, of: 1), as: .notResolved(1), saying: "Episode 1", "not resolved", "'caused'")
    Self.two.and([.resolved(episode: 1)]).when(.relapse(2, of: 1), then: [.relapse(2, of: 1)])
    Self.two.and([.left(member: "alice")]).refuses(.relapse(2, of: 1), as: .notResolved(1))
    Self.two.refuses(.relapse(2, of: 2), as: .sameEpisode(2))
  }

  @Test func `the coder can judge two episodes to be one`() {
    let merged = Self.two.when(.merge(2, into: 1), then: [.merged(2, into: 1)])
    #expect(merged.session.episodes.map(\.id) == [1])
    merged.refuses(.merge(2, into: 1), as: .mergedAway(2, into: 1), saying: "2 was merged into 1", "Use 1")
    merged.refuses(.merge(1, into: 2), as: .mergeInCircle(1, 2), saying: "2", "1", "Take that back")
    merged.refuses(.resolve(Command.Resolve(2)), as: .mergedAway(2, into: 1))
    merged.refuses(.cause(1, by: 2), as: .mergedAway(2, into: 1))
    Self.two.refuses(.merge(2, into: 2), as: .sameEpisode(2))
    Self.two.refuses(.merge(2, into: 3), as: .noSuchEpisode(3))
    Self.two.refuses(.merge(3, into: 2), as: .noSuchEpisode(3))
  }

  @Test func `a merge taken back is not put back when it would close a circle`() {
    Self.two.and([.merged(2, into: 1), .retracted(4), .merged(1, into: 2)])
      .refuses(.restore(4), as: .mergeInCircle(2, 1))
    Self.two.and([.merged(2, into: 1), .retracted(4)]).when(.restore(4), then: [.restored(4)])
  }

  @Test func `a merge can be corrected`() {
    let three = Self.two.and([.marker("C1", "chris", to: "joe"), .merged(2, into: 1)])
    let moved = three.when(.amend(5, [.into(4)]), then: [.amended(5, .into(4))])
    #expect(moved.session.root(of: 2) == 4)
    three.refuses(.amend(5, [.into(2)]), as: .sameEpisode(2))
    three.refuses(.amend(5, [.into(3)]), as: .noSuchEpisode(3))
    three.and([.merged(4, into: 2)]).refuses(.amend(5, [.into(4)]), as: .mergeInCircle(2, 4))
  }
}

@Suite struct `Carrying episodes in` {
  static let carried = Event.Carried(
    sid: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", number: 11, who: "alice", to: "joe", form: .confrontation,
    exposure: 600_000, codes: ["C2"])

  @Test func `episodes are carried in first of all`() {
    let scenario = Scenario().when(.carry([Self.carried]), then: [.carried(Self.carried)])
      .when(.carry([Self.carried]), then: [.carried(Self.carried)])
    #expect(scenario.session.openEpisodes == [1, 2])
    #expect(scenario.session.episode(1)?.onset == .zero)
    #expect(scenario.session.episode(1)?.isCarried == true)
    Scenario().when(.carry([]), then: [])
    Scenario(given: [(0, .turn("joe"))])
      .refuses(.carry([Self.carried]), as: .carriedTooLate, saying: "before anything", "'mark'")
  }

  @Test func `with consent asked for, they are carried in once it is there`() {
    Scenario(Sample.opening(mode: .clinical))
      .refuses(.carry([Self.carried]), as: .noConsent("alice"))
      .and([.consented(member: "alice")])
      .when(.carry([Self.carried]), then: [.carried(Self.carried)])
  }

  @Test func `they must be possible`() {
    var carried = Self.carried
    carried.exposure = -5
    Scenario().refuses(.carry([carried]), as: .exposureNegative(-5), saying: "-5 ms", "up from 0")
    carried = Self.carried
    carried.to = "alice"
    Scenario().refuses(.carry([carried]), as: .towardSelf("alice"))
    carried.to = "bob"
    Scenario().refuses(.carry([carried]), as: .unknownPerson("bob"))
  }
}
