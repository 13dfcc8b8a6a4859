import SessionCore
import TerminalKit

/// One key pressed over and over: a double press or a key held down, which is one act of the observer.
///
/// Terminals do not tell a key held down from one pressed again, so the times between the presses have to. What
/// is meant twice is pressed at leisure; a finger that bounces, and a keyboard that repeats, are faster.
struct KeyRun: Sendable {
  /// What a press is, by the run it belongs to.
  enum Press: Hashable, Sendable {
    case fresh
    /// Too soon after the same key to be meant.
    case repeated
    /// The same, and it shows that the press before it was a repetition too: a keyboard waits for a while before
    /// it begins to repeat a key that is held down.
    case held
  }

  /// Up to so many ms after the same key a press is not meant.
  private static let bounce = 150
  /// Up to so many ms a keyboard may wait before it begins to repeat.
  private static let delay = 800

  private var key: Key?
  private var last = SessionTime.zero
  /// The presses of this run so far.
  private var count = 0
  /// How long after the first press the second came, in ms.
  private var gap = 0

  /// Takes in a press.
  ///
  /// - Parameter isMeantTwice: whether people press this key twice on purpose, as they do to undo two things;
  ///   then only a key that is held down counts as one.
  mutating func take(_ key: Key, at time: SessionTime, isMeantTwice: Bool) -> Press {
    let since = time.milliseconds - last.milliseconds
    guard key == self.key, (0...Self.delay).contains(since) else {
      (self.key, last, count) = (key, time, 1)
      return .fresh
    }
    last = time
    count += 1
    if count == 2 { gap = since }
    if isMeantTwice { return count > 2 && (1...60).contains(since) ? .repeated : .fresh }
    guard since <= Self.bounce else { return .fresh }
    return count == 3 && gap > Self.bounce ? .held : .repeated
  }

  /// Forgets the run, so that the next press is fresh.
  mutating func end() { key = nil }
}
