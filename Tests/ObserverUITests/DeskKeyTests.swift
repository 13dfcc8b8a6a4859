import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// Keys in, records out.
@Suite struct `The keys of the desk` {
  @Test(
    arguments: [
      ("3", [.turn("kathy")]), ("<Space>", [.silence()]), ("s", [.amended(3, .focus(.own))]),
      ("o", [.amended(3, .focus(.other))]), ("g", [.amended(3, .focus(.group))]),
      ("i", [.amended(3, .minimal(true))]), ("<gt> 4", [.amended(3, .to("alice"))]),
      ("<gt> *", [.amended(3, .to(.group))]), ("b", [.bookmark()]), ("u", [.retracted(3)]),
      ("w d", [.marker("W1", "chris", to: "joe", episode: 2, on: DeskScript.minute)]),
      ("c r", [.marker("C2", "chris", to: "joe", episode: 2, on: DeskScript.minute)]),
      ("x a", [.marker("X2", "chris", to: "joe", episode: 2, on: DeskScript.minute)]),
      ("x 4 <gt> 3 - a", [.marker("X2", "alice", to: "kathy", clarity: .weak, on: DeskScript.minute)]),
      ("x + a", [.marker("X2", "chris", to: "joe", episode: 2, clarity: .strong, on: DeskScript.minute)]),
      ("c <gt> * r", [.marker("C2", "chris", to: .group, on: DeskScript.minute)]),
      ("r c", [.repair("R1", "chris", to: "joe", episodes: [2], on: DeskScript.minute)]),
      ("r 1 a", [.repair("XA", "joe", to: "chris", episodes: [2], on: DeskScript.minute)]),
      ("p", [.partly(episode: 2, on: DeskScript.minute)]),
      ("v 4", [.resolved(episode: 2, strength: 4, evidence: .record(3), on: DeskScript.minute)]),
      ("v <Enter>", [.resolved(episode: 2, strength: 3, evidence: .record(3), on: DeskScript.minute)]),
      ("m s", [.moment("P1", "chris", on: DeskScript.minute)]),
      ("m 4 <gt> 2 b", [.moment("BOND+", "alice", to: "chris", on: DeskScript.minute)]),
      ("n n o <Space> d <Backspace> d <Enter>", [.note(text: "no d", on: DeskScript.minute)]),
      ("[", [.amended(3, .on(SessionTime(29_000)))]), ("{", [.amended(3, .on(SessionTime(25_000)))]),
      ("{ ]", [.amended(3, .on(SessionTime(25_000))), .amended(3, .on(SessionTime(26_000)))]),
      ("{ }", [.amended(3, .on(SessionTime(25_000))), .amended(3, .on(SessionTime(30_000)))]),
      ("A 4 l", [.left(member: "alice")]), ("A 4 p", [.left(member: "alice", because: .planned)]),
      ("A 4 r", [.left(member: "alice", because: .rupture)]), ("A 4 a", [.arrived(member: "alice")]),
      ("A 4 c", [.consented(member: "alice")]), ("A 4 w", [.withdrew("alice")]),
      ("l k", [.lost, .regained]),
      (": m o m e n t <Space> P 1 <Space> 4 <Enter>", [.moment("P1", "alice", on: DeskScript.minute)]),
    ] as [(String, [Event])])
  func `each record what they say they record`(keys: String, events: [Event]) throws {
    #expect(try DeskScript.recorded(keys) == events)
  }

  @Test func `pause and resume carry the wall clock`() throws {
    let wall = Sample.wall.adding(milliseconds: 60_000)
    var script = try DeskScript.started()
    try script.press("P", at: "0:50")
    try script.press("P", at: "1:00")
    let earlier = Sample.wall.adding(milliseconds: 50_000)
    #expect(script.events.suffix(2) == [.paused(earlier), .resumed(wall)])
  }

  @Test func `the first key stamps and the last one completes`() throws {
    var script = try DeskScript.started()
    try script.press("c", at: "1:00")
    try script.press("4", at: "1:05")
    #expect(
      try script.press("r", at: "1:30") == [
        .record([.marker("C2", "alice", to: "chris", on: DeskScript.minute)], at: SessionTime(90_000))
      ])
    #expect(script.records.last?.time == SessionTime(90_000))
    #expect(script.session[4]?.moment == DeskScript.minute)
  }

  @Test func `the reaction time is taken off every stamp`() throws {
    var script = try DeskScript(DeskScript.opening(DeskScript.opening.roster, lag: 1500))
    try script.press("2", at: "0:10")
    try script.press("w d b", at: "0:20")
    #expect(
      script.events == [
        .turn("chris", on: SessionTime(8500)), .marker("W1", "chris", to: .group, on: SessionTime(18_500)),
        .bookmark(on: SessionTime(18_500)),
      ])
  }

  @Test(arguments: [
    ("<gt> 4", "<gt> 3", Event.turn("chris", to: "kathy")), ("s", "o", .turn("chris", focus: .other)),
    ("o", "g", .turn("chris", focus: .group)),
  ])
  func `saying more of a turn completes it, saying something else begins a new segment`(
    first: String, second: String, segment: Event
  ) throws {
    var script = try DeskScript.started()
    try script.press(first, at: "0:40")
    guard case .amended(let amendment)? = script.events.last else {
      Issue.record("\(first) did not complete the turn: \(script.events.last.debugDescription)")
      return
    }
    #expect(amendment.of == 3)
    try script.press(second, at: "0:50")
    #expect(script.events.last == segment)
    #expect(script.session.floor.tallies[1].turns == 1)
  }

  @Test(arguments: ["2", "<Space>", "s", "i", "<gt> 4", "l", "P", "b", "p"])
  func `a double press records once and says so`(keys: String) throws {
    var script = try DeskScript.started()
    try script.press(keys, at: "1:00")
    let count = script.records.count
    #expect(try script.press(keys) == [])
    #expect(script.records.count == count)
    #expect(script.message != "")
  }

  @Test func `somebody who withdrew is not named, and a double press records once all the same`() throws {
    var script = try DeskScript.started()
    try script.press("A 4 w 4", at: "1:00")
    #expect(script.events.suffix(2) == [.withdrew("alice"), .turn(.unlogged)])
    #expect(try script.press("4") == [])
  }

  @Test func `undo and redo go back and forth, and both are records`() throws {
    var script = try DeskScript.started()
    try script.press("u u U <C-r>", at: "1:00")
    #expect(script.events.suffix(4) == [.retracted(3), .retracted(2), .restored(2), .restored(3)])
    #expect(try script.press("U") == [])
    #expect(script.message.contains("nothing to redo"))
  }

  @Test func `nothing is moved into the future or before the opening`() throws {
    var script = try DeskScript.started()
    try script.press("]", at: "0:30")
    #expect(script.message.contains("0:31 has not come yet"))
    var fresh = try DeskScript()
    try fresh.press("[")
    #expect(fresh.message.contains("nothing to move"))
    try fresh.press("1 {", at: "0:02")
    #expect(fresh.events == [.turn("joe"), .amended(1, .on(.zero))])
    #expect(try fresh.press("{") == [])
  }

  @Test func `a strip with nobody to name asks for a seat and keeps its stamp`() throws {
    var script = try DeskScript()
    try script.press("w d", at: "1:00")
    #expect(script.message.contains("A seat's key says who"))
    try script.press("2 d", at: "1:10")
    #expect(script.events == [.marker("W1", "chris", to: .group, on: DeskScript.minute)])
  }
}
