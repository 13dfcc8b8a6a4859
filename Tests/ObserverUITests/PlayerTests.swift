import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

@Suite struct `A session played back` {
  private let size = Size(rows: 24, columns: 80)

  private func player(from start: SessionTime = .zero) throws -> Player {
    let records = try WorkedSession("b").records
    return Player(try #require(Replay(records)), keymap: try Keymap(builtIn: ()), from: start)
  }

  /// What the clock of the head shows after some keys, pressed at moments outside.
  private func clock(_ player: Player) -> String { player.clockShown }

  @discardableResult
  private func press(_ keys: String, _ player: inout Player, at outside: Int = 0) throws -> [PlayerEffect] {
    try player.press(keys, at: outside)
  }

  @Test(arguments: [
    ("<Right>", "00:00:05"), ("<S-Right> <S-Right> <Left>", "00:00:55"), ("5", "00:10:00"),
    ("9 0", "00:00:00"),
    ("]", "00:03:50"), ("] [", "00:03:50"), (". . .", "00:02:40"), (". . . ,", "00:02:00"),
    ("<Left>", "00:00:00"),
    ("9 <PageDown> <PageDown> <PageDown> <PageDown> <PageDown>", "00:20:00"),
  ])
  func `goes where its keys say`(keys: String, shown: String) throws {
    var player = try player()
    #expect(try press(keys, &player) == [])
    #expect(clock(player) == shown)
  }

  @Test func `runs as fast as it says, stands at the end, and does not leave by itself`() throws {
    var player = try player(from: SessionTime(1_190_000))
    #expect(player.nextChange == nil)
    try press("<Space>", &player, at: 1000)
    #expect(player.nextChange != nil)
    _ = player.update(.tick(at: 3000))
    #expect(clock(player) == "00:19:52")
    try press("<gt>", &player, at: 3000)
    #expect(player.frame(for: size).text(row: 0).contains("▶ ×2"))
    _ = player.update(.tick(at: 5000))
    #expect(clock(player) == "00:19:56")
    _ = player.update(.tick(at: 100_000))
    #expect(clock(player) == "00:20:00")
    #expect(player.nextChange == nil)
    #expect(try press("<Space>", &player, at: 100_000) == [])
    #expect(player.frame(for: size).text.contains("This is the end"))
    #expect(try press("q", &player) == [.quit])
  }

  @Test func `there and back again shows the same`() throws {
    var player = try player(from: SessionTime(400_000))
    let before = player.frame(for: size)
    try press("9 0 5 3 <S-Right> 2", &player)
    try press("0 " + String(repeating: "<S-Right> ", count: 13) + "<Right> <Right>", &player)
    #expect(player.frame(for: size) == before)
  }

  @Test func `a key that does nothing says so, and help shows the keys`() throws {
    var player = try player()
    #expect(try press("z", &player) == [])
    #expect(player.frame(for: size).text.contains("z does nothing here"))
    try press("?", &player)
    #expect(player.frame(for: size).text.contains("the next rupture"))
    #expect(try press("q", &player) == [])
    #expect(try press("<C-c>", &player) == [.quit])
  }

  @Test func `help in the list of events says what its keys do there`() throws {
    var player = try player(from: SessionTime(600_000))
    try press("e ?", &player)
    let text = player.frame(for: size).text
    #expect(text.contains("the keys in the list of events"))
    for action in [Action.pageUp, .cancel] {
      #expect(text.contains(action.meaning(in: .events)), "\(action.rawValue): \(text)")
    }
    // Nothing is dropped by going back.
    #expect(!text.contains("drop it"))
  }

  @Test func `every size draws`() throws {
    var player = try player()
    for keys in ["", "5", "?"] {
      try press(keys, &player)
      for rows in Array(1...14) + [16, 24, 60] {
        for columns in [1, 12, 39, 40, 41, 60, 80, 200] {
          let size = Size(rows: rows, columns: columns)
          #expect(player.frame(for: size).size == size)
        }
      }
    }
  }

  @Test(arguments: [
    ("playing", "", 24, 80), ("end", "9 <PageDown> <PageDown> <PageDown> <PageDown> <Space>", 24, 80),
    ("small", "4", 10, 40), ("help", "?", 24, 80),
  ]) func `looks as it was looked at`(name: String, keys: String, rows: Int, columns: Int) throws {
    var player = try player(from: SessionTime(570_000))
    try press(keys.isEmpty ? "<Space>" : keys, &player)
    if keys.isEmpty { _ = player.update(.tick(at: 30_000)) }
    let size = Size(rows: rows, columns: columns)
    try Golden("Tests/ObserverUITests/Golden/player-\(name)-\(columns)x\(rows).txt")
      .check(player.frame(for: size).golden)
  }
}

extension Player {
  /// What the clock of the head shows.
  var clockShown: String {
    let head = frame(for: Size(rows: 24, columns: 80)).text(row: 0)
    return head.split(separator: " ").dropLast(2).last.map(String.init) ?? ""
  }

  /// The line that says what the last key led to.
  var said: String {
    let frame = frame(for: Size(rows: 24, columns: 80))
    return frame.text(row: 22)
  }

  /// Presses keys, all at one moment outside.
  @discardableResult
  mutating func press(_ keys: String, at outside: Int = 0) throws -> [PlayerEffect] {
    var effects: [PlayerEffect] = []
    for key in try Key.parse(line: keys) { effects += update(.key(key, at: outside)) }
    return effects
  }
}
