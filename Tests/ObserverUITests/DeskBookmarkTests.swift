import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// A moment that is stamped at once and named later.
@Suite struct `Bookmarks at the desk` {
  @Test func `a strip left for the floor keeps its stamp as a bookmark`() throws {
    var script = try DeskScript.started()
    try script.press("w 3", at: "1:00")
    let effects = try script.press("4", at: "1:05")
    #expect(
      effects == [
        .record([.bookmark(on: DeskScript.minute)], at: SessionTime(65_000)),
        .record([.turn("alice")], at: SessionTime(65_000)),
      ])
    #expect(script.message.contains("bookmark"))
    for (keys, events) in [
      ("w <Space>", [.bookmark(on: DeskScript.minute), .silence()]),
      ("m 1 4", [.bookmark(on: DeskScript.minute), .turn("alice")]),
    ] as [(String, [Event])] {
      #expect(try DeskScript.recorded(keys) == events, "\(keys)")
    }
    #expect(
      try DeskScript.recorded("p 3", before: "4 x a") == [.bookmark(on: DeskScript.minute), .turn("kathy")])
  }

  @Test func `a bookmark is named by what is keyed next, and takes its moment to it`() throws {
    var script = try DeskScript.started()
    try script.press("b", at: "0:55")
    try script.press("B m s", at: "2:00")
    #expect(script.events.last == .moment("P1", "chris", from: 4))
    #expect(script.session[5]?.moment == SessionTime(55_000))
    #expect(try script.press("B") == [])
    #expect(script.message.contains("No bookmark"))
  }

  @Test(arguments: ["<Esc>", "3", "<Space>", "u u", "l"])
  func `a name that is not given leaves the bookmark alone and later records their own moment`(
    keys: String
  ) throws {
    var script = try DeskScript.started()
    try script.press("b", at: "0:55")
    try script.press("B " + keys, at: "1:00")
    try script.press("w d", at: "2:00")
    guard case .marker(let marker)? = script.events.last else {
      Issue.record("no marker: \(script.message)")
      return
    }
    #expect(marker.claim == Event.Claim(on: SessionTime(120_000)))
  }

  @Test func `naming that is abandoned in a strip leaves one bookmark, not two`() throws {
    var script = try DeskScript.started()
    try script.press("b", at: "0:55")
    try script.press("B w <Esc> B w 3 4", at: "1:00")
    #expect(script.session.unnamedBookmarks == [4])
    #expect(script.events.last == .turn("alice"))
  }
}
