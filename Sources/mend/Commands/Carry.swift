import ArgumentParser
import SessionReports

/// `mend carry`: what the next session would be offered.
struct Carry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "carry", abstract: "Print the ruptures that the next session would carry in.",
    discussion: "'mend observe --after LOG' begins that session, with these episodes and their exposure.")

  @Argument(help: "The log of the session before.", completion: .log) var log: String

  func run() throws {
    let saved = try SavedSession(log)
    if let remark = saved.remark { Output.complain(remark) }
    try Output.deliver(lines: CarryText(saved.session).lines)
  }
}
