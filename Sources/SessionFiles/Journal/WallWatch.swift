/// Notices when the wall clock was set, or the machine slept, while a session ran.
package struct WallWatch: Hashable, Sendable {
  /// Three clocks read at one moment, in ms.
  package struct Reading: Hashable, Sendable {
    /// The wall clock, since 1970.
    package var wall: Int
    /// The clock that counts sleep (CLOCK_BOOTTIME), which is the session's.
    package var session: Int
    /// The clock that stands still in sleep (CLOCK_MONOTONIC).
    package var awake: Int

    package init(wall: Int, session: Int, awake: Int) {
      self.wall = wall
      self.session = session
      self.awake = awake
    }
  }

  /// What more than this many ms of is worth a record.
  package static let tolerance = 2000

  /// What the clocks said when they last agreed.
  private var last: Reading

  package init(_ reading: Reading) { last = reading }

  /// By how many ms the wall clock is ahead of where the waking time since the last jump would have it; `nil` while
  /// neither a step of the wall clock nor a sleep was longer than ``tolerance``.
  ///
  /// Small differences add up, so that a clock which drifts is noticed too, once.
  package mutating func jump(at now: Reading) -> Int? {
    let step = (now.wall &- last.wall) &- (now.session &- last.session)
    let slept = (now.session &- last.session) &- (now.awake &- last.awake)
    guard step > Self.tolerance || step < -Self.tolerance || slept > Self.tolerance else { return nil }
    last = now
    return step &+ slept
  }
}
