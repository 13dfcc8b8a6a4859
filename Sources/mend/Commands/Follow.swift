import ArgumentParser
import Glibc
import SessionFiles

/// `mend follow`: a running session, read only, from another terminal.
struct Follow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow", abstract: "Watch a session while it is recorded.",
    discussion: """
      Nothing is locked and nothing is written: the log is read up to its last whole line. It goes on after the \
      session is closed, until q. Without a terminal it prints a line a record.
      """)

  @Argument(help: "The log of the session.", completion: .log) var log: String
  @Flag(help: "A line a record, instead of a screen.") var plain = false
  @Option(
    help: ArgumentHelp("A keymap: default, left-hand, number-pad or a file.", valueName: "name|file"),
    completion: .settingsFile)
  var keymap: String?
  @OptionGroup var looks: LookOptions

  func run() throws {
    var preferences = Preferences.load()
    let keymap = try preferences.keymap(keymap)
    let look = try looks.look(over: preferences.look)
    let growing: GrowingLog
    do throws(GrowingLog.Refusal) {
      growing = try GrowingLog(log, rescueDirectory: Places.rescue)
    } catch {
      switch error {
      case .file(let error): throw Failure(error.wording, code: error.exitCode)
      case .empty(let path):
        throw Failure("\(path): it holds no whole line yet. Try again in a moment.", code: Failure.data)
      case .notReadable(let path, let verdict): throw Failure(verdict.wording(for: path), code: Failure.data)
      }
    }
    let run = FollowRun(growing)
    if plain || isatty(0) != 1 || isatty(1) != 1 { throw ExitCode(run.print()) }
    preferences.complain()
    let terminal = try RealTerminal.open(usesASCII: looks.ascii || preferences.usesASCII)
    throw ExitCode(run.run(on: terminal, keymap, look: look))
  }
}
