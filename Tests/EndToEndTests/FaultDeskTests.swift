import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  /// The desk in a terminal while the disk refuses, stalls, or is changed by others: what is shown, and what leaving
  /// does.
  @Suite(.serialized) struct `At the desk of a failing disk` {
    /// Makes a log to go on with, so that faults can be put under its calls alone; its name.
    private func begin(in folder: Folder) throws -> String {
      let run = try FaultProcess(Program.path, ["observe", "--plain", "--out", folder.url.path])
      run.send("turn chris\n")
      run.endWords()
      #expect(run.waitForEnd() == .exited(0))
      return try folder.logName()
    }

    private func rescueName(_ log: String) -> String {
      log.replacingOccurrences(of: ".mend", with: "-r1.mend")
    }

    private func rescued(_ log: String, _ folder: Folder) throws -> LogReading {
      LogReading(of: try folder.bytes(rescueName(log)))
    }

    /// How many records there are of the session when a number of keys were pressed: the opening, a turn, and the
    /// going on come before.
    private func count(after keys: Int) -> Int { 3 + keys }

    /// Opens the desk over a disk that does not answer until there is a file of the name `go`.
    private func openStalled(_ log: String, in folder: Folder) throws -> Pty {
      let library = Program.beside("libTornWrite.so")
      try #require(access(library, R_OK) == 0, "\(library) was not built")
      let pty = try Pty(
        Program.path, ["observe", "--resume", folder.path(log)],
        environment: [
          "HOME": folder.url.path, "LD_PRELOAD": library, "MEND_STALLED_UNTIL": folder.path("go"),
        ])
      #expect(pty.expect("? help"), "\(pty.terminal.text)")
      return pty
    }

    @Test func `while the disk says nothing, keys are taken and shown as not yet saved`() throws {
      let folder = try Folder()
      let log = try begin(in: folder)
      let pty = try openStalled(log, in: folder)
      for (index, key) in ["1", "2", "3", "4"].enumerated() {
        pty.send(key)
        // Each is in the file and hollow on the screen, and the disk has answered none of them.
        let isThere = pty.pump { pty in
          pty.terminal.row(0).contains("○")
            && (try? folder.bytes(log)).map { LogReading(of: $0).records.count } == count(after: index + 1)
        }
        #expect(isThere, "\(pty.terminal.text)")
      }
      #expect(!pty.terminal.row(0).contains("●"))
      try folder.write("", to: "go")
      #expect(pty.pump { $0.terminal.row(0).contains("●") }, "\(pty.terminal.row(0))")
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 0)
    }

    @Test(.enabled(if: FaultGround.tracing.isThere, "NOT RUN: system calls cannot be traced here"))
    func `a key is stamped with when it came, however long what came before it takes to be written`() throws {
      let folder = try Folder()
      let log = try begin(in: folder)
      let pty = try Pty(
        "/usr/bin/strace",
        [
          "-f", "-qq", "-o", folder.path("calls"), "-e", "trace=write", "-e",
          "inject=write:delay_enter=200000", "-P", folder.path(log), Program.path, "observe", "--resume",
          folder.path(log),
        ], environment: ["HOME": folder.url.path])
      #expect(pty.expect("? help"), "\(pty.terminal.text)")
      // While the first is written the others come, and are then read in one go.
      pty.send("1")
      pty.send("234")
      let isThere = pty.pump { _ in
        (try? folder.bytes(log)).map { LogReading(of: $0).records.count } == count(after: 4)
      }
      #expect(isThere, "\(pty.terminal.text)")
      let turns = try LogReading(of: folder.bytes(log)).records.suffix(4)
      #expect(turns.allSatisfy { $0.event.kind == "turn" })
      #expect(Set(turns.dropFirst().map(\.time)).count == 1, "\(turns.map(\.time))")
      #expect(try folder.text("calls").contains("(DELAYED)"))
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)
    }

    @Test(.enabled(if: FaultGround.tracing.isThere, "NOT RUN: system calls cannot be traced here"))
    func `where nothing can be saved anywhere the desk says so, goes on, and leaving says how much is lost`()
      throws
    {
      let folder = try Folder()
      let log = try begin(in: folder)
      // Every name beside the log is taken, and no folder elsewhere can be made.
      for number in 1...99 {
        try folder.write("", to: rescueName(log).replacingOccurrences(of: "-r1", with: "-r\(number)"))
      }
      let pty = try Pty(
        "/usr/bin/strace",
        [
          "-f", "-qq", "-o", folder.path("calls"), "-e", "trace=fdatasync", "-e",
          "inject=fdatasync:error=EIO", Program.path, "observe", "--resume", folder.path(log),
        ], environment: ["HOME": folder.url.path, "XDG_STATE_HOME": "/proc/none"])
      #expect(pty.expect("? help"), "\(pty.terminal.text)")
      pty.send("1")
      #expect(pty.pump { $0.terminal.row(0).contains("▲") }, "\(pty.terminal.text)")
      pty.send("2")
      #expect(pty.pump { $0.terminal.row(0).contains("2 not saved") }, "\(pty.terminal.text)")
      // A descriptor that refused once is written to no more.
      #expect(try LogReading(of: folder.bytes(log)).records.count == count(after: 1))
      pty.send("\u{3}")
      #expect(pty.expect("in memory only"), "\(pty.terminal.text)")
      pty.send("\u{3}")
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 74)
      #expect(pty.expect("only in memory"), "\(pty.terminal.text)")
    }

    @Test func `a disk that never answers again holds nobody: leaving asks, and the session is elsewhere`()
      throws
    {
      let folder = try Folder()
      let log = try begin(in: folder)
      let pty = try openStalled(log, in: folder)
      pty.send("1")
      #expect(pty.pump { $0.terminal.row(0).contains("○") })
      // Asked at once, leaving is about a log that stays open; once the disk is late, about what would be lost.
      var isWarned = false
      for _ in 0..<10 where !isWarned {
        pty.send("\u{3}")
        isWarned = pty.pump(for: 1) { $0.terminal.text.contains("in memory only") }
        if !isWarned { pty.send("2") }
      }
      #expect(isWarned, "\(pty.terminal.text)")
      pty.send("\u{3}")
      #expect(pty.waitForEnd() != nil)
      // Another file on the same disk took the session before the end.
      #expect(pty.exitCode == 0)
      #expect(try rescued(log, folder).records.count >= count(after: 1))
    }
  }
}
