import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit
import TestSupport
import Testing

@Suite struct `The start screen` {
  /// The plan of the one session that was begun.
  private func plan(_ effects: [StartEffect]) throws -> StartPlan {
    guard case .begin(let plan)? = effects.last else {
      throw Missing(effects: effects)
    }
    return plan
  }

  private struct Missing: Error { let effects: [StartEffect] }

  @Test func `begins a role-play with enter, where nothing waits to be finished`() throws {
    var script = try StartScript()
    let plan = try plan(script.press("<Enter>"))
    #expect(plan.group == StartScript.group())
    #expect(plan.codebook == "3rs-group" && plan.session == 1 && plan.after == nil && plan.consents.isEmpty)
  }

  @Test func `offers the newest unfinished session first, and enter goes on with it`() throws {
    let sessions = [
      StartScript.session(4, .inUse), StartScript.session(3, .unfinished),
      StartScript.session(2, .unfinished),
      StartScript.session(1, .closed),
    ]
    var script = try StartScript(StartScript.facts(sessions))
    #expect(script.hints.hasPrefix("enter goes on with it"))
    #expect(try script.press("<Enter>") == [.resume(sessions[1].path)])
    #expect(try script.press("<Down> <Enter>") == [.resume(sessions[2].path)])
  }

  @Test func `lists all of many unfinished sessions, and leaves the first page short`() throws {
    let sessions = (1...9).reversed().map { StartScript.session($0, .unfinished) }
    var script = try StartScript(StartScript.facts(sessions))
    #expect(script.text().contains("and 6 more"))
    try script.press("r <Down> <Down> <Down> <Down>")
    #expect(try script.press("<Enter>") == [.resume(sessions[4].path)])
  }

  @Test func `takes the number and the log of the session before from the group's last session`() throws {
    let sessions = [
      StartScript.session(9, of: "other", .closed), StartScript.session(3, .closed),
      StartScript.session(2, .closed),
    ]
    var script = try StartScript(StartScript.facts(sessions))
    let plan = try plan(script.press("n"))
    #expect(plan.session == 4 && plan.after == sessions[1].path)
  }

  @Test func `sets up a group by keys alone, in few of them`() throws {
    var script = try StartScript()
    let keys =
      "g <Down> <Enter> <C-u> t u e s <Enter> " + "<Down> <Down> <Down> <Down> <Down> <Down> <Down> x "
      + "a W r e n <Enter> <Enter> n"
    let plan = try plan(script.press(keys))
    #expect(plan.group.id == "tues")
    #expect(plan.group.members.map(\.label) == ["Joe", "Kathy", "Alice", "Wren"])
    #expect(plan.group.members.last == Member(id: "wren", label: "Wren", role: .member, key: "2"))
    #expect(try Key.parse(line: keys).count < 40)
  }

  @Test func `gives twelve people keys, and says who has none`() throws {
    var script = try StartScript()
    try script.press("g a")
    for name in ["E", "F", "G", "H", "I", "K", "L", "M"] { try script.press("\(name) <Enter>") }
    #expect(script.message.hasPrefix("enter adds"))
    try script.press("<Enter>")
    let keys = try plan(script.press("n")).group.members.map(\.key)
    #expect(keys == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "y", "z"])
    try script.press("g a N <Enter> O <Enter> P <Enter>")
    #expect(script.message == "P has no key yet. On their line s gives them a letter or digit.")
    try script.press("<Enter> <Up> s h")
    #expect(script.message == "")
  }

  @Test func `comes back from what is read by any key that does not scroll`() throws {
    for key in ["q", "<Esc>", "x", "<Enter>"] {
      var script = try StartScript()
      try script.press("? <Down>")
      #expect(script.text().contains("Mend  help"))
      #expect(try script.press(key) == [])
      #expect(script.hints.contains("new session"))
    }
  }

  @Test func `changes role, seat, name and place of the person that is marked`() throws {
    var script = try StartScript()
    try script.press("g" + String(repeating: " <Down>", count: 8))
    try script.press("r s 7 ] <Enter> <C-u> R o b i n <Enter> <Down> <Up> [")
    let plan = try plan(script.press("n"))
    #expect(plan.group.members.map(\.label) == ["Joe", "Robin", "Kathy", "Alice"])
    #expect(plan.group.members[1].role == .therapist && plan.group.members[1].key == "7")
    #expect(plan.group.members[1].id == "chris")
  }

