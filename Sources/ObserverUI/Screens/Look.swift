/// How a screen shows what it shows: the observer's choice, which changes nothing of what is recorded.
package struct Look: Hashable, Sendable {
  package var theme: Theme
  /// Whether people are shown as the numbers of their seats, and nothing of a name anywhere.
  package var hidesNames = false
  /// Whether the seats are shown from the other side of the room.
  package var isFlipped = false
  /// Whether the clock is shown so large that it can be read from the corner of an eye.
  package var hasBigClock = false
  /// Whether the lanes show the session from its beginning, and not only its last minutes.
  package var showsWholeSession = false
  /// How many open ruptures have a row of their own, where the window has room; `nil` for as many as go well with the
  /// rest.
  package var openRows: Int?
  /// How many minutes the lanes show; `nil` for as many as go well with the window.
  package var laneMinutes: Int?

  package init(theme: Theme = .night) { self.theme = theme }

  /// Carries out an action that changes the look; `false` for any other.
  mutating func change(by action: Action) -> Bool {
    switch action {
    case .names: hidesNames.toggle()
    case .flip: isFlipped.toggle()
    case .bigClock: hasBigClock.toggle()
    case .wholeSession: showsWholeSession.toggle()
    default: return false
    }
    return true
  }
}
