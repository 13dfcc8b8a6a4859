import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// Whatever a hand in the dark, a paste or a slip sends.
@Suite struct `Keys that are not meant` {
  @Test(arguments: ["w", "c 3", "r <Tab>", "v", "m <gt> <Esc>", "A", "A 3", "n a b", ": t u r n", "<gt>"])
  func `escape drops what is half typed and records nothing`(keys: String) throws {
    #expect(try DeskScript.recorded(keys + " <Esc>") == [])
    #expect(try DeskScript.recorded(keys + " <Esc> 3") == [.turn("kathy")])
  }

  @Test(arguments: [
    "<A-1>", "<A-w>", "<C-w>", "y", "é", "漢", "<F7>", "<Up>", "<Enter>", "<Del>", "<Esc>", "9",
  ])
  func `unknown keys record nothing and say so`(keys: String) throws {
    var script = try DeskScript.started()
    #expect(try script.press(keys) == [])
    #expect(script.message.contains("does nothing here"))
  }

  @Test func `pasted text is never played as keys`() throws {
    var script = try DeskScript.started()
    #expect(script.paste("1 2 3 w d Q\r") == [])
    #expect(script.message.contains("not played"))
    try script.press("n", at: "1:00")
    script.paste("two\nlines\u{1B}[31m \u{7F}and 漢字")
    try script.press("<Enter>")
    #expect(script.events.last == .note(text: "twolines[31m and 漢字", on: DeskScript.minute))
  }

  @Test func `a note that would be too long says that it did not go in`() throws {
    var script = try DeskScript.started()
    try script.press("n")
    script.paste(String(repeating: "a", count: Session.longestText))
    script.paste("b")
    #expect(script.desk.frame(for: Size(rows: 24, columns: 80)).text.contains("did not go in"))
    try script.press("<Enter>")
    guard case .note(let note)? = script.events.last else {
      Issue.record("no note")
      return
    }
    #expect(note.text.utf8.count == Session.longestText)
    #expect(!note.text.contains("b"))
  }

  @Test func `a blank screen shows nothing, any key brings it back, and a seat's key counts`() throws {
    var script = try DeskScript.started()
    let size = Size(rows: 24, columns: 80)
    try script.press("Z", at: "1:00")
    #expect(script.desk.frame(for: size) == Frame(size))
    #expect(try script.press("w") == [])
    #expect(script.desk.frame(for: size) != Frame(size))
    #expect(try script.press("Z 3") == [.record([.turn("kathy")], at: DeskScript.minute)])
    #expect(script.desk.frame(for: size) != Frame(size))
  }

  @Test func `help closes at any other key, and a seat's key counts`() throws {
    #expect(try DeskScript.recorded("? j j k w d") == [])
    #expect(try DeskScript.recorded("? 3") == [.turn("kathy")])
  }

  @Test func `a command in words that cannot be carried out stays to be put right`() throws {
    var script = try DeskScript.started()
    try script.press(": t u r n <Space> k a t y <Enter>", at: "1:00")
    #expect(script.events.count == 3)
    #expect(script.desk.frame(for: Size(rows: 24, columns: 80)).text.contains("Did you mean 'kathy'?"))
    try script.press("<Backspace> h y <Enter>")
    #expect(script.events.last == .turn("kathy", on: DeskScript.minute))
    try script.press(": s t a t u s <Enter>")
    #expect(script.message.contains("floor: Kathy"))
    #expect(try script.press("4") == [.record([.turn("alice")], at: DeskScript.minute)])
  }

  @Test func `nobody's turn cannot be addressed`() throws {
    var script = try DeskScript()
    for keys in ["<gt>", "s", "i", "r", "v", "p", "u", "U", "B", "["] {
      #expect(try script.press(keys) == [], "\(keys)")
      #expect(script.message != "", "\(keys)")
    }
  }
}