  @Test func `says at once what is wrong with a group, and does not begin`() throws {
    var script = try StartScript()
    try script.press("g" + String(repeating: " <Down>", count: 8) + " s 1")
    #expect(script.message == "1 is the seat of Joe and of Chris. Give one another key.")
    #expect(try script.press("n") == [])
    #expect(script.message == "1 is the seat of Joe and of Chris. Give one another key.")
    try script.press("s w")
    #expect(script.message.hasPrefix("w is now this seat, and no longer the key for:"))
    try script.press("s <Tab>")
    #expect(script.message == "tab cannot be a seat's key: one letter or digit.")
    try script.press("<Enter> <C-u> J o e <Enter>")
    #expect(script.message == "'Joe' is there twice. Give one of them another pseudonym.")
    try script.press("x <Up> r <Down> r")
    #expect(script.message == "")
  }

  @Test(arguments: [Opening.Mode.clinical, .research])
  func `asks outside role-plays who agreed, before it begins`(mode: Opening.Mode) throws {
    var script = try StartScript()
    try script.press("g <Down> <Down> <Right>" + (mode == .research ? " <Right>" : ""))
    #expect(try script.press("n") == [])
    #expect(script.text().contains("who agreed"))
    #expect(try script.press("<Enter>") == [])
    #expect(script.message.hasPrefix("Nobody agreed yet"))
    let plan = try plan(script.press("<Space> <Down> <Space> <Up> <Up> <Space> <Enter>"))
    #expect(plan.group.mode == mode)
    #expect(Set(plan.consents).isSubset(of: Set(plan.group.members.map(\.id))) && !plan.consents.isEmpty)
    var all = script
    let people = plan.group.members.filter { $0.role == .member }.map(\.id)
    #expect(try self.plan(all.press("e <Enter>")).consents == people)
  }

  @Test func `has consents that decide takes before anything else is recorded`() throws {
    let opening = Sample.opening(mode: .clinical)
    let session = Session(opening)
    for member in opening.roster.members where member.role == .member {
      #expect(throws: Rejection.self) { try session.decide(.turn(Event.Turn(who: member.id)), at: .zero) }
      let events = try session.decide(.consent(member.id, scope: "observation"), at: .zero)
      #expect(events.count == 1)
    }
  }

  @Test func `says that a group's file changed meanwhile, and writes over it only when asked again`() throws {
    var script = try StartScript()
    #expect(try plan(script.press("n")).overwrites == false)
    script.tell(.changedMeanwhile("groups/tuesday.toml"))
    #expect(script.message.hasPrefix("groups/tuesday.toml has changed since it was read."))
    #expect(try plan(script.press("n")).overwrites)
  }

  @Test func `replays, shows the settings, practises and demonstrates`() throws {
    let sessions = [StartScript.session(2, .closed), StartScript.session(1, .closed)]
    var script = try StartScript(StartScript.facts(sessions))
    #expect(try script.press("p <Down> <Enter>") == [.replay(sessions[1].path)])
    try script.press("<Esc> s")
    #expect(script.text().contains("settings: config.toml"))
    #expect(try script.press("<Down> <Esc> d") == [.demo])
    #expect(try plan(script.press("t")).isPractice)
    #expect(try script.press("q") == [.quit])
  }

  /// A page with a line that a narrow window breaks into many.
  private func reading(at size: Size) throws -> StartScript {
    var facts = StartScript.facts()
    facts.settings = [String(repeating: "long ", count: 100)] + (1...20).map { "setting \($0)." }
    var script = try StartScript(facts)
    script.tell(.sized(size))
    try script.press("s")
    return script
  }

  @Test(arguments: [24, 16, 10, 6, 4, 3]) func `shows a text to its last line, whatever the window`(rows: Int)
    throws
  {
    let size = Size(rows: rows, columns: 40)
    var script = try reading(at: size)
    try script.press(Array(repeating: "<Down>", count: 60).joined(separator: " "))
    #expect(script.text(size).contains("setting 20."))
    #expect(rows < 4 || script.text(size).contains("setting 19."))
  }

