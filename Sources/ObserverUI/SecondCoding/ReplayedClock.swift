package import SessionCore

/// The clock of a session that is coded a second time: it shows the moments of the session, not those of the day.
///
/// It can be stopped and set back. What is recorded while it stands, or while it shows again what was seen before,
/// is made at ``furthest`` and claimed to have happened at ``position``: so time never runs back in the log, and no
/// stop leaves a trace in it. It never jumps over what was not seen yet.
package struct ReplayedClock: Hashable, Sendable {
  /// The moment of the session that is shown.
  package private(set) var position: SessionTime
  /// The latest moment that was shown; the time of the records.
  package private(set) var furthest: SessionTime
  /// Where the session ends and the clock with it; `nil` when nobody knows.
  package let end: SessionTime?
  private var playback: PlaybackClock
  private var latest: Int?

  /// A longer time than this between two looks, in ms outside, was nobody's: the program stood still.
  package static let longestStep = 2000
  /// How far a recording may be ahead of what was seen, in ms, before it counts as a jump.
  package static let largestLead = 2000
  /// How far a recording's own clock may fall back while it plays, in ms, without having been set back.
  private static let jitter = 400

  /// A clock that stands.
  package init(at start: SessionTime = .zero, end: SessionTime? = nil) {
    position = start
    furthest = start
    self.end = end
    playback = PlaybackClock(at: start)
  }

  package var isPlaying: Bool { playback.isPlaying }
  package var isAtEnd: Bool { end.map { position >= $0 } ?? false }
  /// How far behind ``furthest`` it is, in ms; 0 while new things are seen.
  package var behind: Int { furthest.milliseconds - position.milliseconds }

  /// Goes on to a moment outside, in ms on a clock that never goes back.
  package mutating func advance(to outside: Int) {
    defer { latest = outside }
    guard isPlaying else { return }
    if let latest, outside - latest > Self.longestStep { playback.move(to: position, at: outside) }
    settle(at: playback.position(at: outside), outside)
  }

  package mutating func play(at outside: Int) {
    advance(to: outside)
    if !isAtEnd { playback.play(at: outside) }
  }

  package mutating func pause(at outside: Int) {
    advance(to: outside)
    playback.pause(at: outside)
  }

  /// Shows another moment, but none that was not seen yet; answers whether there was something to move to.
  package mutating func move(by milliseconds: Int, at outside: Int) -> Bool {
    advance(to: outside)
    let target = min(position.moved(by: milliseconds), furthest)
    guard target != position else { return false }
    position = target
    playback.move(to: target, at: outside)
    return true
  }

  /// Takes over where a recording stands; answers `false` when that is beyond what was seen. Then it stands still.
  package mutating func follow(
    _ reported: SessionTime, isPlaying: Bool, speed: PlaybackClock.Speed, at outside: Int
  ) -> Bool {
    advance(to: outside)
    guard reported <= furthest.moved(by: Self.largestLead) else {
      playback.pause(at: outside)
      return false
    }
    let isJitter = isPlaying && reported < position && reported.moved(by: Self.jitter) > position
    settle(at: isJitter ? position : reported, outside)
    playback.set(speed, at: outside)
    playback.move(to: position, at: outside)
    if isPlaying, !isAtEnd { playback.play(at: outside) } else { playback.pause(at: outside) }
    return true
  }

  private mutating func settle(at moment: SessionTime, _ outside: Int) {
    position = min(moment, end ?? .latest)
    furthest = max(furthest, position)
    guard isAtEnd else { return }
    playback.move(to: position, at: outside)
    playback.pause(at: outside)
  }
}
