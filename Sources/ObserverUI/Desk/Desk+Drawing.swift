import SessionCore
package import TerminalKit

/// Drawing no more than has to be drawn now: between events mostly nothing but the clock moves, and what a seat's key
/// says comes before the figures that follow from it.
extension Desk {
  /// A screen as it was drawn, and what it showed.
  package struct Drawn: Sendable {
    package fileprivate(set) var frame: Frame
    /// Whether everything is as ``Desk/frame(for:)`` has it; what follows from a seat's key is still to be drawn if not.
    package let isWhole: Bool
    /// Whether the mark and the clock are.
    package let isMarked: Bool
    fileprivate let revision: Int
    /// How many records it showed.
    fileprivate let records: Int
    /// The room it showed; `nil` where there was more on it than the room and the hints, or not everybody's seat.
    fileprivate var room: Room?
    /// When everything but the clock was drawn.
    fileprivate let at: SessionTime
    /// Until when nothing but the clock moves, once somebody asked.
    fileprivate var stillUntil: SessionTime?
  }

  /// The room of a screen, as far as a seat's key changes it.
  fileprivate struct Room: Sendable {
    let look: Look
    let seats: Area
    var speaker: Floor.Speaker?
    /// How many records other than turns were made by then.
    let besidesTurns: Int
  }

  /// The screen at a size, as little of it drawn anew as will do; whole after `nil`.
  ///
  /// After a seat's key the floor is as ``frame(for:)`` has it and everything else as it was; with nothing new the mark
  /// and the clock come next, and then the rest. It is all to follow before anybody could tell.
  package func draw(for size: Size, after last: Drawn?) -> Drawn {
    if let last, last.frame.size == size {
      if let still = draw(still: last) { return still }
      if let answer = draw(answer: last) { return answer }
    }
    return Drawn(
      frame: frame(for: size), isWhole: true, isMarked: true, revision: revision,
      records: session.entries.count, room: room(at: size), at: now.session)
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

  /// The room as the screen shows it now, where it shows nothing else and everybody has a row.
  private func room(at size: Size) -> Room? {
    guard showsOnlyTheRoom(at: size), !isNarrow(size), let plan = plan(for: size),
      session.roster.members.count <= plan.seats.rows
    else { return nil }
    return Room(
      look: look, seats: plan.seats, speaker: session.floor.current?.speaker,
      besidesTurns: session.besidesTurns.count)
  }

  // MARK: Nothing but the clock

  /// The clock over what stands there already; `nil` where more than the clock has moved.
  private func draw(still last: Drawn) -> Drawn? {
    guard last.isWhole, last.revision == revision else { return nil }
    let end = last.stillUntil ?? stillness(since: last.at, at: last.frame.size)
    guard now.session >= last.at, now.session < end else { return nil }
    var frame = last.frame
    drawClock(of: &frame)
    return Drawn(
      frame: frame, isWhole: true, isMarked: true, revision: revision, records: last.records, room: last.room,
      at: last.at, stillUntil: end)
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

  /// What seats' keys have said since, over what stands there already, or the mark and the clock where none has; `nil`
  /// where anything else has changed.
  private func draw(answer last: Drawn) -> Drawn? {
    let hour = 3_600_000
    guard let room = last.room, room.besidesTurns == session.besidesTurns.count, room.look == look,
      showsOnlyTheRoom(at: last.frame.size), last.at.milliseconds / hour == now.session.milliseconds / hour
    else { return nil }
    let isNews = session.entries.count > last.records
    guard isNews || !last.isMarked else { return nil }
    var drawn = Drawn(
      frame: last.frame, isWhole: false, isMarked: !isNews || !last.isMarked, revision: revision,
      records: session.entries.count, room: room, at: last.at)
    // However fast keys come, no second one is answered before the mark of the first.
    if drawn.isMarked { drawClock(of: &drawn.frame) }
    moveFloor(of: &drawn)
    return drawn
  }

  /// Moves the sign of the floor from whoever had it to whoever has it now.
  private func moveFloor(of drawn: inout Drawn) {
    let speaker = session.floor.current?.speaker
    guard let room = drawn.room, speaker != room.speaker else { return }
    drawn.room?.speaker = speaker
    for case .seat(let place)? in [room.speaker, speaker] {
      var person = SeatStanding(place, in: session)
      if look.hidesNames { person.member.label = person.member.seatNumber(at: place) }
      SeatsPanel.drawFloor(
        of: person, among: session.roster.members.count, look, in: room.seats, of: &drawn.frame)
    }
  }
}
