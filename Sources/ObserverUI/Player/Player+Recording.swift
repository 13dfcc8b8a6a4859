package import SessionCore

/// A replay that a recording goes along with, or leads.
extension Player {
  /// How a replay stands, as a recording is to stand too.
  package struct Playback: Hashable, Sendable {
    package var position: SessionTime
    package var isPlaying: Bool
    package var speed: PlaybackClock.Speed

    package init(position: SessionTime, isPlaying: Bool, speed: PlaybackClock.Speed) {
      self.position = position
      self.isPlaying = isPlaying
      self.speed = speed
    }
  }

  /// Where the session ends.
  package var end: SessionTime { replay.end }

  /// How the clocks of the session and of its recording go together.
  package var recordingMap: RecordingMap { RecordingMap(of: replay.whole) }

  package var playback: Playback {
    Playback(position: replay.position, isPlaying: clock.isPlaying, speed: clock.speed)
  }

  /// Goes on to a moment outside; answers where to, when that was a leap: over idle time, or back in a loop.
  package mutating func goOn(to outside: Int) -> SessionTime? {
    let (before, elapsed) = (playback, max(0, outside - self.outside))
    _ = update(.tick(at: outside))
    return before.isPlaying && RecordingLead.leaps(from: before, to: playback.position, in: elapsed)
      ? playback.position : nil
  }

  /// Takes over how a recording stands.
  package mutating func steer(to playback: Playback, at outside: Int) {
    _ = update(.tick(at: outside))
    if clock.speed != playback.speed { clock.set(playback.speed, at: outside) }
    if replay.position != playback.position { seek(to: playback.position) }
    guard clock.isPlaying != playback.isPlaying else { return }
    if playback.isPlaying, !replay.isAtEnd { clock.play(at: outside) } else { clock.pause(at: outside) }
  }

  /// Says something above the hints, until the next key.
  package mutating func say(_ words: String) { message = words }
}
