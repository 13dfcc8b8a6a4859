import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// What was recorded and what is believed, side by side, and putting right what is wrong.
@Suite struct `The two times of a replay` {
  static let size = Size(rows: 24, columns: 80)

  /// A session in which a marker was taken back, another moved, a bookmark named late.
  static let corrected = Scenario(given: [
    (5_000, .turn("alice", to: "joe")), (60_000, .marker("C2", "alice", to: "joe")), (70_000, .turn("joe")),
    (120_000, .marker("W2", "kathy", to: "*")), (180_000, .bookmark()), (240_000, .retracted(2)),
    (300_000, .amended(Amendment(of: 4, changes: [.on(90_000), .code("W1")]))),
    (420_000, .marker("C1", "alice", to: "joe", from: 5)),
    (480_000, .repair("R1", "joe", to: "alice", episodes: [8])), (600_000, .closed()),
  ])

  static func player(canCorrect: Bool = false) throws -> Player {
    Player(
      try #require(Replay(corrected.records)), keymap: try Keymap(builtIn: ()), canCorrect: canCorrect)
  }

  @Test func `one key goes from the one to the other and back, at the same moment`() throws {
    var player = try Self.player()
    try player.press("g 1 : 4 0 <Enter>")
    let recorded = player.frame(for: Self.size)
    #expect(recorded.text.contains("C2"))
    #expect(!recorded.text.contains("W1"))
    try player.press("b")
    let believed = player.frame(for: Self.size)
    #expect(player.clockShown == "00:01:40")
    #expect(!believed.text.contains("C2"))
    #expect(believed.text.contains("W1"))
    #expect(player.said.contains("as it is now believed"))
    try player.press("b g 1 : 4 0 <Enter>")
    #expect(player.frame(for: Self.size) == recorded)
  }

  @Test func `the bar shows the difference by shape`() throws {
    var player = try Self.player()
    let recorded = player.frame(for: Self.size).text(row: 21)
    #expect(recorded.unicodeScalars.contains("×") && recorded.unicodeScalars.contains("~"))
    try player.press("b")
    let believed = player.frame(for: Self.size).text(row: 21)
    #expect(!believed.unicodeScalars.contains("×") && believed.unicodeScalars.contains("~"))
    #expect(recorded != believed)
  }

  @Test func `every correction is listed with what it changed, and either side is a key away`() throws {
    var player = try Self.player()
    try player.press("a")
    let text = player.frame(for: Self.size).text
    #expect(text.contains("corrections: 1 of 3"), "\(text)")
    for words in ["taken back", "corrected", "named"] {
      #expect(text.contains(words), "\(words) in\n\(text)")
    }
    try player.press("<Down>")
    let told = player.frame(for: Self.size).text
    #expect(told.contains("moved from 02:00 to 01:30"), "\(told)")
    try player.press("<Up>")
    try player.press(",")
    #expect(player.said.contains("before: taken back"))
    #expect(player.frame(for: Self.size).text.contains("C2 "))
    try player.press("a <Enter>")
    #expect(player.clockShown == "00:04:00")
    #expect(player.said.contains("after: taken back"))
    try player.press("a <Down> . ")
    #expect(player.clockShown == "00:05:00")
  }

  @Test func `what was corrected weeks later lies at the end, and the list says on which day it was made`()
    throws
  {
    let weeks: SessionTime = 25_000_000_000
    let late = Scenario(given: [
      (60_000, .marker("C2", "alice", to: "joe")), (120_000, .retracted(1)), (600_000, .closed()),
      (weeks, .reopened(WallTime("2026-11-21T22:26:40.000+01:00"))),
      (weeks, .amended(Amendment(of: 1, changes: [.code("C3")]))), (weeks.moved(by: 60_000), .restored(1)),
    ])
    var player = Player(try #require(Replay(late.records)), keymap: try Keymap(builtIn: ()))
    #expect(player.frame(for: Self.size).text(row: 0).hasSuffix("00:00:00 of 00:10:00"))
    try player.press("a <Down> <Down>")
    let list = player.frame(for: Self.size).text
    #expect(list.contains("     02:00 taken back"), "\(list)")
    #expect(list.contains("2026-11-21 put back"), "\(list)")
    #expect(list.contains("made after the closing, 2026-11-21 22:27"), "\(list)")
    try player.press(",")
    #expect(player.clockShown == "00:10:00")
    #expect(player.said.contains("before: put back"))
  }

  @Test func `a session without corrections says so`() throws {
    let records = Scenario(given: [(10, .turn("alice"))]).records
    var player = Player(try #require(Replay(records)), keymap: try Keymap(builtIn: ()))
    try player.press("a")
    #expect(player.said.contains("Nothing was corrected"))
  }

  @Test func `a log that is open for reading only is not corrected`() throws {
    var player = try Self.player()
    for key in ["x", "X", "m", "c", ":", "u", "U"] {
      #expect(try player.press(key) == [])
      #expect(player.said.contains("open for reading only"))
    }
  }

  @Test(arguments: UInt64(1)...12) func `nor by any keys`(seed: UInt64) throws {
    var player = try Self.player()
    var numbers = SeededNumbers(seed: seed)
    var keys = try Key.parse(line: "<Enter> <Enter> <Enter> <Esc> <Tab> <Up> <Down> <Left> <Backspace>")
    for value in 0x20...0x7E { keys.append(.character(Unicode.Scalar(UInt8(value)))) }
    let harmless: [PlayerEffect] = [.quit, .redraw, .suspend]
    for _ in 0..<400 {
      let key = keys.randomElement(using: &numbers) ?? .enter
      let effects = player.update(.key(key, at: 0))
      #expect(effects.allSatisfy { harmless.contains($0) }, "\(key)")
    }
  }

  @Test func `the list of events goes to the one pointed at, and back to where it was`() throws {
    var player = try Self.player()
    try player.press("g 1 : 4 0 <Enter> e")
    let list = player.frame(for: Self.size).text
    #expect(list.contains("▸● 3") && list.contains("× Alice → Joe"), "\(list)")
    try player.press("<Down> <Enter>")
    #expect(player.clockShown == "00:02:00")
    try player.press("e <Up> <Esc>")
    #expect(player.clockShown == "00:02:00")
    for key in ["d", "w", "c", "[", "n", "u", ":", "m"] {
      #expect(try player.press("e " + key) == [])
      #expect(player.said.contains("open for reading only"), "\(key): \(player.said)")
      try player.press("<Esc>")
    }
  }

  @Test func `the list of events corrects what is pointed at, where that can be`() throws {
    var player = try Self.player(canCorrect: true)
    try player.press(". . . . e")
    #expect(try player.press("[") == [.correct(.amend(4, [.on(SessionTime(89_000))]))])
    #expect(try player.press("d") == [.correct(.retract(4))])
    #expect(try player.press("c") == [])
    #expect(player.frame(for: Self.size).text.contains("withdrawal: "))
    try player.press("<Esc> <Esc>")
    #expect(player.clockShown == "00:02:00")
  }

  @Test(arguments: ["", "b", "t", "a", "f", "e", "?", "/ k a t h y <Enter>", "]", "l"])
  func `people are shown by their seats on every screen of it`(keys: String) throws {
    var player = try Self.player(canCorrect: true)
    try player.press("5 #")
    #expect(player.said.contains("by their seats"))
    try player.press(keys)
    for _ in 0..<2 {
      let text = player.frame(for: Size(rows: 50, columns: 120)).text
      for member in Self.corrected.session.roster.members {
        #expect(!text.contains(member.label), "\(member.label) in\n\(text)")
      }
      try player.press("<Down>")
    }
  }

  @Test func `a correction is asked for when the rules allow it, and shown when it is recorded`() throws {
    var player = try Self.player(canCorrect: true)
    try player.press(". . . .")
    #expect(try player.press("x") == [.correct(.retract(4))])
    #expect(try player.press("X") == [])
    #expect(player.said.contains("not") || player.said.contains("stand"), "\(player.said)")
    #expect(try player.press("c w 2 <Enter>") == [])
    #expect(try player.press("c W 2 <Enter>") == [.correct(.amend(4, [.code("W2")]))])
    #expect(try player.press("m - 0 : 1 0 <Enter>") == [.correct(.amend(4, [.on(80_000)]))])
    #expect(try player.press("m 2 0 : 0 0 <Enter>") == [])
    let wall = WallTime("2026-02-05T15:00:00.000+01:00")
    let count = Self.corrected.records.count
    _ = player.update(
      .recorded([
        Record(id: RecordID(count), time: 700_000, event: .reopened(wall)),
        Record(id: RecordID(count + 1), time: 700_000, event: .retracted(4)),
      ]))
    #expect(player.said.contains("recorded: taken back"))
    try player.press("a")
    #expect(player.frame(for: Self.size).text.contains("of 4"))
    _ = player.update(.refused("the disk is full"))
    try player.press("<Esc>")
    #expect(try player.press("u") == [.correct(.undo)])
  }

  @Test func `undoing in replay takes back what was corrected here, and never what was recorded live`()
    throws
  {
    var player = try Self.player(canCorrect: true)
    var session = Self.corrected.session
    let wall = WallTime("2026-02-05T15:00:00.000+01:00")
    func take(_ events: [Event]) {
      let records = events.map { event in
        let record = Record(id: session.nextID, time: 700_000, event: event)
        session.apply(record)
        return record
      }
      _ = player.update(.recorded(records))
    }
    /// Presses keys, records what they ask for as the log would, and answers the events.
    func correct(_ keys: String) throws -> [Event] {
      var found: [Event] = []
      for case .correct(let command) in try player.press(keys) {
        if !session.isReopened { take([.reopened(wall)]) }
        let events = try session.decide(command, at: session.lastTime)
        take(events)
        found += events
      }
      return found
    }
    #expect(try correct("u U") == [])
    #expect(player.said.contains("No correction was taken back here"))
    #expect(try correct(". . . x") == [.retracted(3)])
    #expect(try correct("X") == [.restored(3)])
    // Nothing of what was corrected here stands any more; what comes before it is the session's own.
    #expect(try correct("u") == [])
    #expect(player.said.contains("No correction was made here"))
    #expect(try correct("U") == [.retracted(3)])
    #expect(try correct("u") == [.restored(3)])
    #expect(session.ignored == [])
  }

  @Test func `a late record happened where the replay stands`() throws {
    var player = try Self.player(canCorrect: true)
    try player.press("g 0 : 3 0 <Enter>")
    _ = player.update(.key(.character(":"), at: 0))
    _ = player.update(.pasted("note looked away", at: 0))
    let asked = player.update(.key(.enter, at: 0))
    #expect(
      asked == [.correct(.note(Event.Note(text: "looked away", claim: Event.Claim(on: 30_000))))])
  }

  @Test(arguments: UInt64(1)...12) func `every screen of it draws at every size`(seed: UInt64) throws {
    let records = RandomSession(seed: seed, length: 120, hasNonsense: true).records
    var player = Player(
      try #require(Replay(records)), keymap: try Keymap(builtIn: ()), canCorrect: seed % 2 == 0)
    for keys in ["", "5 b", "t", "b", "t a", "<Esc> f", "<Esc> / a", "<Enter>", "g 1", "<Esc> i", "l", "?"] {
      try player.press(keys)
      for rows in [1, 2, 7, 8, 9, 12, 16, 24, 60] {
        for columns in [1, 12, 39, 40, 60, 80, 200] {
          let size = Size(rows: rows, columns: columns)
          #expect(player.frame(for: size).size == size)
        }
      }
    }
  }

  @Test(arguments: [
    ("recorded", "g 1 : 4 0 <Enter>"), ("believed", "g 1 : 4 0 <Enter> b"),
    ("timeline", "t 5"), ("audit", "a <Down>"), ("asking", "g 1 2 : 3"),
  ]) func `looks as it was looked at`(name: String, keys: String) throws {
    for size in [Size(rows: 24, columns: 80), Size(rows: 16, columns: 60)] {
      var player = try Self.player(canCorrect: name == "asking")
      try player.press(keys)
      try Golden("Tests/ObserverUITests/Golden/player-\(name)-\(size.columns)x\(size.rows).txt")
        .check(player.frame(for: size).golden)
    }
  }
}
