import SessionAnalysis
import SessionCore

/// What a mark on a picture looks like: a shape and a letter, so that its colour need not be seen.
enum Glyph: String, CaseIterable {
  case withdrawal, confrontation, group, unlisted, repair, partly, resolved

  init(_ kind: Timeline.Kind) {
    switch kind {
    case .marker(.withdrawal?): self = .withdrawal
    case .marker(.confrontation?): self = .confrontation
    case .marker(.group?): self = .group
    case .marker(nil): self = .unlisted
    case .repair: self = .repair
    case .partly: self = .partly
    case .resolved: self = .resolved
    }
  }

  /// How far a mark reaches to either side of its middle.
  static let radius = 6.5

  private var letter: String {
    switch self {
    case .withdrawal: "W"
    case .confrontation: "C"
    case .group: "X"
    case .unlisted: "?"
    case .repair: "R"
    case .partly: "P"
    case .resolved: ""
    }
  }

  /// What it stands for.
  var meaning: String {
    switch self {
    case .withdrawal: "withdrawal"
    case .confrontation: "confrontation"
    case .group: "against a member"
    case .unlisted: "code not in the codebook"
    case .repair: "repair attempt"
    case .partly: "partly repaired"
    case .resolved: "repaired"
    }
  }

  /// The mark with its middle at a point.
  func drawn(
    _ x: Double, _ y: Double, _ about: [Markup.Attribute] = [], title: String? = nil
  ) -> Markup {
    let sign =
      self == .resolved
      ? Drawing.path([.move(x - 3, y + 0.2), .line(x - 0.8, y + 2.6), .line(x + 3.2, y - 2.6)], "check")
      : Drawing.text(letter, x, y + drop, "letter", anchor: "middle")
    return Drawing.group("mark \(rawValue)", about, title: title, [outline(x, y), sign])
  }

  /// In a shape with a point the letter stands in the middle of its body.
  private var drop: Double {
    switch self {
    case .withdrawal: 1.6
    case .confrontation: 4.2
    default: 2.9
    }
  }

  private func outline(_ x: Double, _ y: Double) -> Markup {
    let r = Self.radius
    switch self {
    case .withdrawal, .confrontation:
      let down = self == .withdrawal ? 1.0 : -1.0
      return Drawing.path(
        [
          .move(x - 5.5, y - r * down), .line(x + 5.5, y - r * down), .line(x + 5.5, y + 2.5 * down),
          .line(x, y + (r + 0.5) * down), .line(x - 5.5, y + 2.5 * down), .close,
        ], "shape")
    case .group:
      return Drawing.path(
        [.move(x, y - r - 1), .line(x + r + 1, y), .line(x, y + r + 1), .line(x - r - 1, y), .close], "shape")
    case .unlisted: return Drawing.rect(x - 5.5, y - 5.5, 11, 11, "shape")
    case .repair, .partly: return Drawing.circle(x, y, 6, "shape")
    case .resolved: return Drawing.rect(x - 6, y - 6, 12, 12, "shape", rounded: 3)
    }
  }
}
