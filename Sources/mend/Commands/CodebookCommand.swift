import ArgumentParser
import SessionFiles

/// `mend codebook`: codebooks as files.
struct CodebookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook", abstract: "Check codebooks.", subcommands: [Check.self])

  /// `mend codebook check`: every fault of a codebook, by line.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Name every fault of a codebook.")

    @Argument(help: "The codebook.", completion: .settingsFile) var file: String

    func run() throws {
      let faults = CodebookFile.faults(in: try Places.settings(file), path: file)
      try Output.deliver(lines: faults.isEmpty ? ["\(file): no fault."] : faults.map(\.description))
      if !faults.isEmpty { throw ExitCode(Failure.settings) }
    }
  }
}
