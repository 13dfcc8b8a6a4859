/// The people of a group in seat order, looked up by identifier.
package struct Roster: Hashable, Sendable {
  /// Everybody, in the order of the seats.
  package let members: [Member]
  private let places: Places

  /// A roster of these people; of two with one identifier the first keeps it.
  package init(_ members: [Member]) {
    self.members = members
    places = Places(members.map(\.id.name))
  }

  /// The place of a person in seat order, or `nil` for somebody who is not on the roster.
  package func place(of id: MemberID) -> Int? { places[id.name] }

  /// The person with this identifier.
  package subscript(id: MemberID) -> Member? { place(of: id).map { members[$0] } }

  /// Whether a party can be named in this group: the group itself, or somebody on the roster.
  package func knows(_ party: Party) -> Bool {
    guard let person = party.person else { return true }
    return place(of: person) != nil
  }

  /// The person somebody means by an identifier, a label or a seat's key, in this order of preference; labels
  /// and identifiers also without regard to ASCII case.
  package func find(_ word: String) -> Member? {
    if let exact = self[MemberID(word)] { return exact }
    let folded = word.asciiFolded
    return members.first { $0.label == word } ?? members.first { $0.key == word && !word.isEmpty }
      ?? members.first { $0.id.rawValue.asciiFolded == folded || $0.label.asciiFolded == folded }
  }

  /// The role of a person; somebody unknown counts as a member.
  package func role(of id: MemberID) -> Role { place(of: id).map { members[$0].role } ?? .member }
}

/// Who moves towards whom, by roles; derived, never stored.
package enum Level: String, Hashable, Sendable, CaseIterable {
  case memberToMember = "M->M"
  case memberToTherapist = "M->T"
  case memberToGroup = "M->G"
  case therapistToMember = "T->M"
  case therapistToTherapist = "T->T"
  case therapistToGroup = "T->G"

  /// The level of an act by somebody towards a party.
  package init(_ who: MemberID, _ to: Party, in roster: Roster) {
    let target = to.person.map { roster.role(of: $0) }
    switch (roster.role(of: who), target) {
    case (.member, .member?): self = .memberToMember
    case (.member, .therapist?): self = .memberToTherapist
    case (.member, nil): self = .memberToGroup
    case (.therapist, .member?): self = .therapistToMember
    case (.therapist, .therapist?): self = .therapistToTherapist
    case (.therapist, nil): self = .therapistToGroup
    }
  }
}

extension String {
  /// The same text with A-Z as a-z; everything else as it is. Free of locale.
  package var asciiFolded: String {
    String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}
