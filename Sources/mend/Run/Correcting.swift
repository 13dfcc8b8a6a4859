import CTermSupport
import ObserverUI
import SessionCore
import SessionFiles

/// A closed log that is corrected while it is replayed.
///
/// Nothing is written before the first correction: then the log is locked and reopened. Leaving closes it again.
struct Correcting: ~Copyable {
  private let path: String
  /// The hash of the last line when the log was read.
  private let head: String
  private var recording: Recording?
  private var session: Session?
  private var clock: Clock?
  private var count = 0

  init(_ path: String, head: String) {
    self.path = path
    self.head = head
  }

  /// What became of a correction: the records made, the reopening among them, and what went wrong.
  struct Outcome {
    var records: [Record] = []
    var trouble: String?
  }

  /// Decides a command against the log as it is, and records what comes of it.
  mutating func record(_ command: Command) -> Outcome {
    var outcome = Outcome()
    do throws(Failure) {
      if session == nil { outcome.records = try reopen() }
    } catch {
      outcome.trouble = error.message
      return outcome
    }
    guard var session, let clock else { return outcome }
    let time = max(clock.session, session.lastTime)
    do throws(Rejection) {
      let events = try session.decide(command, at: time)
      let (records, trouble) = write(events, at: time)
      for record in records { session.apply(record) }
      self.session = session
      count += records.count
      outcome.records += records
      outcome.trouble = trouble
    } catch {
      outcome.trouble = error.message(in: session)
    }
    return outcome
  }

  /// - Returns: the records that reopening made.
  private mutating func reopen() throws(Failure) -> [Record] {
    let saved = try SavedSession(path)
    guard saved.head == head else {
      throw Failure(
        "\(path): the log has grown since it was read. Leave, and open it again.", code: Failure.data)
    }
    let recording = try Recording.resume(path, reopening: true, wake: { ts_events_ring() }) { session in
      Moment(SessionTime(Clock.elapsed(since: session.opening.wall)), wall: Clock.wall)
    }
    let session = try recording.session()
    let made = Array(recording.history.dropFirst(saved.reading.count))
    self.recording = consume recording
    self.session = session
    clock = Clock(showing: session.lastTime)
    return made
  }

  private mutating func write(_ events: [Event], at time: SessionTime) -> ([Record], String?) {
    switch recording?.record(events, at: time) {
    case .written(let records): return (records, nil)
    case .kept(let records, let why): return (records, why)
    case .refused(let why): return ([], why)
    case nil: return ([], nil)
    }
  }

  /// Looks after what the disk did not take.
  mutating func tend() { recording?.tend() }

  /// Closes the log again, if anything was corrected, and waits until all is on disk.
  consuming func finish() throws(Failure) {
    guard let session, let clock else { return }
    let time = max(clock.session, session.lastTime)
    _ = write([.closed(Event.Closing(wall: Clock.wall, because: ending(of: session)))], at: time)
    let count = count
    let path = path
    if let recording = consume recording { try recording.finish(within: 3000, elsewhere: 3000) }
    Output.say("\(count) \(count == 1 ? "correction" : "corrections") recorded: \(path)")
  }

  /// What ended the session stays what ended it.
  private func ending(of session: Session) -> Event.Ending {
    guard let closing = session.closing, case .closed(let end)? = session[closing]?.event else { return .end }
    return end.because
  }
}
