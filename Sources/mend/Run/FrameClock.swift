import TerminalKit

/// When the next frame is drawn.
///
/// A key is answered at once. What follows from it, and an acknowledgement of the disk, waits until no key has come for
/// a moment: a figure that moves or a mark that turns solid a twentieth of a second later tells the eye as much, and a
/// whole frame for each would cost as much as the keys and stand in the way of the next one.
struct FrameClock {
  /// How long the rest waits after the last key, and how long at most while keys go on coming; in ms.
  private static let patience = (pause: 50, inAll: 250)
  /// When a whole frame is due, and when at the latest, in ms of the boot clock; `nil` when nothing waits for one.
  private var rest: (due: Int, latest: Int)?

  /// How long the loop may wait for input.
  func wait(atMost limit: Int?) -> Int? {
    guard let rest else { return limit }
    return min(max(0, rest.due - Clock.boot), limit ?? .max)
  }

  /// Whether a frame is due now; nothing at all has come when the time was up.
  mutating func isDue(after inputs: [TerminalInput]) -> Bool {
    guard !inputs.isEmpty, inputs.allSatisfy({ $0 == .woken }) else { return true }
    if rest == nil { wantRest() }
    return isRestDue
  }

  /// Whether a frame that is drawn now is to be whole.
  var isRestDue: Bool { rest.map { $0.due <= Clock.boot } ?? false }

  /// Takes in that a frame was drawn.
  mutating func note(isWhole: Bool) {
    if isWhole { rest = nil } else { wantRest() }
  }

  private mutating func wantRest() {
    let now = Clock.boot
    let latest = rest?.latest ?? now + Self.patience.inAll
    rest = (min(now + Self.patience.pause, latest), latest)
  }
}
