/// The name by which records speak of a person: short, stable, and nobody's real name.
package struct MemberID: Hashable, Comparable, Sendable {
  package let name: Name

  @inlinable package init(_ name: Name) { self.name = name }
  package init(_ rawValue: String) { self.init(Name(rawValue)) }

  /// The identifier as it stands in the log.
  package var rawValue: String { name.text }

  /// Stands for anybody who withdrew from being observed: the floor stays true, the person is not named.
  package static let unlogged = MemberID("unlogged")

  package static func < (a: MemberID, b: MemberID) -> Bool { a.name < b.name }
}

extension MemberID: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}

/// What a person is in the group.
package enum Role: String, Hashable, Sendable, CaseIterable {
  case therapist, member
}

/// A person on the roster.
package struct Member: Hashable, Sendable, Identifiable {
  package var id: MemberID
  /// The pseudonym that is shown.
  package var label: String
  package var role: Role
  /// The key of the person's seat, as text; empty when the seat has none.
  package var key: String

  package init(id: MemberID, label: String, role: Role, key: String = "") {
    self.id = id
    self.label = label
    self.role = role
    self.key = key
  }
}

/// Whom something is addressed to or moves against: one person, or the group as a whole.
package enum Party: Hashable, Sendable {
  case person(MemberID)
  case group

  /// The party a log or a command names: `*` is the group, anything else a person.
  package init(_ text: String) { self = text == "*" ? .group : .person(MemberID(text)) }

  /// As it stands in the log.
  package var text: String {
    switch self {
    case .person(let id): id.rawValue
    case .group: "*"
    }
  }

  /// The person, or `nil` for the group.
  package var person: MemberID? {
    if case .person(let id) = self { id } else { nil }
  }
}

extension Party: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}
