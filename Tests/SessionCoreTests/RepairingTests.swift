import SessionCore
import TestSupport
import Testing

@Suite struct `Repairing and resolving` {
  /// Kathy towards the group since 5 ms, Alice towards Joe since 9 ms.
  static let two = Scenario(given: [
    (5, .marker("W2", "kathy", to: "*")), (9, .marker("C2", "alice", to: "joe")), (20, .turn("joe")),
  ])

  @Test func `a repair goes to the latest open episode it could fit, in its place`() {
    Self.two.when(
      .repair(Command.Repair("R1", "joe")), then: [.repair("R1", "joe", to: "alice", episodes: [2])])
    Self.two.when(
      .repair(Command.Repair("R1", "alice")), then: [.repair("R1", "alice", to: "joe", episodes: [2])])
    Self.two.when(
      .repair(Command.Repair("R1", "joe", to: "*")), then: [.repair("R1", "joe", to: "*", episodes: [2])])
    Self.two.when(
      .repair(Command.Repair("R1", "chris", to: "*")), then: [.repair("R1", "chris", to: "*", episodes: [1])])
    Self.two.when(
      .repair(Command.Repair("R1", "chris", to: "kathy")),
      then: [.repair("R1", "chris", to: "kathy", episodes: [1])])
    Self.two.and([.resolved(episode: 2)]).when(
      .repair(Command.Repair("R1", "joe")), then: [.repair("R1", "joe", to: "*", episodes: [1])])
  }

  @Test func `the latest is the one with the latest onset`() {
    Scenario(given: [
      (10, .marker("C2", "alice", to: "joe")), (11, .marker("W2", "alice", to: "joe", on: 2)),
      (12, .turn("joe")),
    ]).when(.repair(Command.Repair("R1", "joe")), then: [.repair("R1", "joe", to: "alice", episodes: [1])])
      .when(.resolve(Command.Resolve()), then: [.resolved(episode: 1)])
      .when(.resolve(Command.Resolve()), then: [.resolved(episode: 2)])
  }

  @Test func `what had not begun at the claimed moment is passed over`() {
    let claim = Event.Claim(on: 6)
    Self.two.when(
      .repair(Command.Repair("R1", "joe", claim: claim)),
      then: [.repair("R1", "joe", to: "*", episodes: [1], on: 6)])
    Self.two.when(.resolve(Command.Resolve(claim: claim)), then: [.resolved(episode: 1, on: 6)])
    Self.two.when(.partly(nil, claim), then: [.partly(episode: 1, on: 6)])
  }

  @Test func `an outsider turns to whom it hurts, but never to themselves`() {
    let hurt = Scenario(given: [(5, .marker("X1", "chris", to: "kathy")), (6, .turn("joe"))])
    hurt.when(.repair(Command.Repair("R4", "joe")), then: [.repair("R4", "joe", to: "kathy", episodes: [1])])
    let also = Scenario(given: [
      (5, .marker("X1", "chris", to: "kathy", affected: ["joe", "kathy"])), (6, .turn("joe")),
    ])
    also.when(.repair(Command.Repair("R4", "joe")), then: [.repair("R4", "joe", to: "kathy", episodes: [1])])
  }

  @Test func `a repair that fits nothing names what is open`() {
    Scenario().refuses(.repair(Command.Repair("R1", "joe")), as: .nothingOpen, saying: "No episode", "'mark'")
    Self.two.refuses(
      .repair(Command.Repair("R1", "chris", to: "chris")), as: .noFittingEpisode,
      saying: "1 (kathy > *), 2 (alice > joe)")
  }

  @Test func `a repair can be for several episodes, each once`() {
    Self.two.when(
      .repair(Command.Repair("R5", "joe", to: "alice", episodes: [2, 1, 2])),
      then: [.repair("R5", "joe", to: "alice", episodes: [2, 1])])
  }

  @Test func `its code, people and episodes are checked`() {
    Self.two
      .refuses(
        .repair(Command.Repair("W1", "joe", episodes: [2])),
        as: .wrongFamily("W1", .withdrawal, wanted: .repair),
        saying: "'mark W1'"
      )
      .refuses(.repair(Command.Repair("R1", "joe", to: "joe", episodes: [2])), as: .towardSelf("joe"))
      .refuses(.repair(Command.Repair("R1", "joe", episodes: [3])), as: .noSuchEpisode(3))
    Self.two.and([.resolved(episode: 2, on: 15)])
      .refuses(.repair(Command.Repair("R1", "joe", episodes: [2])), as: .notOpen(2))
      .when(
        .repair(Command.Repair("R1", "joe", episodes: [2], claim: Event.Claim(on: 15))),
        then: [.repair("R1", "joe", to: "alice", episodes: [2], on: 15)])
    Self.two.and([.repair("R1", "joe", to: "alice", episodes: [2])])
      .refuses(.amend(4, [.episodes([])]), as: .noEpisodeNamed, saying: "at least one", "2 (alice > joe)")
  }

  @Test func `partial and full resolution go to the latest open episode`() {
    Scenario().refuses(.partly(nil), as: .nothingOpen)
    Scenario().refuses(.resolve(Command.Resolve()), as: .nothingOpen)
    Self.two.when(.partly(nil), then: [.partly(episode: 2)])
    let resolved = Self.two.when(
      .resolve(Command.Resolve(strength: 4)), then: [.resolved(episode: 2, strength: 4)])
    #expect(resolved.session.openEpisodes == [1])
    resolved.refuses(.resolve(Command.Resolve(2)), as: .notOpen(2), saying: "Episode 2", "1 (kathy > *)")
    resolved.refuses(.partly(2), as: .notOpen(2))
  }

  @Test func `a resolution has a strength, may have evidence, and is not before the onset`() {
    Self.two
      .refuses(
        .resolve(Command.Resolve(2, strength: 0)), as: .strengthOutOfRange(0), saying: "1 to 5", "not 0"
      )
      .refuses(.resolve(Command.Resolve(2, strength: 6)), as: .strengthOutOfRange(6))
      .refuses(.resolve(Command.Resolve(2, evidence: .record(9))), as: .noSuchRecord(9))
      .refuses(
        .resolve(Command.Resolve(2, claim: Event.Claim(on: 8))), as: .beforeOnset(2, onset: 9),
        saying: "Episode 2", "0:00.009"
      )
      .refuses(.partly(2, Event.Claim(on: 8)), as: .beforeOnset(2, onset: 9))
      .when(
        .resolve(Command.Resolve(2, evidence: .record(3), claim: Event.Claim(on: 9))),
        then: [.resolved(episode: 2, evidence: .record(3), on: 9)])
  }
}
