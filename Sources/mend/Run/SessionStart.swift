import CTermSupport
import ObserverUI
import SessionCore
import SessionFiles

/// How a session is come by: begun anew, or gone on with.
enum SessionStart {
  case new(SessionSetup, in: String)
  /// A session that was recorded before, by another observer.
  case second(SessionSetup, of: SavedSession, isBlind: Bool, in: String)
  case resuming(String, reopening: Bool, isScripted: Bool)

  /// Begins to record.
  func recording() throws(Failure) -> Recording {
    switch self {
    case .new(let setup, let directory):
      return try Recording.start(setup, in: directory, wake: { ts_events_ring() })
    case .second(let setup, let source, let isBlind, let directory):
      let opening = try setup.opening(of: source, isBlind: isBlind)
      return try Recording.start(opening, in: directory, wake: { ts_events_ring() })
    case .resuming(let path, let reopening, let isScripted):
      return try Recording.resume(path, reopening: reopening, wake: { ts_events_ring() }) {
        Self.resumption(of: $0, isScripted: isScripted)
      }
    }
  }

  /// When recording goes on: where the log ends if time is scripted, else as much later as the wall clock says.
  private static func resumption(of session: Session, isScripted: Bool) -> Moment {
    let opening = session.opening.wall
    // The clock of a second coding stands while nobody codes.
    if isScripted || session.opening.source != nil {
      return Moment(session.lastTime, wall: opening.adding(milliseconds: session.lastTime.milliseconds))
    }
    return Moment(SessionTime(Clock.elapsed(since: opening)), wall: Clock.wall)
  }
}
