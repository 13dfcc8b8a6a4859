import CTermSupport
import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  /// A machine that is not as it should be.
  @Suite(.serialized) struct `In bad surroundings` {
    private static let traced: Comment = "NOT RUN: system calls cannot be traced here"

    private static var milliseconds: Int { Int(ts_boottime_ns() / 1_000_000) }

    @Test(.enabled(if: FaultGround.tracing.isThere, traced), arguments: ["ENOLCK", "EOPNOTSUPP"])
    func `a file system without locks is refused, with the reason`(fault: String) throws {
      let folder = try Folder()
      let run = try FaultTrace.start(
        FaultScript.arguments(in: folder), inject: "flock:error=\(fault)", into: folder)
      run.send("turn joe\n")
      run.endWords()
      #expect(run.waitForEnd() == .exited(75))
      #expect(run.answers.isEmpty)
      #expect(String(decoding: run.complaints, as: UTF8.self).lowercased().contains("lock"))
      // Nothing is left behind that looks like a log.
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasSuffix(".mend") }
          == [])
    }

    @Test(.enabled(if: FaultGround.tracing.isThere, traced))
    func `a file system that reserves no room is recorded to all the same`() throws {
      let folder = try Folder()
      let run = try FaultTrace.start(
        FaultScript.arguments(in: folder), inject: "fallocate:error=EOPNOTSUPP", into: folder)
      run.send("turn joe\nclose\n")
      run.endWords()
      #expect(run.waitForEnd() == .exited(0))
      #expect(try folder.log().verdict == .intactClosed)
    }

    @Test(arguments: 4...20)
    func `with few descriptors it works, or says why before anything is recorded`(limit: Int) throws {
      let folder = try Folder()
      let run = try FaultProcess(
        "/bin/sh",
        ["-c", "ulimit -n \(limit); exec \"$MEND\" \"$@\"", "sh"] + FaultScript.arguments(in: folder),
        environment: ["MEND": Program.path])
      run.send("turn joe\nclose\n")
      run.endWords()
      let ending = run.waitForEnd()
      let complaints = String(decoding: run.complaints, as: UTF8.self)
      if ending == .exited(0) {
        #expect(run.acknowledged == 2)
        #expect(try folder.log().verdict == .intactClosed)
      } else {
        guard case .exited(let code) = ending else {
          Issue.record("\(limit) descriptors: \(ending) \(complaints)")
          return
        }
        #expect([66, 71, 73, 127].contains(code), "\(limit) descriptors: \(code) \(complaints)")
        #expect(run.acks.isEmpty && run.answers.isEmpty)
        #expect(!complaints.isEmpty)
      }
      if limit >= 16 { #expect(ending == .exited(0), "\(limit) descriptors: \(complaints)") }
    }

    @Test(arguments: 0..<8)
    func `whichever standard streams are closed, nothing but records goes into the log`(closed: Int) throws {
      let folder = try Folder()
      let closing = (0..<3).filter { closed >> $0 & 1 == 1 }.map { $0 == 0 ? "<&-" : "\($0)>&-" }
      let run = try FaultProcess(
        "/bin/sh",
        ["-c", "exec \"$MEND\" \"$@\" \(closing.joined(separator: " "))", "sh"]
          + FaultScript.arguments(in: folder), environment: ["MEND": Program.path])
      run.send("turn joe\nnonsense\nstatus\nclose\n")
      run.endWords()
      #expect(run.waitForEnd() == .exited(0))
      let hasWords = closed & 1 == 0
      #expect(run.acknowledged == (hasWords ? 2 : -1))
      #expect(try folder.kinds() == (hasWords ? ["turn", "closed"] : []))
      #expect(try folder.log().verdict == (hasWords ? .intactClosed : .intactOpen))
      #expect(FaultAftermath(of: folder, acknowledged: run.acknowledged).violations == [])
    }

    @Test(.enabled(if: FaultGround.fakeTime.isThere, "NOT RUN: faketime is missing"))
    func `a wall clock that steps leaves the session's times alone`() throws {
      let folder = try Folder()
      let time = folder.path("time")
      // Set by renaming, so that no half of it is ever read.
      func set(_ step: String) throws {
        try folder.write("\(step)\n", to: "time.new")
        rename(folder.path("time.new"), time)
      }
      try set("+0")
      // The wrapper prepares what its library would otherwise put into the environment, which hides the arguments
      // from a Swift program.
      let run = try FaultProcess(
        "/usr/bin/faketime",
        [
          "-m", "-f", "+0", "env", "-u", "FAKETIME", "FAKETIME_TIMESTAMP_FILE=\(time)", Program.path,
          "observe", "--plain", "--ack-fd", "3", "--out", folder.url.path,
        ], environment: ["FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"])
      let start = Self.milliseconds
      for (index, step) in ["+0", "+3600", "-3600", "+86400", "+0"].enumerated() {
        try set(step)
        run.send(FaultScript.turns(5)[index] + "\n")
        run.pump { String(decoding: $0.answers, as: UTF8.self).lines.count { $0.contains("turn") } > index }
      }
      try set("+7200")
      run.send("close\n")
      #expect(run.waitForEnd() == .exited(0), "\(String(decoding: run.complaints, as: UTF8.self))")
      let passed = Self.milliseconds - start
      let reading = try folder.log()
      #expect(reading.verdict == .intactClosed)
      #expect(reading.records.count { $0.event.kind == "turn" } == 5)
      for record in reading.records { #expect(record.time.milliseconds <= passed, "\(record.time)") }
      if FaultPromise.recordsClockSteps {
        #expect(reading.records.contains { $0.event.kind == "clock" }, "\(reading.records.map(\.event.kind))")
      }
      guard case .closed(let closing)? = reading.records.last?.event, let end = closing.wall.parsed,
        let opening = reading.opening?.wall.parsed
      else {
        Issue.record("no last word")
        return
      }
      // The step did come about: the wall clock at the end is two hours off.
      #expect(abs(end.unixMilliseconds - opening.unixMilliseconds - 7_200_000) < 60_000)
    }

    @Test func `a long run keeps no descriptor and little memory`() throws {
      let folder = try Folder()
      let count = FaultGround.isLong ? 200_000 : 6_000
      let run = try FaultProcess(Program.path, FaultScript.arguments(in: folder))
      let words = FaultScript.turns(200)
      var seen: [(descriptors: Int, memory: Int)] = []
      for heap in 1...count / 200 {
        run.send(FaultScript.text(of: words))
        run.pump { $0.acknowledgements == heap * 200 }
        guard heap == 5 || heap == count / 200 else { continue }
        let place = "/proc/\(run.process)"
        let memory = try String(contentsOfFile: place + "/statm", encoding: .utf8).split(separator: " ")
        seen.append(
          (
            try FileManager.default.contentsOfDirectory(atPath: place + "/fd").count,
            (Int(memory[1]) ?? 0) * 4096
          ))
      }
      run.endWords()
      #expect(run.waitForEnd() == .exited(0))
      #expect(run.acknowledged == count)
      #expect(seen.count == 2)
      #expect(seen.first?.descriptors == seen.last?.descriptors)
      // The bytes of the log are kept, and each record twice: as it was written, and as what it means.
      let grown = (seen.last?.memory ?? 0) - (seen.first?.memory ?? 0)
      #expect(grown < (count - 1000) * 1_000, "grew by \(grown) bytes over \(count - 1000) records")
      print(
        "long run: \(count) records, memory grew by \(grown) bytes, \(seen.last?.descriptors ?? -1) descriptors"
      )
    }
  }
}
