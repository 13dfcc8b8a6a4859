import SafeText
import SessionCore

/// What a closing rating asks and what its values mean: in the words of the log's codebook, or else in these.
struct RatingScale {
  let label: String
  private let anchors: [String]

  init(_ id: String, in codebook: Codebook) {
    if let scale = codebook.scales.first(where: { $0.id == id }), !scale.label.isEmpty {
      label = scale.label.displaySafe
      anchors = scale.anchors.map(\.displaySafe)
    } else if let known = Self.known[id] {
      label = known.label
      anchors = known.anchors
    } else {
      label = id.displaySafe
      anchors = []
    }
  }

  /// What a value means; where nothing is said about the value itself, what 1, 3 and 5 mean.
  func meaning(of value: Int?) -> String {
    guard let value else { return " (not rated: there was nothing to rate)" }
    if let own = anchor(value) { return ": \(own)" }
    let known = [1, 3, 5].compactMap { step in anchor(step).map { "\(step) \($0)" } }
    return known.isEmpty ? "" : " (\(known.joined(separator: ", ")))"
  }

  private func anchor(_ value: Int) -> String? {
    anchors.indices.contains(value - 1) && !anchors[value - 1].isEmpty ? anchors[value - 1] : nil
  }

  /// The ratings of the 3RS, worded afresh; for logs whose codebook does not bring its own.
  private static let known: [String: (label: String, anchors: [String])] = [
    "significance.W": (
      "strain put on the collaboration by withdrawal", ["none", "", "some", "", "high"]
    ),
    "significance.C": (
      "strain put on the collaboration by confrontation", ["none", "", "some", "", "high"]
    ),
    "resolution": (
      "how far ruptures were resolved", ["poorly, or worse than before", "", "in part", "", "very well"]
    ),
    "contribution": (
      "how much the therapist caused or deepened them", ["not at all", "", "somewhat", "", "very much"]
    ),
  ]
}
