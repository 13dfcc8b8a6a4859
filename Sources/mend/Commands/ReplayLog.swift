import ArgumentParser
import Glibc
import ObserverUI
import SessionCore
import SessionFiles

/// `mend replay`: a saved session on screen again.
struct ReplayLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Play a saved session back.")

  @Argument(help: "The session's log.") var log: String
  @Option(help: ArgumentHelp("Where to begin, such as 10:00.", valueName: "time")) var from = "0:00"
  @Option(help: ArgumentHelp("How fast: 0.25 to 64.", valueName: "factor")) var speed = "1"
  @OptionGroup var looks: LookOptions

  @Option(help: ArgumentHelp("Drive a running mpv too, by its IPC socket.", valueName: "socket"))
  var player: String?

  func run() throws {
    guard let start = Spelling.clock(from) else {
      throw Failure("--from is a time such as 10:00 or 1:02:30, not '\(from)'.", code: Failure.usage)
    }
    guard let speed = PlaybackClock.Speed.all.first(where: { $0.text.dropFirst() == speed }) else {
      let all = PlaybackClock.Speed.all.map { $0.text.dropFirst() }.joined(separator: ", ")
      throw Failure("--speed is one of \(all), not '\(speed)'.", code: Failure.usage)
    }
    let saved = try SavedSession(log, keepingRecords: true)
    guard let replay = Replay(saved.records) else {
      throw Failure("\(log): it holds no session.", code: Failure.data)
    }
    guard isatty(0) == 1, isatty(1) == 1 else {
      throw Failure("this is no terminal. 'mend report \(log)' prints the figures.", code: Failure.usage)
    }
    if let remark = saved.remark { Output.complain(remark) }
    let shown = Player(
      replay, keymap: try Keymaps.builtIn(), look: try looks.look(), from: start, speed: speed)
    let run = PlayerRun(shown, of: saved.session, media: player)
    throw ExitCode(run.run(on: try RealTerminal.open(usesASCII: looks.ascii)))
  }
}
