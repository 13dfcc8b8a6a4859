/// The name of a code, such as `W2` or `GOAL+`.
package struct CodeID: Hashable, Comparable, Sendable {
  package let name: Name

  @inlinable package init(_ name: Name) { self.name = name }
  package init(_ rawValue: String) { self.init(Name(rawValue)) }

  /// The name as it stands in the log.
  package var rawValue: String { name.text }

  package static func < (a: CodeID, b: CodeID) -> Bool { a.name < b.name }
}

extension CodeID: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}

/// What kind of thing a code names. A log may hold families that this version does not know; they are kept.
package struct Family: Hashable, Sendable {
  package var rawValue: String

  package init(_ rawValue: String) { self.rawValue = rawValue }

  /// Rupture markers: movement away from the other or the work (3RS).
  package static let withdrawal = Family("withdrawal")
  /// Rupture markers: movement against the other or the work (3RS).
  package static let confrontation = Family("confrontation")
  /// Rupture markers between members, an extension for groups that is not part of the 3RS.
  package static let group = Family("group")
  /// Attempts at repair.
  package static let repair = Family("repair")
  /// Moments of agreement on goals and tasks, and of bond.
  package static let alliance = Family("alliance")
  /// Moments that show a rupture moving towards its resolution.
  package static let progress = Family("progress")
  /// Moments that look like ruptures and are none.
  package static let nonrupture = Family("nonrupture")
  /// Cultural openings, and what became of them.
  package static let culture = Family("culture")
  /// Any other moment.
  package static let moment = Family("moment")

  /// Every family this version knows, in the order in which a codebook lists them.
  package static let known: [Family] = [
    .withdrawal, .confrontation, .group, .repair, .alliance, .progress, .nonrupture, .culture, .moment,
  ]

  /// Whether codes of this family are rupture markers.
  package var isRupture: Bool { self == .withdrawal || self == .confrontation || self == .group }
}

/// The three kinds of rupture markers: the families for which ``Family/isRupture`` holds.
package enum Rupture: Hashable, Sendable, CaseIterable {
  case withdrawal, confrontation, group

  /// `nil` for a family that is not of ruptures.
  init?(_ family: Family) {
    switch family {
    case .withdrawal: self = .withdrawal
    case .confrontation: self = .confrontation
    case .group: self = .group
    default: return nil
    }
  }
}

/// One code of a codebook.
package struct Code: Hashable, Sendable, Identifiable {
  package var id: CodeID
  package var family: Family
  /// The name in a few words.
  package var label: String
  /// The key that completes a strip, a single character; empty when the code has none.
  package var letter: String
  /// The meaning in one line; empty when the codebook gives none.
  package var meaning: String
  /// What it is *not*, where coders confuse two codes; empty otherwise.
  package var isNot: String
  /// An invented example; empty when there is none.
  package var example: String
  /// Where the code comes from: `3RS-2015`, or the name of an extension.
  package var source: String
  /// For repairs: `immediate` or `exploratory`; empty when the authors differ or give none.
  package var path: String
  /// For repairs: places in the intervention model of Safran and Muran, such as `A2b`; may be empty.
  package var places: [String]

  package init(
    _ id: CodeID, family: Family, label: String, letter: String = "", meaning: String = "",
    isNot: String = "", example: String = "", source: String = "", path: String = "", places: [String] = []
  ) {
    self.id = id
    self.family = family
    self.label = label
    self.letter = letter
    self.meaning = meaning
    self.isNot = isNot
    self.example = example
    self.source = source
    self.path = path
    self.places = places
  }
}

/// A closing rating from 1 to 5.
package struct Scale: Hashable, Sendable, Identifiable {
  /// The name in the log, such as `significance.W`.
  package var id: String
  package var label: String
  /// The question it asks.
  package var asks: String
  /// What 1, 2, 3, 4 and 5 mean; an empty string where nothing is anchored.
  package var anchors: [String]

  package init(id: String, label: String, asks: String = "", anchors: [String] = []) {
    self.id = id
    self.label = label
    self.asks = asks
    self.anchors = anchors
  }
}

/// The codes and scales of a session, copied whole into its log.
package struct Codebook: Hashable, Sendable {
  package let id: String
  package let version: String
  package let title: String
  package let codes: [Code]
  /// The closing ratings; empty in logs whose codebook lists none.
  package let scales: [Scale]
  private let ruptures: [Rupture?]
  private let places: Places

  package init(id: String, version: String, title: String, codes: [Code], scales: [Scale] = []) {
    self.id = id
    self.version = version
    self.title = title
    self.codes = codes
    self.scales = scales
    places = Places(codes.map(\.id.name))
    ruptures = codes.map { Rupture($0.family) }
  }

  /// The code of this name, or `nil` when the codebook has none.
  package subscript(id: CodeID) -> Code? { places[id.name].map { codes[$0] } }

  /// The same codes with the letters of another codebook where a code has none here, as logs of old have it; a letter
  /// that is taken already is given to nobody.
  package func withLetters(of other: Codebook) -> Codebook {
    var taken: [Family: Set<String>] = [:]
    for code in codes { taken[code.family, default: []].insert(code.letter) }
    let lettered = codes.map { code in
      guard code.letter.isEmpty, let own = other.codes.first(where: { $0.id == code.id }),
        taken[code.family, default: []].insert(own.letter).inserted
      else { return code }
      var code = code
      code.letter = own.letter
      return code
    }
    return Codebook(id: id, version: version, title: title, codes: lettered, scales: scales)
  }

  /// The family of a code, or `nil` for a code the codebook does not list.
  package func family(of id: CodeID) -> Family? { places[id.name].map { codes[$0].family } }

  /// The kind of rupture a code marks, or `nil` for any other code and for one the codebook does not list.
  package func rupture(of id: CodeID) -> Rupture? { places[id.name].flatMap { ruptures[$0] } }

  /// The codes of some families, in the codebook's order.
  package func codes(in families: Set<Family>) -> [Code] { codes.filter { families.contains($0.family) } }
}
