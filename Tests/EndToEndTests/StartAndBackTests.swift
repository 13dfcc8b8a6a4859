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
