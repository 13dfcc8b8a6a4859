import SessionCore
import TerminalKit

/// One key pressed over and over: a double press or a key held down, which is one act of the observer.
///
/// Terminals do not tell a key held down from one pressed again, so the times between the presses have to, and what
/// the key means. Twice the same act is pressed at leisure; a finger that bounces is faster. A second press that
/// means something else than the first, as the letter of a strip that is also the key that opened it, is meant
/// however fast it comes from a practised hand, a script or a slow line. A third as fast is a keyboard that repeats.
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

  /// What a press means beside the one before it.
  enum Sense: Hashable, Sendable {
    case same
    /// The press before completed something, so that this one begins something new.
    case anew
    case other
  }

  /// Between so many ms no finger completes one thing and begins another with one key. What is closer together was
  /// pressed by none: a script or a slow line hands it on at once.
  private static let chatter = 3...60
  /// Up to so many ms after the same key a press is not meant to do the same again.
  private static let bounce = 150
  /// Up to so many ms a keyboard may wait before it begins to repeat.
  private static let delay = 800

  private var key: Key?
  private var last = SessionTime.zero
  /// The presses of this run so far.
  private var count = 0
  /// How long after the first press the second came, in ms.
  private var gap = 0

  /// Whether a press comes so soon after one of the same key that it may be no act of its own; any other begins a new
  /// run.
  mutating func goesOn(with key: Key, at time: SessionTime) -> Bool {
    if key == self.key, (0...Self.delay).contains(time.milliseconds - last.milliseconds) { return true }
    (self.key, last, count) = (key, time, 1)
    return false
  }

  /// Takes in a press with which the run goes on.
  ///
  /// - Parameter isMeantTwice: whether people press this key twice on purpose, as they do to undo two things;
  ///   then only a key that is held down counts as one.
  ///   - sense: what it means beside the press before.
  mutating func take(at time: SessionTime, isMeantTwice: Bool, sense: Sense) -> Press {
    let since = time.milliseconds - last.milliseconds
    last = time
    count += 1
    if count == 2 { gap = since }
    if isMeantTwice { return count > 2 && (1...60).contains(since) ? .repeated : .fresh }
    let isRepeated =
      switch sense {
      case _ where count > 2, .same: since <= Self.bounce
      case .anew: Self.chatter.contains(since)
      case .other: false
      }
    guard isRepeated else { return .fresh }
    return count == 3 && gap > Self.bounce ? .held : .repeated
  }

  /// Forgets the run, so that the next press is fresh.
  mutating func end() { key = nil }
}
