import ArgumentParser

@main struct Mend: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "mend")
}
