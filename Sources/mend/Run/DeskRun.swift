import CTermSupport
import CursesDriver
import Glibc
import MediaLink
import ObserverUI
import SessionCore
import SessionFiles
import SessionReports
import TerminalKit

/// The desk on a real terminal: one loop over keys, acknowledgements and the clock.
struct DeskRun: ~Copyable {
  private var recording: Recording
  private var desk: Desk
  private let clock: Clock
  /// What leads the clock when a session is coded a second time.
  private var second: SecondCoding?
  /// The recording's player, when it leads.
  private var player: MediaRun
  private var map: RecordingMap?
  /// Where the first log says that the recording was.
  private let firstMap: RecordingMap?
  private var isFinished = false
  /// Whether something was written that the disk was not asked for yet.
  private var hasWritten = false
  private var watch = WallWatch(Clock.reading)

  init(
    _ recording: consuming Recording, _ session: Session, clock: Clock, second: SecondCoding? = nil,
    player: String? = nil, of source: Session? = nil, keymap: Keymap, look: Look
  ) {
    desk = Desk(
      session, keymap: keymap, look: look, place: recording.path, at: second?.moment ?? clock.moment,
      savedUpTo: recording.mark.saved)
    desk.replayed = second?.status
    self.recording = recording
    self.clock = clock
    self.second = second
    self.player = MediaRun(player)
    firstMap = source.map { RecordingMap(of: $0) }
  }

  private var moment: Moment { second?.moment ?? clock.moment }

  /// Runs until the observer leaves or the terminal goes away.
  consuming func run(on terminal: consuming CursesTerminal) throws(Failure) -> Int32 {
    terminal.show(desk.frame(for: terminal.size))
    // Reading arguments and settings ran through much code that a session of ninety minutes never needs again.
    ts_release_start_up_memory()
    var code: Int32?
    var drawing = FrameClock()
    while code == nil {
      var inputs = terminal.read(
        waitingAtMost: drawing.wait(atMost: untilNextChange))
      hearPlayer(&terminal)
      advance()
      // What was typed before a signal to end is recorded, though the signal is heard first.
      if inputs.contains(where: \.endsRun) { inputs += terminal.read(waitingAtMost: 0) }
      for input in inputs.filter({ !$0.endsRun }) + inputs.filter(\.endsRun) where code == nil {
        code = take(input, &terminal)
      }
      noteSaved()
      // Everything that has come is taken in before anything is drawn.
      if code == nil, drawing.isDue(after: inputs) {
        _ = desk.update(.tick(moment))
        _ = desk.update(.sized(terminal.size))
        terminal.show(desk.frame(for: terminal.size))
      }
      noteClocks()
      recording.tend()
      // The eye comes before the disk: what was written is on its way there as soon as it is seen.
      if hasWritten { recording.requestSync() }
      hasWritten = false
    }
    terminal.close()
    return try end(code ?? 0)
  }

  /// - Returns: the code to exit with, once it is time to leave.
  private mutating func take(_ input: TerminalInput, _ terminal: inout CursesTerminal) -> Int32? {
    switch input {
    case .key(let key): return press(key, &terminal)
    case .paste(let text): return carryOut(desk.update(.pasted(text, at: moment)), &terminal)
    case .signal(.suspend): terminal.suspend()
    case .signal(let signal): return interrupt(.signal, code: 128 + signal.number)
    case .closed: return interrupt(.terminal, code: 128 + SIGHUP)
    case .resumed, .resize: terminal.redraw()
    case .unrecognised, .woken: break
    }
    return nil
  }

  private mutating func press(_ key: Key, _ terminal: inout CursesTerminal) -> Int32? {
    if let wishes = second?.press(key, at: JournalClock.now, over: desk) {
      ask(wishes)
      desk.replayed = second?.status
      return nil
    }
    return carryOut(desk.update(.key(key, at: moment)), &terminal)
  }

  /// Brings a replayed clock up to now and records what is given of the floor by then.
  private mutating func advance() {
    guard second != nil, !isFinished else { return }
    second?.advance(to: JournalClock.now)
    for given in second?.takeFloor() ?? [] { record([given.event], at: given.time) }
    desk.replayed = second?.status
  }

  // MARK: A recording

  private mutating func hearPlayer(_ terminal: inout CursesTerminal) {
    guard !isFinished else { return terminal.watched = -1 }
    let news = player.hear()
    terminal.watched = player.descriptor
    switch news {
    case .nothing: break
    case .gone(let words): if let words { second?.lose(saying: words, at: JournalClock.now) }
    case .heard: follow()
    }
  }

