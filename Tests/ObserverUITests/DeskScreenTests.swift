import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// What the desk looks like, kept as files under `Golden/`: the text of each screen, then its styles.
@Suite struct `The screens of the desk` {
  /// A moment of a session, and the sizes at which it is looked at.
  struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    let sizes: [Size]
    let play: @Sendable () throws -> DeskScript

    init(
      _ name: String, _ sizes: [Size] = Scene.every,
      _ play: @escaping @Sendable () throws -> DeskScript
    ) {
      (self.name, self.sizes, self.play) = (name, sizes, play)
    }

    var testDescription: String { name }
    static let every = [
      Size(rows: 24, columns: 80), Size(rows: 16, columns: 60), Size(rows: 10, columns: 40),
      Size(rows: 30, columns: 100), Size(rows: 50, columns: 200),
    ]
    static let usual = Array(every.prefix(1))
  }

  static let scenes: [Scene] = [
    Scene("empty") { try DeskScript() },
    Scene("talking") { try DeskScript.talking() },
    Scene("withdrawal") { try DeskScript.talking("w", at: "5:52") },
    Scene("withdrawal-given") { try DeskScript.talking("w 3 <gt> * -", at: "5:52") },
    Scene("confrontation") { try DeskScript.talking("c", at: "5:52") },
    Scene("repair-ticked") { try DeskScript.talking("r <Space> <Tab> <Space>", at: "5:52") },
    Scene("moment") { try DeskScript.talking("m", at: "5:52") },
    Scene("partly") { try DeskScript.talking("p", at: "5:52") },
    Scene("resolved") { try DeskScript.talking("v", at: "5:52") },
    Scene("attendance") { try DeskScript.talking("A", at: "5:52") },
    Scene("attendance-whose") { try DeskScript.talking("A 3", at: "5:52") },
    Scene("addressing") { try DeskScript.talking("<gt>", at: "5:52") },
    Scene("naming") { try DeskScript.talking("b B", at: "5:52") },
    Scene("note") {
      var script = try DeskScript.talking("n", at: "5:52")
      script.paste("Kathy turned to the window; 漢字 e\u{301}te\u{301}")
      return script
    },
    Scene("help") { try DeskScript.talking("?") },
    Scene("help-strip") { try DeskScript.talking("w ?", at: "5:52") },
    Scene("help-events") { try DeskScript.talking("e ?", at: "5:52") },
    Scene("palette") { try DeskScript.talking(": m e r", at: "5:52") },
    Scene("bookmarks") {
      var script = try DeskScript.talking("b", at: "5:55")
      try script.press("4 b", at: "6:30")
      try script.press("1", at: "6:40")
      try script.press("B <Down>", at: "7:00")
      return script
    },
    Scene("again") { try DeskScript.talking(".", at: "5:52") },
    Scene("kept-strip") { try DeskScript.talking("c R", at: "5:52") },
    Scene("recode") { try DeskScript.talking("c r <Backspace>", at: "5:52") },
    Scene("events") { try DeskScript.talking("e <Up> <Up> <Up> <Up> { w 2", at: "6:00") },
    Scene("events-code") { try DeskScript.talking("e k k k c", at: "6:00") },
    Scene("events-tie") { try DeskScript.talking("e k k k a", at: "6:00") },
    Scene("learning") {
      var script = try DeskScript.talking("", at: "5:52")
      script.desk.learns = true
      try script.press("w m", at: "5:53")
      return script
    },
    Scene("locking", Scene.usual) { try DeskScript.talking("L x y", at: "6:00") },
    Scene("paused") { try DeskScript.talking("P", at: "6:00") },
    Scene("lost") { try DeskScript.talking("l", at: "6:00") },
    Scene("unsaved") {
      var script = try DeskScript.talking()
      script.fail("session.mend: no space left on the disk. What follows is in memory; make room.")
      try script.press("1 n", at: "6:10")
      script.paste("in memory")
      try script.press("<Enter>")
      return script
    },
    Scene("blank", Scene.usual) { try DeskScript.talking("Z", at: "6:00") },
    Scene("numbers") { try DeskScript.talking("N", at: "6:00") },
    Scene("flipped", Scene.usual) { try DeskScript.talking("F", at: "6:00") },
    Scene("big-clock") { try DeskScript.talking("T", at: "6:00") },
    Scene("whole-session") { try DeskScript.long("t") },
    Scene("gaps") { try DeskScript.long() },
    Scene("crowded") { try DeskScript.crowded() },
    Scene("taken-back") { try DeskScript.talking("u 4 x a [", at: "6:00") },
    Scene("ratings") { try DeskScript.talking("b Q 4 n", at: "20:00") },
    Scene("report") {
      var script = try DeskScript.talking("Q <Enter>", at: "20:00")
      script.show(report: (1...60).map { "line \($0) of the report" })
      try script.press("j j")
      return script
    },
    Scene("twelve") { try DeskScript.twelve() },
    Scene("twelve-whole") {
      var script = try DeskScript.twelve()
      try script.press("t", at: "9:00")
      return script
    },
    Scene("twelve-clock") {
      var script = try DeskScript.twelve()
      try script.press("T", at: "9:00")
      return script
    },
    Scene("twelve-events") {
      var script = try DeskScript.twelve()
      try script.press("e", at: "9:00")
      return script
    },
    Scene("twelve-ratings") {
      var script = try DeskScript.crowded()
      try script.press("b Q 4", at: "20:00")
      return script
    },
    Scene("twelve-repair") {
      var script = try DeskScript.twelve()
      try script.press("r", at: "9:00")
      return script
    },
    Scene("wide-names") { try DeskScript.wide() },
    Scene(
      "small", [Size(rows: 6, columns: 24), Size(rows: 2, columns: 30), Size(rows: 1, columns: 12)]
    ) {
      try DeskScript.talking()
    },
    Scene("small-strip", [Size(rows: 6, columns: 39)]) { try DeskScript.talking("w", at: "5:52") },
  ]

  @Test(arguments: scenes) func `are as they were looked at`(_ scene: Scene) throws {
    var desk = try scene.play().desk
    for size in scene.sizes {
      _ = desk.update(.sized(size))
      try Golden("Tests/ObserverUITests/Golden/desk-\(scene.name)-\(size.columns)x\(size.rows).txt")
        .check(desk.frame(for: size).golden)
    }
  }
}

