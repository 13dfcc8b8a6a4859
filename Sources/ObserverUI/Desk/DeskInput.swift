package import SessionCore
package import TerminalKit

/// A moment on both clocks.
package struct Moment: Hashable, Sendable {
  package var session: SessionTime
  /// The moment that is seen again, while a second coder looks back; `nil` when it is ``session`` itself.
  package var shown: SessionTime?
  /// What a clock says that goes on while ``session`` stands, as it does when a second coder stops it; else `nil`.
  package var outside: SessionTime?
  private var onTheWall: OnTheWall

  /// Words for the wall clock are made only when they are asked for, which few keys do.
  private enum OnTheWall: Hashable, Sendable {
    case written(WallTime)
    case read(unixMilliseconds: Int, offsetMinutes: Int)
  }

  package init(_ session: SessionTime, wall: WallTime) {
    self.session = session
    onTheWall = .written(wall)
  }

  /// - Parameters:
  ///   - unixMilliseconds: what the wall clock says, in ms since 1970 in UTC.
  ///   - offsetMinutes: how far the place is from UTC.
  package init(_ session: SessionTime, unixMilliseconds: Int, offsetMinutes: Int) {
    self.session = session
    onTheWall = .read(unixMilliseconds: unixMilliseconds, offsetMinutes: offsetMinutes)
  }

  /// A clock by which presses of a key are told apart.
  var ofPresses: SessionTime { outside ?? session }

  /// The moment that the observer sees.
  var seen: SessionTime { shown ?? session }

  package var wall: WallTime {
    switch onTheWall {
    case .written(let wall): wall
    case .read(let unix, let offset): WallTime(unixMilliseconds: unix, offsetMinutes: offset)
    }
  }
}

/// What the desk is told.
package enum DeskInput: Sendable {
  case key(Key, at: Moment)
  /// A line of line mode, from a script or from the palette.
  case line(String, at: Moment)
  case pasted(String, at: Moment)
  /// What an effect asked for was written.
  case recorded([Record])
  /// Everything up to here is on disk.
  case saved(upTo: RecordID)
  /// The disk refuses; what is recorded from here on is in memory only.
  case notSaved(String)
  /// Recording goes on in this other file, which holds the whole session.
  case moved(to: String)
  /// The observer wants to leave, and so many records are in memory only.
  case unsavedAtLeaving(Int)
  /// Whether the passphrase of ``DeskEffect/unlock(_:)`` is that of the lock.
  case unlocked(Bool)
  /// The text of the report that was asked for, a line each.
  case report([String])
  case tick(Moment)
  /// The window has this size; pages are turned by it.
  case sized(Size)
}

/// What the desk asks for; values, so that a test compares them.
package enum DeskEffect: Hashable, Sendable {
  /// Write these events as records made at this moment, and say so with ``DeskInput/recorded(_:)``.
  case record([Event], at: SessionTime)
  /// The session is closed: finish the log and answer with ``DeskInput/report(_:)``.
  case finish
  /// Keep what this passphrase can be known by, and nothing else of it.
  case lock(Passphrase)
  /// Compare a passphrase and answer with ``DeskInput/unlocked(_:)``.
  case unlock(Passphrase)
  case redraw
  case suspend
  /// Leave; the log stays as it is.
  case quit
}
