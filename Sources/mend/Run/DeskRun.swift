import CTermSupport
import CursesDriver
import Glibc
import ObserverUI
import SessionCore
import SessionFiles
import SessionReports
import TerminalKit

/// The desk on a terminal: one loop over keys, acknowledgements and the clock.
struct DeskRun: ~Copyable {
  private var recording: Recording
  private var desk: Desk
  private var clock: DeskClock
  private var isFinished = false
  /// Whether something was written that the disk was not asked for yet.
  private var hasWritten = false
  private var lock = PhraseLock()
  private var watch = WallWatch(Clock.reading)
  /// What was typed before the desk was there.
  private var typed: [TerminalInput]
  /// What says changes in words, where nothing is drawn.
  private var voice: Voice?

  /// - Parameters:
  ///   - learns: whether codes are named in words after they were recorded.
  ///   - remark: what is to be said at first, in the hint line.
  ///   - typed: what was typed before the desk was there, and is for it.
  ///   - speaks: whether changes are said in words, for a terminal on which nothing is drawn.
  init(
    _ recording: consuming Recording, _ session: Session, clock: consuming DeskClock, keymap: Keymap,
    look: Look, learns: Bool = false, remark: String? = nil, typed: [TerminalInput] = [], speaks: Bool = false
  ) {
    self.typed = typed
    desk = Desk(
      session, keymap: keymap, look: look, place: recording.path, at: clock.moment,
      savedUpTo: recording.mark.saved, saying: remark)
    desk.replayed = clock.status
    desk.learns = learns
    self.recording = recording
    self.clock = clock
    if speaks { voice = Voice(desk) }
  }

  /// Runs until the observer leaves or the terminal goes away.
  consuming func run<Screen: Terminal & ~Copyable>(on terminal: consuming Screen) throws(Failure) -> Int32 {
    var drawn = draw(after: nil, on: &terminal)
    // Reading arguments and settings ran through much code that a session of ninety minutes never needs again.
    ts_release_start_up_memory()
    var code: Int32?
    var drawing = FrameClock()
    while code == nil {
      let patience = hasWritten ? 1 : isFinished ? 1000 : clock.untilNextChange
      var inputs = typed
      typed = []
      inputs += terminal.read(waitingAtMost: inputs.isEmpty ? drawing.wait(atMost: patience) : 0)
      // A key happened when it came, however long it takes to write down what came before it.
      let arrival = Clock.boot
      if hasWritten {
        // The next key, or a moment without any: the answer to the one before is on its way by now. The eye comes
        // before the disk.
        if inputs.isEmpty, !drawn.isMarked { drawn = draw(after: drawn, on: &terminal) }
        recording.requestSync()
        hasWritten = false
        if inputs.isEmpty { continue }
      }
      followClock(&terminal)
      if inputs.contains(where: \.endsRun) {
        // What was typed before a signal to end is recorded, though the signal is heard first.
        inputs += terminal.read(waitingAtMost: 0)
        inputs = inputs.filter { !$0.endsRun } + inputs.filter(\.endsRun)
      }
      for input in inputs where code == nil { code = take(input, at: arrival, &terminal) }
      // The disk wakes the loop when it has something to say.
      if inputs.isEmpty || inputs.contains(.woken) { noteSaved() }
      // Everything that has come is taken in before anything is drawn.
      if code == nil, drawing.isDue(after: inputs) {
        drawn = draw(after: drawing.isRestDue ? nil : drawn, on: &terminal)
        drawing.note(isWhole: drawn.isWhole)
      }
      noteClocks()
      recording.tend()
      if inputs.isEmpty { recording.look() }
      voice?.tell(desk)
    }
    _ = consume terminal
    return try end(code ?? 0)
  }

  /// Draws the screen as it is now.
  ///
  /// - Parameter last: what stands there, if no more is to be drawn than has changed; `nil` to draw all of it.
  private mutating func draw(
    after last: Desk.Drawn?, on terminal: inout some Terminal & ~Copyable
  ) -> Desk.Drawn {
    _ = desk.update(.tick(clock.moment))
    _ = desk.update(.sized(terminal.size))
    let drawn = desk.draw(for: terminal.size, after: last)
    terminal.show(drawn.frame)
    return drawn
  }

  /// - Parameter arrival: when it came, in ms of the boot clock.
  /// - Returns: the code to exit with, once it is time to leave.
  private mutating func take(
    _ input: TerminalInput, at arrival: Int, _ terminal: inout some Terminal & ~Copyable
  ) -> Int32? {
    switch input {
    case .key(let key):
      if voice?.takes(key, desk) == true { return nil }
      // Asked first: to hand the desk over is to copy it, and most clocks want none of its keys.
      if !isFinished, clock.isReplayed, clock.press(key, over: desk) {
        desk.replayed = clock.status
        return nil
      }
      return carryOut(desk.update(.key(key, at: clock.moment(at: arrival))), &terminal)
    case .paste(let text):
      return carryOut(desk.update(.pasted(text, at: clock.moment(at: arrival))), &terminal)
    case .signal(.suspend): terminal.suspend()
    case .signal(let signal): return interrupt(.signal, code: 128 + signal.number)
    case .closed: return interrupt(.terminal, code: 128 + SIGHUP)
    case .resumed, .resize: terminal.redraw()
    case .unrecognised, .woken: break
    }
    return nil
  }

  /// Brings a replayed clock up to now, and records what is given by then.
  private mutating func followClock(_ terminal: inout some Terminal & ~Copyable) {
    guard !isFinished else { return terminal.watched = -1 }
    guard clock.isReplayed else { return }
    if let sync = clock.hear(over: desk.session) { record([sync.event], at: sync.time) }
    terminal.watched = clock.descriptor
    for given in clock.advance() { record([given.event], at: given.time) }
    desk.replayed = clock.status
  }

  private mutating func carryOut(_ effects: [DeskEffect], _ terminal: inout some Terminal & ~Copyable)
    -> Int32?
  {
    for effect in effects {
      switch effect {
      case .record(let events, let time): record(events, at: time)
      case .finish: finish()
      case .lock(let phrase): lock.keep(phrase)
      case .unlock(let phrase): _ = desk.update(.unlocked(lock.opens(phrase)))
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
    guard !clock.isReplayed, let jump = watch.jump(at: Clock.reading), !isFinished else { return }
    record([.clock(.init(wall: Clock.wall, jump: jump))], at: clock.moment.session)
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
    let report = ReportText.of(desk.shownSession, head: recording.head, records: recording.count)
    let place = ["", "The log is \(recording.path)", "This report again: mend report \(recording.path)"]
    _ = desk.update(.report(report + place))
  }

  /// The last words before an end that nobody asked for at the desk.
  private mutating func interrupt(_ by: Event.Interruption, code: Int32) -> Int32 {
    if !isFinished { record([.interrupted(by)], at: clock.moment.session) }
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
