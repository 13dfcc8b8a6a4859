import ObserverUI
import SessionCore
import SessionFiles

/// A session being recorded: the journal it goes into and what the disk has said.
struct Recording: ~Copyable {
  private var journal: Journal<DiskFile>
  let mark: SavedMark
  /// What the log held when recording began, the opening included.
  let history: [Record]
  /// Where it is recorded now.
  var path: String { journal.path }

  /// Starts a new log.
  static func start(
    _ setup: SessionSetup, in directory: String, wake: @escaping @Sendable () -> Void
  ) throws(Failure) -> Recording {
    let (opening, carried) = try setup.opening()
    let events =
      try carrying(carried, into: opening, from: setup.after ?? "") + consents(setup.consents, in: opening)
    return try start(opening, carrying: events, in: directory, wake: wake)
  }

  /// Starts a new log with an opening and the events that come right after it.
  static func start(
    _ opening: Opening, carrying events: [Event] = [], in directory: String,
    wake: @escaping @Sendable () -> Void
  ) throws(Failure) -> Recording {
    let mark = SavedMark(wake: wake)
    do throws(LogFileError) {
      var journal = try Journal.create(opening, in: directory, rescueDirectory: Places.rescue) {
        mark.take($0)
      }
      var history = journal.history
      if !events.isEmpty { history += try journal.append(events, at: .zero) }
      return Recording(journal: journal, mark: mark, history: history)
    } catch {
      throw Failure(error.wording, code: error.exitCode)
    }
  }

  /// The events that carry episodes in, if they fit the group.
  private static func carrying(
    _ carried: [Event.Carried], into opening: Opening, from path: String
  ) throws(Failure) -> [Event] {
    let session = Session(opening)
    do throws(Rejection) {
      return carried.isEmpty ? [] : try session.decide(.carry(carried), at: .zero)
    } catch {
      let why = error.message(in: session)
      throw Failure("\(path): its open episodes do not fit this group. \(why)", code: Failure.data)
    }
  }

  /// The records of those who agreed before the session began.
  private static func consents(
    _ people: [MemberID], in opening: Opening
  ) throws(Failure) -> [Event] {
    let session = Session(opening)
    do throws(Rejection) {
      var events: [Event] = []
      for person in people { events += try session.decide(.consent(person, scope: "observation"), at: .zero) }
      return events
    } catch {
      throw Failure(error.message(in: session), code: Failure.data)
    }
  }

  /// Goes on with a log; `now` says the session's time, given what the log holds.
  static func resume(
    _ path: String, reopening: Bool, wake: @escaping @Sendable () -> Void,
    now: (Session) -> Moment
  ) throws(Failure) -> Recording {
    let mark = SavedMark(wake: wake)
    do throws(LogFileError) {
      let journal = try Journal.resume(
        path, reopening: reopening, rescueDirectory: Places.rescue, report: { mark.take($0) }
      ) { reading in
        guard let session = Session(replaying: reading.records) else { return (.zero, Clock.wall) }
        let moment = now(session)
        return (max(moment.session, session.lastTime), moment.wall)
      }
      let history = journal.history
      mark.note(history.last?.id)
      return Recording(journal: journal, mark: mark, history: history)
    } catch {
      throw Failure(error.wording, code: error.exitCode)
    }
  }

  private init(journal: consuming Journal<DiskFile>, mark: SavedMark, history: [Record]) {
    self.journal = journal
    self.mark = mark
    self.history = history
  }

  /// What became of events that were to be recorded.
  enum Outcome {
    case written([Record])
    /// They are part of the session, and in memory only.
    case kept([Record], why: String)
    /// They are not part of it.
    case refused(String)
  }

  /// Writes events as the next records.
  ///
  /// - Parameter asksForSync: whether they are put on disk at once, or when ``requestSync()`` asks for it.
  mutating func record(_ events: [Event], at time: SessionTime, asksForSync: Bool = true) -> Outcome {
    do throws(LogFileError) {
      return .written(try journal.append(events, at: time, asksForSync: asksForSync))
    } catch {
      if case .notWritten(let kept, _) = error.cause { return .kept(kept, why: error.wording) }
      return .refused(error.wording)
    }
  }

  /// The session as the log had it when recording began.
  func session() throws(Failure) -> Session {
    guard let session = Session(replaying: history) else {
      throw Failure("\(path): no session could be made of it.", code: Failure.data)
    }
    return session
  }

  /// The hash of the last line.
  var head: String { journal.chain.head.hex }

  /// How many records the log has.
  var count: Int { journal.chain.next.rawValue }

  /// Asks for everything that was written to be put on disk, `wholly` with the file's size and times. Never waits.
  func requestSync(wholly: Bool = false) { journal.requestSync(wholly: wholly) }

  /// Looks after what the disk did not take. Called now and then; never waits.
  mutating func tend() { journal.tend() }

  /// Looks after the file on disk; called every second or so.
  func look() { journal.look() }

  /// How many records are in memory only, as far as is known.
  var unsaved: Int { journal.unsaved }

  /// Waits a while until everything is on disk; answers whether it is.
  mutating func settle(within milliseconds: Int) -> Bool { journal.settle(within: milliseconds) }

  /// Waits until everything is on disk, and gives the log back. What is not on disk after a while is tried
  /// elsewhere; a disk that never answers is not waited for.
  ///
  /// - Parameters:
  ///   - milliseconds: how long its own disk is waited for.
  ///   - elsewhere: how long another file is tried after that.
  /// - Throws: how many records are lost with the program.
  consuming func finish(within milliseconds: Int, elsewhere: Int) throws(Failure) {
    let isSaved =
      journal.settle(within: milliseconds) || journal.settle(within: elsewhere, isLeaving: true)
    guard isSaved else {
      let (lost, count) = (journal.unsaved, journal.chain.next.rawValue)
      let what = lost == 1 ? "1 of \(count) records was" : "\(lost) of \(count) records were"
      let why = journal.trouble?.wording ?? "the disk does not answer"
      throw Failure(
        "\(journal.path): \(what) only in memory and could be saved nowhere: \(why).", code: Failure.notSaved)
    }
    do throws(LogFileError) {
      try journal.close()
    } catch {
      throw Failure(error.wording, code: error.exitCode)
    }
  }
}
