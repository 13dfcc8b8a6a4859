import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// What somebody hears who does not look.
@Suite struct `The desk for the ear` {
  /// People whose identifiers are nowhere in their names.
  private static let roster = Roster(
    ["Joe", "Chris", "Kathy"].enumerated().map { place, label in
      Member(
        id: MemberID("q\(place + 1)x"), label: label, role: place == 0 ? .therapist : .member,
        key: "\(place + 1)")
    })

  /// Everything that is said while keys are pressed.
  private func said(_ keys: String) throws -> [String] {
    var script = try DeskScript(DeskScript.opening(Self.roster))
    var speech = Speech(script.desk)
    var lines: [String] = []
    for key in try Key.parse(line: keys) {
      script.wait(700)
      script.press(key)
      lines += speech.lines(script.desk)
    }
    return lines
  }

  @Test func `a bookmark is told with what was happening then, in names`() throws {
    let lines = try said("1 3 w d b 2 b B")
    #expect(
      lines.suffix(2) == [
        "2 bookmarks to name.", "At 0:03: Kathy; after 0:02 Kathy to Joe  W1 Denial; open Kathy to Joe.",
      ])
  }

  @Test func `moving to another bookmark tells that one alone`() throws {
    let lines = try said("1 b 2 b B <Down>")
    #expect(lines.last == "At 0:02: Chris; nothing was open.")
    #expect(lines.count { $0.contains("bookmarks to name") } == 1)
  }

  @Test(arguments: [
    "b B", "e", "e <Up> <Up> w 2", "w", "r", "v", "A 3", "n a <Enter>", ": s t a t u s <Enter>",
    ": b o o k m a r k s <Enter>", "? j j", "Q 4", "u U",
  ])
  func `nothing is said by an identifier, and no arrow is left to be spelled out`(keys: String) throws {
    for line in try said("1 <gt> 2 3 w d b 1 r c " + keys) {
      for id in ["q1x", "q2x", "q3x"] { #expect(!line.contains(id), "\(line)") }
      #expect(!line.contains("→") || keys.hasPrefix("?"), "\(line)")
    }
  }

  @Test func `line mode answers in names too, and keeps the numbers that its words want`() throws {
    var script = try DeskScript(DeskScript.opening(Self.roster))
    try script.press("1 3 w d b 1", at: "1:00")
    var lines = LineMode(script.session, speaks: true)
    func answers(_ words: String) -> String {
      guard case .say(let said) = lines.take(words, now: SessionTime(70_000), wall: Sample.wall) else {
        return ""
      }
      return said.joined(separator: "\n")
    }
    #expect(answers("bookmarks").hasPrefix("to name: 4 at 1:00"))
    #expect(answers("bookmarks").contains("after Kathy to Joe"))
    #expect(answers("status").contains("floor: Joe since 1:00"))
    for words in ["bookmarks", "status", "events", "show 3"] {
      let said = answers(words)
      #expect(!said.isEmpty && !said.contains("q1x") && !said.contains("q3x"), "\(said)")
    }
  }
}
