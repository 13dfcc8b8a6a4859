package import SessionCore
package import TerminalKit

/// A session coded a second time: a clock that can be stopped and set back, and the floor of the first log as it
/// comes due. Nothing else of the first log is in here, so nothing else of it can be shown.
package struct SecondCoding: Sendable {
  package private(set) var clock: ReplayedClock
  private var floor: GivenFloor?
  private let wall: WallTime
  /// Whether a recording leads; keys are wishes to its player then.
  package let isLed: Bool
  private(set) var message: String?
  /// Whether the recording's player is gone, as the message says.
  private var isLost = false

  /// What a key asks of whoever leads the clock.
  package enum Wish: Hashable, Sendable {
    case play, pause
    case seek(SessionTime)
  }

  /// - Parameters:
  ///   - second: the second coder's log so far.
  ///   - floor: what is given of the first log; `nil` when there is none, but a recording.
  ///   - isLed: whether a recording leads the clock.
  package init(_ second: Session, floor: GivenFloor?, isLed: Bool = false) {
    wall = second.opening.wall
    self.isLed = isLed
    self.floor = floor
    self.floor?.skip(whatIsIn: second)
    clock = ReplayedClock(at: second.lastTime, end: floor?.end)
  }

  /// Now, as the second log has it.
  ///
  /// - Parameter outside: in ms on a clock that never stands.
  package func moment(at outside: Int) -> Moment {
    var moment = Moment(clock.furthest, wall: wall.adding(milliseconds: clock.furthest.milliseconds))
    moment.outside = SessionTime(outside)
    if clock.behind > 0 { moment.shown = clock.position }
    return moment
  }

  /// What is to be recorded of the first log's floor by now, or up to a moment of a script.
  package mutating func takeFloor(upTo moment: SessionTime? = nil) -> ArraySlice<GivenFloor.Given> {
    floor?.take(upTo: moment ?? clock.furthest) ?? []
  }

  /// Goes on to a moment outside.
  package mutating func advance(to outside: Int) { clock.advance(to: outside) }

  /// A key, if it is the clock's: what it asks of a player, and nothing when it is the desk's.
  package mutating func press(_ key: Key, at outside: Int, over desk: Desk) -> [Wish]? {
    message = nil
    guard let act = desk.replayAct(of: key) else { return nil }
    clock.advance(to: outside)
    switch act {
    case .play:
      if clock.isAtEnd, !isLed {
        message = "This is the end of the session. Q closes your log."
        return []
      }
      if isLed { return [clock.isPlaying ? .pause : .play] }
      if clock.isPlaying { clock.pause(at: outside) } else { clock.play(at: outside) }
    case .back5: return move(by: -5000, at: outside)
    case .back30: return move(by: -30_000, at: outside)
    case .forward5: return move(by: 5000, at: outside)
    case .forward30: return move(by: 30_000, at: outside)
    default: return nil
    }
    return []
  }

  private mutating func move(by milliseconds: Int, at outside: Int) -> [Wish] {
    if !clock.move(by: milliseconds, at: outside) {
      message =
        milliseconds > 0
        ? "Nothing is passed over: further on has not been seen yet." : "This is the beginning."
    }
    return isLed ? [.seek(clock.position)] : []
  }

  /// Takes over where a recording stands, on the session's clock; answers what its player is to do.
  package mutating func follow(
    _ reported: SessionTime, isPlaying: Bool, speed: PlaybackClock.Speed, at outside: Int
  ) -> [Wish] {
    if isLost { (isLost, message) = (false, nil) }
    if clock.follow(reported, isPlaying: isPlaying, speed: speed, at: outside) { return [] }
    message =
      "Nothing is passed over: the recording is set back to \(Spelling.span(clock.furthest.milliseconds))."
    return [.seek(clock.furthest)]
  }

  /// Says something on the desk, until the next key.
  package mutating func say(_ words: String) { message = words }

  /// The recording's player is gone or says nothing: the clock stands.
  package mutating func lose(saying words: String, at outside: Int) {
    clock.pause(at: outside)
    isLost = true
    message = words
  }

  /// What the desk is to show of it.
  package var status: ReplayedStatus {
    ReplayedStatus(
      isPlaying: clock.isPlaying, isAtEnd: clock.isAtEnd, behind: clock.behind, isFloorGiven: isFloorGiven,
      message: message)
  }

  private var isFloorGiven: Bool { floor != nil }

  /// How long until the clock shows another second, in ms; `nil` while it stands.
  package var nextChange: Int? { clock.isPlaying ? 200 : nil }
}

/// What the desk shows of a clock that is not the day's.
package struct ReplayedStatus: Hashable, Sendable {
  var isPlaying: Bool
  var isAtEnd: Bool
  /// In ms.
  var behind: Int
  var isFloorGiven: Bool
  var message: String?

  /// In a word or two, for the head of the screen.
  var words: String {
    // A recording that stops comes to stand a few milliseconds before where it was.
    let back = behind >= 1000 ? "  \(Spelling.span(behind)) back" : ""
    return (isAtEnd && behind == 0 ? "■ end" : isPlaying ? "▶" : "‖") + back
  }
}

extension Desk {
  /// What a key does to the replayed clock; `nil` when the desk's own meaning comes first.
  func replayAct(of key: Key) -> Action? {
    guard leavesArrows, seat(of: key) == nil else { return nil }
    if key == .enter { return mode == .observing ? .play : nil }
    guard let action = keymap.action(key, in: .replay) else { return nil }
    switch action {
    case .back5, .back30, .forward5, .forward30:
      return keymap.action(key, in: .observe) == nil ? action : nil
    default: return nil
    }
  }

  private var leavesArrows: Bool {
    if isBlank { return false }
    switch mode {
    case .observing, .addressing, .strip, .attendance: return true
    case .bookmarks, .again, .events, .writing, .ratings, .palette, .help, .locked, .report: return false
    }
  }
}
