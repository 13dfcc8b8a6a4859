import SessionCore
import TestSupport
import Testing

@Suite struct `Undoing and redoing` {
  static let three = Scenario(given: [(1, .turn("joe")), (2, .turn("kathy")), (3, .turn("alice"))])

  @Test func `undo takes back the last act, and redo puts it back, to both ends`() {
    Self.three
      .when(.undo, then: [.retracted(3)]).when(.undo, then: [.retracted(2)]).when(
        .undo, then: [.retracted(1)]
      )
      .refuses(.undo, as: .nothingToUndo, saying: "nothing to undo", "'retract N'")
      .when(.redo, then: [.restored(1)]).when(.redo, then: [.restored(2)]).when(.redo, then: [.restored(3)])
      .refuses(.redo, as: .nothingToRedo, saying: "nothing to redo", "'restore N'")
      .when(.undo, then: [.retracted(3)]).when(.redo, then: [.restored(3)])
  }

  @Test func `a new act drops what could be redone`() {
    Self.three.when(.undo, then: [.retracted(3)]).when(.silence(), then: [.silence()])
      .refuses(.redo, as: .nothingToRedo)
      .when(.undo, then: [.retracted(5)]).when(.undo, then: [.retracted(2)])
  }

  @Test func `a taking back that was keyed on its own is an act`() {
    Self.three.when(.retract(1), then: [.retracted(1)])
      .when(.undo, then: [.restored(1)]).when(.undo, then: [.retracted(3)])
      .when(.redo, then: [.restored(3)]).when(.redo, then: [.retracted(1)])
      .when(.undo, then: [.restored(1)])
  }

  @Test func `taking back the last act by its number is an undo`() {
    Self.three.when(.retract(3), then: [.retracted(3)]).when(.redo, then: [.restored(3)])
    Self.three.when(.retract(3), then: [.retracted(3)]).when(.undo, then: [.retracted(2)])
    Self.three.when(.undo, then: [.retracted(3)]).when(.restore(3), then: [.restored(3)])
      .refuses(.redo, as: .nothingToRedo)
  }

  @Test func `a correction is undone like anything else`() {
    let amended = Self.three.when(.amend(1, [.who("chris")]), then: [.amended(1, .who("chris"))])
    let undone = amended.when(.undo, then: [.retracted(4)])
    #expect(undone.session[1]?.event == .turn("joe"))
    let redone = undone.when(.redo, then: [.restored(4)])
    #expect(redone.session[1]?.event == .turn("chris"))
  }

  @Test func `a putting back that was keyed on its own is undone by taking back`() {
    Self.three.and([.retracted(1), .silence()]).when(.restore(1), then: [.restored(1)])
      .when(.undo, then: [.retracted(1)]).when(.undo, then: [.retracted(5)]).when(.undo, then: [.restored(1)])
  }

  @Test func `undo steps over consent, withdrawal and what was carried in`() {
    let scenario = Scenario(given: [
      (0, .carried("alice", to: "joe")), (0, .consented(member: "alice")), (1, .turn("joe")),
      (2, .withdrew("kathy")),
    ])
    scenario.when(.undo, then: [.retracted(3)]).refuses(.undo, as: .nothingToUndo)
  }

  @Test func `undo goes past what may not be put back because somebody withdrew`() {
    let scenario = Scenario(given: [
      (1, .turn("joe")), (2, .turn("alice")), (3, .turn("joe")), (4, .retracted(2)), (5, .withdrew("alice")),
    ])
    scenario.when(.undo, then: [.retracted(3)]).when(.undo, then: [.retracted(1)])
      .refuses(.undo, as: .nothingToUndo)
      .when(.redo, then: [.restored(1)]).when(.redo, then: [.restored(3)]).refuses(.redo, as: .nothingToRedo)
    Scenario(given: [
      (1, .turn("joe")), (2, .turn("alice")), (3, .retracted(2)), (4, .retracted(1)), (5, .withdrew("alice")),
    ])
    .when(.redo, then: [.restored(1)]).refuses(.redo, as: .nothingToRedo)
  }

  @Test func `the act of somebody who withdrew can be undone, and is not redone`() {
    Scenario(given: [(1, .turn("alice")), (2, .withdrew("alice"))])
      .when(.undo, then: [.retracted(1)]).refuses(.redo, as: .withdrawn("alice"), saying: "Alice")
  }

