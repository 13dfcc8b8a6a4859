package import SessionCore

/// The closing ratings: a scale at a time, every one of them skippable.
package struct RatingForm: Hashable, Sendable {
  package let scales: [Scale]
  /// The scale the keys are for.
  package private(set) var place = 0
  /// What was given: a value, or n/a; scales that are not in here were skipped.
  package private(set) var given: [String: Answer] = [:]

  package enum Answer: Hashable, Sendable {
    case value(Int)
    case notApplicable
  }

  package init(_ session: Session) {
    let listed = session.codebook.scales
    scales = listed.isEmpty ? session.scales.map { Scale(id: $0, label: $0) } : listed
  }

  package var current: Scale? { scales.indices.contains(place) ? scales[place] : nil }

  package mutating func move(by steps: Int) {
    place = min(max(place + steps, 0), max(scales.count - 1, 0))
  }

  /// Notes an answer and goes on to the next scale.
  package mutating func answer(_ answer: Answer) {
    guard let current else { return }
    given[current.id] = answer
    move(by: 1)
  }
}
