import ArgumentParser
import Glibc

/// `mend demo`: worked session B, recorded before your eyes; nothing is written anywhere.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Watch a worked session being recorded, and read its report.",
    discussion:
      "Session B of the documentation, at 60 times its speed. Without a terminal the report is printed at once."
  )

  @OptionGroup var looks: LookOptions

  func run() throws {
    var preferences = Preferences.load()
    let keymap = try preferences.keymap(nil)
    var demonstration = try Demonstration(keymap: keymap, look: looks.look(over: preferences.look))
    guard isatty(0) == 1, isatty(1) == 1 else {
      demonstration.finishNow()
      return try Output.deliver(lines: demonstration.report)
    }
    throw ExitCode(
      demonstration.run(on: try RealTerminal.open(usesASCII: looks.ascii || preferences.usesASCII)))
  }
}
