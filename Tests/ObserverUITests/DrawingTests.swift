import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// Between events only what moves is drawn, and nobody can tell.
@Suite struct `Drawing what has moved` {
  private static let bits = [
    "1", "2", "3", "<Space>", "3 w d", "4 c r <Esc>", "1 r o", "v 3", "u", "U", "m s", "b", "B", "A 3 l", "w",
    "<Esc>", "?", "e", "<Esc>", "l", "k", "P", "Z", "N", "F", "T", "W", "n a <Enter>", "P P",
  ]

  @Test(arguments: UInt64(1)...12)
  func `a screen drawn after another is the screen drawn whole`(_ seed: UInt64) throws {
    var numbers = Seeded(seed)
    var script = try DeskScript()
    var drawn: Desk.Drawn?
    var size = Size(rows: 24, columns: 80)
    for _ in 0..<250 {
      if Int.random(in: 0..<4, using: &numbers) == 0 {
        try script.press(Self.bits[Int.random(in: 0..<Self.bits.count, using: &numbers)])
      }
      if Int.random(in: 0..<3, using: &numbers) == 0 { script.save() }
      if Int.random(in: 0..<20, using: &numbers) == 0 {
        size = Size(
          rows: Int.random(in: 1...40, using: &numbers), columns: Int.random(in: 1...120, using: &numbers))
        _ = script.desk.update(.sized(size))
      }
      for _ in 0..<Int.random(in: 1..<5, using: &numbers) {
        script.wait(Int.random(in: 1..<20_000, using: &numbers))
        try script.go(to: nil)
        let next = script.desk.draw(for: size, after: drawn)
        let whole = script.desk.frame(for: size)
        if let drawn, !next.isWhole { expect(next.frame, isBetween: drawn.frame, and: whole) }
        let marked = next.isMarked ? next : script.desk.draw(for: size, after: next)
        #expect(marked.isMarked)
        if !marked.isWhole { expect(marked.frame, isBetween: next.frame, and: whole) }
        let rest = marked.isWhole ? marked : script.desk.draw(for: size, after: marked)
        #expect(rest.isWhole)
        #expect(rest.frame == whole, "\(script.time.clockText)\n\(rest.frame.text)")
        // Sometimes the next key is there before the rest was drawn.
        drawn = [rest, marked, next].randomElement(using: &numbers)
      }
    }
  }

  /// No cell shows anything that was not there before and is not there afterwards.
  private func expect(_ frame: Frame, isBetween before: Frame, and after: Frame) {
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns {
        let cell = frame[row, column]
        #expect(cell == before[row, column] || cell == after[row, column], "\(row), \(column)\n\(frame.text)")
      }
    }
  }

  @Test(arguments: [Size(rows: 24, columns: 80), Size(rows: 16, columns: 60), Size(rows: 50, columns: 200)])
  func `a seat's key is answered before the figures follow`(size: Size) throws {
    var script = try DeskScript()
    try script.press("2", at: "0:01")
    try script.press("3", at: "0:09")
    let before = script.desk.draw(for: size, after: nil)
    try script.press("2", at: "0:30")
    let answer = script.desk.draw(for: size, after: before)
    let whole = script.desk.frame(for: size)
    #expect(!answer.isWhole && answer.frame != whole)
    // Who has the floor is there; the records and the figures are as they were.
    func ends(_ frame: Frame, from signs: String) -> [String] {
      (0..<size.rows).map { String(frame.text(row: $0).drop { !signs.contains($0) }) }.filter { !$0.isEmpty }
    }
    func floor(_ frame: Frame) -> [String] { ends(frame, from: "▸").map { String($0.prefix(7)) } }
    #expect(ends(answer.frame, from: "○●").dropFirst() == ends(before.frame, from: "○●").dropFirst())
    #expect(ends(whole, from: "○●").dropFirst() != ends(before.frame, from: "○●").dropFirst())
    #expect(floor(answer.frame) == floor(whole) && floor(answer.frame) != floor(before.frame))
    #expect(answer.frame.text.contains("0:21") == false && whole.text.contains("0:21"))
    // With nothing new the mark and the clock come next, and then the rest.
    #expect(!answer.isMarked && answer.frame.text(row: 0) == before.frame.text(row: 0))
    let marked = script.desk.draw(for: size, after: answer)
    #expect(marked.isMarked && !marked.isWhole && marked.frame.text(row: 0) == whole.text(row: 0))
    #expect((1..<size.rows).allSatisfy { marked.frame.text(row: $0) == answer.frame.text(row: $0) })
    let rest = script.desk.draw(for: size, after: marked)
    #expect(rest.isWhole && rest.frame == whole)
    // A second key is not answered before the mark of the first.
    try script.press("3", at: "0:40")
    let second = script.desk.draw(for: size, after: answer)
    #expect(second.isMarked && !second.isWhole)
    #expect(second.frame.text(row: 0) == script.desk.frame(for: size).text(row: 0))
  }

  @Test(arguments: ["2 3", "w", "2 b", "u", "3 w d", "?", "P", "N", "Z"])
  func `what is more than a seat's key is drawn whole at once`(_ keys: String) throws {
    let size = Size(rows: 24, columns: 80)
    var script = try DeskScript()
    try script.press("2", at: "0:01")
    let before = script.desk.draw(for: size, after: nil)
    try script.press(keys, at: "0:30")
    let next = script.desk.draw(for: size, after: before)
    #expect(next.isWhole == (keys != "2 3"))
    #expect(next.frame == script.desk.frame(for: size) || keys == "2 3")
  }

  @Test func `who grows quiet while nobody has the floor is seen to at that second`() throws {
    let size = Size(rows: 24, columns: 80)
    var script = try DeskScript()
    try script.press("A 2 l", at: "0:50")
    try script.press("A 2 a", at: "1:10")
    #expect(script.session.floor.current == nil)
    var drawn: Desk.Drawn?
    for second in 71..<460 {
      try script.go(to: SessionTime(second * 1000).clockText)
      let next = script.desk.draw(for: size, after: drawn)
      #expect(next.frame == script.desk.frame(for: size), "\(second)")
      drawn = next
    }
    #expect(drawn?.frame.text.contains(" 6m") == true)
  }

  @Test func `while nothing happens the clock alone is drawn`() throws {
    let size = Size(rows: 24, columns: 80)
    var quiet = try DeskScript()
    let people = (1...8).map { Member(id: MemberID("m\($0)"), label: "M\($0)", role: .member, key: "\($0)") }
    var other = try DeskScript(DeskScript.opening(Roster(people)))
    try other.go(to: "0:02")
    try quiet.go(to: "0:05")
    // What stood there, though it is another session's, is left alone below the head.
    let drawn = quiet.desk.draw(for: size, after: other.desk.draw(for: size, after: nil))
    #expect(drawn.frame.text(row: 0) == quiet.desk.frame(for: size).text(row: 0))
    #expect(drawn.frame.text(row: 9) == other.desk.frame(for: size).text(row: 9))
    #expect(drawn.frame.text(row: 9) != quiet.desk.frame(for: size).text(row: 9))
  }
}
