import ArgumentParser
import SessionFiles

/// `mend verify`: whether logs are whole.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say whether logs are whole.",
    discussion:
      "Exits with 0 when all are intact and closed, 1 when some are usable with remarks, 65 for damage.")

  @Argument(help: "The logs.") var logs: [String]

  func run() throws {
    var worst: Int32 = 0
    var answers: [String] = []
    for log in logs {
      do throws(LogFileError) {
        let file = try LogFile(reading: log)
        let reading = LogReading(of: file.bytes)
        let facts =
          reading.records.isEmpty
          ? "" : " \(reading.records.count) records, fingerprint \(reading.head.fingerprint)."
        answers.append(reading.verdict.wording(for: log) + facts)
        for remark in file.remarks { Output.complain("\(log): \(remark.wording)") }
        worst = max(worst, reading.verdict.exitCode)
      } catch {
        answers.append(error.wording)
        worst = max(worst, error.exitCode)
      }
    }
    try Output.deliver(lines: answers)
    if worst != 0 { throw ExitCode(worst) }
  }
}

extension LogFile.Remark {
  /// What is worth a warning, and what to do about it.
  fileprivate var wording: String {
    switch self {
    case .hardLinked:
      "the file has more than one name; what is recorded under one shows under all. Keep one of them."
    case .openToOthers(let mode):
      "others may use the file (mode \(String(mode, radix: 8))). Take that right away with chmod 600."
    }
  }
}
