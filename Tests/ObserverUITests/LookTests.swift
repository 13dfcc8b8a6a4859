import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit
import TestSupport
import Testing

/// What the observer can choose about the screen, and what it keeps to itself.
@Suite struct `The look of the screen` {
  static let sizes = [
    Size(rows: 24, columns: 80), Size(rows: 16, columns: 60), Size(rows: 10, columns: 40),
    Size(rows: 6, columns: 30),
    Size(rows: 50, columns: 200),
  ]
  private static let states = [
    "", "w", "c 3 <gt> 2", "r", "r <Tab> <Space>", "p", "v", "m", "A", "A 3", "<gt>", "b B", "?",
    "? j j j", "P", "l",
    "Q", "2", "2 2", "y", "c 2 <gt> 2 r", ": s t a t u s <Enter>", ": m a r k <Space> Q 9 <Enter>",
  ]

  /// People whose names and identifiers are nowhere else on the screen.
  private static func named() throws -> DeskScript {
    let members = ["Quentin", "Xenia", "Zyta", "Jorvik"].enumerated().map { place, label in
      Member(
        id: MemberID("\(label.asciiFolded)-id"), label: label,
        role: place == 0 ? .therapist : .member,
        key: "\(place + 1)")
    }
    var script = try DeskScript(DeskScript.opening(Roster(members)))
    try script.press("1 <gt> 2", at: "0:05")
    try script.press("3 <gt> 1 w d", at: "1:00")
    try script.press("4 <gt> 3 x a", at: "1:30")
    try script.press("1 r o", at: "2:00")
    try script.press("n X e n i a <Space> a n d <Space> Z y t <Enter>", at: "2:20")
    try script.press("A 2 l", at: "2:30")
    return script
  }

