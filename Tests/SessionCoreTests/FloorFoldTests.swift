import SessionCore
import TestSupport
import Testing

@Suite struct `Who has the floor` {
  private func floor(_ given: (SessionTime, Event)...) -> Floor {
    let session = Scenario(given: given).session
    #expect(session.ignored == [])
    return session.floor
  }

  /// The seats of the sample group.
  private let joe = 0
  private let alice = 3

  @Test func `a segment runs to the next and the last one to the end`() {
    let floor = floor((10, .turn("alice")), (30, .turn("joe")))
    #expect(floor.tallies[alice].talk == 20)
    #expect(floor.tallies[joe].talk == 0)
    #expect(floor.talk(of: joe, at: 35) == 5)
    #expect(floor.talk(of: alice, at: 35) == 20)
    #expect(floor.current?.id == 2)
  }

  @Test func `a turn is the unbroken run of one speaker's segments`() {
    let floor = floor(
      (1, .turn("alice", to: "joe")), (2, .turn("alice", to: "*")), (3, .silence()), (4, .turn("alice")),
      (5, .turn("joe")), (6, .turn("alice")))
    #expect(floor.tallies[alice].segments == 4)
    #expect(floor.tallies[alice].turns == 3)
  }

  @Test func `a pause breaks no turn and belongs to no segment`() {
    let floor = floor(
      (10, .turn("alice")), (20, .paused), (50, .resumed), (60, .turn("alice")), (70, .silence()))
    #expect(floor.tallies[alice].turns == 1)
    #expect(floor.tallies[alice].talk == 30)
  }

  @Test func `a segment of no length counts and breaks turns`() {
    let floor = floor((10, .turn("alice")), (20, .turn("joe")), (20, .turn("alice")))
    #expect(floor.tallies[joe].segments == 1)
    #expect(floor.tallies[joe].turns == 1)
    #expect(floor.tallies[joe].talk == 0)
    #expect(floor.tallies[alice].turns == 2)
  }

  @Test func `a backdated segment takes its place, and the spans follow`() {
    let floor = floor((10, .turn("alice")), (50, .turn("joe")), (60, .turn("kathy", on: 30)))
    #expect(floor.segments.map(\.id) == [1, 3, 2])
    #expect(floor.tallies[alice].talk == 20)
    #expect(floor.tallies[2].talk == 20)
    #expect(floor.current?.id == 2)
  }

  @Test func `of segments at one moment the later record follows`() {
    #expect(floor((10, .turn("alice")), (50, .turn("joe", on: 10))).segments.map(\.id) == [1, 2])
  }

  @Test func `who withdrew holds the floor until then, and after that only a place on it`() {
    let scenario = Scenario(given: [
      (10, .turn("alice")), (20, .withdrew("alice")), (30, .turn("joe")), (40, .turn("alice", on: 35)),
      (50, .turn(.unlogged)), (60, .turn("joe")),
    ])
    let tally = scenario.session.floor.tallies[alice]
    #expect(tally.talk == 10)
    #expect(tally.turns == 1)
    #expect(tally.segments == 1)
    #expect(scenario.session.floor.tallies[joe].talk == 5)
    let back = scenario.and([.retracted(2)]).session.floor
    #expect(back.tallies[alice].talk == 20 + 15)
    #expect(back.tallies[alice].turns == 2)
  }

  @Test func `a leaving ends no segment`() {
    #expect(
      floor((10, .turn("alice")), (20, .left(member: "alice")), (30, .silence())).tallies[alice].talk == 20)
  }

  @Test func `a corrected speaker takes over the segment`() {
    let floor = floor((10, .turn("alice")), (20, .silence()), (30, .amended(1, .who("joe"))))
    #expect(floor.tallies[alice] == Scenario().session.floor.tallies[alice])
    #expect(floor.tallies[joe].talk == 10)
  }
}

@Suite struct `What of the time was seen` {
  private func clock(_ given: (SessionTime, Event)...) -> SessionClock {
    Scenario(given: given).session.clock
  }

  @Test func `active time leaves the pauses out`() {
    let clock = clock((10, .paused), (30, .resumed), (50, .paused))
    #expect(
      [0, 10, 20, 30, 40, 50, 90].map { clock.active(SessionTime($0)) } == [0, 10, 10, 10, 20, 30, 30])
    #expect(clock.isPaused)
  }

  @Test func `a masked span is active and not observed`() {
    let clock = clock((10, .lost), (30, .regained))
    #expect(clock.active(40) == 40)
    #expect(clock.observed(40) == 20)
    #expect(clock.masked(40) == 20)
  }

  @Test func `a pause inside a mask is taken out once`() {
    let clock = clock((10, .lost), (20, .paused), (50, .resumed), (60, .regained))
    #expect(clock.active(100) == 70)
    #expect(clock.observed(100) == 50)
    #expect(clock.masked(100) == 20)
  }

  @Test func `a mask that begins in a pause goes on after it`() {
    let clock = clock((10, .paused), (20, .lost), (30, .resumed), (45, .regained))
    #expect(clock.active(50) == 30)
    #expect(clock.observed(50) == 15)
  }

  @Test func `the gap before a reopening is masked from the record before`() {
    let clock = clock((10, .turn("joe")), (90, .reopened), (100, .silence()))
    #expect(clock.observed(100) == 20)
    #expect(clock.active(100) == 100)
  }

  @Test func `a gap inside a pause or a mask changes nothing`() {
    #expect(clock((10, .paused), (90, .reopened), (95, .resumed)).active(100) == 15)
    #expect(clock((10, .lost), (90, .reopened), (95, .regained)).observed(100) == 15)
  }

  @Test func `a gap that begins in the millisecond of a pause taken back stays`() {
    let scenario = Scenario(given: [
      (10, .paused), (10, .resumed), (10, .paused), (10, .resumed), (40, .reopened), (40, .lost),
      (50, .regained),
    ])
    #expect(scenario.session.clock.observed(60) == 20)
    for id in [1, 2, 3, 4, 6, 7] as [RecordID] {
      let there = scenario.and([.retracted(id)]).and([.restored(id)])
      #expect(there.session.clock == scenario.session.clock, "record \(id)")
    }
    #expect(scenario.and([.retracted(6)]).session.clock.observed(60) == 30)
  }

  @Test func `opening a closed log for corrections is no gap`() {
    #expect(clock((10, .closed()), (90, .reopened)).observed(90) == 90)
  }

  @Test func `a pause taken back never was`() {
    let scenario = Scenario(given: [
      (5, .turn("alice")), (10, .paused), (20, .resumed), (30, .lost), (40, .regained), (50, .turn("joe")),
    ])
    #expect(scenario.session.floor.tallies[3].talk == 25)
    #expect(scenario.and([.retracted(2)]).session.floor.tallies[3].talk == 35)
    #expect(scenario.and([.retracted(3)]).session.floor.tallies[3].talk == 5)
    #expect(scenario.and([.retracted(5)]).session.clock.isLost)
  }
}
