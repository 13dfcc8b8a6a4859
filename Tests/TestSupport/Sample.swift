package import SessionCore

/// The group of the worked sessions, with short codes; everything about it is invented.
package enum Sample {
  package static let roster = Roster([
    Member(id: "joe", label: "Joe", role: .therapist, key: "1"),
    Member(id: "chris", label: "Chris", role: .member, key: "2"),
    Member(id: "kathy", label: "Kathy", role: .member, key: "3"),
    Member(id: "alice", label: "Alice", role: .member, key: "4"),
  ])

  /// Codes informed by the 3RS, every family with at least one.
  package static let codebook = Codebook(
    id: "3rs-group", version: "0.1", title: "3RS-informed codes for groups",
    codes: codes(.withdrawal, "W1", "W2", "W3", "W4", "W5", "W6", "W7")
      + codes(.confrontation, "C1", "C2", "C3", "C4", "C5", "C6", "C7")
      + codes(.group, "X1", "X2", "X3")
      + codes(.repair, "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "XA")
      + codes(.alliance, "GOAL+", "GOAL=", "TASK+", "BOND+")
      + codes(.progress, "P1") + codes(.nonrupture, "DIS")
      + codes(.culture, "CO", "CO+", "CO-", "MA?", "XM") + codes(.moment, "XS"))

  package static let wall = WallTime("2026-03-05T14:00:00.000+01:00")

  /// A role-play, so that nobody's consent is needed.
  package static let opening = opening(mode: .roleplay)

  /// The opening of a session of this group.
  package static func opening(mode: Opening.Mode) -> Opening {
    Opening(
      sid: "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", wall: wall, app: "mend", mode: mode,
      group: "communication-skills", session: 2, observer: "observer", roster: roster, codebook: codebook)
  }

  private static func codes(_ family: Family, _ names: CodeID...) -> [Code] {
    names.map { Code($0, family: family, label: $0.rawValue) }
  }
}
