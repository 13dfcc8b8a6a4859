import ArgumentParser
import Glibc
import ObserverUI
import SessionCore
import SessionFiles

/// `mend replay`: a saved session on screen again.
struct ReplayLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Play a saved session back.",
    discussion: """
      The log is opened for reading only and cannot change. With --edit a closed log can be corrected: every \
      correction becomes a record at its end, and nothing that was written is ever rewritten.
      """)

  @Argument(help: "The session's log.", completion: .log) var log: String
  @Option(help: ArgumentHelp("Where to begin, such as 10:00.", valueName: "time")) var from = "0:00"
  @Option(help: ArgumentHelp("How fast: 0.25 to 64.", valueName: "factor")) var speed = "1"
  @Option(
    help: ArgumentHelp("Show no more than this of a stretch without a record, such as 5s.", valueName: "time")
  )
  var idle: String?
  @Flag(help: "Open a closed log for corrections.") var edit = false
  @OptionGroup var looks: LookOptions

  @Option(
    help: ArgumentHelp("Drive a running mpv too, by its IPC socket.", valueName: "socket"),
    completion: .file())
  var player: String?
  @Option(
    help: ArgumentHelp("A keymap: default, left-hand, number-pad or a file.", valueName: "name|file"),
    completion: .settingsFile)
  var keymap: String?

  func run() throws {
    var preferences = Preferences.load()
    let keymap = try preferences.keymap(keymap)
    let start = try start()
    let speed = try PlaybackClock.Speed(word: speed)
    let idle = try idleLimit() ?? preferences.idle
    let saved = try SavedSession(log, keepingRecords: true)
    guard let replay = Replay(saved.records) else {
      throw Failure("\(log): it holds no session.", code: Failure.data)
    }
    if edit, saved.session.closing == nil {
      throw Failure(
        "\(log): this session is not closed. Go on with it: mend observe --resume \(log)",
        code: Failure.usage)
    }
    guard isatty(0) == 1, isatty(1) == 1 else {
      throw Failure("this is no terminal. 'mend report \(log)' prints the figures.", code: Failure.usage)
    }
    preferences.complain()
    if let remark = saved.remark { Output.complain(remark) }
    let shown = Player(
      replay, keymap: keymap, look: try looks.look(over: preferences.look), from: start, speed: speed,
      idle: idle, canCorrect: edit, head: saved.head)
    let run = PlayerRun(shown, correcting: edit ? Correcting(log, head: saved.head) : nil, media: player)
    throw ExitCode(try run.run(on: try RealTerminal.open(usesASCII: looks.ascii || preferences.usesASCII)))
  }

  private func start() throws(Failure) -> SessionTime {
    guard let start = Spelling.clock(from) else {
      throw Failure("--from is a time such as 10:00 or 1:02:30, not '\(from)'.", code: Failure.usage)
    }
    return start
  }

  private func idleLimit() throws(Failure) -> Int? {
    guard let idle else { return nil }
    guard let limit = Spelling.duration(idle), limit > 0 else {
      throw Failure("--idle is a length of time such as 5s or 1m30s, not '\(idle)'.", code: Failure.usage)
    }
    return limit
  }
}
