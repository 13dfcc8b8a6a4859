import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  /// Wall clocks that change what they say: summer time, another century, a machine that started anew.
  @Suite(.serialized) struct `When the wall clock is odd` {
    private static let faked: Comment = "NOT RUN: faketime is missing"

    private func run(
      _ words: String, at moment: String, zone: String = "UTC", _ arguments: [String], in folder: Folder
    )
      throws -> FaultProcess
    {
      let run = try FaultProcess(
        "/usr/bin/faketime",
        [
          "-m", "-f", moment, "env", "-u", "FAKETIME", "FAKETIME=\(moment)", Program.path, "observe",
          "--plain",
        ] + arguments,
        environment: ["TZ": zone, "FAKETIME_DONT_FAKE_MONOTONIC": "1"])
      run.send(words)
      run.endWords()
      #expect(run.waitForEnd() == .exited(0), "\(String(decoding: run.complaints, as: UTF8.self))")
      return run
    }

    @Test(
      .enabled(if: FaultGround.fakeTime.isThere, faked),
      arguments: [
        ("2026-03-29 01:30:00", "+01:00"), ("2026-03-29 03:30:00", "+02:00"),
        ("2026-10-25 03:30:00", "+01:00"),
      ])
    func `a session on the day of summer time has the offset of its moment`(moment: String, offset: String)
      throws
    {
      let folder = try Folder()
      _ = try run(
        "turn joe\nclose\n", at: "@\(moment)", zone: "Europe/Berlin", ["--out", folder.url.path], in: folder)
      let log = try folder.log()
      #expect(log.verdict == .intactClosed)
      #expect(log.opening?.wall.text.hasSuffix(offset) == true, "\(log.opening?.wall.text ?? "")")
      let report = try Program.run("report", folder.path(try folder.logName()))
      #expect(report.output.contains(String(moment.prefix(10))))
    }

    @Test(
      .enabled(if: FaultGround.fakeTime.isThere, faked),
      arguments: ["@1970-01-02 00:00:00", "@2099-12-31 23:59:58"])
    func `a log is gone on with in its own time, whatever century the machine believes it is`(moment: String)
      throws
    {
      let folder = try Folder()
      _ = try run("turn joe\nturn alice\n", at: "+0", ["--out", folder.url.path], in: folder)
      let log = folder.path(try folder.logName())
      let before = try folder.log()
      _ = try run("turn chris\nclose\n", at: moment, ["--resume", log], in: folder)
      let after = try folder.log()
      #expect(after.verdict == .intactClosed)
      #expect(after.records.count > before.records.count)
      #expect(after.records.map(\.id.rawValue) == Array(0..<after.records.count))
      for (one, next) in zip(after.records, after.records.dropFirst()) { #expect(one.time <= next.time) }
      #expect(try Program.run("report", log).code == 0)
    }
  }
}