extension DeskScript {
  /// Almost six minutes of worked session B and a little more: two ruptures are open, one attempt was made.
  static func talking(_ keys: String = "", at clock: String = "5:50") throws -> DeskScript {
    var script = try DeskScript()
    try script.press("1 <gt> *", at: "0:00")
    try script.press("2 <gt> * s", at: "0:45")
    try script.press("3 <gt> 2 o", at: "2:00")
    try script.press("x d", at: "2:10")
    try script.press("1 <gt> 4", at: "2:40")
    try script.press("4 <gt> 1 s", at: "3:45")
    try script.press("c r c d", at: "3:58")
    try script.press("<Space>", at: "4:30")
    try script.press("1 <gt> 4", at: "4:40")
    try script.press("r <Tab> c", at: "4:42")
    try script.press("4 <gt> 1 s", at: "5:35")
    try script.press("m s", at: "5:36")
    script.savesAtOnce = false
    try script.press("3 i", at: "5:48")
    try script.go(to: clock)
    try script.press(keys)
    return script
  }

  /// Forty minutes with a pause and a stretch that could not be seen.
  static func long(_ keys: String = "") throws -> DeskScript {
    var script = try DeskScript.talking()
    for minute in 6..<40 {
      try script.press(
        ["1", "2", "3", "2", "4", "<Space>", "1"][minute % 7], at: "\(minute):0\(minute % 10)")
      if minute % 6 == 0 { try script.press("3 <gt> 2 w d", at: "\(minute):20") }
      if minute % 9 == 0 { try script.press("1 r o", at: "\(minute):30") }
      if minute == 20 { try script.press("P", at: "20:30") }
      if minute == 23 { try script.press("P", at: "23:30") }
      if minute == 37 { try script.press("l", at: "37:15") }
      if minute == 38 { try script.press("k", at: "38:35") }
    }
    try script.press("v 4", at: "39:40")
    try script.press("b " + keys, at: "39:50")
    return script
  }

  /// More open ruptures than there are rows for.
  static func crowded() throws -> DeskScript {
    var script = try DeskScript.twelve()
    for (place, pair) in ["3 <gt> 4", "4 <gt> 5", "5 <gt> 6", "6 <gt> 7", "7 <gt> 8", "8 <gt> 9"]
      .enumerated()
    {
      try script.press("\(pair) w d", at: "9:\(place)0")
    }
    try script.press("v b 3", at: "10:00")
    return script
  }

  /// Twelve people, of whom most have spoken, and three open ruptures.
  static func twelve() throws -> DeskScript {
    let names = [
      "Mara", "Tomas", "Birch", "Clover", "Fern", "Hazel", "Linden", "Maple", "Rowan", "Sorrel",
      "Thistle",
      "Willow",
    ]
    let keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "y", "z"]
    let members = zip(names, keys).map { name, key in
      Member(
        id: MemberID(name.asciiFolded), label: name,
        role: name == "Mara" || name == "Tomas" ? .therapist : .member,
        key: key)
    }
    var script = try DeskScript(DeskScript.opening(Roster(members)))
    for (minute, key) in keys.dropLast().enumerated() {
      try script.press(key, at: "\(minute / 2):\(minute % 2)0")
    }
    try script.press("c r", at: "6:10")
    try script.press("3 <gt> z x a", at: "6:40")
    try script.press("7 <gt> 1 w d", at: "7:10")
    try script.press("1 r o", at: "8:00")
    try script.press("z", at: "8:30")
    return script
  }

  /// People whose names are wide, combined, long or out to drive a terminal.
  static func wide() throws -> DeskScript {
    let labels = [
      "漢字の人", "Zoe\u{308}lle\u{301}", "Bartholomew-Alexander", "\u{1B}[31mred\u{7}", "",
    ]
    let members = labels.enumerated().map { place, label in
      Member(
        id: MemberID("p\(place + 1)"), label: label, role: place == 0 ? .therapist : .member,
        key: "\(place + 1)")
    }
    var script = try DeskScript(DeskScript.opening(Roster(members)))
    try script.press("1 <gt> 3 o", at: "0:10")
    try script.press("3 c r", at: "1:00")
    try script.press("2 <gt> 1", at: "1:30")
    try script.press("r o", at: "1:40")
    try script.press("4 <gt> 2 x d", at: "2:10")
    try script.press("5", at: "2:30")
    return script
  }
}

extension Frame {
  /// The text of a screen in a box, then its styles and what their letters mean.
  var golden: String {
    let edge = "+" + String(repeating: "-", count: size.columns) + "+"
    let rows = (0..<size.rows).map { "|\(text(row: $0).padded(to: size.columns))|" }
    let place = cursor.map { "\ncursor \($0.row), \($0.column)" } ?? ""
    return ([edge] + rows + [edge]).joined(separator: "\n") + "\n\n" + styles + "\n\n" + styleLegend
      + place
      + "\n"
  }
}
