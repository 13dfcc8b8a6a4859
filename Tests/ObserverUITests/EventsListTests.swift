import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// The list of events: everything in it can be put right, and every correction is a record.
@Suite struct `The list of events` {
  /// Joe 1; Chris complains of Joe 2; Chris 3; Alice attacks Kathy 4 and again 5; Joe turns to Alice 6.
  private func started() throws -> DeskScript {
    var script = try DeskScript.started()
    try script.press("x 4 <gt> 3 a", at: "0:40")
    try script.press("x 4 <gt> 3 d", at: "0:50")
    try script.press("r 1 <Tab> c", at: "0:55")
    return script
  }

  private func recorded(_ keys: String) throws -> [Event] {
    var script = try started()
    let count = script.records.count
    try script.press("e " + keys, at: "2:00")
    return script.records.dropFirst(count).map(\.event)
  }

  @Test(
    arguments: [
      ("[", [.amended(6, .on(SessionTime(54_000)))]), ("{", [.amended(6, .on(SessionTime(50_000)))]),
      ("]", [.amended(6, .on(SessionTime(56_000)))]), ("}", [.amended(6, .on(SessionTime(60_000)))]),
      ("w 3", [.amended(6, .who("kathy"))]), ("<gt> *", [.amended(6, .to(.group))]),
      ("c a", [.amended(6, .code("XA"))]), ("d", [.retracted(6)]), ("d p", [.retracted(6), .restored(6)]),
      ("k c t", [.amended(5, .code("X3"))]), ("k c <Tab> d", [.amended(5, .code("W1"))]),
      ("k -", [.amended(5, .clarity(.weak))]), ("k +", [.amended(5, .clarity(.strong))]),
      ("k x", [.amended(5, .episode(5))]), ("k a k <Enter>", []),
      ("k a <Enter>", [.amended(5, .episode(2))]),
      ("k m <Enter>", [.merged(Event.Link(episode: 4, other: 2))]),
      ("k f <Enter>", [.caused(Event.Link(episode: 4, other: 2))]),
      ("a <Enter>", [.amended(6, .episodes([4]))]),
      ("k k k s", [.amended(3, .focus(.own))]),
      ("k k k i I", [.amended(3, .minimal(true)), .amended(3, .minimal(false))]),
      (
        "n o h <Enter>",
        [.note(Event.Note(text: "oh", about: 6, claim: Event.Claim(on: SessionTime(55_000))))]
      ),
      ("d U", [.retracted(6), .restored(6)]), ("d u", [.retracted(6), .retracted(5)]),
      ("3", [.turn("kathy")]), ("<Space>", [.silence()]),
      ("3 [", [.turn("kathy"), .amended(6, .on(SessionTime(54_000)))]),
      ("w <Esc> c <Esc> a <Esc> n x <Esc> <Esc> 3", [.turn("kathy")]),
    ] as [(String, [Event])])
  func `records every correction of the event pointed at`(keys: String, events: [Event]) throws {
    if keys == "k a k <Enter>" { return #expect(try recorded(keys).count == 1) }
    #expect(try recorded(keys) == events)
  }

  @Test func `a resolution is given other evidence, strength and episode, and a relapse its first episode`()
    throws
  {
    var script = try DeskScript.started()
    try script.press("v 3", at: "1:00")
    try script.press("2", at: "1:10")
    try script.press("1", at: "1:20")
    try script.press("2", at: "1:25")
    try script.press("c r", at: "1:30")
    try script.press("e l <Enter>", at: "2:00")
    #expect(script.events.last == .relapse(Event.Link(episode: 7, other: 2)))
    try script.press("k k k +")
    #expect(script.events.last == .amended(4, .strength(4)))
    try script.press("v <Enter>")
    #expect(script.events.last == .amended(4, .evidence(.record(3))) || script.message.contains("already"))
  }

  @Test func `a bookmark is named from it`() throws {
    var script = try DeskScript.started()
    try script.press("b", at: "0:40")
    try script.press("e B m s", at: "2:00")
    #expect(script.events.last == .moment("P1", "chris", from: 4))
  }

  @Test func `what cannot be is said and nothing is recorded`() throws {
    for (keys, words) in [
      ("x", "Only a marker"), ("v", "Only a resolution"), ("B", "no bookmark"), ("p", "nothing to put back"),
      ("i", "has no 'minimal'"), ("c y", "key of none"), ("w y", "no seat"), ("y", "does nothing"),
      ("k k k f", "no episode"), ("+", "neither weak nor strong"), ("<Enter>", "Nothing is asked"),
    ] {
      var script = try started()
      #expect(try script.press("e " + keys, at: "2:00") == [], "\(keys)")
      #expect(script.message.contains(words), "\(keys): \(script.message)")
    }
  }

  @Test func `shows what was corrected, in words`() throws {
    var script = try started()
    try script.press("e w 3 [", at: "2:00")
    let text = script.desk.frame(for: Size(rows: 24, columns: 120)).text
    #expect(text.contains("corrected: who Kathy; at 0:54; at first: Joe → Chris"))
    #expect(text.contains("episode 2 Chris → Joe since 0:20, open"))
    try script.press("d")
    #expect(script.desk.frame(for: Size(rows: 24, columns: 120)).text.contains("taken back"))
  }

  @Test func `stays at the ends`() throws {
    var script = try started()
    try script.press("e <Home> k k <PageUp> <End> j j <PageDown>", at: "2:00")
    #expect(try script.press("d") == [.record([.retracted(6)], at: SessionTime(120_000))])
  }

  @Test(arguments: UInt64(1)...6) func `any keys in it record only what makes sense`(_ seed: UInt64) throws {
    var numbers = Seeded(seed)
    let likely = Array("kkjjjk[]{}w1234>*cdxrtamflv+-sogiIpnB.uU\n\t".unicodeScalars)
    var script = try started()
    try script.press("b 3 1 v", at: "1:00")
    try script.press("3 e", at: "1:10")
    for _ in 0..<600 {
      script.wait(Int.random(in: 200..<900, using: &numbers))
      let scalar = likely[Int.random(in: 0..<likely.count, using: &numbers)]
      switch scalar {
      case "\n": script.press(.enter)
      case "\t": script.press(Int.random(in: 0..<3, using: &numbers) == 0 ? .escape : .tab)
      default: script.press(.character(scalar))
      }
      if Int.random(in: 0..<20, using: &numbers) == 0 { try script.press("<Esc> e") }
    }
    #expect(script.records.count > 60)
    #expect(script.session.ignored == [], "\(script.session.ignored.map { script.records[$0.rawValue] })")
    #expect(Session(replaying: script.records)?.entries == script.session.entries)
  }
}
