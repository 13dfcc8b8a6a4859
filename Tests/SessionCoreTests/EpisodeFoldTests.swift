import SessionCore
import TestSupport
import Testing

/// The rules of an episode, one by one, as `docs/log-format.md` lists them.
@Suite struct `What becomes of an episode` {
  private func episode(_ id: RecordID, _ given: (SessionTime, Event)...) throws -> Episode {
    let session = Scenario(given: given).session
    #expect(session.ignored == [])
    return try #require(session.episode(id))
  }

  @Test func `its onset is the smallest moment among its standing markers`() throws {
    let given: [(SessionTime, Event)] = [
      (50, .marker("C2", "alice", to: "joe")), (60, .marker("C3", "alice", to: "joe", episode: 1, on: 20)),
      (70, .marker("C5", "alice", to: "joe", episode: 1, on: 30)),
    ]
    let scenario = Scenario(given: given)
    #expect(scenario.session.episode(1)?.onset == 20)
    #expect(scenario.session.episode(1)?.codes == ["C3", "C5", "C2"])
    #expect(scenario.and([.retracted(2)]).session.episode(1)?.onset == 30)
    #expect(scenario.and([.amended(1, .on(10))]).session.episode(1)?.onset == 10)
  }

  @Test func `a carried one began at 0 and keeps what it was`() throws {
    let episode = try episode(
      1, (0, .carried("alice", to: "joe", form: .withdrawal, exposure: 900, codes: ["W2"])),
      (50, .marker("C2", "alice", to: "joe", episode: 1)))
    #expect(episode.onset == .zero)
    #expect(episode.exposure == 900)
    #expect(episode.form == .mixed)
    #expect(episode.codes == ["W2", "C2"])
  }

  @Test func `its people are those of the record that opened it, as amended, also when that is taken back`() {
    let scenario = Scenario(given: [
      (5, .marker("C2", "alice", to: "joe")), (6, .marker("W2", "alice", to: "chris", episode: 1)),
      (7, .retracted(1)),
    ])
    #expect(scenario.session.episode(1)?.to == "joe")
    #expect(scenario.session.episode(1)?.onset == 6)
    #expect(scenario.and([.amended(1, .who("kathy"))]).session.episode(1)?.who == "kathy")
    #expect(scenario.and([.retracted(2)]).session.episode(1) == nil)
    #expect(scenario.and([.retracted(2)]).session.episodes == [])
  }

