import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// Keys in, records out.
@Suite struct `The keys of the desk` {
  /// What the desk records for a key script after Joe took the floor at 0:10 and an episode opened at 0:20.
  private func recorded(
    _ keys: String, at clock: String = "1:00", before: String = ""
  ) throws -> [Event] {
    var script = try DeskScript.started()
    try script.press(before, at: "0:50")
    let count = script.records.count
    try script.press(keys, at: clock)
    return script.records.dropFirst(count).map(\.event)
  }

  private static let minute = SessionTime(60_000)

  @Test(
    arguments: [
      ("3", [.turn("kathy")]), ("<Space>", [.silence()]), ("s", [.amended(3, .focus(.own))]),
      ("o", [.amended(3, .focus(.other))]), ("g", [.amended(3, .focus(.group))]),
      ("i", [.amended(3, .minimal(true))]), ("<gt> 4", [.amended(3, .to("alice"))]),
      ("<gt> *", [.amended(3, .to(.group))]), ("b", [.bookmark()]), ("u", [.retracted(3)]),
      ("w d", [.marker("W1", "chris", to: "joe", episode: 2, on: minute)]),
      ("c r", [.marker("C2", "chris", to: "joe", episode: 2, on: minute)]),
      ("x a", [.marker("X2", "chris", to: "joe", episode: 2, on: minute)]),
      ("x 4 <gt> 3 - a", [.marker("X2", "alice", to: "kathy", clarity: .weak, on: minute)]),
      ("x + a", [.marker("X2", "chris", to: "joe", episode: 2, clarity: .strong, on: minute)]),
      ("c <gt> * r", [.marker("C2", "chris", to: .group, on: minute)]),
      ("r c", [.repair("R1", "chris", to: "joe", episodes: [2], on: minute)]),
      ("r 1 a", [.repair("XA", "joe", to: "chris", episodes: [2], on: minute)]),
      ("p", [.partly(episode: 2, on: minute)]),
      ("v 4", [.resolved(episode: 2, strength: 4, evidence: .record(3), on: minute)]),
      ("v <Enter>", [.resolved(episode: 2, strength: 3, evidence: .record(3), on: minute)]),
      ("m s", [.moment("P1", "chris", on: minute)]),
      ("m 4 <gt> 2 b", [.moment("BOND+", "alice", to: "chris", on: minute)]),
      ("n n o <Space> d <Backspace> d <Enter>", [.note(text: "no d", on: minute)]),
      ("[", [.amended(3, .on(SessionTime(29_000)))]), ("{", [.amended(3, .on(SessionTime(25_000)))]),
      ("{ ]", [.amended(3, .on(SessionTime(25_000))), .amended(3, .on(SessionTime(26_000)))]),
      ("{ }", [.amended(3, .on(SessionTime(25_000))), .amended(3, .on(SessionTime(30_000)))]),
      ("A 4 l", [.left(member: "alice")]), ("A 4 p", [.left(member: "alice", because: .planned)]),
      ("A 4 r", [.left(member: "alice", because: .rupture)]), ("A 4 a", [.arrived(member: "alice")]),
      ("A 4 c", [.consented(member: "alice")]), ("A 4 w", [.withdrew("alice")]),
      ("l k", [.lost, .regained]),
      (": m o m e n t <Space> P 1 <Space> 4 <Enter>", [.moment("P1", "alice", on: minute)]),
    ] as [(String, [Event])])
  func `each record what they say they record`(keys: String, events: [Event]) throws {
    #expect(try recorded(keys) == events)
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
        .record([.marker("C2", "alice", to: "chris", on: Self.minute)], at: SessionTime(90_000))
      ])
    #expect(script.records.last?.time == SessionTime(90_000))
    #expect(script.session[4]?.moment == Self.minute)
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

  @Test func `a strip left for the floor keeps its stamp as a bookmark`() throws {
    var script = try DeskScript.started()
    try script.press("w 3", at: "1:00")
    let effects = try script.press("4", at: "1:05")
    #expect(
      effects == [
        .record([.bookmark(on: Self.minute)], at: SessionTime(65_000)),
        .record([.turn("alice")], at: SessionTime(65_000)),
      ])
    #expect(script.message.contains("bookmark"))
    for (keys, events) in [
      ("w <Space>", [.bookmark(on: Self.minute), .silence()]),
      ("m 1 4", [.bookmark(on: Self.minute), .turn("alice")]),
    ] as [(String, [Event])] {
      #expect(try recorded(keys) == events, "\(keys)")
    }
    #expect(try recorded("p 3", before: "4 x a") == [.bookmark(on: Self.minute), .turn("kathy")])
  }

  @Test(arguments: ["w", "c 3", "r <Tab>", "v", "m <gt> <Esc>", "A", "A 3", "n a b", ": t u r n", "<gt>"])
  func `escape drops what is half typed and records nothing`(keys: String) throws {
    #expect(try recorded(keys + " <Esc>") == [])
    #expect(try recorded(keys + " <Esc> 3") == [.turn("kathy")])
  }

  @Test(arguments: [
    "<A-1>", "<A-w>", "<C-w>", "y", "é", "漢", "<F7>", "<Up>", "<Enter>", "<Del>", "<Esc>", "9",
  ])
  func `unknown keys record nothing and say so`(keys: String) throws {
    var script = try DeskScript.started()
    #expect(try script.press(keys) == [])
    #expect(script.message.contains("does nothing here"))
  }

  @Test func `pasted text is never played as keys`() throws {
    var script = try DeskScript.started()
    #expect(script.paste("1 2 3 w d Q\r") == [])
    #expect(script.message.contains("not played"))
    try script.press("n", at: "1:00")
    script.paste("two\nlines\u{1B}[31m \u{7F}and 漢字")
    try script.press("<Enter>")
    #expect(script.events.last == .note(text: "twolines[31m and 漢字", on: Self.minute))
  }

  @Test func `a note that would be too long says that it did not go in`() throws {
    var script = try DeskScript.started()
    try script.press("n")
    script.paste(String(repeating: "a", count: Session.longestText))
    script.paste("b")
    #expect(script.desk.frame(for: Size(rows: 24, columns: 80)).text.contains("did not go in"))
    try script.press("<Enter>")
    guard case .note(let note)? = script.events.last else {
      Issue.record("no note")
      return
    }
    #expect(note.text.utf8.count == Session.longestText)
    #expect(!note.text.contains("b"))
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

  @Test func `a bookmark is named by what is keyed next, and takes its moment to it`() throws {
    var script = try DeskScript.started()
    try script.press("b", at: "0:55")
    try script.press("B m s", at: "2:00")
    #expect(script.events.last == .moment("P1", "chris", from: 4))
    #expect(script.session[5]?.moment == SessionTime(55_000))
    #expect(try script.press("B") == [])
    #expect(script.message.contains("No bookmark"))
  }

  @Test(arguments: ["<Esc>", "3", "<Space>", "u u", "l"])
  func `a name that is not given leaves the bookmark alone and later records their own moment`(
    keys: String
  ) throws {
    var script = try DeskScript.started()
    try script.press("b", at: "0:55")
    try script.press("B " + keys, at: "1:00")
    try script.press("w d", at: "2:00")
    guard case .marker(let marker)? = script.events.last else {
      Issue.record("no marker: \(script.message)")
      return
    }
    #expect(marker.claim == Event.Claim(on: SessionTime(120_000)))
  }

  @Test func `naming that is abandoned in a strip leaves one bookmark, not two`() throws {
    var script = try DeskScript.started()
    try script.press("b", at: "0:55")
    try script.press("B w <Esc> B w 3 4", at: "1:00")
    #expect(script.session.unnamedBookmarks == [4])
    #expect(script.events.last == .turn("alice"))
  }

  @Test func `ratings can be given, corrected, skipped, and close the session`() throws {
    var script = try DeskScript.started()
    try script.press("Q", at: "20:00")
    #expect(try script.press("4 n") != [])
    try script.press("<Up> 2 7")
    #expect(script.message.contains("no rating"))
    let wall = Sample.wall.adding(milliseconds: 1_200_000)
    let end = SessionTime(1_200_000)
    #expect(
      try script.press("<Enter>") == [
        .record([.closed(Event.Closing(wall: wall, because: .end))], at: end), .finish,
      ])
    #expect(
      script.events.suffix(4).dropLast() == [
        .rated(Event.Rating(scale: "significance.W", value: 4)),
        .rated(Event.Rating(scale: "significance.C", value: nil)),
        .rated(Event.Rating(scale: "significance.C", value: 2)),
      ])
    script.show(report: ["a report"])
    #expect(try script.press("j q") == [.quit])
  }

  @Test func `escape leaves the ratings and the session goes on`() throws {
    #expect(try recorded("Q <Esc> 3") == [.turn("kathy")])
  }

  @Test func `control c asks once and leaves at the second press`() throws {
    var script = try DeskScript.started()
    #expect(try script.press("<C-c>") == [])
    #expect(script.message.contains("^C again leaves"))
    #expect(try script.press("<C-c>") == [.quit])
    #expect(try script.press("<C-c> 4 <C-c>").contains(.quit) == false)
    #expect(try script.press("w <C-c> <C-c>").last == .quit)
  }

  @Test func `redrawing and stopping are asked for and record nothing`() throws {
    var script = try DeskScript.started()
    #expect(try script.press("<C-l> w <C-z> <Esc>") == [.redraw, .suspend])
  }

  @Test func `a blank screen shows nothing, any key brings it back, and a seat's key counts`() throws {
    var script = try DeskScript.started()
    let size = Size(rows: 24, columns: 80)
    try script.press("Z", at: "1:00")
    #expect(script.desk.frame(for: size) == Frame(size))
    #expect(try script.press("w") == [])
    #expect(script.desk.frame(for: size) != Frame(size))
    #expect(try script.press("Z 3") == [.record([.turn("kathy")], at: Self.minute)])
    #expect(script.desk.frame(for: size) != Frame(size))
  }

  @Test func `help closes at any other key, and a seat's key counts`() throws {
    #expect(try recorded("? j j k w d") == [])
    #expect(try recorded("? 3") == [.turn("kathy")])
  }

  @Test func `a command in words that cannot be carried out stays to be put right`() throws {
    var script = try DeskScript.started()
    try script.press(": t u r n <Space> k a t y <Enter>", at: "1:00")
    #expect(script.events.count == 3)
    #expect(script.desk.frame(for: Size(rows: 24, columns: 80)).text.contains("Did you mean 'kathy'?"))
    try script.press("<Backspace> h y <Enter>")
    #expect(script.events.last == .turn("kathy", on: Self.minute))
    try script.press(": s t a t u s <Enter>")
    #expect(script.message.contains("floor: kathy"))
    #expect(try script.press("4") == [.record([.turn("alice")], at: Self.minute)])
  }

  @Test func `nobody's turn cannot be addressed`() throws {
    var script = try DeskScript()
    for keys in ["<gt>", "s", "i", "r", "v", "p", "u", "U", "B", "["] {
      #expect(try script.press(keys) == [], "\(keys)")
      #expect(script.message != "", "\(keys)")
    }
  }

  @Test func `a strip with nobody to name asks for a seat and keeps its stamp`() throws {
    var script = try DeskScript()
    try script.press("w d", at: "1:00")
    #expect(script.message.contains("A seat's key says who"))
    try script.press("2 d", at: "1:10")
    #expect(script.events == [.marker("W1", "chris", to: .group, on: Self.minute)])
  }
}

extension DeskScript {
  /// Joe speaks at 0:10; Chris complains of him at 0:20, which opens episode 2, and takes the floor at 0:30.
  static func started() throws -> DeskScript {
    var script = try DeskScript()
    try script.press("1", at: "0:10")
    try script.press("c 2 r", at: "0:20")
    try script.press("2", at: "0:30")
    return script
  }
}
