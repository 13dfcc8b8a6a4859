import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit
import TestSupport
import Testing

/// The help, the palette, the lock, and what is said to somebody who learns.
@Suite struct `Help at the desk` {
  private static let size = Size(rows: 40, columns: 120)
  private static let minute = SessionTime(60_000)

  private func text(_ script: DeskScript) -> String { script.desk.frame(for: Self.size).text }

  // MARK: Help

  @Test func `every mode has help of its own, and any other key goes back to where it was called`() throws {
    for (keys, words) in [
      ("", "silence: the floor is empty"), ("w", "example: "), ("r", "tick this episode too"),
      ("v", "1 to 5 say how firmly"), ("b B", "lends them its moment"), ("e", "what the resolution rests on"),
      ("Q", "n says that it does not apply"),
    ] {
      var script = try DeskScript.started()
      try script.press(keys, at: "1:00")
      let before = text(script)
      let count = script.records.count
      try script.press("?")
      #expect(text(script).contains(words), "\(keys)")
      try script.press("<Esc>")
      #expect(text(script) == before, "\(keys)")
      #expect(script.records.count == count)
    }
  }

  @Test func `what it points at can be run, with the moment of the strip it was called from`() throws {
    var script = try DeskScript.started()
    try script.press("? <Enter>", at: "1:00")
    #expect(script.events.last == .silence())
    try script.press("2 c", at: "1:10")
    try script.press("? <End> <Up> <Enter>", at: "1:20")
    guard case .marker(let marker)? = script.events.last else {
      Issue.record("no marker")
      return
    }
    #expect(marker.claim.on == SessionTime(70_000))
    // From the desk a code is run as a whole.
    try script.press("? <End> <Enter>", at: "1:30")
    guard case .moment? = script.events.last else {
      Issue.record("no moment: \(script.events.last.debugDescription)")
      return
    }
  }

  @Test func `every code of the built-in codebook has a meaning, a contrast and an invented example`() throws
  {
    for code in CodebookFile.builtIn.codes {
      #expect(!code.meaning.isEmpty && !code.isNot.isEmpty && !code.example.isEmpty, "\(code.id.rawValue)")
      var script = try DeskScript.started()
      script.say("code \(code.id.rawValue)")
      #expect(text(script).contains(code.id.rawValue))
    }
  }

  // MARK: The palette

  @Test func `finds a command by its words and runs it at the moment it was called`() throws {
    var script = try DeskScript.started()
    try script.press(": s t a m p <Space> n a", at: "1:00")
    #expect(text(script).contains("▸ b"))
    try script.press("<Enter>", at: "1:10")
    #expect(script.events.last == .bookmark())
    try script.press(": w i t h d r a w a l", at: "1:20")
    try script.press("<Enter> d", at: "1:30")
    #expect(script.events.last == .marker("W1", "chris", to: "joe", episode: 2, on: SessionTime(80_000)))
  }

  @Test func `narrows as it is typed, is walked with the arrows, and writes a verb out`() throws {
    var script = try DeskScript.started()
    try script.press(":", at: "1:00")
    #expect(text(script).contains("silence: the floor is empty"))
    try script.press("m e r")
    #expect(!text(script).contains("silence: the floor is empty"))
    #expect(text(script).contains("merge N into N"))
    try script.press("<Tab> 2 <Enter>")
    #expect(script.message == "" || script.message.contains("into"))
    #expect(text(script).contains("merge 2"))
    try script.press("<Esc> : u n d o <Enter>")
    #expect(script.events.last == .retracted(3))
    try script.press(": <Down> <Down> <Up> <Enter>")
    #expect(script.events.last == .silence())
    try script.press(": z z z")
    #expect(text(script).contains("no command has these words"))
    try script.press("<Enter>")
    #expect(text(script).contains("No verb 'zzz'"))
  }

  @Test func `reaches every action of the desk and every verb by its first words`() {
    for choice in Palette(claim: Event.Claim()).choices {
      switch choice {
      case .action(let action):
        #expect(Palette(action.meaning.asciiWords, claim: Event.Claim()).choices.contains(choice))
      case .verb(let verb):
        #expect(Palette(verb.rawValue, claim: Event.Claim()).choices.contains(choice))
      }
    }
  }

  // MARK: Learning

  @Test func `somebody who learns reads what each code means, and one key takes it back`() throws {
    var script = try DeskScript.started()
    script.desk.learns = true
    try script.press("w m", at: "1:00")
    #expect(text(script).contains("W2 Minimal response: Answers so little"))
    #expect(text(script).contains("backspace another letter"))
    try script.press("1", at: "1:02")
    #expect(script.events.last == .turn("joe"))
    #expect(text(script).contains("W2 Minimal response"))
    try script.press("<Backspace> a", at: "1:04")
    #expect(
      script.events.suffix(2) == [
        .retracted(4), .marker("W3", "chris", to: "joe", episode: 2, on: Self.minute),
      ])
    try script.go(to: "1:13")
    #expect(!text(script).contains("Abstract communication:"))
    var other = try DeskScript.started()
    try other.press("w m", at: "1:00")
    #expect(!text(other).contains("Answers so little"))
  }

  // MARK: The lock

  @Test func `the lock blanks at once, records seats, and opens for the passphrase alone`() throws {
    var script = try DeskScript.started()
    try script.press("L", at: "1:00")
    #expect(!text(script).contains("Chris"))
    let asked = try script.press("s 3 c r e t <Enter>")
    #expect(asked.count == 1)
    guard case .lock(let kept)? = asked.first else {
      Issue.record("no lock")
      return
    }
    #expect("\(kept)" == "a passphrase" && !String(reflecting: asked).contains("cret"))
    for key in ["w", "Q", "u", "<C-c>", "<C-c>", "<C-z>", "?", ":"] { #expect(try script.press(key) == []) }
    #expect(try script.press("3", at: "1:10") == [.record([.turn("kathy")], at: SessionTime(70_000))])
    #expect(try script.press("3") == [])
    #expect(!text(script).contains("Kathy"))
    #expect(try script.press("<Enter> 4 <Enter>").count == 1)
    _ = script.desk.update(.unlocked(false))
    #expect(text(script).contains("not the passphrase") && !text(script).contains("Kathy"))
    #expect(try script.press("<Enter> s 3 c r e t <Enter>") == [.unlock(kept)])
    _ = script.desk.update(.unlocked(true))
    #expect(text(script).contains("Kathy"))
    #expect(script.events.last == .turn("kathy"))
  }

  @Test func `a passphrase that is not gone on with makes way for the seats`() throws {
    var script = try DeskScript.started()
    try script.press("L a <Enter>", at: "1:00")
    try script.press("<Enter> x", at: "1:05")
    #expect(try script.press("3", at: "1:30") == [.record([.turn("kathy")], at: SessionTime(90_000))])
    try script.press("<Enter> 4 <Esc>", at: "1:40")
    #expect(try script.press("4") == [.record([.turn("alice")], at: SessionTime(100_000))])
    var fresh = try DeskScript.started()
    #expect(
      try fresh.press("L <Enter> <Esc> 3", at: "1:00").last == .record([.turn("kathy")], at: Self.minute))
  }
}

extension String {
  /// Its words of ASCII letters and digits, with blanks between them.
  fileprivate var asciiWords: String {
    asciiFolded.utf8.split { !(0x61...0x7A).contains($0) && !(0x30...0x39).contains($0) }
      .map { String(decoding: Array($0), as: UTF8.self) }.joined(separator: " ")
  }
}
