import SessionCore
import TestSupport
import Testing

/// `apply` takes everything and never fails; what makes no sense changes nothing and is listed.
@Suite struct `Records that make no sense` {
  static let sane = Scenario(given: [
    (10, .turn("alice", to: "joe")), (20, .marker("C2", "alice", to: "joe")), (30, .bookmark()),
  ])

  @Test(
    arguments: [
      .opened(Sample.opening), .turn("bob"), .turn("joe", to: "bob"), .turn("joe", to: .person(.unlogged)),
      .turn("joe", on: 31), .turn("joe", on: SessionTime(-1)), .marker("C2", "bob", to: "joe"),
      .marker("C2", .unlogged, to: "joe"), .marker("C2", "joe", to: "bob"),
      .marker("C2", "joe", to: "*", affected: ["bob"]),
      .marker("C2", "alice", to: "joe", episode: 1), .marker("C2", "alice", to: "joe", episode: 5),
      .repair("R1", "bob", to: "*", episodes: [2]), .repair("R1", "joe", to: "*", episodes: [1, 9]),
      .partly(episode: 1), .resolved(episode: 3), .resolved(episode: -4), .caused(2, by: 2),
      .caused(2, by: 3),
      .caused(3, by: 2), .relapse(2, of: 1), .merged(2, into: 2), .merged(2, into: 1), .merged(1, into: 2),
      .carried("bob", to: "*"), .carried("joe", to: "bob"), .moment("P1", "bob"),
      .moment("P1", "joe", to: "bob"),
      .consented(member: "bob"), .withdrew("bob"), .withdrew(.unlogged), .arrived(member: "bob"),
      .left(member: "bob"),
      .rated(Event.Rating(scale: "resolution", value: 3, member: "bob")), .amended(9, .who("joe")),
      .amended(4, .who("joe")), .amended(-1, .who("joe")), .amended(1, .who("bob")), .amended(1, .on(9_000)),
      .amended(0, .who("joe")), .amended(2, .episode(1)), .retracted(0), .retracted(4), .retracted(-1),
      .retracted(99), .restored(1), .restored(4),
    ] as [Event])
  func `are listed and change nothing`(event: Event) {
    let session = Self.sane.session.after(event)
    #expect(session.ignored == [4])
    #expect(Seen(session) == Seen(Self.sane.session))
    #expect(session.history == Self.sane.session.history)
    #expect(session.lastTime == 30)
    // And a record that makes no sense cannot be put back into one.
    #expect(session.after(.restored(4)).ignored == [4, 5])
  }

  @Test(
    arguments: [
      .unknown(kind: "later"), .clock(Event.ClockStep(wall: Sample.wall, jump: 3_000)), .interrupted(.signal),
      .recovered(Event.Recovery(offset: 9, length: 3, sha256: "", good: 2)), .regained, .resumed,
      .marker("Q9", "alice", to: "joe"), .rated(Event.Rating(scale: "later", value: 3)),
    ] as [Event])
  func `what is only unknown or idle is kept`(event: Event) {
    #expect(Self.sane.session.after(event).ignored == [])
  }

  @Test func `a repair of one episode that is there and one that never was counts for the first`() throws {
    let session = Self.sane.session.after(.repair("R1", "joe", to: "alice", episodes: [2, 9]))
    #expect(session.ignored == [])
    #expect(try #require(session.episode(2)).attempts.count == 1)
  }

  @Test func `time that goes back is held`() {
    var session = Self.sane.session
    session.apply(Record(id: 4, time: 5, event: .turn("joe")))
    #expect(session[4]?.time == 30)
    #expect(session[4]?.moment == 30)
  }

  @Test func `any records at all can be folded`() {
    let numbers = [-1, 0, 1, 2, 3, 9, Int.min, Int.max]
    var session = Self.sane.session
    for a in numbers {
      for b in numbers {
        let (x, y) = (RecordID(a), RecordID(b))
        for event: Event in [
          .merged(x, into: y), .caused(x, by: y), .relapse(x, of: y), .retracted(x), .restored(y),
          .amended(x, .on(SessionTime(b)), .from(y), .episode(y)),
          .repair("R1", "joe", to: "*", episodes: [x, y]),
          .turn("joe", on: SessionTime(a), from: y), .marker("W1", "joe", to: "*", episode: x, from: y),
        ] {
          session.apply(Record(id: session.nextID, time: SessionTime(b), event: event))
          _ = try? session.decide(.merge(x, into: y), at: session.lastTime)
          _ = try? session.decide(.amend(x, [.on(SessionTime(b)), .episode(y)]), at: .latest)
        }
      }
    }
    #expect(session.openEpisodes == session.episodes.filter(\.isOpen).map(\.id).sorted())
  }
}
