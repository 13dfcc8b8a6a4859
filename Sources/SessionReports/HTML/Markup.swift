import SafeText
import SessionAnalysis

/// A piece of a page in HTML or of a picture in SVG: a text, or an element with what is in it.
///
/// A page is built of these and written out at the end, so that no text reaches it but escaped. What is written is
/// well-formed XML too.
indirect enum Markup: Hashable, Sendable {
  /// Somebody's words or the program's own; made safe to show and escaped when written.
  case text(String)
  /// An element; attributes in the order given, children in order.
  case element(String, [Attribute], [Markup])
  /// The style sheet, which is the program's own and stands as it is.
  case style(String)

  /// A name and a value, which is made safe and escaped like a text.
  struct Attribute: Hashable, Sendable {
    let name: String
    let value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Adds the piece to a text; elements that start a block start a line.
  func write(to out: inout String) {
    switch self {
    case .text(let text): out += Self.escaped(text)
    case .style(let sheet): out += "<style>\n\(sheet)</style>\n"
    case .element(let name, let attributes, let children):
      out += "<\(name)"
      for attribute in attributes { out += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
      if children.isEmpty, Self.closesItself.contains(name) {
        out += "/>"
      } else {
        out += ">"
        if Self.holdsBlocks.contains(name) { out += "\n" }
        for child in children { child.write(to: &out) }
        out += "</\(name)>"
      }
      if !Self.flows.contains(name) { out += "\n" }
    }
  }

  /// A text made safe to show, in which nothing is markup, neither between tags nor in an attribute.
  ///
  /// It goes scalar by scalar: of a quote and a combining mark, a character would be something else.
  static func escaped(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.displaySafe.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;".unicodeScalars
      case "<": out += "&lt;".unicodeScalars
      case ">": out += "&gt;".unicodeScalars
      case "\"": out += "&quot;".unicodeScalars
      case "'": out += "&#39;".unicodeScalars
      case "`": out += "&#96;".unicodeScalars
      case _ where scalar.value < 0x20: break
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// Elements that are written in the midst of a line.
  private static let flows: Set<String> = [
    "bdi", "span", "b", "time", "small", "tspan", "a", "abbr", "td", "th", "dt",
  ]
  private static let holdsBlocks: Set<String> = [
    "html", "head", "body", "main", "section", "header", "footer", "figure", "svg", "g", "table", "thead",
    "tbody", "tr", "ul", "ol", "dl", "div", "details",
  ]
  /// Elements without an end tag: HTML's own, and those of SVG.
  private static let closesItself: Set<String> = [
    "meta", "br", "rect", "line", "path", "circle", "polyline", "polygon", "use",
  ]
}

extension Markup: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .text(value) }
}

extension Markup {
  /// An element with a class, children given as a list.
  static func tag(
    _ name: String, _ className: String = "", _ attributes: [Attribute] = [], _ children: [Markup] = []
  ) -> Markup {
    let all = className.isEmpty ? attributes : [Attribute("class", className)] + attributes
    return .element(name, all, children)
  }

  /// The records something rests on, for programs; none when it rests on none.
  static func records(_ records: RecordNumbers) -> [Attribute] {
    // Of a figure that rests on a whole long session, the beginning: `--explain` has all.
    records.isEmpty ? [] : [Attribute("data-records", records.text(atMost: 1_000))]
  }

  /// The name of a person: set apart, so that its direction of reading turns nothing around it.
  static func name(_ text: String) -> Markup { .element("bdi", [], [.text(text)]) }
}
