import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

@Suite struct `A desk whose disk refuses` {
  let size = Size(rows: 24, columns: 200)
  let refusal = "no space is left"

  /// A desk with three records that are in memory only.
  func unsaved() throws -> DeskScript {
    var script = try DeskScript()
    script.fail(refusal)
    try script.press("1 2 3", at: "1:00")
    return script
  }

  @Test func `the head says how many records are in memory only`() throws {
    var script = try unsaved()
    #expect(script.desk.frame(for: size).text(row: 0).contains("3 not saved"))
    _ = script.desk.update(.saved(upTo: 2))
    #expect(script.desk.frame(for: size).text(row: 0).contains("1 not saved"))
  }

  @Test func `a refusal that is said again leaves what the last key led to on screen`() throws {
    var script = try DeskScript()
    script.fail(refusal)
    #expect(script.message == refusal)
    try script.press(">", at: "1:00")
    let message = script.message
    #expect(message.contains("Nobody has the floor"))
    script.fail("and again")
    #expect(script.message == message)
    // Once the next key leaves nothing to say, the refusal is there again.
    try script.press("1")
    #expect(script.message == "and again")
  }

  @Test func `leaving with records in memory only says how many, and needs the key once more`() throws {
    var script = try unsaved()
    #expect(try script.press("<C-c>").isEmpty)
    #expect(script.message.hasPrefix("3 records are in memory only"))
    #expect(!script.desk.acceptsLoss)
    // Any other key is no consent.
    try script.press("1")
    #expect(try script.press("<C-c>").isEmpty)
    #expect(try script.press("<C-c>") == [.quit])
    #expect(script.desk.acceptsLoss)
  }

  @Test func `a disk that does not answer counts as one that may never`() throws {
    var script = try DeskScript()
    script.savesAtOnce = false
    try script.press("1", at: "1:00")
    try script.press("<C-c>")
    #expect(script.message.contains("the log stays open"))
    try script.press("<Esc>")
    script.wait(1000)
    try script.press("<C-c>")
    #expect(script.message.hasPrefix("1 record is in memory only"))
  }

  @Test func `the report is left at once when all is saved, and at the second time when it is not`() throws {
    var script = try unsaved()
    script.show(report: ["a", "b"])
    #expect(try script.press("q") == [.quit])
    #expect(!script.desk.acceptsLoss)
    // What cannot be saved is found out by trying.
    _ = script.desk.update(.unsavedAtLeaving(3))
    #expect(script.message.hasPrefix("3 records are in memory only"))
    #expect(try script.press("q") == [.quit])
    #expect(script.desk.acceptsLoss)
    try script.press("j")
    #expect(!script.desk.acceptsLoss)
  }

  @Test func `recording that moved to another file says where, and is no longer called unsaved`() throws {
    var script = try unsaved()
    _ = script.desk.update(.moved(to: "session-r1.mend"))
    #expect(script.message.contains("session-r1.mend"))
    #expect(!script.desk.frame(for: size).text.contains("not saved"))
    #expect(!script.desk.frame(for: size).text.contains("▲"))
    #expect(!script.desk.frame(for: size).text(row: 0).contains("●"))
    script.save()
    #expect(script.desk.frame(for: size).text(row: 0).contains("●"))
  }
}
