import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  @Suite(.serialized) struct `From the start screen and back` {
    private func home(_ settings: String = "") throws -> Folder {
      let folder = try Folder()
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: ".config/mend"), withIntermediateDirectories: true)
      try folder.write(settings, to: ".config/mend/config.toml")
      return folder
    }

    private func leave(_ pty: Pty) {
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)
    }

    @Test func `practice names each code in words, whatever the settings say`() throws {
      let folder = try home("learn = false\n")
      let pty = try Program.start(in: folder)
      #expect(pty.expect("q leave"), "\(pty.terminal.text)")
      pty.send("t")
      #expect(pty.expect("space silence"), "\(pty.terminal.text)")
      pty.send("3wm")
      #expect(pty.expect("W2 Minimal response: Answers so little"), "\(pty.terminal.text)")
      leave(pty)
    }

    @Test func `what is only watched leads back to it`() throws {
      let folder = try home()
      let run = try Program.run(
        "observe", "--plain", input: Array("turn joe\nmark W2 kathy > joe\nclose\n".utf8), in: folder)
      #expect(run.code == 0, "\(run.complaints)")
      let pty = try Program.start(in: folder)
      #expect(pty.expect("q leave"), "\(pty.terminal.text)")
      pty.send("d")
      #expect(pty.expect("demonstration"), "\(pty.terminal.text)")
      pty.send("q")
      #expect(pty.expect("a worked session at sixty times"), "\(pty.terminal.text)")
      pty.send("p\r")
      #expect(pty.expect("space play"), "\(pty.terminal.text)")
      pty.send("q")
      #expect(pty.expect("sessions to replay"), "\(pty.terminal.text)")
      pty.send("q")
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 0)
      #expect(pty.terminal.modes.isDisjoint(with: [1049, 2004]))
    }

    @Test func `a second coding is gone on with by both logs, and without the first it is left alone`() throws
    {
      let folder = try home()
      let logs = folder.path(".local/share/mend/sessions")
      try FileManager.default.createDirectory(atPath: logs, withIntermediateDirectories: true)
      let first = WorkedSession.folder.appendingPathComponent("Corpus/session-b.mend").path
      try FileManager.default.copyItem(atPath: first, toPath: logs + "/b.mend")
      let made = try Program.run(
        "observe", "--from", logs + "/b.mend", "--observer", "rater2", "--plain", "--clock", "script",
        input: Array("@4:00 mark C2 alice > joe\n".utf8), in: folder)
      #expect(made.code == 0, "\(made.complaints)")
      let names = try FileManager.default.contentsOfDirectory(atPath: logs).filter { $0 != "b.mend" }
      let second = try #require(names.first)
      let before = try folder.bytes(".local/share/mend/sessions/" + second)
      try FileManager.default.moveItem(atPath: logs + "/b.mend", toPath: folder.path("b.mend"))
      let lost = try Program.start(in: folder)
      #expect(lost.expect("not finished"), "\(lost.terminal.text)")
      lost.send("\r")
      #expect(lost.expect("Its first log is not here"), "\(lost.terminal.text)")
      lost.send("q")
      #expect(lost.waitForEnd() != nil)
      #expect(try folder.bytes(".local/share/mend/sessions/" + second) == before)
      try FileManager.default.moveItem(atPath: folder.path("b.mend"), toPath: logs + "/b.mend")
      let found = try Program.start(in: folder)
      #expect(found.expect("not finished"), "\(found.terminal.text)")
      found.send("\r")
      #expect(found.expect("‖"), "\(found.terminal.text)")
      #expect(found.expect("00:04:00"), "\(found.terminal.text)")
      found.send("Q\r")
      #expect(found.expect("  closed  "), "\(found.terminal.text)")
      found.send("q")
      #expect(found.waitForEnd() != nil)
      let log = LogReading(of: try folder.bytes(".local/share/mend/sessions/" + second))
      let session = try #require(Session(replaying: log.records))
      #expect(session.closing != nil && session.clock.masked(session.end) == 0)
    }

    @Test func `settings of the look and of learning hold at the desk`() throws {
      let folder = try home("learn = true\nseat-numbers = true\nflipped = true\n")
      let pty = try Program.start("observe", in: folder)
      #expect(pty.expect("space silence"), "\(pty.terminal.text)")
      pty.send("3wm")
      #expect(pty.expect("W2 Minimal response: Answers so little"), "\(pty.terminal.text)")
      let text = pty.terminal.text
      #expect(!text.contains("Kathy") && !text.contains("Joe"), "\(text)")
      let seats = ["#4", "#3", "#2", "#1"].compactMap { seat in
        (0..<8).first { pty.terminal.row($0).contains(seat) }
      }
      #expect(seats == seats.sorted() && seats.count == 4, "\(text)")
      leave(pty)
    }

    @Test func `the setting to speak says the desk in lines and leaves the answers of line mode alone`()
      throws
    {
      let folder = try home("speak-friendly = true\nseat-numbers = true\nlearn = true\n")
      let script = Array("turn joe\nmark W1 kathy > joe\nmark W99 joe\nclose\n".utf8)
      let with = try Program.run("observe", "--plain", "--out", folder.path("a"), input: script, in: folder)
      let without = try Program.run(
        "observe", "--plain", "--out", folder.path("b"), input: script, in: try home())
      // What is saved is said when the disk says so, before or after other answers.
      #expect(with.code == 0 && with.output.lines.sorted() == without.output.lines.sorted(), "\(with.output)")
      let pty = try Program.start(in: folder, columns: 200)
      #expect(pty.expect("Seats: 1 #1, 2 #2, 3 #3, 4 #4."), "\(pty.terminal.text)")
      pty.send("3")
      #expect(pty.expect("#3 has the floor."), "\(pty.terminal.text)")
      pty.send("wm")
      #expect(pty.expect("W2 Minimal response: Answers so little"), "\(pty.terminal.text)")
      pty.send("nask Kathy\r")
      #expect(pty.expect("hidden with the names"), "\(pty.terminal.text)")
      leave(pty)
    }
  }
}
