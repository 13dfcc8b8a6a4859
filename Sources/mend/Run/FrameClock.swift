import TerminalKit

/// When the next frame is drawn.
///
/// A key is answered at once. An acknowledgement of the disk waits a moment for others, because a mark that turns
/// solid a twentieth of a second later tells the eye as much, and a frame for each would cost as much as the keys.
struct FrameClock {
  /// How long an acknowledgement may wait, in ms.
  private static let patience = 50
  /// When a frame is due for what only woke the loop, in ms of the boot clock; `nil` when nothing waits.
  private var deadline: Int?

  /// How long the loop may wait for input.
  func wait(atMost limit: Int?) -> Int? {
    guard let deadline else { return limit }
    return min(max(0, deadline - Clock.boot), limit ?? .max)
  }

  /// Whether a frame is due now; nothing at all has come when the time was up.
  mutating func isDue(after inputs: [TerminalInput]) -> Bool {
    if !inputs.isEmpty, inputs.allSatisfy({ $0 == .woken }) {
      let due = deadline ?? Clock.boot + Self.patience
      deadline = due
      guard due <= Clock.boot else { return false }
    }
    deadline = nil
    return true
  }
}