  @Test func `whom it hurts is whoever moved, or the target of a rupture between members`() throws {
    #expect(try episode(1, (5, .marker("C2", "alice", to: "joe"))).affected == ["alice"])
    #expect(try episode(1, (5, .marker("X1", "alice", to: "kathy"))).affected == ["kathy"])
    #expect(try episode(1, (5, .marker("X1", "alice", to: "*"))).affected == ["alice"])
    #expect(
      try episode(
        1, (5, .marker("C2", "alice", to: "kathy")), (6, .marker("X1", "alice", to: "kathy", episode: 1))
      ).affected == ["kathy"])
    #expect(try episode(1, (0, .carried("alice", to: "kathy", codes: ["X2"]))).affected == ["kathy"])
  }

  @Test func `the first standing marker that says so has the last word on whom it hurts`() {
    let scenario = Scenario(given: [
      (5, .marker("X1", "alice", to: "kathy")),
      (20, .marker("X1", "alice", to: "kathy", episode: 1, affected: ["joe"])),
      (30, .marker("X1", "alice", to: "kathy", episode: 1, affected: ["chris", "kathy"], on: 10)),
    ])
    #expect(scenario.session.episode(1)?.affected == ["chris", "kathy"])
    #expect(scenario.and([.retracted(3)]).session.episode(1)?.affected == ["joe"])
    #expect(
      scenario.and([.retracted(3), .amended(2, .affected([]))]).session.episode(1)?.affected == ["kathy"])
  }

  @Test(
    arguments: [
      (["W1"], Event.Form.withdrawal), (["C1"], .confrontation), (["X1"], .confrontation),
      (["W1", "C1"], .mixed),
      (["X1", "W7"], .mixed), (["C1", "X2"], .confrontation),
    ] as [([CodeID], Event.Form)])
  func `its form follows from its codes`(codes: [CodeID], form: Event.Form) {
    var given: [(SessionTime, Event)] = []
    for code in codes { given.append((5, .marker(code, "alice", to: "joe", episode: 1))) }
    let session = Scenario(given: given).session
    #expect(session.episode(1)?.form == form)
  }

  @Test func `codes the codebook does not know give it no form`() throws {
    #expect(try episode(1, (5, .marker("Q1", "alice", to: "joe"))).form == nil)
  }

  @Test func `it is open until the first standing resolution at or after its onset`() {
    let scenario = Scenario(given: [
      (50, .marker("C2", "alice", to: "joe", on: 30)), (60, .resolved(episode: 1, on: 29)),
    ])
    #expect(scenario.session.episode(1)?.end == nil)
    let resolved = scenario.and([.resolved(episode: 1, on: 50), .resolved(episode: 1, on: 30)])
    #expect(resolved.session.episode(1)?.end == .resolved(Mention(on: 30, id: 4)))
    #expect(resolved.and([.retracted(4)]).session.episode(1)?.end == .resolved(Mention(on: 50, id: 3)))
    #expect(resolved.and([.retracted(4), .retracted(3)]).session.openEpisodes == [1])
    #expect(resolved.and([.amended(1, .on(29))]).session.episode(1)?.end == .resolved(Mention(on: 29, id: 2)))
  }

  @Test func `a partial resolution and repairs close nothing`() throws {
    let episode = try episode(
      1, (5, .marker("C2", "alice", to: "joe")), (6, .partly(episode: 1)),
      (7, .repair("R1", "joe", to: "alice", episodes: [1])))
    #expect(episode.isOpen)
    #expect(episode.partials.all == [Mention(on: 6, id: 2)])
    #expect(episode.attempts == [Mention(on: 7, id: 3)])
  }

  @Test func `attempts are its repairs from onset to end, both included`() throws {
    let episode = try episode(
      1, (10, .marker("C2", "alice", to: "joe")),
      (20, .repair("R1", "joe", to: "alice", episodes: [1], on: 9)),
      (20, .repair("R1", "joe", to: "alice", episodes: [1], on: 10)),
      (20, .repair("R1", "joe", to: "alice", episodes: [1])), (20, .resolved(episode: 1)),
      (21, .repair("R1", "joe", to: "alice", episodes: [1])))
    #expect(episode.attempts.map(\.id) == [3, 4])
    #expect(episode.repairs.all.map(\.id) == [2, 3, 4, 6])
  }

  @Test func `a repair that names it twice is one attempt, also by way of a merge`() throws {
    #expect(
      try episode(
        1, (10, .marker("C2", "alice", to: "joe")), (20, .repair("R1", "joe", to: "alice", episodes: [1, 1]))
      ).attempts.count == 1)
    #expect(
      try episode(
        1, (10, .marker("C2", "alice", to: "joe")), (11, .marker("W2", "alice", to: "*")),
        (20, .repair("R1", "joe", to: "alice", episodes: [1, 2])), (30, .merged(2, into: 1))
      ).attempts.count == 1)
  }

  @Test(
    arguments: [
      ("alice", true), ("kathy", false), ("joe", false), ("chris", false),
    ] as [(MemberID, Bool)])
  func `it is censored when its who leaves`(leaver: MemberID, ends: Bool) {
    let scenario = Scenario(given: [
      (5, .marker("C2", "alice", to: "joe")), (9, .left(member: leaver, because: .rupture)),
    ])
    #expect(scenario.session.episode(1)?.end == (ends ? .left(9, because: .rupture) : nil))
    #expect(scenario.session.openEpisodes == (ends ? [] : [1]))
    #expect(scenario.and([.retracted(2)]).session.openEpisodes == [1])
    #expect(
      scenario.and([.retracted(2), .restored(2)]).session.openEpisodes == scenario.session.openEpisodes)
  }

  @Test func `it is censored when its only affected member leaves, not when one of several does`() {
    let one = Scenario(given: [(5, .marker("X1", "alice", to: "kathy")), (9, .left(member: "kathy"))])
    #expect(one.session.episode(1)?.end == .left(9, because: nil))
    let several = Scenario(given: [
      (5, .marker("X1", "alice", to: "kathy", affected: ["kathy", "chris"])), (9, .left(member: "kathy")),
    ])
    #expect(several.session.openEpisodes == [1])
    #expect(several.and([.amended(1, .affected(["kathy"]))]).session.openEpisodes == [])
  }

  @Test func `leaving before the onset ends nothing, at the onset it does`() {
    let given: [(SessionTime, Event)] = [(9, .left(member: "alice"))]
    #expect(
      Scenario(given: given + [(20, .marker("C2", "alice", to: "joe", on: 10))]).session.openEpisodes == [2])
    #expect(
      Scenario(given: given + [(20, .marker("C2", "alice", to: "joe", on: 9))]).session.openEpisodes == [])
  }

  @Test func `who left and came back had left all the same`() throws {
    let episode = try episode(
      1, (5, .marker("C2", "alice", to: "joe")), (9, .left(member: "alice")), (10, .arrived(member: "alice")))
    #expect(episode.end == .left(9, because: nil))
  }

  @Test(arguments: [(8, true), (9, true), (10, false)] as [(SessionTime, Bool)])
  func `of a resolution and a leaving in one millisecond the resolution counts`(
    on: SessionTime, isResolved: Bool
  ) {
    let session = Scenario(given: [
      (5, .marker("C2", "alice", to: "joe")), (9, .left(member: "alice")),
      (20, .resolved(episode: 1, on: on)),
    ]).session
    let resolved = Episode.End.resolved(Mention(on: on, id: 3))
    #expect(session.episode(1)?.end == (isResolved ? resolved : .left(9, because: nil)))
    #expect(session.openEpisodes == [])
  }

  @Test func `a leaving taken back uncovers the next one, and opens what nothing else ended`() {
    let scenario = Scenario(given: [
      (5, .marker("C2", "alice", to: "joe")), (9, .left(member: "alice")), (10, .arrived(member: "alice")),
      (11, .left(member: "alice", because: .planned)),
    ])
    let first = scenario.and([.retracted(2)])
    #expect(first.session.episode(1)?.end == .left(11, because: .planned))
    #expect(first.and([.retracted(4)]).session.openEpisodes == [1])
    #expect(
      scenario.and([.amended(2, .member("kathy")), .amended(4, .member("joe"))]).session.openEpisodes == [1])
  }

  @Test func `an opening marker moved to another episode still says whom the first concerns`() {
    let scenario = Scenario(given: [
      (5, .marker("C2", "alice", to: "joe")), (6, .marker("W2", "alice", to: "joe", episode: 1)),
      (7, .marker("W2", "chris", to: "*")), (8, .amended(1, .episode(3))), (9, .left(member: "kathy")),
    ])
    #expect(scenario.session.episode(1)?.onset == 6)
    #expect(scenario.session.episode(3)?.onset == 5)
    let amended = scenario.and([.amended(1, .who("kathy"))])
    #expect(amended.session.episode(1)?.end == .left(9, because: nil))
    #expect(amended.session.openEpisodes == [3])
    let left = scenario.and([.left(member: "chris"), .amended(1, .who("chris"))])
    #expect(left.session.openEpisodes == [])
  }

  @Test func `a marker is split off by giving it its own number`() {
    let scenario = Scenario(given: [
      (5, .marker("C2", "alice", to: "joe")), (6, .marker("W2", "alice", to: "joe", episode: 1)),
    ]).when(.amend(2, [.episode(2)]), then: [.amended(2, .episode(2))])
    #expect(scenario.session.episodes.map(\.id) == [1, 2])
    #expect(scenario.and([.retracted(3)]).session.episodes.map(\.id) == [1])
  }

  @Test func `episodes are listed by onset, ties by number`() {
    let session = Scenario(given: [
      (50, .marker("C2", "alice", to: "joe")), (60, .marker("W2", "kathy", to: "*", on: 10)),
      (60, .marker("W2", "chris", to: "*", on: 50)), (60, .marker("W2", "joe", to: "*", on: 10)),
    ]).session
    #expect(session.episodes.map(\.id) == [2, 4, 1, 3])
  }
}