  @Test func `the history is rebuilt from the records alone`() throws {
    let before = Self.three.when(.retract(1), then: [.retracted(1)]).when(.undo, then: [.restored(1)])
      .when(.undo, then: [.retracted(3)])
    let replayed = try #require(Session(replaying: before.records))
    #expect(replayed.history == before.session.history)
    #expect(replayed.history.undone == [4, 3])
  }

  @Test func `pauses, arrivals and ratings are undone too`() {
    Scenario(given: [
      (1, .paused), (2, .left(member: "alice")), (3, .rated(Event.Rating(scale: "resolution", value: 2))),
    ])
    .when(.undo, then: [.retracted(3)]).when(.undo, then: [.retracted(2)]).when(.undo, then: [.retracted(1)])
  }
}

@Suite struct `After the closing` {
  static let given: [(SessionTime, Event)] = [
    (10, .turn("alice", to: "joe")), (20, .marker("C2", "alice", to: "joe")), (25, .left(member: "kathy")),
    (30, .closed()),
  ]
  static let reopened = Scenario(given: given + [(90, .reopened)])

  @Test func `a closed session takes nothing`() {
    let closed = Scenario(given: Self.given)
    for command: Command in [
      .silence(), .retract(1), .undo, .close(Sample.wall, .end), .rate("resolution", 3),
    ] {
      closed.refuses(command, at: 40, as: .closed, saying: "closed", "--reopen")
    }
    #expect(closed.session.end == 30)
  }

  @Test func `reopened, it takes late records of what happened before`() {
    Self.reopened
      .refuses(.silence(), at: 100, as: .afterClosing(100, closed: 30), saying: "0:00.100", "0:00.030")
      .refuses(.silence(Event.Claim(on: 31)), at: 100, as: .afterClosing(31, closed: 30))
      .when(.silence(Event.Claim(on: 30)), at: 100, then: [.silence(on: 30)])
    #expect(Self.reopened.session.end == 30)
    #expect(Self.reopened.session.isReopened)
  }

  @Test(arguments: [
    Command.withdraw("alice"), .arrive("kathy"), .leave("joe"), .loseSight, .regainSight, .pause(Sample.wall),
    .resume(Sample.wall), .carry([]), .consent("alice", scope: "notes"),
  ])
  func `but nothing that could only have been seen at the time`(command: Command) {
    Self.reopened.refuses(command, as: .onlyCorrections, saying: "amend, retract, restore")
  }

  @Test func `every record is corrected at its own time`() {
    Self.reopened.when(.amend(1, [.who("chris")]), at: 100, then: [.amended(1, .who("chris"))])
      .when(.amend(3, [.member("chris")]), at: 110, then: [.amended(3, .member("chris"))])
      .when(.retract(1), at: 111, then: [.retracted(1)])
      .when(.undo, at: 112, then: [.restored(1)])
  }

  @Test func `a late record stays before the closing`() {
    let late = Self.reopened.when(.silence(Event.Claim(on: 15)), at: 100, then: [.silence(on: 15)])
    late.refuses(.amend(6, [.on(40)]), as: .afterClosing(40, closed: 30))
    late.when(.amend(6, [.on(30)]), then: [.amended(6, .on(30))])
  }

  @Test func `closing again ends the corrections, and the session still ends where it did`() {
    let again = Self.reopened.when(
      .close(Sample.wall, .observer), at: 200, then: [.closed(because: .observer)])
    again.refuses(.retract(1), as: .closed)
    #expect(again.session.end == 30)
    #expect(again.session.closing == 4)
  }

  @Test func `the fold passes over what only an unclosed session could take`() {
    let events: [Event] = [
      .turn("joe"), .left(member: "joe"), .paused, .lost, .withdrew("joe"), .carried("alice", to: "joe"),
      .amended(1, .who("bob")), .note(text: "late"),
    ]
    for event in events {
      var session = Self.reopened.session
      session.apply(Record(id: session.nextID, time: 100, event: event))
      #expect(session.ignored == [6], "\(event)")
      #expect(Seen(session) == Seen(Self.reopened.session))
    }
  }
}
