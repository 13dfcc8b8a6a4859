package import SessionCore

/// Who follows whom between a replay and the player of its recording: the replay asks when somebody pressed a key
/// there, and takes over what the player says otherwise.
package enum RecordingLead {
  /// How a player of a recording stands, on the session's clock.
  package struct Report: Hashable, Sendable {
    package var position: SessionTime
    package var isPlaying: Bool
    /// How fast, 1 as it was.
    package var speed: Double

    package init(position: SessionTime, isPlaying: Bool, speed: Double) {
      self.position = position
      self.isPlaying = isPlaying
      self.speed = speed
    }
  }

  /// What the player is to do.
  package enum Wish: Hashable, Sendable {
    case play, pause
    case seek(SessionTime)
    case speed(PlaybackClock.Speed)
  }

  /// How far the two may be apart while both play, in ms of the session at the speed it was.
  package static let tolerance = 250

  /// What a key changed in the replay, as wishes.
  package static func wishes(from before: Player.Playback, to after: Player.Playback) -> [Wish] {
    var wishes: [Wish] = []
    if after.position != before.position { wishes.append(.seek(after.position)) }
    if after.speed != before.speed { wishes.append(.speed(after.speed)) }
    if after.isPlaying != before.isPlaying { wishes.append(after.isPlaying ? .play : .pause) }
    return wishes
  }

  /// Whether playing came further in a time outside, in ms, than playing alone does, or went back.
  static func leaps(from before: Player.Playback, to position: SessionTime, in elapsed: Int) -> Bool {
    let factor = before.speed.factor
    let way = Double(position.milliseconds) - Double(before.position.milliseconds)
    return way < 0 || way > Double(elapsed) * factor + Double(tolerance) * max(1, factor)
  }

  /// How the replay is to stand, given what the player says; `nil` when it does already.
  ///
  /// A speed that the replay has not is taken for the nearest; the position keeps them together all the same.
  package static func playback(
    _ report: Report, over own: Player.Playback, end: SessionTime
  ) -> Player.Playback? {
    var next = own
    next.isPlaying = report.isPlaying && report.position < end
    next.speed = PlaybackClock.Speed(factor: report.speed)
    let target = min(report.position, end)
    let distance = abs(target.milliseconds - own.position.milliseconds)
    let allowed = report.isPlaying ? Int(Double(tolerance) * max(1, min(report.speed, 100))) : 0
    if distance > allowed { next.position = target }
    return next == own ? nil : next
  }
}
