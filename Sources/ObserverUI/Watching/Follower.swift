package import SessionCore
package import TerminalKit

/// What a follower is told.
package enum FollowerInput: Sendable {
  case key(Key)
  case records([Record])
  /// How the log stands now, and how long ago, in ms, the session was opened by the wall clock.
  case state(Follower.State, elapsed: Int)
  /// The session goes on in another file.
  case moved(to: String)
}

/// What a follower asks for.
package enum FollowerEffect: Hashable, Sendable {
  case redraw, suspend, quit
}

/// A running session seen from elsewhere: the desk's panels as the records come, and no way to record anything.
package struct Follower: Sendable {
  /// How the session's log stands.
  package enum State: Hashable, Sendable {
    case open, closed, takenAway
    /// The last line is not whole, and somebody may be writing it.
    case cut
    /// Whoever recorded is gone; in the middle of a line when `isCut`.
    case interrupted(isCut: Bool)
    /// Not closed, and nobody on this machine records into it; its last line is not whole when `isCut`.
    case unattended(isCut: Bool)
    case damaged(String)
  }

  /// What is said instead of how the log stands, until it stands otherwise.
  private enum News: Hashable {
    case nothingIsRecorded
    case moved(to: String)
  }

  package private(set) var session: Session
  private let keymap: Keymap
  private let look: Look
  private var state = State.open
  private var elapsed = 0
  private var news: News?

  package init(_ opening: Opening, keymap: Keymap, look: Look = Look()) {
    session = Session(opening)
    self.keymap = keymap
    self.look = look
  }

  package mutating func update(_ input: FollowerInput) -> [FollowerEffect] {
    switch input {
    case .key(let key): return press(key)
    case .records(let records):
      for record in records where record.id == session.nextID { session.apply(record) }
    case .state(let state, let elapsed):
      if state != self.state { news = nil }
      self.state = state
      self.elapsed = elapsed
    case .moved(let path): news = .moved(to: path)
    }
    return []
  }

  private mutating func press(_ key: Key) -> [FollowerEffect] {
    switch key {
    case .control("l"): return [.redraw]
    case .control("z"): return [.suspend]
    case .control("c"): return [.quit]
    default: break
    }
    if keymap.action(key, in: .replay) == .quit { return [.quit] }
    news = .nothingIsRecorded
    return []
  }

  /// So long without a record, in ms, and nobody can say whether the session goes on.
  private static let silence = 2 * 3_600_000

  /// Now on the session's clock: by the wall clock while it runs, else where the log ends.
  package var now: SessionTime {
    guard state == .open || state == .cut, session.closing == nil, session.opening.source == nil else {
      return session.closing == nil ? session.lastTime : session.end
    }
    let now = SessionTime(max(elapsed, session.lastTime.milliseconds))
    return now.milliseconds - session.lastTime.milliseconds < Self.silence ? now : session.lastTime
  }

  private var isSilent: Bool {
    state == .open && session.closing == nil && elapsed - session.lastTime.milliseconds >= Self.silence
  }

  /// Whether somebody is believed to observe the session still.
  private var isGoingOn: Bool { state == .open && session.closing == nil && !isSilent }

  private var stateWord: String {
    if isSilent { return "silent" }
    return switch state {
    case .open:
      session.closing != nil && session.isReopened
        ? "reopened" : session.clock.isPaused ? "paused" : session.clock.isLost ? "sight lost" : "following"
    case .unattended: "nobody records"
    case .closed: "closed"
    case .interrupted: "interrupted"
    case .cut: "cut"
    case .takenAway: "file gone"
    case .damaged: "damaged"
    }
  }

  private var message: String {
    switch news {
    case .moved(let path): return "Recording goes on in \(path), which holds the whole session."
    case .nothingIsRecorded:
      let leaving = "\(keymap.name(of: .quit, in: .replay)) leaves"
      return "Nothing is recorded from here. \(leaving)\(isGoingOn ? "; the session goes on." : ".")"
    case nil: break
    }
    if isSilent { return "No record for more than two hours: the session may have been cut short." }
    return switch state {
    case .open: ""
    case .unattended(isCut: false):
      "Nobody on this machine is recording it now; it is followed when somebody does."
    case .unattended(isCut: true): "Nobody on this machine is recording it now. Its last line is not whole."
    case .closed: "The session is closed, and its log is whole."
    case .interrupted(isCut: false): "Recording was interrupted. It can be resumed, and is followed then."
    case .interrupted(isCut: true): "Recording was interrupted in the middle of a line. It can be resumed."
    case .cut: "The last line is not whole: it is being written, or recording was cut short."
    case .takenAway: "The file is gone or was replaced. What was read of it is shown."
    case .damaged(let words): words
    }
  }

  /// The whole screen at a size; total for every size.
  package func frame(for size: Size) -> Frame {
    WatchScreen(
      session, now: now, look: look, title: "follow", state: stateWord, message: message,
      hints: ["read only", "\(keymap.name(of: .quit, in: .replay)) leaves"]
    ).frame(for: size)
  }
}
