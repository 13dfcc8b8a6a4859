import ArgumentParser
import SessionReports

/// `mend report`: what a session adds up to.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print what a session adds up to.")

  @Argument(help: "The session's log.") var log: String
  @Option(help: ArgumentHelp("text or json.", valueName: "format")) var format = "text"
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a new file instead; - is standard output.", valueName: "file"))
  var output: String?

  func run() throws {
    guard format == "text" || format == "json" else {
      throw Failure("--format is text or json, not '\(format)'.", code: Failure.usage)
    }
    let saved = try SavedSession(log)
    if let remark = saved.remark { Output.complain(remark) }
    let text =
      format == "json"
      ? JSONReport(saved.indicators, of: saved.session).text
      : TextReport(saved.indicators, of: saved.session).text
    guard let output, output != "-" else { return try Output.deliver(text) }
    try NewFile.write(text, to: output)
  }
}
