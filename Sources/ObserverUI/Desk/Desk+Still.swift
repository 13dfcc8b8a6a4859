import SessionCore
package import TerminalKit

/// Drawing no more than has moved: between events mostly nothing but the clock does.
extension Desk {
  /// A screen as it was drawn, and what it showed.
  package struct Drawn: Sendable {
    package let frame: Frame
    fileprivate let revision: Int
    fileprivate let at: SessionTime
  }

  /// The screen at a size, like ``frame(for:)``; where nothing but the clock has moved since the last one, only the
  /// head is drawn anew.
  package func draw(for size: Size, after last: Drawn?) -> Drawn {
    guard let last, last.frame.size == size, last.revision == revision, isStill(since: last.at, at: size)
    else { return Drawn(frame: frame(for: size), revision: revision, at: now.session) }
    var frame = last.frame
    frame.clear(row: 0, column: 0)
    drawHead(of: &frame)
    return Drawn(frame: frame, revision: revision, at: now.session)
  }

  /// Whether nothing below the head depends on the seconds that passed: nobody has the floor, nothing is open or out of
  /// sight, nothing is shown for a while only, and no minute of quiet or of the lanes has passed.
  private func isStill(since before: SessionTime, at size: Size) -> Bool {
    guard case .observing = mode, !isBlank, pendingSince == nil, lesson == nil, replayed == nil,
      !look.hasBigClock
    else {
      return false
    }
    guard session.floor.current == nil, session.openEpisodes.isEmpty else { return false }
    guard !session.clock.isPaused, !session.clock.isLost else { return false }
    guard !isSmall(size), message == nil || Self.footRows(for: size) > 1 else { return false }
    let now = now.session
    // The lanes move by whole minutes of the session, and quiet is counted from everybody's own last turn.
    let minutes = [before, now].map { [$0.milliseconds / 60_000, ($0.milliseconds + 59_999) / 60_000] }
    return minutes[0] == minutes[1]
      && session.roster.members.indices.allSatisfy { place in
        SeatsPanel.longQuiet(of: place, in: session, at: before)
          == SeatsPanel.longQuiet(of: place, in: session, at: now)
      }
  }
}
