extension Session {
  /// How long a seat has been quiet: observed ms since the end of the person's last turn that was not minimal, since
  /// they came, or since the opening; 0 while they have the floor, `nil` while they are away or withdrawn.
  ///
  /// It is the stretch under way of `longestQuiet` in `docs/indicators.md`.
  package func quiet(of seat: Int, at now: SessionTime) -> Int? {
    guard roster.members.indices.contains(seat) else { return nil }
    let member = roster.members[seat].id
    guard attendances.isPresent(member), attendances.withdrawal(of: member) == nil else {
      return nil
    }
    if floor.current?.speaker == .seat(seat) { return 0 }
    var since = attendances.arrival(of: member) ?? .zero
    // Nearly always the last one counts; a hundred minimal turns in a row are looked through and no more.
    for segment in floor.segments(of: seat).suffix(100).reversed() {
      guard case .turn(let turn) = entries[segment.id.rawValue].event, !turn.minimal else {
        continue
      }
      since = max(since, floor.end(of: segment) ?? now)
      break
    }
    return max(0, clock.observed(now) - clock.observed(min(since, now)))
  }
}
