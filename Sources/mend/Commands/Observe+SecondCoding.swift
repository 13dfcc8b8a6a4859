import ObserverUI
import SessionCore
import SessionFiles

/// `--from`: a session that was recorded before is coded by another observer.
extension Observe {
  /// What leads the clock when it is not the day's; `nil` for a session that is going on now.
  func secondCoding(_ session: Session, of source: SavedSession?) throws(Failure) -> SecondCoding? {
    if let source { return try SecondCoding(session, of: source, isLed: player != nil) }
    guard session.opening.source == nil || session.closing != nil else {
      throw SecondCoding.needsSource
    }
    return player == nil ? nil : SecondCoding(session, floor: nil, isLed: true)
  }

  /// The clock of the desk.
  func clock(_ session: Session, of source: SavedSession?) throws(Failure) -> DeskClock {
    DeskClock(
      Clock(showing: session.lastTime), second: try secondCoding(session, of: source), player: player,
      of: source?.session)
  }

  /// A log that cannot be gone on with like this is refused before anything is written to it.
  func checkResumed(_ path: String, with source: SavedSession?) throws(Failure) {
    // What cannot even be looked at is refused, with the reason, by whoever goes on with it.
    guard !reopen, let log = SessionGlance(path), !log.isClosed else { return }
    if let source {
      _ = try SecondCoding.check(log.opening, isOf: source)
    } else if log.opening.source != nil {
      throw SecondCoding.needsSource
    }
  }

  /// An option that the first log answers already is refused.
  func checkSecondCoding() throws(Failure) {
    if blind, from == nil { throw Failure("--blind goes with --from LOG.", code: Failure.usage) }
    if player != nil, plain || keys != nil {
      throw Failure("--player goes with the desk in a terminal.", code: Failure.usage)
    }
    guard from != nil else { return }
    let given: [(String, Bool)] = [
      ("--group", group != nil), ("--codebook", codebook != nil), ("--session", session != nil),
      ("--after", after != nil), ("--mode", mode != nil), ("--reopen", reopen),
    ]
    if let name = given.first(where: \.1)?.0 {
      throw Failure("\(name) does not go with --from: the first log says it.", code: Failure.usage)
    }
  }
}

extension SecondCoding {
  /// Why a second coding is not gone on with alone.
  static var needsSource: Failure {
    Failure(
      "this log is a second coding. Go on with it by naming the first log too, as --from LOG.",
      code: Failure.usage)
  }

  /// Whether a log is a second coding of a session; what its opening says about that session.
  static func check(_ second: Opening, isOf source: SavedSession) throws(Failure) -> Opening.Source {
    guard let own = second.source else {
      throw Failure("that log is no second coding; leave out --from.", code: Failure.usage)
    }
    guard own.sid == source.session.opening.sid else {
      throw Failure(
        "\(source.path) is not the session that was coded there: its id begins with "
          + "\(source.session.opening.sid.prefix(8)), not \(own.sid.prefix(8)).", code: Failure.data)
    }
    return own
  }

  /// A second coder's log so far, with the clock and the floor of the first log.
  init(_ second: Session, of source: SavedSession, isLed: Bool = false) throws(Failure) {
    let own = try Self.check(second.opening, isOf: source)
    let floor = GivenFloor(of: source.session, isBlind: !own.givesFloor)
    self.init(second, floor: floor, isLed: isLed)
  }
}
