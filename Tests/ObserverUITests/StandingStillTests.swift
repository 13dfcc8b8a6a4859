import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// Whoever looks up from the room for a moment finds everything where it was.
@Suite struct `What stands still` {
  static let size = Size(rows: 24, columns: 80)

  /// Keys that open, mend and end ruptures, correct, look around and mistake.
  private static let bits = [
    "1", "2", "3", "4", "<Space>", "3 w d", "4 c r", "2 x a", "3 <gt> 1 w e", "1 r o", "r <Tab> c",
    "v 3", "v b 4",
    "v c 2", "p", "p <Tab> <Enter>", "u", "u u", "U", "m s", "b", "A 3 l", "A 3 a", "w", "<Esc>",
    "T", "t", "y", "[",
    "}", "P", "l k",
  ]

  /// The row of a panel's head, `nil` where something covers it.
  private func row(of head: String, in frame: Frame) -> Int? {
    (0..<frame.size.rows).first {
      frame.text(row: $0) == " \(head)" || frame.text(row: $0).hasPrefix(" \(head) ")
    }
  }

  @Test(arguments: UInt64(1)...6)
  func `an open episode keeps its row and its letter while it is open, and no panel moves`(
    _ seed: UInt64
  ) throws {
    var numbers = Seeded(seed)
    var script = try DeskScript()
    var places: [RecordID: Int] = [:]
    var most = 0
    for _ in 0..<150 {
      script.wait(Int.random(in: 500..<9000, using: &numbers))
      try script.press(Self.bits[Int.random(in: 0..<Self.bits.count, using: &numbers)])
      let session = script.session
      let now = session.openEpisodes.compactMap { id in
        session.openPlaces.place(of: id).map { (id, $0) }
      }
      for (id, place) in now { #expect(places[id] ?? place == place) }
      #expect(Set(now.map(\.1)).count == now.count)
      #expect(now.count == min(session.openEpisodes.count, OpenPlaces.most))
      places = Dictionary(uniqueKeysWithValues: now)
      most = max(most, now.count)
      let frame = script.desk.frame(for: Self.size)
      #expect(frame.text(row: 1).hasPrefix(" seat"))
      for (seat, key) in ["1", "2", "3", "4"].enumerated() {
        #expect(frame.text(row: 2 + seat).hasPrefix("  \(key)"))
      }
      #expect(row(of: "open", in: frame) == 6)
      #expect([nil, 11].contains(row(of: "last", in: frame)))
      for (_, place) in now where place < 4 {
        let line = frame.text(row: 7 + place).unicodeScalars.dropFirst(2).first
        #expect(line == Unicode.Scalar(UInt8(0x61 + place)), "\(frame.text)")
      }
    }
    #expect(most > 2)
  }

  @Test func `the place of an episode that ended is free for the next one`() throws {
    var script = try DeskScript()
    try script.press("2 <gt> 1 w d", at: "0:10")
    try script.press("3 <gt> 1 w d", at: "0:20")
    let open = script.session.openEpisodes
    try script.press("v a 3", at: "0:30")
    #expect(script.session.openPlaces.episodes == [nil, open[1]])
    // What was called resolved by mistake is back where it was.
    try script.press("u")
    #expect(script.session.openPlaces.episodes == open)
    try script.press("v a 3", at: "0:40")
    try script.press("4 <gt> 1 c r", at: "0:50")
    #expect(script.session.openPlaces.episodes == [script.session.openEpisodes[1], open[1]])
    #expect(script.desk.frame(for: Self.size).text(row: 7).hasPrefix("  a  Alice"))
    #expect(script.desk.frame(for: Self.size).text(row: 8).hasPrefix("  b  Kathy"))
  }

  @Test func `a strip names the episode it joins by the letter of its row`() throws {
    var script = try DeskScript()
    try script.press("2 <gt> 1 w d", at: "0:10")
    try script.press("3 <gt> 1 w d", at: "0:20")
    try script.press("v a 3", at: "0:30")
    try script.press("3 <gt> 1 w", at: "0:40")
    #expect(script.desk.frame(for: Self.size).text.contains("withdrawal  Kathy → Joe  joins b  at 0:40"))
  }

  @Test func `the lanes move their left edge a minute at a time`() throws {
    var script = try DeskScript.talking()
    var shown: Set<String> = []
    for seconds in stride(from: 1, to: 60, by: 3) {
      try script.go(to: "9:\(seconds / 10)\(seconds % 10)")
      let lane = script.desk.frame(for: Self.size).text(row: 18)
      shown.insert(lane.hasPrefix(" 5 min Joe") ? lane : "\(seconds): \(lane)")
    }
    #expect(shown.count == 1, "\(shown)")
  }
}
