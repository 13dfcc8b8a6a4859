import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// Going through a session by what is in it.
@Suite struct `Finding a place in a replay` {
  static func player(_ letter: String = "b", from start: SessionTime = .zero, idle: Int? = nil) throws
    -> Player
  {
    let records = try WorkedSession(letter).records
    return Player(try #require(Replay(records)), keymap: try Keymap(builtIn: ()), from: start, idle: idle)
  }

  @Test(arguments: [
    ("12:30", "00:12:30"), ("1m 30s", "00:01:30"), ("90s", "00:01:30"), ("50%", "00:10:00"),
    ("100%", "00:20:00"),
    ("+30s", "00:05:30"), ("-1:00", "00:04:00"), ("end", "00:20:00"), ("start", "00:00:00"),
    ("1h 2m", "00:20:00"),
    ("-9h", "00:00:00"), ("0:01:02", "00:01:02"),
  ]) func `a time is written as people write it`(words: String, shown: String) throws {
    var player = try Self.player(from: SessionTime(300_000))
    _ = player.update(.key(.character("g"), at: 0))
    _ = player.update(.pasted(words, at: 0))
    _ = player.update(.key(.enter, at: 0))
    #expect(player.clockShown == shown)
  }

  @Test(arguments: ["noon", "12", "101%", "+", "1:2:3:4", "12:99", "%"])
  func `what is no time is said to be none, and nothing moves`(words: String) throws {
    var player = try Self.player(from: SessionTime(300_000))
    _ = player.update(.key(.character("g"), at: 0))
    _ = player.update(.pasted(words, at: 0))
    _ = player.update(.key(.enter, at: 0))
    #expect(player.clockShown == "00:05:00")
    #expect(player.said.contains("is no time. Write 12:30"), "\(player.said)")
  }

  @Test func `what is asked can be dropped, and a long answer shows its end`() throws {
    var player = try Self.player(from: SessionTime(300_000))
    try player.press("g 1 2 <Esc>")
    #expect(player.clockShown == "00:05:00")
    try player.press("g 9 <Backspace> <Backspace>")
    #expect(player.frame(for: Size(rows: 24, columns: 80)).cursor == nil)
    try player.press("g <Enter>")
    #expect(player.clockShown == "00:05:00")
  }

  @Test func `a walk goes by a person or a code, and says which of how many`() throws {
    var player = try Self.player()
    try player.press("} k a t h y <Enter>")
    #expect(player.said.contains("Kathy: "), "\(player.said)")
    try player.press("}")
    #expect(player.said.contains("Kathy 1 of "))
    let first = player.clockShown
    try player.press("} {")
    #expect(player.clockShown == first)
    try player.press("{")
    #expect(player.said.contains("No record of Kathy before this"))
    try player.press("0 w c 2 <Enter> }")
    #expect(player.said.contains("C2 1 of "), "\(player.said)")
    try player.press("w n o b o d y <Enter>")
    #expect(player.said.contains("neither somebody here nor a code"))
  }

  @Test func `a search says how many there are and which, goes on and back, and round the end`() throws {
    var player = try Self.player()
    try player.press("/ r e p a i r <Enter>")
    #expect(player.said.contains("1 of "), "\(player.said)")
    let first = player.clockShown
    try player.press("n N")
    #expect(player.clockShown == first)
    try player.press("N")
    #expect(player.said.contains("from the end"))
    try player.press("n")
    #expect(player.said.contains("1 of ") && player.said.contains("from the beginning"))
    try player.press("/ z z z <Enter>")
    #expect(player.said.contains("'zzz' is in no note, code, name or kind of record."))
  }

  @Test func `the signs of the bar are walked one by one`() throws {
    var player = try Self.player()
    let signs = try WorkedSession("b").records.filter(\.event.isSign)
    for sign in signs {
      try player.press("<Tab>")
      #expect(player.clockShown == clock(sign.time))
    }
    try player.press("<Tab>")
    #expect(player.said.contains("No mark or repair after this."))
    try player.press("<S-Tab>")
    #expect(player.clockShown == clock(signs[signs.count - 2].time))
  }

  private func clock(_ time: SessionTime) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let seconds = time.milliseconds / 1000
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  @Test func `skipped idle time is skipped by playing, arrows, bar and signs alike`() throws {
    var whole = try Self.player()
    var player = try Self.player(idle: 5000)
    let records = try WorkedSession("b").records
    let map = TimeMap(records.map(\.time), end: try #require(records.last).time, idle: 5000)
    try player.press("<Space>")
    _ = player.update(.tick(at: map.length + 1))
    #expect(player.clockShown == "00:20:00")
    #expect(player.nextChange == nil)
    try player.press("0 <Right>")
    #expect(player.clockShown == clock(map.moment(5000)))
    // The playhead stands on the sign it was sent to, whichever way the time is shown.
    for keys in ["0 <Tab>", "<Tab>", "i", "i"] {
      try player.press(keys)
      try whole.press(keys == "i" ? "" : keys)
      let bar = player.frame(for: Size(rows: 24, columns: 80)).text(row: 21)
      #expect(bar.unicodeScalars.contains("◆"))
      #expect(player.clockShown == whole.clockShown)
    }
  }

  @Test func `an episode is played again and again until it is ended`() throws {
    var player = try Self.player()
    try player.press("l")
    #expect(player.said.contains("No episode has begun yet"))
    try player.press("] l")
    let start = player.clockShown
    #expect(start == "00:03:45")
    try player.press("<Space>", at: 1000)
    _ = player.update(.tick(at: 4_000_000))
    #expect(player.clockShown == start)
    #expect(player.nextChange != nil)
    try player.press("l", at: 4_000_000)
    _ = player.update(.tick(at: 9_000_000))
    #expect(player.clockShown == "00:20:00")
  }

  @Test func `the figures are those up to here`() throws {
    var player = try Self.player(from: SessionTime(600_000))
    try player.press("f")
    let text = player.frame(for: Size(rows: 24, columns: 80)).text
    #expect(text.contains("the figures up to 00:10:00, as recorded"))
    #expect(text.contains("Length 10:00"), "\(text)")
    try player.press("q")
    #expect(!player.frame(for: Size(rows: 24, columns: 80)).text.contains("the figures up to"))
  }

  /// What a page shows in a window that is high enough for all of it.
  private func page(_ player: Player, columns: Int) -> [String] {
    var player = player
    let size = Size(rows: 600, columns: columns)
    _ = player.update(.sized(size))
    let frame = player.frame(for: size)
    return (2..<597).map { frame.text(row: $0) }
  }

  /// A text without its blanks.
  private func letters(_ text: String) -> String { text.split(separator: " ").joined() }

  @Test(arguments: [40, 50, 60, 72]) func `the running text of the figures is read whole in any window`(
    columns: Int
  ) throws {
    var player = try Self.player(from: SessionTime(1_200_000))
    try player.press("f")
    // Tables have gaps; running text has none but its indentation.
    let running = page(player, columns: 100).filter { line in
      !line.isEmpty && line.hasSuffix(line.split(separator: " ").joined(separator: " "))
    }
    #expect(running.contains { $0.columns > columns })
    let shown = letters(page(player, columns: columns).joined(separator: " "))
    for line in running { #expect(shown.contains(letters(line)), "\(line)") }
  }

  @Test func `the figures end on their last line in a small window too`() throws {
    var player = try Self.player(from: SessionTime(1_200_000))
    let size = Size(rows: 10, columns: 50)
    _ = player.update(.sized(size))
    try player.press("f")
    let last = try #require(page(player, columns: 50).last(where: { !$0.isEmpty }))
    #expect(!player.frame(for: size).text.contains(last))
    try player.press("<End>")
    // Just above the bar.
    #expect(player.frame(for: size).text(row: 6) == last)
    try player.press("<Home>")
    #expect(player.frame(for: size).text(row: 2).hasPrefix("Session 2 of"))
  }
}
