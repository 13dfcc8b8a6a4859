import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// What happened at one moment, and when that was.
@Suite struct `The moments of the desk` {
  private static let minute = SessionTime(60_000)

  @Test func `a letter with shift leaves the strip open for one more code at the same moment`() throws {
    var script = try DeskScript.started()
    try script.press("c R", at: "1:00")
    #expect(script.message.contains("One more"))
    try script.press("d", at: "1:20")
    #expect(
      script.events.suffix(2) == [
        .marker("C2", "chris", to: "joe", episode: 2, on: Self.minute),
        .marker("C6", "chris", to: "joe", episode: 2, on: Self.minute),
      ])
    #expect(try script.press("1") == [.record([.turn("joe")], at: SessionTime(80_000))])
  }

  @Test func `the key of a recording stamps its instant, however long the time is typed`() throws {
    var script = try DeskScript.started()
    try script.press("Y 1 2", at: "1:00")
    try script.press(": 3 4", at: "1:04")
    try script.press("<Enter>", at: "1:05")
    #expect(script.events.last == .sync(Event.Sync(media: 754_000 + 5_000)))
    #expect(script.records.last?.time == SessionTime(65_000))
    let map = RecordingMap(of: script.session)
    #expect(map.media(at: Self.minute) == 754_000)
    let count = script.records.count
    try script.press("Y x <Enter>", at: "1:10")
    #expect(script.message.contains("'x' is no place in a recording"), "\(script.message)")
    try script.press("<Esc>")
    #expect(script.records.count == count)
  }

  @Test func `a second code joins the episode that the first one opened`() throws {
    var script = try DeskScript.started()
    try script.press("x 4 <gt> 3 A t", at: "1:00")
    #expect(
      script.events.suffix(2) == [
        .marker("X2", "alice", to: "kathy", on: Self.minute),
        .marker("X3", "alice", to: "kathy", episode: 4, on: Self.minute),
      ])
  }

  @Test(arguments: ["3", "<Esc>"]) func `a strip kept for one more leaves no bookmark`(key: String) throws {
    var script = try DeskScript.started()
    try script.press("c R " + key, at: "1:00")
    #expect(script.session.unnamedBookmarks == [])
  }

  @Test func `the dot adds to the last record, in the same strip or another`() throws {
    var script = try DeskScript.started()
    try script.press("c r", at: "1:00")
    try script.press(". . d", at: "1:10")
    try script.press(". w d", at: "1:20")
    #expect(
      script.events.suffix(3) == [
        .marker("C2", "chris", to: "joe", episode: 2, on: Self.minute),
        .marker("C6", "chris", to: "joe", episode: 2, on: Self.minute),
        .marker("W1", "chris", to: "joe", episode: 2, on: Self.minute),
      ])
    try script.press(". 3", at: "1:30")
    #expect(script.events.last == .turn("kathy"))
  }

  @Test func `backspace takes the last code back and the next letter codes it anew`() throws {
    var script = try DeskScript.started()
    try script.press("x 4 <gt> 3 - a", at: "1:00")
    try script.press("<Backspace>", at: "1:10")
    #expect(script.events.last == .retracted(4))
    #expect(script.message.contains("X2"))
    try script.press("t", at: "1:12")
    #expect(script.events.last == .marker("X3", "alice", to: "kathy", clarity: .weak, on: Self.minute))
    #expect(script.records.count == 7)
  }

  @Test func `a marker says which episode it joins, and tab chooses`() throws {
    let size = Size(rows: 24, columns: 100)
    var script = try DeskScript.started()
    try script.press("x 4 a", at: "0:40")
    try script.press("c 2 <gt> 1", at: "1:00")
    #expect(script.desk.frame(for: size).text.contains("tab joins"))
    #expect(script.desk.frame(for: size).text.contains("joins a"))
    try script.press("<Tab>")
    #expect(script.desk.frame(for: size).text.contains("joins b"))
    try script.press("<Tab>")
    #expect(script.desk.frame(for: size).text.contains("opens one"))
    try script.press("r")
    #expect(script.events.last == .marker("C2", "chris", to: "joe", on: Self.minute))
  }

  @Test func `the first marker is not offered to join anything`() throws {
    var script = try DeskScript()
    try script.press("1 c 2", at: "0:10")
    let text = script.desk.frame(for: Size(rows: 24, columns: 100)).text
    #expect(text.contains("letter completes") && text.contains("opens one"), "\(text)")
    #expect(!text.contains("tab joins"))
  }

  @Test func `a resolution rests on one of the last acts of the member affected, as shown`() throws {
    var script = try DeskScript.started()
    try script.press("3", at: "0:40")
    try script.press("2", at: "0:50")
    try script.press("v", at: "1:00")
    #expect(script.desk.frame(for: Size(rows: 24, columns: 100)).text.contains("on 0:50 Chris"))
    try script.press("<Down>")
    #expect(script.desk.frame(for: Size(rows: 24, columns: 100)).text.contains("on 0:30 Chris"))
    try script.press("4")
    #expect(script.events.last == .resolved(episode: 2, strength: 4, evidence: .record(3), on: Self.minute))
    try script.press("u v <Down> <Down> <Down> 2", at: "1:10")
    #expect(script.events.last == .resolved(episode: 2, strength: 2, on: SessionTime(70_000)))
  }

  @Test func `moving in time shows the new time`() throws {
    var script = try DeskScript.started()
    try script.press("{", at: "1:00")
    #expect(script.message.hasPrefix("Now at 0:25, keyed at 0:30"))
    try script.press("]")
    #expect(script.message.hasPrefix("Now at 0:26"))
  }

  // MARK: Bookmarks

  @Test func `any bookmark can be named, with who spoke then as the default`() throws {
    var script = try DeskScript.started()
    try script.press("b", at: "0:35")
    try script.press("4", at: "0:40")
    try script.press("b", at: "0:45")
    try script.press("1", at: "0:50")
    try script.press("B", at: "2:00")
    let text = script.desk.frame(for: Size(rows: 24, columns: 100)).text
    #expect(text.contains("00:35  Chris") && text.contains("00:45  Alice"))
    #expect(text.contains("open Chris → Joe"))
    try script.press("<Down> m s")
    #expect(script.events.last == .moment("P1", "alice", from: 6))
    try script.press("B m s", at: "2:10")
    #expect(script.events.last == .moment("P1", "chris", from: 4))
    #expect(script.session.unnamedBookmarks == [])
  }

  @Test func `a bookmark can be dropped, and the others are still there`() throws {
    var script = try DeskScript.started()
    for clock in ["0:35", "0:45", "0:55"] { try script.press("b", at: clock) }
    try script.press("B <Down> <Del>", at: "1:00")
    #expect(script.events.last == .retracted(5))
    #expect(script.session.unnamedBookmarks == [4, 6])
    try script.press("m s")
    #expect(script.events.last == .moment("P1", "chris", from: 6))
    try script.press("B -", at: "1:10")
    #expect(script.session.unnamedBookmarks == [])
    #expect(try script.press("B") == [])
  }

  // MARK: Once

  @Test(arguments: ["b", "c r", "v 4", "r c", "p", "m s", "A 4 l", "P", "i", "<gt> 4"])
  func `a key that is held down records once and says so`(keys: String) throws {
    var script = try DeskScript.started()
    var once = try DeskScript.started()
    try once.press(keys, at: "1:00")
    try script.press(keys, at: "1:00")
    let last = try #require(try Key.parse(line: keys).last)
    for wait in [500, 33, 33, 33, 33, 33, 33, 33, 33] {
      script.wait(wait)
      script.press(last)
    }
    #expect(script.message.contains("counts once"))
    #expect(script.session.openEpisodes == once.session.openEpisodes)
    #expect(standing(script) == standing(once))
    #expect(try script.press("<Esc> 3").last != nil)
    #expect(script.events.last == .turn("kathy"))
  }

  @Test(arguments: [0, 1, 15, 90, 200])
  func `a letter that is also the key of its strip counts however fast it comes`(gap: Int) throws {
    var script = try DeskScript.started()
    try script.press("c", at: "1:00")
    script.wait(gap)
    try script.press("c")
    guard case .marker(let marker)? = script.events.last else {
      Issue.record("no marker: \(script.message)")
      return
    }
    #expect(marker.code == "C7")
  }

  @Test(arguments: [(30, false), (0, true), (400, true)])
  func `what ends a strip opens another only when it is pressed apart, or was never pressed by a finger`(
    gap: Int, isMeant: Bool
  ) throws {
    var script = try DeskScript.started()
    try script.press("c r", at: "1:00")
    let count = script.records.count
    script.wait(gap)
    try script.press("r")
    #expect(script.message.contains("counts once") == !isMeant)
    script.wait(1000)
    try script.press("c")
    // In a strip it is a code, at the desk it opens one.
    #expect((script.records.count > count) == isMeant)
  }

  private func standing(_ script: DeskScript) -> [Event] {
    script.session.entries.filter { entry in
      if case .retracted = entry.event { return false }
      return entry.isStanding
    }.map(\.event)
  }

  @Test func `undo twice is two steps, and held down it is one key`() throws {
    var script = try DeskScript.started()
    try script.press("u", at: "1:00")
    script.wait(180)
    try script.press("u")
    #expect(script.events.suffix(2) == [.retracted(3), .retracted(2)])
    var held = try DeskScript.started()
    try held.press("u", at: "1:00")
    held.wait(500)
    for _ in 0..<20 {
      try held.press("u")
      held.wait(33)
    }
    #expect(held.records.count == 6)
  }

  @Test(arguments: ["", "w", "r", "v", "m", "B", ".", "e", "e w", "<gt>", "A 3", "Q", "?"])
  func `what is no key of its own never becomes a tag`(keys: String) throws {
    var script = try DeskScript.started()
    try script.press("b", at: "0:50")
    try script.press(keys, at: "1:00")
    let count = script.records.count
    for key in ["<A-1>", "<A-d>", "<A-s>", "<A-m>", "<C-w>", "<A-4>", "<F5>", "<A-Enter>"] {
      _ = try script.press(key)
      script.wait(1000)
    }
    script.paste("3 w d 4\r")
    #expect(script.records.count == count)
  }
}
