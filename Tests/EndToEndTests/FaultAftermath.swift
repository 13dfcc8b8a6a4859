import Foundation
import Glibc
import SessionCore
import SessionFiles
import Synchronization
import TestSupport

/// A session whose every byte is known beforehand, for runs that end badly.
struct FaultScript {
  /// What is typed, a line each.
  let words: [String]
  /// The log that a run nobody disturbs leaves behind.
  let log: [UInt8]

  private static let fixed = [
    "--clock", "script", "--sid", String(repeating: "d", count: 32), "--wall",
    "2026-03-05T14:00:00.000+01:00",
  ]

  /// The name of the log.
  static let logName = "20260305-1400-dddddddd.mend"
  /// The name under which the session is written once more when the log cannot be relied on.
  static let rescueName = "20260305-1400-dddddddd-r1.mend"

  /// Runs the words once, undisturbed.
  init(_ words: [String]) throws {
    self.words = words
    let folder = try Folder()
    let run = try FaultProcess(Program.path, Self.arguments(in: folder))
    run.send(Self.text(of: words))
    run.endWords()
    guard run.waitForEnd() == .exited(0) else { throw FaultProcess.StartError(number: 0) }
    log = try folder.bytes(folder.logName())
  }

  /// So many turns of two people, one after the other.
  static func turns(_ count: Int) -> [String] {
    (0..<count).map { $0.isMultiple(of: 2) ? "turn joe" : "turn alice" }
  }

  static func text(of words: [String]) -> String { words.map { $0 + "\n" }.joined() }

  /// How the program is started to record it in a folder.
  static func arguments(in folder: Folder) -> [String] {
    ["observe", "--plain", "--ack-fd", "3", "--out", folder.url.path] + fixed
  }

  /// How it is started to go on.
  static func arguments(resuming folder: Folder) -> [String] {
    ["observe", "--plain", "--ack-fd", "3", "--clock", "script", "--resume", folder.path(logName)]
  }
}

/// What a run left behind, and whether it is what was promised.
struct FaultAftermath {
  /// The bytes of the log, `nil` when there is no file.
  let bytes: [UInt8]?
  /// What they say.
  let reading: LogReading
  /// What is wrong, in words; empty when every promise was kept.
  private(set) var violations: [String] = []

  /// Looks at a folder.
  ///
  /// - Parameters:
  ///   - acknowledged: the last record that was said to be saved, -1 for none, `nil` for disorder.
  ///   - before: what the log held before the run.
  ///   - earlier: the reading of that, if it was read.
  ///   - mayBeElsewhere: whether the session may have been written once more, and is then looked for there.
  init(
    of folder: Folder, acknowledged: Int?, before: [UInt8] = [], earlier: LogReading? = nil,
    mayBeElsewhere: Bool = false
  ) {
    let isElsewhere =
      mayBeElsewhere && FileManager.default.fileExists(atPath: folder.path(FaultScript.rescueName))
    let name = isElsewhere ? FaultScript.rescueName : FaultScript.logName
    let path = folder.path(name)
    let bytes = try? folder.bytes(name)
    self.bytes = bytes
    reading = LogReading(of: bytes ?? [], after: earlier)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []
    if names.contains(where: { $0 != FaultScript.logName && $0 != name && $0.hasSuffix(".mend") }) {
      violations.append("another log: \(names)")
    }
    // What is given up is left as it was.
    if isElsewhere, !Self.begins((try? folder.bytes(FaultScript.logName)) ?? [], with: before) {
      violations.append("the log that was given up is not as it was")
    }
    guard let acknowledged else {
      violations.append("acknowledgements out of order")
      return
    }
    guard let bytes else {
      if acknowledged >= 0 || !before.isEmpty {
        violations.append("no log, though \(acknowledged) was saved")
      }
      return
    }
    var status = stat()
    if stat(path, &status) != 0 || status.st_mode & 0o777 != 0o600 {
      violations.append("mode \(String(status.st_mode & 0o777, radix: 8))")
    }
    if !Self.begins(bytes, with: before) { violations.append("what was there before is not there any more") }
    if reading.records.count <= acknowledged {
      violations.append("\(acknowledged) was saved, and \(reading.records.count) records are there")
    }
    let hasOpening = acknowledged >= 0 || !before.isEmpty
    switch reading.verdict {
    case .notALog(.empty), .notALog(.tornOpening): if hasOpening { violations.append("\(reading.verdict)") }
    default: if reading.verdict.exitCode > 1 { violations.append("\(reading.verdict)") }
    }
  }

  /// The same, of a run that recorded a script from the start: nothing is there but what was entered.
  init(of folder: Folder, acknowledged: Int?, script: FaultScript) {
    self.init(of: folder, acknowledged: acknowledged)
    if let bytes, !Self.begins(script.log, with: bytes) { violations.append("bytes that nobody entered") }
  }

  /// How many records are there.
  var records: Int { reading.records.count }

  /// Whether bytes are torn off at the end.
  var isTorn: Bool { if case .torn = reading.verdict { true } else { false } }

  /// Whether some bytes begin with others.
  static func begins(_ bytes: [UInt8], with start: [UInt8]) -> Bool {
    guard bytes.count >= start.count, !start.isEmpty else { return start.isEmpty }
    return bytes.withUnsafeBytes { bytes in
      start.withUnsafeBytes { start in
        guard let one = bytes.baseAddress, let other = start.baseAddress else { return true }
        return memcmp(one, other, start.count) == 0
      }
    }
  }
}

/// What this version of the program is built with, by the files it is made of.
enum FaultPromise {
  /// Writing the whole session once more when the disk refuses.
  static let goesOnElsewhere = has("SessionFiles/Journal/Refuge.swift")
  /// Recording steps of the wall clock.
  static let recordsClockSteps = has("SessionFiles/Journal/WallWatch.swift")

  private static func has(_ file: String) -> Bool {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return FileManager.default.fileExists(atPath: package.appendingPathComponent("Sources/" + file).path)
  }
}

/// What many runs came to, counted together by two threads.
final class FaultTally: Sendable {
  private let state = Mutex<(counts: [String: Int], violations: [String])>(([:], []))

  func add(_ what: String, _ count: Int = 1) { state.withLock { $0.counts[what, default: 0] += count } }

  func violated(_ what: String) { state.withLock { $0.violations.append(what) } }

  func take(_ aftermath: FaultAftermath, _ run: String) {
    for violation in aftermath.violations { violated("\(run): \(violation)") }
  }

  subscript(_ what: String) -> Int { state.withLock { $0.counts[what] ?? 0 } }

  /// At most ten of what went wrong.
  var violations: [String] { state.withLock { Array($0.violations.prefix(10)) } }

  /// Says what came of it all, where whoever runs the tests sees it.
  func say(_ title: String) {
    let counts = state.withLock { state in
      state.counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
    print("\(title): \(counts)")
  }

  /// Does something for each of some numbers, two at a time.
  static func each(_ count: Int, _ body: @Sendable (Int) throws -> Void) throws {
    let next = Atomic<Int>(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count, failure.withLock({ $0 == nil }) else { return }
        do { try body(index) } catch { failure.withLock { $0 = error } }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
  }
}
