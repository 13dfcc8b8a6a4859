import ArgumentParser
import SessionFiles

/// `mend verify`: whether logs are whole, and how those of one session are related.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Say whether logs are whole.",
    discussion: """
      One line a log; then one for every two logs of one session: which goes on where the other ends, or where \
      they fork. A copy is named once. Exits with 0 when all are intact and closed, 1 when some are usable with remarks, 65 for damage \
      or a fork. A log that verifies is consistent; that does not show who wrote it.
      """)

  @Argument(help: "The logs.", completion: .log) var logs: [String]

  func run() throws {
    var worst: Int32 = 0
    var readings: [(path: String, reading: LogReading)] = []
    var answers: [String] = []
    for log in logs {
      do throws(LogFileError) {
        let file = try OpenLog(log)
        // One log alone need not be kept record by record.
        let reading =
          logs.count > 1 ? LogReading(of: try file.content()) : try LogReading(of: file) { _ in }
        let facts =
          reading.count == 0
          ? "" : " \(reading.count) records, fingerprint \(reading.head.fingerprint)."
        answers.append(reading.verdict.wording(for: log) + facts)
        for remark in file.remarks { Output.complain(remark.wording(for: log)) }
        worst = max(worst, reading.verdict.exitCode)
        readings.append((log, reading))
      } catch {
        answers.append(error.wording)
        worst = max(worst, error.exitCode)
      }
    }
    for pair in LogKinship.pairs(of: readings.map(\.reading)) {
      if let wording = pair.kinship.wording(readings[pair.first].path, readings[pair.second].path) {
        answers.append(wording)
      }
      if pair.kinship.isFork { worst = max(worst, Failure.data) }
    }
    try Output.deliver(lines: answers)
    if worst != 0 { throw ExitCode(worst) }
  }
}
