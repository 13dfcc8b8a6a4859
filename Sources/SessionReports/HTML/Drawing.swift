/// The few shapes the pictures are drawn with, in the unit of the picture: about one pixel on a screen and on paper.
///
/// Coordinates are written with one digit behind the point, so that one log gives the same bytes everywhere.
/// Colours, widths and fonts are the style sheet's; a shape only says what it is.
enum Drawing {
  static func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ className: String, rounded: Double = 0,
    _ about: [Markup.Attribute] = [], title: String? = nil
  ) -> Markup {
    var place = [at("x", x), at("y", y), at("width", max(0, width)), at("height", max(0, height))]
    if rounded > 0 { place.append(at("rx", rounded)) }
    return shape("rect", className, place + about, title)
  }

  static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ className: String,
    _ about: [Markup.Attribute] = [], title: String? = nil
  ) -> Markup {
    shape("line", className, [at("x1", x1), at("y1", y1), at("x2", x2), at("y2", y2)] + about, title)
  }

  static func circle(
    _ x: Double, _ y: Double, _ radius: Double, _ className: String, _ about: [Markup.Attribute] = [],
    title: String? = nil
  ) -> Markup {
    shape("circle", className, [at("cx", x), at("cy", y), at("r", radius)] + about, title)
  }

  /// A line through points; closed, it is filled as the style sheet says.
  static func path(
    _ steps: [PathStep], _ className: String, _ about: [Markup.Attribute] = [], title: String? = nil
  ) -> Markup {
    shape("path", className, [.init("d", steps.map(\.text).joined(separator: " "))] + about, title)
  }

  /// A text; `anchor` is `start`, `middle` or `end`.
  static func text(_ words: String, _ x: Double, _ y: Double, _ className: String, anchor: String = "start")
    -> Markup
  {
    var place = [at("x", x), at("y", y)]
    if anchor != "start" { place.append(.init("text-anchor", anchor)) }
    return .tag("text", className, place, [.text(words)])
  }

  /// Shapes that belong together, with what they say when pointed at.
  static func group(
    _ className: String, _ about: [Markup.Attribute] = [], title: String? = nil, _ shapes: [Markup]
  ) -> Markup {
    .tag("g", className, about, (title.map { [.element("title", [], [.text($0)])] } ?? []) + shapes)
  }

  /// A whole picture with its title and its description in words.
  static func picture(
    _ id: String, width: Double, height: Double, title: String, about: String, _ shapes: [Markup]
  ) -> Markup {
    .tag(
      "svg", "picture",
      [
        .init("id", id), .init("viewBox", "0 0 \(number(width)) \(number(height))"), .init("role", "img"),
        .init("aria-labelledby", "\(id)-title \(id)-desc"),
      ],
      [
        .element("title", [.init("id", "\(id)-title")], [.text(title)]),
        .element("desc", [.init("id", "\(id)-desc")], [.text(about)]),
      ] + shapes)
  }

  private static func shape(
    _ name: String, _ className: String, _ attributes: [Markup.Attribute], _ title: String?
  ) -> Markup {
    .tag(name, className, attributes, title.map { [.element("title", [], [.text($0)])] } ?? [])
  }

  private static func at(_ name: String, _ value: Double) -> Markup.Attribute { .init(name, number(value)) }

  /// A coordinate: one digit behind the point, none where it is 0.
  static func number(_ value: Double) -> String {
    guard let tenths = Int(exactly: (value * 10).rounded()) else { return "0" }
    let text = Wording.number(Double(tenths) / 10, digits: 1)
    return tenths % 10 == 0 ? String(tenths / 10) : text
  }
}

/// A step of a path.
enum PathStep {
  case move(Double, Double)
  case line(Double, Double)
  /// A curve with one point that pulls it.
  case curve(Double, Double, to: Double, Double)
  case close

  fileprivate var text: String {
    func pair(_ x: Double, _ y: Double) -> String { "\(Drawing.number(x)) \(Drawing.number(y))" }
    switch self {
    case .move(let x, let y): return "M\(pair(x, y))"
    case .line(let x, let y): return "L\(pair(x, y))"
    case .curve(let cx, let cy, let x, let y): return "Q\(pair(cx, cy)) \(pair(x, y))"
    case .close: return "Z"
    }
  }
}