@Suite struct `Episodes that hang together` {
  static let three = Scenario(given: [
    (10, .marker("C2", "alice", to: "joe")), (20, .marker("W2", "kathy", to: "*")),
    (30, .marker("X1", "chris", to: "alice")), (40, .turn("joe")),
  ])

  @Test func `what was merged counts as the other, and chains`() throws {
    let scenario = Self.three.and([
      .repair("R1", "joe", to: "alice", episodes: [1]), .merged(1, into: 2), .merged(2, into: 3),
    ])
    #expect(scenario.session.episodes.map(\.id) == [3])
    let episode = try #require(scenario.session.episode(3))
    #expect(episode.onset == 10)
    #expect(episode.who == "chris")
    #expect(episode.markers.map(\.id) == [1, 2, 3])
    #expect(episode.attempts.map(\.id) == [5])
    #expect(scenario.session.root(of: 1) == 3)
    #expect(scenario.session.openEpisodes == [3])
    #expect(scenario.and([.resolved(episode: 1)]).session.openEpisodes == [])
    #expect(scenario.and([.retracted(7)]).session.openEpisodes == [2, 3])
    #expect(scenario.and([.retracted(6)]).session.episodes.map(\.id) == [1, 3])
  }

  @Test func `a marker in what was merged keeps the whole alive`() {
    let scenario = Self.three.and([.merged(1, into: 2), .retracted(2)])
    #expect(scenario.session.episode(2)?.markers.map(\.id) == [1])
    #expect(scenario.and([.retracted(1)]).session.episode(2) == nil)
  }

