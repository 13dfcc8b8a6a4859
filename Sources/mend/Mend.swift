import ArgumentParser
import CTermSupport
import Glibc
import SessionFiles

/// The program: arguments in, an exit code out.
@main struct Mend: ParsableCommand {
  static let version = "mend 0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "mend",
    abstract: "Live coding of alliance ruptures and repairs in a group.",
    discussion:
      "Without a command Mend opens its start screen: a session to go on with, a new one, a replay, a demonstration.",
    version: version,
    subcommands: [
      Observe.self, ReplayLog.self, Follow.self, Report.self, Export.self, Carry.self, Verify.self,
      SalvageCommand.self, CodebookCommand.self, Keys.self, Settings.self, Demo.self, Manual.self,
    ],
    defaultSubcommand: Observe.self)

  /// Whether the arguments lead to a screen, which needs every built-in setting at once.
  private static var startsScreen: Bool {
    let first = CommandLine.arguments.dropFirst().first ?? "observe"
    return first == "observe" || first == "demo"
  }

  /// The commonest command by the shortest way: parsed alone, it need not wait for the tree of all of them, which
  /// takes as long as everything else at the start. Whatever is wrong or asks for help goes the long way, so that
  /// every message is the same.
  private static func observeAtOnce() -> Observe? {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.first.map({ $0 == "observe" }) ?? true else { return nil }
    let options = arguments.dropFirst()
    return Observe(atOnce: options) ?? (try? Observe.parse(Array(options)))
  }

  /// Nothing but names to verify, of which there may be thousands: the parser takes time with the square of their
  /// number.
  private static func verifyAtOnce() -> Verify? {
    let words = CommandLine.arguments.dropFirst()
    guard words.first == "verify", words.count > 1,
      !words.contains(where: { $0.utf8.first == UInt8(ascii: "-") })
    else { return nil }
    var verify = Verify()
    verify.logs = Array(words.dropFirst())
    return verify
  }

  static func main() {
    Surroundings.prepare()
    if startsScreen {
      ts_use_one_heap()
      BuiltInSettings.warmUp()
    }
    do {
      try Arguments.check()
      if CommandLine.arguments.count == 1, isatty(0) == 1, isatty(1) == 1 {
        let preferences = Preferences.load()
        // The start screen is for eyes; for ears there is the usual session.
        if preferences.speaks, let observe = observeAtOnce() { return try observe.run() }
        let start = try StartRun(preferences)
        throw ExitCode(try start.run(on: try RealTerminal.open(usesASCII: preferences.usesASCII)))
      }
      if let observe = observeAtOnce() { return try observe.run() }
      if let verify = verifyAtOnce() { return try verify.run() }
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Glibc.exit(end(with: error))
    }
  }

  /// Says why the program ends, and answers the code it ends with.
  private static func end(with error: any Error) -> Int32 {
    if let failure = error as? Failure {
      Output.complain(lines: failure.message.isEmpty ? "" : "mend: " + failure.message)
      return failure.code
    }
    let code = exitCode(for: error).rawValue
    let words = fullMessage(for: error)
    if words.isEmpty { return code }
    guard code == 0 else {
      // The words quote the arguments, which may hold anything and be of any length.
      Output.complain(lines: words, upTo: 300)
      return code
    }
    do {
      try Output.deliver(words + "\n")
      return 0
    } catch {
      return end(with: error)
    }
  }
}
