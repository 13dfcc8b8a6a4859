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
  /// What is given of the first log when a session is coded a second time.
  private var second: SecondCoding?
  /// Whether the disk refused something that is not on it yet.
  private var isTroubled = false
  /// Whether answers are sentences for the ear.
  private let speaks: Bool
  /// Where acknowledgements go; negative for nowhere.
  private let acknowledgements: Int32
  /// The last record whose saving was said.
  private var said: RecordID
  private var watch = WallWatch(Clock.reading)

  /// - Parameters:
  ///   - clock: the live clock, or `nil` when time comes from the script alone.
  ///   - second: what is given of the first log when a session is coded a second time.
  ///   - speaks: whether answers are sentences for the ear, one for each thing that changed.
  init(
    _ recording: consuming Recording, _ session: Session, clock: Clock?, second: SecondCoding? = nil,
    acknowledgements: Int32, speaks: Bool = false
  ) {
    self.second = second
    self.speaks = speaks
    said = RecordID(recording.history.count - 1)
    self.recording = recording
    lines = LineMode(session, speaks: speaks)
    self.clock = clock
    self.acknowledgements = acknowledgements
  }

  /// Reads until the session is closed or the input ends.
  consuming func run() throws(Failure) -> Int32 {
    var input = LineInput(descriptor: 0)
    let events = ts_events_open()
    while true {
      switch input.next(orOn: events, atMost: 1000) {
      case .line(let line):
        sayAnswers(take(line))
        if isClosed { return try end(within: 30_000, code: 0) }
      case .tooLong: sayTooLong()
      case .event:
        if let signal = endingSignal() { return try interrupt(by: signal, &input) }
      case .nothing: break
      case .end: return try end(within: 30_000, code: 0)
      }
      noteClocks()
      recording.tend()
      sayWhatBecame()
    }
  }

  private var isClosed: Bool { lines.session.closing != nil && !lines.session.isReopened }

  private func sayTooLong() {
    sayAnswers(["no: That line is longer than \(LineInput.longest) bytes. Split it."])
  }

  /// A step of the wall clock or a sleep becomes a record, while time is live.
  private mutating func noteClocks() {
    guard second == nil, let clock, let jump = watch.jump(at: Clock.reading), !isClosed else { return }
    sayAnswers(record([.clock(.init(wall: Clock.wall, jump: jump))], at: clock.session))
  }

  private mutating func take(_ line: String) -> [String] {
    let given = takeFloor(before: line)
    return given + takeWords(line)
  }

  /// What is given of the first log's floor by the time a line is for.
  private mutating func takeFloor(before line: String) -> [String] {
    guard second != nil else { return [] }
    let stamp = (try? LineGrammar.stamp(line))?.time ?? lines.session.lastTime
    let now = clock?.session ?? max(stamp, lines.session.lastTime)
    return (second?.takeFloor(upTo: now) ?? []).flatMap { record([$0.event], at: $0.time) }
  }

  private mutating func takeWords(_ line: String) -> [String] {
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
      if speaks { return records.map { SpokenRecord(in: lines.session).text($0) } }
      return records.map { lines.answer(to: $0) }
    case .kept(let records, let why):
      lines.apply(records)
      Output.complain(why)
      if speaks { return records.map { "Not saved: " + SpokenRecord(in: lines.session).text($0) } }
      return records.map { "\($0.id) NOT SAVED \($0.event.kind)" }
    case .refused(let why): return ["no: \(why)"]
    }
  }

  private func sayAnswers(_ answers: [String]) { for answer in answers { Output.say(answer) } }

  private mutating func saySaved(upTo id: RecordID?) {
    guard let id, id > said, acknowledgements >= 0 else { return }
    for number in (said.rawValue + 1)...id.rawValue {
      Output.write("\(number) saved\n", to: acknowledgements)
    }
    said = id
  }

  /// Says what has become of the records: where they go now, and which are on disk.
  private mutating func sayWhatBecame() {
    for news in recording.mark.takeNews() {
      switch news {
      case .refused(let cause):
        isTroubled = true
        Output.complain("\(recording.path): \(cause.wording)")
      case .moved(let path): Output.complain("recording goes on in \(path), which holds the whole session.")
      }
    }
    saySaved(upTo: recording.mark.saved)
    if isTroubled, recording.unsaved == 0, recording.mark.saved == RecordID(recording.count - 1) {
      isTroubled = false
      if speaks { Output.say("Saved again.") }
    }
  }

  private consuming func end(within milliseconds: Int, code: Int32) throws(Failure) -> Int32 {
    _ = recording.settle(within: milliseconds)
    sayWhatBecame()
    // The marks outlive the recording, and tell what the last attempts came to.
    let mark = recording.mark
    let (said, acknowledgements) = (said, acknowledgements)
    do throws(Failure) {
      try recording.finish(within: 0, elsewhere: 10_000)
    } catch {
      Self.sayLast(mark, since: said, to: acknowledgements)
      throw error
    }
    Self.sayLast(mark, since: said, to: acknowledgements)
    return code
  }

  private static func sayLast(_ mark: SavedMark, since said: RecordID, to descriptor: Int32) {
    for case .moved(let path) in mark.takeNews() {
      Output.complain("the whole session was saved to \(path).")
    }
    guard let saved = mark.saved, saved > said, descriptor >= 0 else { return }
    for number in (said.rawValue + 1)...saved.rawValue { Output.write("\(number) saved\n", to: descriptor) }
  }

  /// The last words before an end that nobody asked for at the desk. What was sent before the signal is taken.
  private consuming func interrupt(by signal: Int32, _ input: inout LineInput) throws(Failure) -> Int32 {
    let limit = Clock.boot + 1000
    draining: while !isClosed {
      guard Clock.boot < limit else {
        Output.complain("lines that were sent after the signal were not taken.")
        break
      }
      switch input.next(orOn: -1, atMost: 0) {
      case .line(let line): sayAnswers(take(line))
      case .tooLong: sayTooLong()
      case .event, .nothing, .end: break draining
      }
    }
    if lines.session.closing == nil {
      sayAnswers(record([.interrupted(.signal)], at: clock?.session ?? lines.session.lastTime))
    }
    return try end(within: 3000, code: 128 + signal)
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
