import SessionCore
package import TerminalKit

/// Drawing no more than has to be drawn now: between events mostly nothing but the clock moves, and what a seat's key
/// says comes before the figures that follow from it.
extension Desk {
  /// A screen as it was drawn, and what it showed.
  package struct Drawn: Sendable {
    package let frame: Frame
    /// Whether everything is as ``Desk/frame(for:)`` has it; what follows from a seat's key is still to be drawn if not.
    package let isWhole: Bool
    fileprivate let revision: Int
    /// The records it showed.
    fileprivate let records: Int
    /// How it showed them; `nil` where there was more on it than the room and the hints.
    fileprivate let look: Look?
    /// When everything but the clock was drawn.
    fileprivate let at: SessionTime
    /// Until when nothing but the clock moves, once somebody asked.
    fileprivate var stillUntil: SessionTime?
  }

  /// The screen at a size, as little of it drawn anew as will do; whole after `nil`.
  ///
  /// After a seat's key it is not whole: the floor, the mark and the clock are as ``frame(for:)`` has them, what follows
  /// from it as it was. The next one makes up for it, and is to follow before anybody could tell.
  package func draw(for size: Size, after last: Drawn?) -> Drawn {
    if let last, last.frame.size == size {
      if let still = draw(still: last) { return still }
      if let answer = draw(answer: last) { return answer }
    }
    return drawn(frame(for: size), isWhole: true, at: now.session)
  }

  private func drawn(_ frame: Frame, isWhole: Bool, at moment: SessionTime) -> Drawn {
    let isUsual = showsOnlyTheRoom(at: frame.size)
    return Drawn(
      frame: frame, isWhole: isWhole, revision: revision, records: session.entries.count,
      look: isUsual ? look : nil, at: moment)
  }

  /// Whether the panels of the room are what the screen shows, on the day's clock.
  private func showsTheRoom(at size: Size) -> Bool {
    guard case .observing = mode, !isBlank, !isSmall(size) else { return false }
    return lesson == nil && replayed == nil && !look.hasBigClock
  }

  /// Whether it shows them and the usual hints, and nothing that comes and goes.
  private func showsOnlyTheRoom(at size: Size) -> Bool {
    showsTheRoom(at: size) && message == nil && trouble == nil && hintsOfOthers == nil
      && session.closing == nil && !look.showsWholeSession
  }

  // MARK: Nothing but the clock

  /// The clock over what stands there already; `nil` where more than the clock has moved.
  private func draw(still last: Drawn) -> Drawn? {
    guard last.isWhole, last.revision == revision else { return nil }
    let end = last.stillUntil ?? stillness(since: last.at, at: last.frame.size)
    guard now.session >= last.at, now.session < end else { return nil }
    var frame = last.frame
    drawClock(of: &frame)
    var drawn = drawn(frame, isWhole: true, at: last.at)
    drawn.stillUntil = end
    return drawn
  }

  /// Until when nothing below the head, and nothing in it but the clock, depends on the time that passes: the moment
  /// itself when somebody has the floor, something is open or out of sight, or something is shown for a while only.
  private func stillness(since before: SessionTime, at size: Size) -> SessionTime {
    guard showsTheRoom(at: size), pendingSince == nil, session.floor.current == nil,
      session.openEpisodes.isEmpty, !session.clock.isPaused, !session.clock.isLost,
      message == nil || Self.footRows(for: size) > 1
    else { return before }
    // The lanes and the segment under way move by whole minutes of the session, and at one of them right after it.
    let minute = 60_000
    let past = before.milliseconds % minute
    let quiet = session.roster.members.indices.compactMap { session.quiet(of: $0, at: before) }
    return before.moved(by: past == 0 ? 1 : quiet.map { minute - $0 % minute }.reduce(minute - past, min))
  }

  // MARK: A seat's key

  /// What seats' keys have said since, over what stands there already; `nil` where anything else has changed.
  private func draw(answer last: Drawn) -> Drawn? {
    let hour = 3_600_000
    guard last.look == look, showsOnlyTheRoom(at: last.frame.size), !isNarrow(last.frame.size),
      last.at.milliseconds / hour == now.session.milliseconds / hour, let plan = plan(for: last.frame.size),
      session.roster.members.count <= plan.seats.rows, session.entries.count > last.records,
      session.entries[last.records...].allSatisfy({ if case .turn = $0.event { true } else { false } })
    else { return nil }
    var frame = last.frame
    drawClock(of: &frame)
    SeatsPanel(view: view).drawFloor(in: plan.seats, of: &frame)
    return drawn(frame, isWhole: false, at: last.at)
  }
}