  @Test(arguments: states) func `with names hidden nothing of a name is anywhere on the screen`(
    _ keys: String
  ) throws {
    var script = try Self.named()
    let names = ["quentin", "xenia", "zyt", "jorvik"]
    try script.press(keys, at: "3:00")
    let before = Self.sizes.map { script.desk.frame(for: $0).text.asciiFolded }.joined()
    #expect(names.contains { before.contains($0) } || keys.hasPrefix("Q"))
    script = try Self.named()
    try script.press("N " + keys, at: "3:00")
    for size in Self.sizes {
      let text = script.desk.frame(for: size).text.asciiFolded
      for name in names { #expect(!text.contains(name), "\(size): \(text)") }
    }
    let report = script.desk.shownSession.roster.members.map(\.label)
    #expect(report == ["#1", "#2", "#3", "#4"])
  }

  @Test func `the same key brings the names back`() throws {
    var script = try Self.named()
    let frame = script.desk.frame(for: Self.sizes[0])
    try script.press("#")
    #expect(script.desk.frame(for: Self.sizes[0]) != frame)
    try script.press("N")
    #expect(script.desk.frame(for: Self.sizes[0]) == frame)
    #expect(script.records.count > 1 && script.events.last == script.session.entries.last?.event)
  }

  @Test(arguments: sizes) func `flipped, the seats come from the other end, in the lanes too`(
    _ size: Size
  ) throws {
    var script = try DeskScript.talking()
    let names = ["Joe", "Chris", "Kathy", "Alice"]
    func order() -> [String] {
      let frame = script.desk.frame(for: size)
      let rows = (0..<min(7, size.rows)).map { frame.text(row: $0) }
      return rows.compactMap { row in
        names.first { row.unicodeScalars.prefix(18).contains($0) && !row.contains("→") }
      }
    }
    let before = order()
    try script.press("F")
    #expect(order() == before.reversed() || size.rows < 8)
    try script.press("F", at: "6:30")
    #expect(order() == before)
  }

  @Test func `blank shows nothing at all, whatever was on the screen and however large it is`()
    throws
  {
    for keys in ["", "w", "A", "A 3", "?", "Q", "P", "b B", "T", "<gt>", "y"] {
      var script = try DeskScript.talking(keys, at: "5:52")
      try script.press("Z")
      for size in Self.sizes + [Size(rows: 1, columns: 1), Size(rows: 60, columns: 200)] {
        #expect(script.desk.frame(for: size) == Frame(size), "\(keys)")
      }
      script.fail("no space is left")
      try script.go(to: "6:00")
      #expect(script.desk.frame(for: Self.sizes[0]) == Frame(Self.sizes[0]))
      try script.press("Z")
      #expect(script.desk.frame(for: Self.sizes[0]).text(row: 0).hasPrefix(" Mend"))
    }
    // In words it is a letter.
    let script = try DeskScript.talking("n Z", at: "5:52")
    #expect(script.desk.frame(for: Self.sizes[0]).text(row: 23) == " note Z")
  }

  @Test func `a theme changes styles only, and none tells anything by colour alone`() throws {
    let scripts = try [DeskScript.talking("r", at: "5:52"), DeskScript.twelve()]
    for script in scripts {
      let frames = Theme.all.map { _, theme in
        Desk(script.session, keymap: script.keymap, look: Look(theme: theme), at: script.now).frame(
          for: Self.sizes[0])
      }
      #expect(Set(frames.map(\.text)).count == 1)
    }
    let plain = Theme.plain
    for style in [plain.text, plain.faint, plain.live, plain.open] {
      #expect(style.foreground == .default && style.background == .default)
      #expect(!style.attributes.contains(.dim))
    }
    #expect(Theme.named("night") == .night)
    #expect(Theme.named("Night") == nil)
  }

  @Test func `at night there are two dim colours`() {
    let colours = [Theme.night.text, Theme.night.faint, Theme.night.live, Theme.night.open].map(\.foreground)
    // Greys of the ramp, and one that is none.
    #expect(colours.filter { ($0.index ?? 0) < 232 } == [Theme.night.open.foreground])
    #expect(colours.allSatisfy { ($0.index ?? 255) < 248 })
  }

  @Test func `the large clock is the clock`() throws {
    var script = try DeskScript.talking("T", at: "5:50")
    let lines = (0..<24).map { script.desk.frame(for: Self.sizes[0]).text(row: $0) }
    try script.go(to: "5:51")
    let next = (0..<24).map { script.desk.frame(for: Self.sizes[0]).text(row: $0) }
    #expect(lines.contains { $0.hasSuffix("|___|") } && lines != next)
    for size in Self.sizes { _ = script.desk.frame(for: size) }
  }

  @Test
  func
    `who has not spoken for five minutes is shown with the minutes, and clipped answers change nothing`()
    throws
  {
    var script = try DeskScript()
    try script.press("2", at: "0:00")
    try script.press("3", at: "1:00")
    try script.press("2", at: "2:00")
    try script.press("4 i", at: "3:00")
    try script.press("2", at: "3:10")
    func quiet(_ seat: Int) -> String {
      let text = script.desk.frame(for: Self.sizes[0]).text(row: 1 + seat)
      return text.columns > 62
        ? String(text.unicodeScalars.dropFirst(62).map { Character($0) }).trimmed : ""
    }
    #expect((1...4).map(quiet) == ["", "", "", ""])
    try script.go(to: "5:00")
    #expect((1...4).map(quiet) == ["", "", "", "5m"])
    // What the observer could not see counts for nobody.
    try script.press("l", at: "6:00")
    try script.press("k", at: "9:00")
    #expect((1...4).map(quiet) == ["", "", "", "6m"])
    try script.go(to: "10:00")
    #expect((1...4).map(quiet) == ["", "", "5m", "7m"])
    try script.press("A 4 l", at: "11:00")
    #expect(quiet(4) == "")
  }

  @Test func `the head says which five minutes it is and what fell into them`() throws {
    var script = try DeskScript()
    func middle() -> String { script.desk.frame(for: Self.sizes[0]).text(row: 0) }
    #expect(middle().contains("0-5 min  no marks"))
    try script.press("2 <gt> 1 w d", at: "4:50")
    #expect(middle().contains("0-5 min  w1"))
    try script.press("1 r o", at: "5:10")
    #expect(middle().contains("5-10 min  r1"))
    try script.press("2 c r c t", at: "5:20")
    #expect(middle().contains("5-10 min  c2 r1"))
    try script.press("u")
    #expect(middle().contains("5-10 min  c1 r1"))
    try script.press("{", at: "5:30")
    #expect(middle().contains("5-10 min  c1 r1"))
    try script.press("P")
    #expect(middle().contains("paused") && !middle().contains("5-10"))
  }

  @Test(arguments: [
    "漢字の人", "한국어", "عبد الله", "ע\u{5B8}ברית", "Zoe\u{308}lle\u{301}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}", "🙂🏽", "👨‍👩‍👧",
    "\u{1F1E9}\u{1F1EA}", "❤️", "\u{200F}\u{202E}mirror", "\u{301}", "ﷺ", "ไทยภาษา", "देवनागरी",
    "\u{1100}\u{1161}", "1️⃣",
    "Bartholomew-Alexander", "\u{1B}[31mred\u{7}", "",
  ])
  func `a name in any script keeps what stands beside it in its column`(_ name: String) throws {
    func frames(_ label: String) throws -> [Frame] {
      let members = (1...4).map {
        Member(
          id: MemberID("p\($0)"), label: label, role: $0 == 1 ? .therapist : .member, key: "\($0)")
      }
      var script = try DeskScript(DeskScript.opening(Roster(members)))
      try script.press("1 <gt> 3 o", at: "0:10")
      try script.press("3 c r", at: "1:00")
      try script.press("2", at: "8:30")
      return Self.sizes.map { script.desk.frame(for: $0) }
    }
    for (strange, known) in zip(try frames(name), try frames("x")) where known.size.rows >= 8 {
      // Right of the names: figures, ages and lanes are where they are beside a name of one letter.
      let names = known.size.columns < 60 ? 17 : 40
      let seats = known.size.rows == 10 ? 1...4 : 2...5
      for row in 0..<known.size.rows {
        #expect(strange.text(row: row).columns <= known.size.columns)
        guard seats.contains(row) || (known.size.rows == 24 && row >= 18 && row < 22) else {
          continue
        }
        // In a wide window the records are beside the seats, and name people.
        for column in names..<(known.size.columns < 140 ? known.size.columns : 100) {
          #expect(strange[row, column] == known[row, column])
        }
      }
    }
  }

  @Test func `every size from 1 × 1 to 60 × 200 draws, in one state or another, under every look`()
    throws
  {
    let states = ["", "w", "r <Space>", "v", "A 3", "<gt>", "b B", "n a b", "?", "P", "Q 4", "Z"]
    let looks = ["", "N", "F", "T", "t", "T t N F"]
    let desks = try states.enumerated().map { place, keys in
      let script = place % 2 == 0 ? try DeskScript.talking() : try DeskScript.twelve()
      var own = script
      try own.press("\(looks[place % looks.count]) \(keys)", at: "20:00")
      return own.desk
    }
    for rows in 1...60 {
      for columns in 1...200 {
        let size = Size(rows: rows, columns: columns)
        #expect(desks[(rows * 7 + columns) % desks.count].frame(for: size).size == size)
      }
    }
  }
}

extension Substring.UnicodeScalarView {
  fileprivate func contains(_ text: String) -> Bool { String(self).contains(text) }
}
