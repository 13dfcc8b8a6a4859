/// What a second coder is given of a session: its floor, without a word of what the first coder made of it.
///
/// Turns and silences as they are now believed, corrections applied, each at the moment it is claimed to have
/// happened; pauses and masked spans, the gaps before reopenings among them; who agreed to be observed, withdrew,
/// came and left, but not why. No marker, repair, moment, rating, note, bookmark or carried episode is among them.
/// Blind there are only the pauses, the consents and the withdrawals, without which nothing may be recorded.
package struct GivenFloor: Sendable {
  /// One record to be made, and when on the session's clock.
  package struct Given: Hashable, Sendable {
    package let time: SessionTime
    package let event: Event
  }

  /// In the order in which they are to be recorded.
  package let all: [Given]
  /// When the session ended; nothing is given after that.
  package let end: SessionTime
  /// How many of ``all`` were given.
  package private(set) var taken = 0

  /// - Parameter isBlind: whether nothing is given but the clock.
  package init(of source: Session, isBlind: Bool) {
    end = source.end
    var found: [Given] = Self.clock(of: source, isBlind: isBlind)
    var consents: [MemberID: SessionTime] = [:]
    for entry in source.entries where entry.isStanding && entry.time <= source.end {
      switch entry.event {
      case .consented(let consent):
        consents[consent.member] = min(entry.time, consents[consent.member] ?? entry.time)
        found.append(Given(time: entry.time, event: entry.event))
      case .withdrew: found.append(Given(time: entry.time, event: entry.event))
      case .arrived(let attendance) where !isBlind:
        found.append(Given(time: entry.time, event: .arrived(Event.Attendance(attendance.member))))
      case .left(let attendance) where !isBlind:
        found.append(Given(time: entry.time, event: .left(Event.Attendance(attendance.member))))
      default: break
      }
    }
    if !isBlind {
      var before: (start: SessionTime, time: SessionTime)?
      for segment in source.floor.segments where segment.start <= source.end {
        guard let event = source[segment.id]?.event else { continue }
        // Of two that began at one moment the second stays the second, though the first had to wait for a consent.
        let earliest = before?.start == segment.start ? before?.time ?? segment.start : segment.start
        let given = Self.floor(event, at: segment.start, notBefore: earliest, consents: consents)
        found.append(given)
        before = (segment.start, given.time)
      }
    }
    // Of one moment the people and the clock come first, then the floor as it stood.
    all = found.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }

  /// Everything that is due up to a moment and was not given yet.
  package mutating func take(upTo moment: SessionTime) -> ArraySlice<Given> {
    let first = taken
    while taken < all.count, all[taken].time <= moment { taken += 1 }
    return all[first..<taken]
  }

  /// Goes on where an interrupted second coding stopped: what its log holds is not given again.
  package mutating func skip(whatIsIn second: Session) {
    var held = second.entries.filter { $0.time == second.lastTime }.map(\.event)
    while taken < all.count, all[taken].time <= second.lastTime {
      if all[taken].time == second.lastTime {
        guard let place = held.firstIndex(of: all[taken].event) else { return }
        held.remove(at: place)
      }
      taken += 1
    }
  }

  private static func clock(of source: Session, isBlind: Bool) -> [Given] {
    func wall(_ time: SessionTime) -> WallTime { source.opening.wall.adding(milliseconds: time.milliseconds) }
    var found: [Given] = []
    for span in source.clock.pauses.spans where span.start <= source.end {
      found.append(Given(time: span.start, event: .paused(wall(span.start))))
      if let end = span.end, end <= source.end { found.append(Given(time: end, event: .resumed(wall(end)))) }
    }
    if isBlind { return found }
    for span in source.clock.masks.spans where span.start <= source.end {
      found.append(Given(time: span.start, event: .lost))
      if let end = span.end, end <= source.end { found.append(Given(time: end, event: .regained)) }
    }
    return found
  }

  /// A turn or a silence at its moment, or later when somebody in it had not yet agreed to be observed then.
  private static func floor(
    _ event: Event, at moment: SessionTime, notBefore earliest: SessionTime, consents: [MemberID: SessionTime]
  ) -> Given {
    func claim(_ time: SessionTime) -> Event.Claim { Event.Claim(on: time > moment ? moment : nil) }
    guard case .turn(var turn) = event else { return Given(time: earliest, event: .silence(claim(earliest))) }
    let people = [turn.who] + [turn.to?.person].compactMap { $0 }
    let time = people.compactMap { consents[$0] }.reduce(earliest, max)
    turn.claim = claim(time)
    return Given(time: time, event: .turn(turn))
  }
}