  @Test func `does not stand past the end of a text when the window is widened`() throws {
    let (narrow, wide) = (Size(rows: 12, columns: 30), Size(rows: 12, columns: 200))
    var script = try reading(at: narrow)
    try script.press(Array(repeating: "<Down>", count: 60).joined(separator: " "))
    script.tell(.sized(wide))
    let widened = script.text(wide)
    #expect((12...20).allSatisfy { widened.contains("setting \($0).") }, "\(widened)")
    // The next key moves what is seen, not where it stood before.
    try script.press("<Up>")
    #expect(script.text(wide).contains("setting 11."))
    #expect(!script.text(wide).contains("setting 20."))
  }

  @Test func `goes back with escape from everywhere, and says where it cannot`() throws {
    for keys in ["g", "g <Enter>", "g <Down> <Enter>", "s", "p", "g a", "g <Down> <Down> <Right> n"] {
      var script = try StartScript(StartScript.facts([StartScript.session(1, .closed)]))
      try script.press(keys + " <Esc> <Esc> <Esc>")
      #expect(script.hints.contains("q leave"), "\(keys): \(script.hints)")
    }
    var script = try StartScript()
    try script.press("<Esc>")
    #expect(script.message == "This is the first page. q leaves.")
    #expect(try script.press("r") == [])
    #expect(script.message == "Every session here is closed.")
  }

  @Test func `takes pasted text where it is typed, and nowhere else`() throws {
    var script = try StartScript()
    script.tell(.pasted("n\nq\nd"))
    #expect(script.effects.isEmpty)
    try script.press("g a")
    script.tell(.pasted("Wr\u{1B}en\n"))
    try script.press("<Enter> <Esc>")
    #expect(try plan(script.press("n")).group.members.last?.label == "Wren")
  }

  @Test(arguments: UInt64(1)...150) func `has groups that their files hold, whatever was typed`(seed: UInt64)
    throws
  {
    var random = Seeded(seed)
    let keys = Array(
      "n g <Down> <Down> <Up> <Enter> <Enter> <C-u> <Backspace> a a x r s 1 2 w # \" ' é ] [ + - e <Space> <Esc> m A Z / ."
        .split(separator: " ").map(String.init))
    var script = try StartScript(
      StartScript.facts([StartScript.session(2, .closed), StartScript.session(1, .unfinished)]))
    for _ in 0..<120 {
      for case .begin(let plan) in try script.press(keys.randomElement(using: &random) ?? "n") {
        let file = GroupFile(
          id: plan.group.id, mode: plan.group.mode, session: plan.session, observer: plan.group.observer,
          lag: plan.group.lag, roster: Roster(plan.group.members))
        #expect(try GroupFile.read(Array(file.text().utf8), path: "g.toml") == file)
      }
      let size = Size(
        rows: .random(in: 1...30, using: &random), columns: .random(in: 1...100, using: &random))
      _ = script.start.frame(for: size)
    }
  }

  // MARK: What it looks like

  static let scenes: [(name: String, keys: String, sessions: [KnownSession])] = [
    ("fresh", "", []),
    ("unfinished", "", (1...6).reversed().map { StartScript.session($0, $0 > 1 ? .unfinished : .closed) }),
    ("setup", "g", [StartScript.session(1, .closed)]),
    ("person", "g" + String(repeating: " <Down>", count: 9), []),
    ("typing", "g a W r e n", []),
    ("consent", "g <Down> <Down> <Right> n <Space>", []),
    ("sessions", "p <Down>", (1...30).reversed().map { StartScript.session($0, .closed) }),
    ("settings", "s", []),
  ]

  @Test(arguments: scenes.indices) func `looks as it was looked at`(scene: Int) throws {
    let (name, keys, sessions) = Self.scenes[scene]
    var script = try StartScript(StartScript.facts(sessions))
    try script.press(keys)
    for (columns, rows) in [(80, 24), (60, 16), (40, 10)] {
      let size = Size(rows: rows, columns: columns)
      script.tell(.sized(size))
      try Golden("Tests/ObserverUITests/Golden/start-\(name)-\(columns)x\(rows).txt")
        .check(script.start.frame(for: size).golden)
    }
  }

  @Test(arguments: scenes.indices) func `draws at every size`(scene: Int) throws {
    let (_, keys, sessions) = Self.scenes[scene]
    var script = try StartScript(StartScript.facts(sessions))
    try script.press(keys)
    for rows in 1...60 {
      for columns in stride(from: 1, through: 200, by: rows % 7 + 1) {
        let size = Size(rows: rows, columns: columns)
        #expect(script.start.frame(for: size).size == size)
      }
    }
  }
}