  /// Takes over where the recording stands.
  private mutating func follow() {
    guard player.isSettled else { return }
    let state = player.state
    guard let position = state.position else {
      second?.lose(saying: "The player has no recording open, or it has ended.", at: JournalClock.now)
      return
    }
    let map = map ?? chooseMap(at: position)
    self.map = map
    let wishes = second?.follow(
      map.session(at: position), isPlaying: state.isPlaying, speed: PlaybackClock.Speed(factor: state.speed),
      at: JournalClock.now)
    ask(wishes ?? [])
    guard wishes?.isEmpty == true, moment.shown == nil, RecordingMap(of: desk.session).isGuess else { return }
    record([.sync(Event.Sync(media: map.media(at: moment.session)))], at: moment.session)
  }

  /// How the clocks go together: by the marks of this log, else of the first log; a new session begins where the
  /// recording stands.
  private mutating func chooseMap(at position: Int) -> RecordingMap {
    let own = RecordingMap(of: desk.session)
    if !own.isGuess { return own }
    guard let firstMap else { return RecordingMap(moment.session, isAt: position) }
    if firstMap.isGuess {
      second?.say("The first log has no sync mark: 0:00 of the recording is taken for 0:00 of the session.")
    }
    return firstMap
  }

  private mutating func ask(_ wishes: [SecondCoding.Wish]) {
    for wish in wishes {
      switch wish {
      case .play: player.ask(.pause(false))
      case .pause: player.ask(.pause(true))
      case .seek(let moment): if let map { player.ask(.seek(map.media(at: moment))) }
      }
    }
  }

  // MARK: Time

  /// How long the screen stays as it is when nothing comes, in ms; `nil` for ever.
  private var untilNextChange: Int? {
    if isFinished { return nil }
    return second == nil ? clock.untilNextSecond : second?.nextChange ?? 1000
  }

  private mutating func carryOut(_ effects: [DeskEffect], _ terminal: inout CursesTerminal) -> Int32? {
    for effect in effects {
      switch effect {
      case .record(let events, let time): record(events, at: time)
      case .finish: finish()
      case .redraw: terminal.redraw()
      case .suspend: terminal.suspend()
      case .quit: if canLeave() { return 0 }
      }
    }
    return nil
  }

  /// Whether the observer may go: everything is on disk, or they were told what is not and want to.
  private mutating func canLeave() -> Bool {
    if recording.settle(within: desk.acceptsLoss ? 100 : 1500) || desk.acceptsLoss { return true }
    noteSaved()
    _ = desk.update(.unsavedAtLeaving(recording.unsaved))
    return false
  }

  /// A step of the wall clock or a sleep becomes a record.
  private mutating func noteClocks() {
    guard second == nil, let jump = watch.jump(at: Clock.reading), !isFinished else { return }
    record([.clock(.init(wall: Clock.wall, jump: jump))], at: clock.session)
  }

  private mutating func record(_ events: [Event], at time: SessionTime) {
    hasWritten = true
    switch recording.record(events, at: time, asksForSync: false) {
    case .written(let records): _ = desk.update(.recorded(records))
    case .kept(let records, let why):
      _ = desk.update(.recorded(records))
      _ = desk.update(.notSaved(why))
    case .refused(let why): _ = desk.update(.notSaved(why))
    }
  }

  private mutating func noteSaved() {
    for news in recording.mark.takeNews() {
      switch news {
      case .refused(let cause): _ = desk.update(.notSaved(cause.wording))
      case .moved(let path): _ = desk.update(.moved(to: path))
      }
    }
    if let saved = recording.mark.saved { _ = desk.update(.saved(upTo: saved)) }
  }

  /// The session was closed: the report is worked out while the disk takes the last of it.
  private mutating func finish() {
    recording.requestSync(wholly: true)
    isFinished = true
    let report = ReportText.of(desk.session, head: recording.head, records: recording.count)
    let place = ["", "The log is \(recording.path)", "This report again: mend report \(recording.path)"]
    _ = desk.update(.report(report + place))
  }

  /// The last words before an end that nobody asked for at the desk.
  private mutating func interrupt(_ by: Event.Interruption, code: Int32) -> Int32 {
    if !isFinished { record([.interrupted(by)], at: moment.session) }
    return code
  }

  private consuming func end(_ code: Int32) throws(Failure) -> Int32 {
    let isClosed = desk.session.closing != nil
    let patience = desk.acceptsLoss ? 1000 : 3000
    let mark = recording.mark
    var path = recording.path
    try recording.finish(within: desk.acceptsLoss ? 0 : patience, elsewhere: patience)
    for case .moved(let other) in mark.takeNews() { path = other }
    Output.say(isClosed ? "log: \(path)" : "The session is open. Go on with: mend observe --resume \(path)")
    return code
  }
}

extension TerminalInput {
  /// Whether the run ends with it.
  fileprivate var endsRun: Bool {
    switch self {
    case .signal(.suspend): false
    case .signal, .closed: true
    default: false
    }
  }
}
