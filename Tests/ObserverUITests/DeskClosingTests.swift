import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// The end of a session, and of a run of the program.
@Suite struct `Closing and leaving the desk` {
  @Test func `ratings can be given, corrected, skipped, and close the session`() throws {
    var script = try DeskScript.started()
    try script.press("Q", at: "20:00")
    #expect(try script.press("4 n") != [])
    try script.press("<Up> 2 7")
    #expect(script.message.contains("no rating"))
    let wall = Sample.wall.adding(milliseconds: 1_200_000)
    let end = SessionTime(1_200_000)
    #expect(
      try script.press("<Enter>") == [
        .record([.closed(Event.Closing(wall: wall, because: .end))], at: end), .finish,
      ])
    #expect(
      script.events.suffix(4).dropLast() == [
        .rated(Event.Rating(scale: "significance.W", value: 4)),
        .rated(Event.Rating(scale: "significance.C", value: nil)),
        .rated(Event.Rating(scale: "significance.C", value: 2)),
      ])
    script.show(report: ["a report"])
    #expect(try script.press("j q") == [.quit])
  }

  @Test func `escape leaves the ratings and the session goes on`() throws {
    #expect(try DeskScript.recorded("Q <Esc> 3") == [.turn("kathy")])
  }

  @Test func `control c asks once and leaves at the second press`() throws {
    var script = try DeskScript.started()
    #expect(try script.press("<C-c>") == [])
    #expect(script.message.contains("^C again leaves"))
    #expect(try script.press("<C-c>") == [.quit])
    #expect(try script.press("<C-c> 4 <C-c>").contains(.quit) == false)
    #expect(try script.press("w <C-c> <C-c>").last == .quit)
  }

  @Test func `redrawing and stopping are asked for and record nothing`() throws {
    var script = try DeskScript.started()
    #expect(try script.press("<C-l> w <C-z> <Esc>") == [.redraw, .suspend])
  }
}
