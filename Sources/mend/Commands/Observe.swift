import ArgumentParser
import CTermSupport
import Glibc
import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit

/// `mend observe`: record a session, at the desk or in line mode.
struct Observe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "observe", abstract: "Record a session.",
    discussion: """
      Without options this is a role-play with the built-in group and the built-in 3RS-informed codebook; its \
      log goes to the data folder. With --plain commands are read from standard input, one a line ('help' \
      lists them).
      """)

  @Option(help: ArgumentHelp("The group: who sits where.", valueName: "file"), completion: .settingsFile)
  var group: String?
  @Option(help: ArgumentHelp("A codebook of one's own.", valueName: "name|file"), completion: .settingsFile)
  var codebook: String?
  @Option(help: ArgumentHelp("The number of the session.", valueName: "n")) var session: Int?
  @Option(
    help: ArgumentHelp("The log of the session before; its open episodes are carried in.", valueName: "log"),
    completion: .log)
  var after: String?
  @Option(
    help: ArgumentHelp("roleplay, clinical or research.", valueName: "mode"),
    completion: .list(Opening.Mode.allCases.map(\.rawValue)))
  var mode: String?
  @Option(
    help: ArgumentHelp("The reaction-time offset taken off every stamp, such as 2s.", valueName: "time"))
  var lag: String?
  @Option(
    help: ArgumentHelp("Code a recorded session a second time, on its own clock.", valueName: "log"),
    completion: .log)
  var from: String?
  @Flag(help: "With --from: take over the clock alone, not the floor.") var blind = false
  @Option(help: ArgumentHelp("Who codes, by a pseudonym.", valueName: "name")) var observer: String?
  @Option(
    help: ArgumentHelp("Take the clock of a running mpv, by its IPC socket.", valueName: "socket"),
    completion: .file())
  var player: String?
  @Option(help: ArgumentHelp("The folder for the log.", valueName: "dir"), completion: .directory)
  var out: String?
  @Option(help: ArgumentHelp("Go on with a log that was cut short.", valueName: "log"), completion: .log)
  var resume: String?
  @Flag(help: "With --resume: open a closed log for corrections and late naming.") var reopen = false
  @Flag(help: "Name every code in words after it was recorded.") var learn = false
  @Flag(help: "Line mode: words in, answers out.") var plain = false
  @Flag(help: "Say each change in a line, for screen readers; nothing is drawn.") var speakFriendly = false
  @Option(
    help: ArgumentHelp("A keymap: default, left-hand, number-pad or a file.", valueName: "name|file"),
    completion: .settingsFile)
  var keymap: String?
  @Option(
    help: ArgumentHelp("Play keys from a file instead of a terminal.", valueName: "file"),
    completion: .file())
  var keys: String?
  @Option(help: ArgumentHelp("With --keys: print the final screen.", valueName: "WxH")) var screen: String?
  @Option(
    help: ArgumentHelp("'script': time comes from the @ stamps alone.", valueName: "live|script"),
    completion: .list(["live", "script"]))
  var clock = "live"
  @Option(help: ArgumentHelp("Where 'N saved' goes; standard output if not given.", valueName: "fd"))
  var ackFd: Int32?
  @Option(help: ArgumentHelp("The session's id, 32 hex digits.", valueName: "hex")) var sid: String?
  @Option(help: ArgumentHelp("The wall clock at the opening, RFC 3339.", valueName: "time")) var wall: String?

  @OptionGroup var looks: LookOptions

  func run() throws {
    let screenSize = try screen.map { (word) throws(Failure) in try Size(word: word, option: "--screen") }
    let isScripted = try isScripted()
    try checkDescriptor()
    try checkCompany()
    try checkSecondCoding()
    // What is asked for is read before a log is made of it.
    let source = try from.map { (path) throws(Failure) in try SavedSession(path) }
    guard plain || keys != nil || (isatty(0) == 1 && isatty(1) == 1) else {
      throw Failure(
        "this is no terminal. Use 'mend observe --plain' for commands in words, or 'mend demo' to see a session.",
        code: Failure.usage)
    }
    // A script gives the same bytes whoever runs it.
    var preferences = isScripted ? Preferences() : Preferences.load()
    let keymap = try preferences.keymap(keymap)
    let start = try start(isScripted: isScripted, of: source, &preferences)
    preferences.complain()
    let look = try looks.look(over: preferences.look)
    if !plain, keys == nil {
      let speaks = speakFriendly || preferences.speaks
      throw ExitCode(try runDesk(keymap, look, start, of: source, preferences, speaks: speaks))
    }
    if plain, ts_events_open() < 0 { throw Failure("signals cannot be heard here.", code: 71) }
    let recording = try start.recording()
    let session = try recording.session()
    let second = try secondCoding(session, of: source)
    let clock = isScripted ? nil : Clock(showing: session.lastTime)
    if let keys {
      let run = KeysRun(recording, session, clock: clock, second: second, keymap: keymap, look: look)
      throw ExitCode(
        try run.run(keys, acknowledgements: ackFd ?? -1, screen: screenSize, isASCII: looks.ascii))
    }
    Output.complain("log: \(recording.path)")
    // The answers of line mode are read by programs: nothing but the option changes them.
    let run = PlainRun(
      recording, session, clock: clock, second: second, acknowledgements: ackFd ?? (speakFriendly ? -1 : 1),
      speaks: speakFriendly)
    throw ExitCode(try run.run())
  }

  private func runDesk(
    _ keymap: Keymap, _ look: Look, _ start: SessionStart, of source: SavedSession?,
    _ preferences: Preferences, speaks: Bool
  ) throws(Failure) -> Int32 {
    if speaks {
      let terminal = try RealTerminal.openSpoken()
      let recording = try start.recording()
      let session = try recording.session()
      let run = DeskRun(
        recording, session, clock: try clock(session, of: source), keymap: keymap, look: look,
        learns: learn || preferences.learns, remark: preferences.remark, speaks: true)
      return try run.run(on: terminal)
    }
    // A terminal that cannot be used must be found out before a log is made.
    let terminal = try RealTerminal.open(usesASCII: looks.ascii || preferences.usesASCII)
    let recording = try start.recording()
    let session = try recording.session()
    let run = DeskRun(
      recording, session, clock: try clock(session, of: source), keymap: keymap, look: look,
      learns: learn || preferences.learns, remark: preferences.remark)
    return try run.run(on: terminal)
  }

  /// The session to begin or to go on with, by what was asked for and what the settings say.
  private func start(
    isScripted: Bool, of source: SavedSession?, _ preferences: inout Preferences
  ) throws(Failure) -> SessionStart {
    if let resume {
      try checkResumed(resume, with: source)
      // The clock of a recording stands while nobody codes.
      return .resuming(resume, reopening: reopen, isScripted: isScripted || player != nil)
    }
    var setup = try setup()
    let directory = if let folder = out ?? preferences.sessions { folder } else { try Places.sessions() }
    if let source { return .second(setup, of: source, isBlind: blind, in: directory) }
    setup.group = setup.group ?? preferences.group()
    setup.codebook = setup.codebook ?? preferences.codebook()
    setup.lag = setup.lag ?? preferences.settings.lag
    return .new(setup, in: directory)
  }

  private func setup() throws(Failure) -> SessionSetup {
    var setup = SessionSetup()
    setup.group = group
    setup.codebook = codebook
    setup.after = after
    setup.sid = sid
    setup.wall = wall
    setup.observer = observer
    if let session {
      guard (1...9999).contains(session) else {
        throw Failure("--session is a number from 1 to 9999, not \(session).", code: Failure.usage)
      }
      setup.session = session
    }
    if let mode {
      guard let known = Opening.Mode(rawValue: mode) else {
        throw Failure("--mode is roleplay, clinical or research, not '\(mode)'.", code: Failure.usage)
      }
      setup.mode = known
    }
    if let lag {
      guard let milliseconds = lag == "0" ? 0 : Spelling.duration(lag), milliseconds <= 30_000 else {
        throw Failure("--lag is a time up to 30s, such as 2s or 1.5s, not '\(lag)'.", code: Failure.usage)
      }
      setup.lag = milliseconds
    }
    return setup
  }

  private func isScripted() throws(Failure) -> Bool {
    switch clock {
    case "live": return false
    case "script":
      guard plain || keys != nil else {
        throw Failure("--clock script goes with --plain or --keys.", code: Failure.usage)
      }
      return true
    default: throw Failure("--clock is 'live' or 'script', not '\(clock)'.", code: Failure.usage)
    }
  }

  private func checkDescriptor() throws(Failure) {
    guard let ackFd else { return }
    guard ackFd >= 0, fcntl(ackFd, F_GETFD) >= 0 else {
      throw Failure(
        "--ack-fd \(ackFd) is not open. Open it in the shell, as in '3>acks'.", code: Failure.usage)
    }
  }

  /// An option that would do nothing here is refused, so that nobody counts on it.
  private func checkCompany() throws(Failure) {
    if reopen, resume == nil { throw Failure("--reopen goes with --resume LOG.", code: Failure.usage) }
    if plain, looks.theme != nil || looks.ascii {
      throw Failure("--theme and --ascii are for screens; --plain has none.", code: Failure.usage)
    }
    if screen != nil, keys == nil { throw Failure("--screen goes with --keys FILE.", code: Failure.usage) }
    guard resume != nil else { return }
    let given: [(String, Bool)] = [
      ("--group", group != nil), ("--codebook", codebook != nil), ("--session", session != nil),
      ("--after", after != nil), ("--mode", mode != nil), ("--lag", lag != nil), ("--out", out != nil),
      ("--sid", sid != nil), ("--wall", wall != nil), ("--observer", observer != nil), ("--blind", blind),
    ]
    if let name = given.first(where: \.1)?.0 {
      throw Failure(
        "\(name) is for a new session; --resume goes on with what its log says.", code: Failure.usage)
    }
  }
}
