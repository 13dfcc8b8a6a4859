import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  @Suite(.serialized) struct `Replaying a log that is there` {
    /// A closed log in a folder: its bytes before anything was done with it.
    private func closedLog(_ folder: Folder) throws -> [UInt8] {
      let source = WorkedSession.folder.appendingPathComponent("Corpus/session-b.mend")
      let bytes = Array(try Data(contentsOf: source))
      try Data(bytes).write(to: URL(fileURLWithPath: folder.path("b.mend")))
      return bytes
    }

    /// The open files of a process that are the log, with the flags each was opened with.
    private func descriptors(of process: Int32, on path: String) throws -> [String] {
      let folder = "/proc/\(process)/fd"
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter { name in
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)")) == path
      }
    }

    /// Opens the log for corrections and takes back the record at its first rupture; it is still open then.
    private func takeBack(in folder: Folder) throws -> Pty {
      let pty = try Program.start("replay", "--edit", folder.path("b.mend"), in: folder)
      #expect(pty.expect("replay, correcting"), "\(pty.terminal.text)")
      pty.send("]x")
      #expect(pty.expect("recorded: taken back"), "\(pty.terminal.text)")
      return pty
    }

    @Test func `without --edit the log is not held open, and not a byte of it changes`() throws {
      let folder = try Folder()
      let before = try closedLog(folder)
      chmod(folder.path("b.mend"), 0o400)
      let pty = try Program.start("replay", folder.path("b.mend"), in: folder)
      #expect(pty.expect("of 00:20:00"), "\(pty.terminal.text)")
      pty.send("5xXm:u")
      #expect(pty.expect("open for reading only"), "\(pty.terminal.text)")
      let path = URL(fileURLWithPath: folder.path("b.mend")).resolvingSymlinksInPath().path
      #expect(try descriptors(of: pty.process, on: path) == [])
      pty.send("q")
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 0)
      #expect(try folder.bytes("b.mend") == before)
    }

    @Test func `with --edit nothing is written before the first correction`() throws {
      let folder = try Folder()
      let before = try closedLog(folder)
      let pty = try Program.start("replay", "--edit", folder.path("b.mend"), in: folder)
      #expect(pty.expect("replay, correcting"), "\(pty.terminal.text)")
      pty.send("]q")
      #expect(pty.waitForEnd() != nil)
      #expect(try folder.bytes("b.mend") == before)
    }

    @Test func `a correction is a record after a reopening, and leaving closes the log again`() throws {
      let folder = try Folder()
      let before = try closedLog(folder)
      let pty = try takeBack(in: folder)
      pty.send("q")
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 0)
      let after = try folder.bytes("b.mend")
      #expect(after.starts(with: before))
      let reading = LogReading(of: after)
      #expect(reading.records.suffix(3).map(\.event.kind) == ["reopened", "retracted", "closed"])
      #expect(reading.verdict.exitCode == 0)
      let report = try Program.run("report", folder.path("b.mend"))
      #expect(report.output.contains("1 record of corrections, made "), "\(report.output)")
    }

    @Test(arguments: UInt64(1)...3) func `without --edit no key changes a byte of it`(seed: UInt64) throws {
      let folder = try Folder()
      let before = try closedLog(folder)
      let pty = try Program.start("replay", folder.path("b.mend"), in: folder)
      #expect(pty.expect("of 00:20:00"), "\(pty.terminal.text)")
      // Every character that leaves nothing, and what confirms, in an order of chance.
      var numbers = SeededNumbers(seed: seed)
      let keys =
        (0x20...0x7E).map { UInt8($0) }.filter { $0 != UInt8(ascii: "q") } + [0x0D, 0x0D, 0x0D, 0x09]
      for _ in 0..<6 { pty.send(keys.shuffled(using: &numbers)) }
      pty.send([0x03])
      #expect(pty.waitForEnd(for: 20) != nil, "\(pty.terminal.text)")
      #expect(try folder.bytes("b.mend") == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["b.mend"])
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `a signal during corrections leaves a whole log that is closed again`(number: Int32)
      throws
    {
      let folder = try Folder()
      let before = try closedLog(folder)
      let pty = try takeBack(in: folder)
      pty.signal(number)
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 128 + number)
      #expect(pty.terminal.modes.isDisjoint(with: [1049, 2004]))
      let after = try folder.bytes("b.mend")
      #expect(after.starts(with: before))
      let reading = LogReading(of: after)
      #expect(reading.verdict.exitCode == 0 && reading.isClosed)
      #expect(reading.records.suffix(3).map(\.event.kind) == ["reopened", "retracted", "closed"])
    }

    @Test func `a window that is closed, or a kill, during corrections loses none of them`() throws {
      for isKilled in [false, true] {
        let folder = try Folder()
        let before = try closedLog(folder)
        let pty = try takeBack(in: folder)
        if isKilled { pty.signal(SIGKILL) } else { pty.hangUp() }
        #expect(pty.waitForEnd() != nil)
        let after = try folder.bytes("b.mend")
        #expect(after.starts(with: before))
        let reading = LogReading(of: after)
        // Killed it is open, but whole.
        #expect(reading.verdict == (isKilled ? .intactOpen : .intactClosed))
        #expect(reading.records.contains { $0.event.kind == "retracted" })
        // What was left open is corrected further, or closed again.
        let again = try Program.start("replay", "--edit", folder.path("b.mend"), in: folder)
        #expect(again.expect("replay, correcting"), "\(again.terminal.text)")
        again.send("]X")
        #expect(again.expect("recorded: put back"), "\(again.terminal.text)")
        again.send("q")
        #expect(again.waitForEnd() == 0)
        #expect(LogReading(of: try folder.bytes("b.mend")).isClosed)
      }
    }

    @Test func `what is not closed is not corrected here, and flags say what they want`() throws {
      let folder = try Folder()
      let log = try closedLog(folder)
      let lines = log.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast(2)
      try Data(lines.joined(separator: [0x0A]) + [0x0A]).write(
        to: URL(fileURLWithPath: folder.path("open.mend")))
      let open = try Program.run("replay", "--edit", folder.path("open.mend"))
      #expect(open.code == 64)
      #expect(open.complaints.contains("mend observe --resume"), "\(open.complaints)")
      for (flag, value, words) in [
        ("--idle", "soon", "--idle is a length of time"), ("--from", "noon", "--from is a time"),
        ("--speed", "3", "--speed is one of"),
      ] {
        let run = try Program.run("replay", flag, value, folder.path("b.mend"))
        #expect(run.code == 64)
        #expect(run.complaints.contains(words), "\(run.complaints)")
      }
    }

    @Test func `--from, --speed and --idle begin where and how they say`() throws {
      let folder = try Folder()
      _ = try closedLog(folder)
      let pty = try Program.start(
        "replay", folder.path("b.mend"), "--from", "10:00", "--speed", "4", "--idle", "5s", in: folder)
      #expect(pty.expect("recorded  idle 0:05  ‖ ×4  00:10:00 of 00:20:00"), "\(pty.terminal.text)")
      pty.send("q")
      #expect(pty.waitForEnd() != nil)
    }
  }
}
