import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// What holds whatever is pressed.
@Suite struct `Laws of the desk` {
  /// A key as hasty hands press it: mostly those that mean something.
  private static func key(_ numbers: inout Seeded) -> Key {
    let likely = Array("123412341234  >>*sogiwcxrpvmbB[]{}uUnAlkPZ:?daretchpf-+=\n".unicodeScalars)
    let named: [Key] = [
      .enter, .escape, .tab, .backspace, Key(.up), Key(.down), Key(.pageDown), .control("l"), .control("r"),
      .alt("1"), Key(.function(1)), .control("w"), .control("u"), .character("漢"), .character("\u{301}"),
    ]
    if Int.random(in: 0..<5, using: &numbers) == 0 {
      return named[Int.random(in: 0..<named.count, using: &numbers)]
    }
    return .character(likely[Int.random(in: 0..<likely.count, using: &numbers)])
  }

  private static func play(_ seed: UInt64, keys: Int, drawing: Bool) throws -> DeskScript {
    var numbers = Seeded(seed)
    var sizes = Seeded(seed)
    var script = try DeskScript()
    for _ in 0..<keys {
      script.wait(Int.random(in: 0..<4000, using: &numbers))
      switch Int.random(in: 0..<60, using: &numbers) {
      case 0: script.paste("pasted 1 w d")
      case 1: script.say("mark C2 alice > joe")
      default: script.press(key(&numbers))
      }
      guard drawing else { continue }
      let size = Size(
        rows: Int.random(in: 1...60, using: &sizes), columns: Int.random(in: 1...200, using: &sizes))
      #expect(script.desk.frame(for: size).size == size)
    }
    return script
  }

  @Test(arguments: UInt64(1)...8)
  func `any keys record only what makes sense, and the screen follows`(_ seed: UInt64) throws {
    let script = try Self.play(seed, keys: 400, drawing: true)
    #expect(script.records.count > 20)
    #expect(script.session.ignored == [], "\(script.session.ignored.map { script.records[$0.rawValue] })")
    #expect(Session(replaying: script.records)?.entries == script.session.entries)
    for (before, after) in zip(script.records, script.records.dropFirst()) {
      #expect(before.time <= after.time)
    }
  }

  @Test(arguments: UInt64(1)...4)
  func `the same keys give the same events`(_ seed: UInt64) throws {
    let first = try Self.play(seed, keys: 300, drawing: false)
    #expect(try Self.play(seed, keys: 300, drawing: true).effects == first.effects)
  }

  /// A screen in every state a key brings about.
  private static let states = [
    "", "w", "w <gt>", "c 3", "r <Space>", "p", "v", "m", "A", "A 3", "<gt>", "b B", "n a b", ": x", "?",
    "? j j", "w ?", "e ?", "Q ?", ": m e", ": z z", "L", "L a", "L a <Enter>",
    "P", "l", ".", "e", "e w", "e c", "b e", "b e B", "e n x", "Q", "Q 4 <Down> n", "Z", "y",
  ]

  @Test
  func `Every screen draws at every size from 1 × 1 to 60 × 200 without trapping, and keys still record`()
    throws
  {
    // Every height and width where panels come and go, and a spread of the rest.
    let rows = Array(1...26) + [30, 45, 60]
    let columns = [1, 2, 3, 7, 12, 13, 20, 30, 31, 39, 40, 41, 57, 58, 79, 80, 132, 200]
    for (place, keys) in Self.states.enumerated() {
      var script = try DeskScript.talking(keys, at: "5:52")
      for (index, row) in rows.enumerated() {
        for column in stride(from: (index + place) % 6, to: columns.count, by: 6) {
          _ = script.desk.frame(for: Size(rows: row, columns: columns[column]))
        }
      }
      // A lock that is closed has no other way out, and records seats all the same.
      if !keys.hasPrefix("L a <") { try script.press("<Esc> <Esc> <Esc>") }
      try script.press("2 4")
      #expect(script.events.last == .turn("alice"), "\(keys)")
    }
    for (place, script) in [try DeskScript(), try DeskScript.twelve(), try DeskScript.wide()].enumerated() {
      for row in rows {
        for column in stride(from: (row + place) % 3, to: columns.count, by: 3) {
          _ = script.desk.frame(for: Size(rows: row, columns: columns[column]))
        }
      }
    }
  }

  @Test func `the hints fit, and the last of them says how to get help or out of here`() throws {
    let ways = ["help", "drop", "drops it", "back", "group"]
    for keys in Self.states where keys != "Z" && !keys.hasPrefix("L") {
      let script = try DeskScript.talking(keys, at: "5:52")
      for columns in [40, 41, 46, 52, 60, 66, 74, 79, 80, 100] {
        let frame = script.desk.frame(for: Size(rows: 24, columns: columns))
        let hint = frame.text(row: keys.hasPrefix("n") || keys.hasPrefix(":") ? 22 : 23)
        #expect(hint.columns < columns && !hint.contains("…"), "\(keys): \(hint)")
        #expect(ways.contains { hint.hasSuffix($0) }, "\(keys): \(hint)")
      }
    }
  }

  @Test func `What could not be written is never shown as saved`() throws {
    let size = Size(rows: 30, columns: 100)
    for keys in ["1", "1 s <Space>", "3 w d u", "b n x <Enter>", "P b l k"] {
      var script = try DeskScript.started()
      script.fail("no space is left")
      let saved = script.records.count
      try script.press(keys, at: "1:00")
      let lines = script.desk.frame(for: size).text.lines
      #expect(lines.first?.contains("not saved") == true)
      #expect(lines.first?.contains("▲") == true)
      #expect(
        lines.filter { $0.hasPrefix("  ▲ ") }.count == script.records.count - saved - amended(script, saved))
      #expect(!lines.contains { $0.hasPrefix("  ● 01:00") || $0.hasPrefix("  ○ 01:00") })
      // Acknowledgements of what was there before change nothing about it.
      _ = script.desk.update(.saved(upTo: RecordID(saved - 1)))
      #expect(script.desk.frame(for: size).text.lines == lines)
      // Room was made and everything is on disk.
      script.save()
      #expect(!script.desk.frame(for: size).text.contains("▲"))
      #expect(!script.desk.frame(for: size).text.contains("not saved"))
    }
  }

  /// Amendments are shown in the line of what they amend.
  private func amended(_ script: DeskScript, _ start: Int) -> Int {
    script.records.dropFirst(start).count { if case .amended = $0.event { true } else { false } }
  }

  @Test func `what is written and not yet on disk is hollow`() throws {
    var script = try DeskScript.started()
    script.savesAtOnce = false
    try script.press("3", at: "1:00")
    let size = Size(rows: 24, columns: 80)
    #expect(script.desk.frame(for: size).text.contains("○ 01:00  Kathy"))
    #expect(script.desk.frame(for: size).text(row: 0).contains("○ 00:01:00"))
    script.save()
    #expect(script.desk.frame(for: size).text.contains("● 01:00  Kathy"))
  }
}