  @Test func `merges in a circle lose nobody: the newest is passed over`() {
    var session = Self.three.and([.merged(1, into: 2), .retracted(5), .merged(2, into: 1)]).session
    session = session.after(.restored(5))
    #expect(session.episodes.map(\.id) == [2, 3])
    #expect(session.root(of: 1) == 2)
    #expect(session.openEpisodes == [2, 3])
    session = session.after(.retracted(5))
    #expect(session.episodes.map(\.id) == [1, 3])
  }

  @Test func `of two merges of one episode the first holds while it stands`() {
    var session = Self.three.session.after(.merged(1, into: 2)).after(.merged(1, into: 3))
    #expect(session.root(of: 1) == 2)
    session = session.after(.retracted(5))
    #expect(session.root(of: 1) == 3)
    #expect(session.openEpisodes == [2, 3])
  }

  @Test func `the first standing cause and relapse count, and keep the numbers they were given`() {
    let scenario = Self.three.and([
      .resolved(episode: 1), .caused(3, by: 2), .caused(3, by: 1), .relapse(3, of: 1), .merged(2, into: 1),
    ])
    #expect(scenario.session.episode(3)?.causedBy == 2)
    #expect(scenario.session.episode(3)?.relapseOf == 1)
    #expect(scenario.and([.retracted(6)]).session.episode(3)?.causedBy == 1)
    #expect(scenario.and([.retracted(8)]).session.episode(3)?.relapseOf == nil)
  }

  @Test func `an episode that a correction ties to itself is tied to nothing`() {
    let scenario = Self.three.and([
      .caused(3, by: 2), .amended(5, .by(1)), .amended(5, .episode(2)), .retracted(6),
    ])
    #expect(scenario.session.episode(2)?.causedBy == nil)
    #expect(scenario.session.episode(3)?.causedBy == nil)
  }
}
