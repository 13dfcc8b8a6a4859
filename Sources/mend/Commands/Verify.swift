import ArgumentParser
import Glibc
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
    for log in logs {
      do throws(LogFileError) {
        let file = try LogFile(reading: log)
        let reading = LogReading(of: file.bytes) { _ in }
        let facts =
          reading.count == 0
          ? "" : " \(reading.count) records, fingerprint \(reading.head.fingerprint)."
        Output.say(reading.verdict.wording(for: log) + facts)
        worst = max(worst, reading.verdict.exitCode)
      } catch {
        Output.say(error.wording)
        worst = max(worst, error.exitCode)
      }
    }
    if worst != 0 { throw ExitCode(worst) }
  }
}
