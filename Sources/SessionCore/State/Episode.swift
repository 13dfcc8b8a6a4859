/// A rupture from its first marker to its resolution, with everything that was recorded about it.
///
/// The rules are those of `docs/log-format.md`, section "The fold". An episode that was merged into another is
/// not listed; its records count as the other's.
package struct Episode: Hashable, Sendable, Identifiable {
  /// How an episode came to its end.
  package enum End: Hashable, Sendable {
    /// By this `resolved` record, at the moment it claims.
    case resolved(Mention)
    /// Somebody it concerns left, at this moment; the episode is censored there.
    case left(SessionTime, because: Event.Attendance.Reason?)

    package var moment: SessionTime {
      switch self {
      case .resolved(let mention): mention.on
      case .left(let time, _): time
      }
    }
  }

  /// The record that opened it, which is its name.
  package let id: RecordID
  package let who: MemberID
  package let to: Party
  /// Whose bond is hurt; never empty.
  package let affected: [MemberID]
  /// `nil` when the codebook knows none of its codes.
  package let form: Event.Form?
  /// The smallest moment among its standing markers; 0 for a carried one.
  package let onset: SessionTime
  /// Active ms it had been open in sessions before.
  package let exposure: Int
  /// Whether it was open when the session before ended.
  package let isCarried: Bool
  /// Its codes in the order of (moment, record), the carried ones first.
  package let codes: [CodeID]
  package let markers: [Mention]
  /// All repairs linked to it, also those outside its span.
  package let repairs: Mentions
  package let partials: Mentions
  /// `nil` while it is open.
  package let end: End?
  /// The episode it grew out of.
  package let causedBy: RecordID?
  /// The resolved episode it reopens.
  package let relapseOf: RecordID?

  /// Whether it is neither resolved nor censored by somebody's leaving.
  package var isOpen: Bool { end == nil }

  /// The repairs from its onset to its end, or up to now while it is open.
  package var attempts: ArraySlice<Mention> { repairs.within(onset, end?.moment ?? .latest) }
}

/// How far a repair meets the place of a rupture; a hypothesis to describe with, never a grade.
package enum LocusMatch: Int, Hashable, Sendable, CaseIterable {
  case none, partial, full

  /// A rupture towards the group is met in full by a repair to the group and partly by one to its `who`;
  /// any other rupture by as many of its two people as the repair involves.
  ///
  /// Source: Garceau et al. 2021, made countable in `docs/indicators.md`.
  package init(rupture who: MemberID, _ to: Party, repair by: MemberID, _ address: Party) {
    guard case .person(let target) = to else {
      self = address == .group ? .full : address == .person(who) ? .partial : .none
      return
    }
    let isInvolved = { (person: MemberID) in person == by || person == address.person }
    let met = (isInvolved(who) ? 1 : 0) + (target != who && isInvolved(target) ? 1 : 0)
    self = LocusMatch(rawValue: met) ?? .none
  }
}
