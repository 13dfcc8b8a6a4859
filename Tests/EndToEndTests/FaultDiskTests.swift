import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  /// A disk that is full, refuses, or stalls.
  @Suite(.serialized) struct `When the disk fails` {
    /// What a program does about a disk that refuses for good is to write the session once more elsewhere.
    private static let goesOnElsewhere = FaultPromise.goesOnElsewhere
    private static let traced: Comment = "NOT RUN: system calls cannot be traced here"
    private static let awaited: Comment =
      "NOT RUN: the log is not yet written once more elsewhere when its disk refuses"

    /// Says once, where whoever runs the tests sees it, what cannot be tried on this machine.
    @Test func `what cannot be tried here is said`() {
      for ground in FaultGround.allCases where !ground.isThere { print("NOT RUN: \(ground.without)") }
      if !Self.goesOnElsewhere { print("\(Self.awaited)") }
      print("NOT TRIED anywhere: power loss under a real file system; crash states are enumerated instead")
    }

    /// A log to go on with, so that faults can be put under its calls alone.
    private func begin(in folder: Folder) throws -> [UInt8] {
      let run = try FaultProcess(Program.path, FaultScript.arguments(in: folder))
      run.send("turn chris\n")
      run.endWords()
      #expect(run.waitForEnd() == .exited(0))
      return try folder.bytes(FaultScript.logName)
    }

    /// Goes on with a log while a fault is put under calls on it, typing one word at a time.
    ///
    /// - Parameter awaitsSaving: whether each word is also saved, or complained about, before the next is typed.
    private func goOn(
      in folder: Folder, inject: String, trace: String? = nil, awaitsSaving: Bool = false
    ) throws -> (ending: FaultProcess.Ending, run: FaultProcess) {
      let run = try FaultTrace.start(
        FaultScript.arguments(resuming: folder), trace: trace, inject: inject,
        on: folder.path(FaultScript.logName), into: folder)
      for word in FaultScript.turns(12) {
        let before = run.answers.count + run.complaints.count
        let news = run.acks.count + run.complaints.count
        run.send(word + "\n")
        // Each word is answered, one way or another, before the next is typed.
        run.pump { $0.answers.count + $0.complaints.count > before }
        if awaitsSaving { run.pump { $0.acks.count + $0.complaints.count > news } }
      }
      run.endWords()
      return (run.waitForEnd(), run)
    }

    @Test(.enabled(if: FaultGround.tracing.isThere, traced), arguments: [1, 2, 3, 7])
    func `a write that is refused once loses nothing`(call: Int) throws {
      let folder = try Folder()
      let before = try begin(in: folder)
      let (ending, run) = try goOn(in: folder, inject: "write:error=EIO:when=\(call)")
      let after = FaultAftermath(
        of: folder, acknowledged: run.acknowledged, before: before, mayBeElsewhere: Self.goesOnElsewhere)
      #expect(after.violations == [])
      // The opening of a resumed log must be there before anything is recorded; later, memory keeps it.
      if call == 1, !Self.goesOnElsewhere {
        #expect(ending == .exited(74))
        #expect(run.acknowledgements == 0)
      } else if call > 1 {
        #expect(ending == .exited(0), "\(String(decoding: run.complaints, as: UTF8.self))")
        #expect(after.reading.records.count == 15)
      }
    }

    @Test(.enabled(if: FaultGround.tracing.isThere, traced), arguments: ["EIO", "ENOSPC", "EDQUOT", "EFBIG"])
    func `while every write is refused nothing is acknowledged that is in no file`(fault: String) throws {
      let folder = try Folder()
      let before = try begin(in: folder)
      let (ending, run) = try goOn(in: folder, inject: "write:error=\(fault):when=4+")
      let after = FaultAftermath(
        of: folder, acknowledged: run.acknowledged, before: before, mayBeElsewhere: Self.goesOnElsewhere)
      #expect(after.violations == [])
      if Self.goesOnElsewhere {
        #expect(ending == .exited(0))
        #expect(after.reading.records.count == 15)
        #expect(run.acknowledged == 14)
      } else {
        #expect(ending == .exited(74))
        // Two for the records of the log so far and its reopening, two for what was typed before.
        #expect(after.reading.records.count == 5)
        let answers = String(decoding: run.answers, as: UTF8.self).lines
        #expect(answers.filter { $0.contains("NOT SAVED") }.count == 10, "\(answers)")
      }
    }

    @Test(.enabled(if: FaultGround.tracing.isThere, traced), arguments: ["1", "2", "3", "5", "2+", "1+"])
    func `a descriptor whose sync was refused is never asked again`(calls: String) throws {
      let folder = try Folder()
      let before = try begin(in: folder)
      let (ending, run) = try goOn(
        in: folder, inject: "fdatasync:error=EIO:when=\(calls)", trace: "fdatasync,fsync,close",
        awaitsSaving: true)
      let after = FaultAftermath(
        of: folder, acknowledged: run.acknowledged, before: before, mayBeElsewhere: Self.goesOnElsewhere)
      #expect(after.violations == [])
      let made = try FaultTrace.calls(in: folder)
      let dead = try #require(made.firstIndex { $0.isInjected }, "no fault came about")
      for call in made[(dead + 1)...].prefix(while: {
        !($0.name == "close" && $0.descriptor == made[dead].descriptor)
      })
      where call.name == "fdatasync" || call.name == "fsync" {
        #expect(call.descriptor != made[dead].descriptor, "asked again: \(call)")
      }
      if !Self.goesOnElsewhere { #expect(ending == .exited(74)) }
    }

    @Test(
      .enabled(if: FaultGround.tracing.isThere && goesOnElsewhere, awaited),
      arguments: ["fdatasync:error=EIO:when=2", "fdatasync:error=EIO:when=1+", "write:error=EIO:when=4+"])
    func `the whole session is written once more when the disk refuses, and then acknowledged`(
      fault: String
    ) throws {
      let folder = try Folder()
      let before = try begin(in: folder)
      let (_, run) = try goOn(in: folder, inject: fault, awaitsSaving: true)
      let bytes = try folder.bytes(FaultScript.logName)
      #expect(FaultAftermath.begins(bytes, with: before))
      let rescued = FaultScript.rescueName
      let reading = LogReading(of: try folder.bytes(rescued))
      #expect(reading.verdict.exitCode <= 1)
      #expect(reading.records.count >= 15)
      #expect(try #require(run.acknowledged) >= 14)
      // Both are the same session, as far as the first one goes.
      #expect(reading.records.starts(with: LogReading(of: bytes).records))
    }

    @Test(.enabled(if: FaultGround.tracing.isThere && goesOnElsewhere, awaited))
    func `whoever follows goes along into the other file`() throws {
      let folder = try Folder()
      _ = try begin(in: folder)
      let pty = try Program.start("follow", folder.path(FaultScript.logName), in: folder)
      #expect(pty.expect("Chris"), "\(pty.terminal.text)")
      let (_, run) = try goOn(in: folder, inject: "fdatasync:error=EIO:when=2", awaitsSaving: true)
      #expect(run.acknowledgements > 0)
      // It may be over by the time that this is looked at, so what was ever written counts.
      #expect(
        pty.pump { String(decoding: $0.output, as: UTF8.self).contains("Recording goes on in") },
        "\(pty.terminal.text)")
      // All twelve turns are seen there.
      #expect(pty.expect("Alice              6"), "\(pty.terminal.text)")
      pty.send("q")
      #expect(pty.waitForEnd() == 0)
    }

    @Test(.enabled(if: FaultGround.tracing.isThere, traced), arguments: [1, 2])
    func `a log that cannot be put on disk when it is made is not recorded into as if it were`(call: Int)
      throws
    {
      let folder = try Folder()
      let run = try FaultTrace.start(
        FaultScript.arguments(in: folder), inject: "fsync:error=EIO:when=\(call)", into: folder)
      run.send("turn joe\n")
      run.pump { !$0.answers.isEmpty || !$0.acks.isEmpty }
      run.endWords()
      let ending = run.waitForEnd()
      if !Self.goesOnElsewhere {
        #expect(ending == .exited(74))
        #expect(run.acks == [])
      }
      #expect(String(decoding: run.complaints, as: UTF8.self).contains(folder.url.path))
    }

    @Test(.enabled(if: FaultGround.tracing.isThere, traced))
    func `a disk that stalls makes nobody wait, and is believed only when it has answered`() throws {
      let folder = try Folder()
      let before = try begin(in: folder)
      let run = try FaultTrace.start(
        FaultScript.arguments(resuming: folder),
        inject: "fdatasync:delay_enter=\(FaultGround.isLong ? 5 : 2)s",
        into: folder)
      for index in 0..<40 {
        run.send(FaultScript.turns(40)[index] + "\n")
        run.pump { $0.answers.count { $0 == 10 } > index }
      }
      // All forty are answered while the disk is still silent.
      #expect(run.answers.count { $0 == 10 } == 40)
      #expect(run.acks.isEmpty)
      run.pump { $0.acknowledgements == 40 }
      #expect(run.acknowledgements == 40)
      run.endWords()
      #expect(run.waitForEnd() == .exited(0))
      #expect(FaultAftermath(of: folder, acknowledged: run.acknowledged, before: before).violations == [])
    }

    @Test(.enabled(if: FaultGround.mounts.isThere, "NOT RUN: no file system can be mounted here"))
    func `a full disk costs nothing once there is room again`() throws {
      let folder = try Folder()
      let run = try FaultProcess(
        "/usr/bin/unshare",
        [
          "-rm", "/bin/sh", "-c",
          """
          mkdir disk && chmod 700 disk && mount -t tmpfs -o size=64k,mode=700 none disk && mkfifo disk/words
          head -c 44000 /dev/zero >disk/filler
          "$MEND" observe --plain --ack-fd 3 --clock script --out disk <disk/words & mend=$!
          exec 4>disk/words
          while read line; do
            case $line in room) rm disk/filler;; *) echo "$line" >&4;; esac
          done
          exec 4>&-
          wait $mend; code=$?
          mv disk/*.mend .
          exit $code
          """,
        ], environment: ["MEND": Program.path, "PWD": folder.url.path], in: folder.url.path)
      for (index, word) in FaultScript.turns(60).enumerated() {
        run.send(word + "\n")
        run.pump { $0.answers.count { $0 == 10 } > index }
      }
      let full = String(decoding: run.answers, as: UTF8.self).lines
      #expect(full.contains { $0.hasSuffix("NOT SAVED turn") }, "\(full)")
      let saved = try #require(run.acknowledged)
      #expect(saved < 60)
      run.send("room\nturn chris\nclose\n")
      run.endWords()
      #expect(run.waitForEnd() == .exited(0), "\(String(decoding: run.complaints, as: UTF8.self))")
      #expect(run.acknowledged == 62)
      let reading = try folder.log()
      #expect(reading.verdict == .intactClosed)
      #expect(reading.records.count == 63)
    }

    @Test(.enabled(if: FaultGround.mounts.isThere, "NOT RUN: no file system can be mounted here"))
    func `where only reading is allowed no session begins, and its folder is named`() throws {
      let folder = try Folder()
      let run = try FaultProcess(
        "/usr/bin/unshare",
        [
          "-rm", "/bin/sh", "-c",
          """
          mkdir -m 700 disk && mount --bind disk disk && mount -o remount,bind,ro disk
          exec "$MEND" observe --plain --ack-fd 3 --clock script --out disk
          """,
        ], environment: ["MEND": Program.path, "PWD": folder.url.path], in: folder.url.path)
      run.send("turn joe\n")
      run.endWords()
      #expect(run.waitForEnd() == .exited(73))
      let complaint = String(decoding: run.complaints, as: UTF8.self)
      #expect(complaint.contains("disk/") && complaint.contains("Read-only file system"), "\(complaint)")
      #expect(run.acks.isEmpty && run.answers.isEmpty)
    }

    @Test(.enabled(if: FaultGround.tracing.isThere, traced))
    func `a disk that allows only reading from some moment on costs nothing`() throws {
      let folder = try Folder()
      let before = try begin(in: folder)
      let (ending, run) = try goOn(in: folder, inject: "write:error=EROFS:when=4+")
      #expect(ending == .exited(0), "\(String(decoding: run.complaints, as: UTF8.self))")
      let after = FaultAftermath(
        of: folder, acknowledged: run.acknowledged, before: before, mayBeElsewhere: true)
      #expect(after.violations == [])
      #expect(after.reading.records.count == 15)
      #expect(run.acknowledged == 14)
    }

    @Test(arguments: [8, 31, 32, 33, 36, 40])
    func `a file that may not grow is said not to be saved, and holds what was acknowledged`(blocks: Int)
      throws
    {
      let folder = try Folder()
      let run = try FaultProcess(
        "/bin/sh",
        ["-c", "ulimit -f \(blocks); exec \"$MEND\" \"$@\"", "sh"] + FaultScript.arguments(in: folder),
        environment: ["MEND": Program.path])
      for word in FaultScript.turns(60) {
        let before = run.answers.count
        run.send(word + "\n")
        run.pump { $0.answers.count > before }
      }
      run.endWords()
      // Where not even the opening fits, there is no session to save.
      #expect(run.waitForEnd() == .exited(blocks < 30 ? 73 : 74))
      let after = FaultAftermath(of: folder, acknowledged: run.acknowledged)
      #expect(after.violations == [])
      // The shell counts in blocks of 512 bytes.
      #expect((after.bytes?.count ?? 0) <= blocks * 512)
    }
  }
}
