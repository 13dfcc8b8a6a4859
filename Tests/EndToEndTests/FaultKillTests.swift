import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  /// Ends without a last word. What was said to be saved is there, and nothing that nobody entered.
  @Suite(.serialized) struct `When it is killed` {
    /// A folder's runs: the first starts a log, the others go on with it.
    private static let runsOfOneLog = 10

    @Test(arguments: [UInt64(20_260_305)])
    func `no acknowledged record is lost, whenever it is killed`(seed: UInt64) throws {
      let kills = FaultGround.isLong ? 10_000 : 1_000
      let script = try FaultScript(FaultScript.turns(2_000))
      let tally = FaultTally()
      try FaultTally.each(kills / Self.runsOfOneLog) { log in
        try Self.killAgainAndAgain(script, seed: seed &+ UInt64(log), tally)
      }
      tally.say("kill -9 at any moment, seed \(seed)")
      #expect(tally.violations == [])
      #expect(tally["kills"] == kills)
      // A test in which hardly anything was saved would show little.
      #expect(tally["records acknowledged"] > kills)
    }

    private static func killAgainAndAgain(_ script: FaultScript, seed: UInt64, _ tally: FaultTally) throws {
      var random = Seeded(seed)
      let folder = try Folder()
      var before: [UInt8] = []
      var earlier: LogReading?
      for number in 0..<runsOfOneLog {
        // A kill before the opening was saved may leave a log that nobody can go on with.
        let isNew = earlier?.records.isEmpty ?? true
        if isNew, number > 0 { try folder.empty() }
        let run = try FaultProcess(
          Program.path, isNew ? FaultScript.arguments(in: folder) : FaultScript.arguments(resuming: folder))
        let words = Int.random(in: 1...80, using: &random)
        run.send(FaultScript.text(of: Array(script.words.prefix(words))))
        if number % 3 == 0 {
          run.pump(nanoseconds: Int64.random(in: 0...25_000_000, using: &random))
        } else {
          let enough = Int.random(in: 0..<words, using: &random)
          run.pump { $0.acknowledgements > enough }
          run.pump(nanoseconds: Int64.random(in: 0...300_000, using: &random))
        }
        run.signal(SIGKILL)
        let name = "seed \(seed), run \(number)"
        if run.waitForEnd() != .killed(SIGKILL) { tally.violated("\(name): it had ended before") }
        let after = FaultAftermath(
          of: folder, acknowledged: run.acknowledged, before: isNew ? [] : before,
          earlier: isNew ? nil : earlier)
        tally.take(after, name)
        let bytes = after.bytes ?? []
        if isNew {
          if !FaultAftermath.begins(script.log, with: bytes) { tally.violated("\(name): foreign bytes") }
        } else if let fault = misfit(after.reading, earlier) {
          tally.violated("\(name): \(fault)")
        }
        tally.add("kills")
        tally.add("records acknowledged", run.acknowledgements)
        tally.add("records found", after.records)
        if after.isTorn { tally.add("torn") }
        if isNew, (run.acknowledged ?? 0) < 0 { tally.add("before the first record was saved") }
        before = bytes
        earlier = after.reading
      }
    }

    /// What a resumed run added that nobody entered: it begins by reopening, and then come the turns in order.
    private static func misfit(_ reading: LogReading, _ earlier: LogReading?) -> String? {
      var added = reading.records.dropFirst(earlier?.records.count ?? 0).map(\.event)
      if case .recovered? = added.first { added.removeFirst() }
      if case .reopened? = added.first { added.removeFirst() }
      let turns = added.indices.map { index in
        Event.turn(Event.Turn(who: index.isMultiple(of: 2) ? "joe" : "alice"))
      }
      return added == turns ? nil : "records that nobody entered"
    }

    @Test(.enabled(if: FaultGround.tracing.isThere, "NOT RUN: system calls cannot be traced here"))
    func `a kill at any system call of the write path leaves what was acknowledged`() throws {
      let script = try FaultScript(FaultScript.turns(5) + ["close"])
      let names =
        FaultGround.isLong
        ? ["all"] : ["write", "fdatasync", "fsync", "openat", "flock", "fcntl", "fchmod", "newfstatat"]
      let calls = try Self.calls(of: script, names)
      let tally = FaultTally()
      try FaultTally.each(calls.count) { index in
        let (name, number) = calls[index]
        let folder = try Folder()
        let run = try FaultTrace.start(
          FaultScript.arguments(in: folder), inject: "\(name):signal=KILL:when=\(number)", into: folder)
        run.send(FaultScript.text(of: script.words))
        run.endWords()
        let ending = run.waitForEnd()
        tally.take(
          FaultAftermath(of: folder, acknowledged: run.acknowledged, script: script), "\(name) \(number)")
        switch ending {
        case .killed(SIGKILL): tally.add("kills")
        // Threads share out their calls as it happens, so that a few calls of a run may not come in the next.
        case .exited(0): tally.add("calls that did not come")
        default: tally.violated("\(name) \(number): \(ending)")
        }
      }
      tally.say("kill -9 at \(calls.count) system calls of \(names.joined(separator: ", "))")
      #expect(tally.violations == [])
      #expect(tally["kills"] > calls.count * 3 / 4)
    }

    /// The calls that a run makes.
    private static func calls(of script: FaultScript, _ names: [String]) throws -> [(String, Int)] {
      let folder = try Folder()
      let run = try FaultTrace.start(
        FaultScript.arguments(in: folder), trace: names.joined(separator: ","), into: folder)
      run.send(FaultScript.text(of: script.words))
      run.endWords()
      _ = run.waitForEnd()
      return FaultTrace.numbered(try FaultTrace.calls(in: folder))
    }

    @Test func `a write torn at any byte is a torn tail, and the session goes on behind it`() throws {
      let script = try FaultScript(FaultScript.turns(11) + ["close"])
      let library = Program.beside("libTornWrite.so")
      try #require(access(library, R_OK) == 0, "\(library) was not built")
      let opening = LogReading(of: script.log).records.isEmpty ? 0 : script.log.prefix { $0 != 10 }.count + 1
      // The opening is long and written with one call; the others are looked at more closely.
      let cuts =
        FaultGround.isLong
        ? Array(0..<script.log.count)
        : Array(stride(from: 0, to: opening, by: 1021)) + [opening - 1]
          + Array(stride(from: opening, to: script.log.count, by: 11))
      let tally = FaultTally()
      try FaultTally.each(cuts.count) { index in
        let cut = cuts[index]
        let folder = try Folder()
        let run = try FaultProcess(
          Program.path, FaultScript.arguments(in: folder),
          environment: ["LD_PRELOAD": library, "MEND_TORN_AT": String(cut)])
        run.send(FaultScript.text(of: script.words))
        run.endWords()
        if run.waitForEnd() != .killed(SIGKILL) { tally.violated("byte \(cut): it was not killed") }
        let after = FaultAftermath(of: folder, acknowledged: run.acknowledged, script: script)
        tally.take(after, "byte \(cut)")
        if after.bytes?.count != cut { tally.violated("byte \(cut): \(after.bytes?.count ?? -1) bytes") }
        tally.add("cuts")
        tally.add(after.isTorn ? "torn" : cut < opening ? "in the opening" : "between two records")
        // A line that lacks only its LF has a test of its own, over recovery itself.
        if cut >= opening, index % 8 == 0, script.log[cut] != 10 {
          try Self.goOn(in: folder, after, "byte \(cut)", tally)
        }
      }
      tally.say(
        FaultGround.isLong
          ? "writes torn at every byte"
          : "writes torn at every 11th byte (every 1021st of the opening; MEND_LONG=1: at every byte)")
      #expect(tally.violations == [])
      #expect(tally["torn"] > cuts.count { $0 >= opening } / 2)
    }

    /// Goes on with a log and closes it; everything from before is still there.
    private static func goOn(
      in folder: Folder, _ before: FaultAftermath, _ name: String, _ tally: FaultTally
    ) throws {
      let run = try FaultProcess(Program.path, FaultScript.arguments(resuming: folder))
      run.send("turn chris\nclose\n")
      run.endWords()
      let ending = run.waitForEnd()
      if ending != .exited(0) { tally.violated("\(name), resumed: \(ending)") }
      let after = FaultAftermath(of: folder, acknowledged: run.acknowledged, before: before.bytes ?? [])
      tally.take(after, "\(name), resumed")
      let wanted: [String] = (before.isTorn ? ["recovered"] : []) + ["reopened", "turn", "closed"]
      let kinds = after.reading.records.dropFirst(before.records).map(\.event.kind)
      if kinds != wanted { tally.violated("\(name), resumed: \(kinds)") }
      tally.add("resumed")
    }

    @Test(arguments: [UInt64(1789)])
    func `a signal to end leaves a whole log with interrupted as its last word`(seed: UInt64) throws {
      let count = FaultGround.isLong ? 2_000 : 100
      let script = try FaultScript(FaultScript.turns(2_000))
      let tally = FaultTally()
      try FaultTally.each(count) { index in
        var random = Seeded(seed &+ UInt64(index))
        let number = [SIGTERM, SIGINT, SIGQUIT, SIGHUP][index % 4]
        let folder = try Folder()
        let run = try FaultProcess(Program.path, FaultScript.arguments(in: folder))
        let words = Int.random(in: 0...400, using: &random)
        run.send(FaultScript.text(of: Array(script.words.prefix(words))))
        // Its handlers are up once the log has been named.
        run.pump { !$0.complaints.isEmpty }
        run.pump(nanoseconds: Int64.random(in: 0...20_000_000, using: &random))
        run.signal(number)
        let ending = run.waitForEnd()
        let name = "seed \(seed &+ UInt64(index)), signal \(number)"
        if ending != .exited(128 + number) { tally.violated("\(name): \(ending)") }
        let after = FaultAftermath(of: folder, acknowledged: run.acknowledged)
        tally.take(after, name)
        let records = after.reading.records
        if records.last?.event != .interrupted(.signal) { tally.violated("\(name): no last word") }
        if run.acknowledged != records.count - 1 { tally.violated("\(name): not all acknowledged") }
        if Set(records.dropFirst().dropLast().map(\.event.kind)).subtracting(["turn"]) != [] {
          tally.violated("\(name): records that nobody entered")
        }
        tally.add("signals")
        tally.add("records", records.count)
      }
      tally.say("signals to end, seed \(seed)")
      #expect(tally.violations == [])
      #expect(tally["signals"] == count)
    }
  }
}
