import CTermSupport
import Glibc
import ObserverUI
import SessionCore
import SessionFiles

/// Line mode: commands on standard input, answers on standard output.
struct PlainRun: ~Copyable {
  private var recording: Recording
  private var lines: LineMode
  private let clock: Clock?
  /// Where acknowledgements go.
  private let acknowledgements: Int32
  /// The last record whose saving was said.
  private var said: RecordID

  /// - Parameter clock: the live clock, or `nil` when time comes from the script alone.
  init(_ recording: consuming Recording, _ session: Session, clock: Clock?, acknowledgements: Int32) {
    said = RecordID(recording.history.count - 1)
    self.recording = recording
    lines = LineMode(session)
    self.clock = clock
    self.acknowledgements = acknowledgements
  }

  /// Reads until the session is closed or the input ends.
  consuming func run() throws(Failure) -> Int32 {
    var input = LineInput(descriptor: 0)
    let events = ts_events_open()
    while true {
      switch input.next(orOn: events) {
      case .line(let line):
        let answers = take(line)
        sayAnswers(answers)
        if lines.session.closing != nil, !lines.session.isReopened { return try end() }
      case .tooLong: sayAnswers(["no: That line is longer than \(LineInput.longest) bytes. Split it."])
      case .event:
        if let signal = endingSignal() { return try interrupt(by: signal) }
      case .end: return try end()
      }
      saySaved(upTo: recording.mark.saved)
      if let failure = recording.mark.failure {
        throw Failure("\(recording.path): \(failure.wording)", code: Failure.notSaved)
      }
    }
  }

  private mutating func take(_ line: String) -> [String] {
    let outcome =
      if let clock {
        lines.take(line, now: clock.session, wall: Clock.wall)
      } else {
        lines.takeScripted(line)
      }
    switch outcome {
    case .nothing: return []
    case .say(let answers): return answers
    case .refused(let why): return ["no: \(why)"]
    case .record(let events, let time): return record(events, at: time)
    }
  }

  private mutating func record(_ events: [Event], at time: SessionTime) -> [String] {
    switch recording.record(events, at: time) {
    case .written(let records):
      lines.apply(records)
      return records.map { lines.answer(to: $0) }
    case .kept(let records, let why):
      lines.apply(records)
      Output.complain(why)
      return records.map { "\($0.id) NOT SAVED \($0.event.kind)" }
    case .refused(let why): return ["no: \(why)"]
    }
  }

  private func sayAnswers(_ answers: [String]) { for answer in answers { Output.say(answer) } }

  private mutating func saySaved(upTo id: RecordID?) {
    guard let id, id > said else { return }
    for number in (said.rawValue + 1)...id.rawValue {
      Output.write("\(number) saved\n", to: acknowledgements)
    }
    said = id
  }

  private consuming func end() throws(Failure) -> Int32 {
    try recording.sync()
    saySaved(upTo: recording.mark.saved)
    try recording.finish()
    return 0
  }

  /// The last words before an end that nobody asked for at the desk.
  private consuming func interrupt(by signal: Int32) throws(Failure) -> Int32 {
    if lines.session.closing == nil {
      sayAnswers(record([.interrupted(.signal)], at: clock?.session ?? lines.session.lastTime))
    }
    _ = try end()
    return 128 + signal
  }

  private func endingSignal() -> Int32? {
    let taken = ts_events_take()
    if taken & UInt32(TS_EVENT_TERMINATE) != 0 { return SIGTERM }
    if taken & UInt32(TS_EVENT_HANGUP) != 0 { return SIGHUP }
    if taken & UInt32(TS_EVENT_INTERRUPT) != 0 { return SIGINT }
    if taken & UInt32(TS_EVENT_QUIT) != 0 { return SIGQUIT }
    if taken & UInt32(TS_EVENT_STOP) != 0 { _ = ts_stop_self() }
    return nil
  }
}
