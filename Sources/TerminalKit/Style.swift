/// A colour of the terminal's own palette, or the terminal's default.
///
/// There are no fixed red, green and blue values here: the palette belongs to whoever sits before the
/// screen. What a terminal lacks, the driver replaces with the nearest it has.
package struct Colour: Hashable, Sendable {
  /// 0 for the default, otherwise the index in the palette plus one.
  fileprivate let code: UInt16

  fileprivate init(code: UInt16) {
    self.code = code
  }

  /// The entry of the 256-colour palette; 0 to 7 are the plain colours, 8 to 15 their bright forms.
  package init(index: UInt8) {
    code = UInt16(index) + 1
  }

  /// The index in the palette, or `nil` for the default.
  package var index: UInt8? { code == 0 ? nil : UInt8(truncatingIfNeeded: code - 1) }

  /// Whatever the terminal draws with when nobody asks for a colour.
  package static let `default` = Colour(code: 0)
  package static let black = Colour(index: 0)
  package static let red = Colour(index: 1)
  package static let green = Colour(index: 2)
  package static let yellow = Colour(index: 3)
  package static let blue = Colour(index: 4)
  package static let magenta = Colour(index: 5)
  package static let cyan = Colour(index: 6)
  package static let white = Colour(index: 7)
  /// The bright black of the palette.
  package static let grey = Colour(index: 8)
}

/// How a cell is drawn: two colours and four attributes.
package struct Style: Hashable, Sendable {
  /// The attributes a cell may have beside its colours.
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
  }

  package var foreground: Colour
  package var background: Colour
  package var attributes: Attributes

  /// The style with these colours and attributes; by default none.
  package init(
    foreground: Colour = .default, background: Colour = .default, _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// All of it in one word: 12 bits for each colour, 8 for the attributes.
  package var packed: UInt32 {
    UInt32(foreground.code) | UInt32(background.code) << 12 | UInt32(attributes.rawValue) << 24
  }

  /// The style of a word made by ``packed``.
  package init(packed: UInt32) {
    foreground = Colour(code: UInt16(truncatingIfNeeded: packed & 0xFFF))
    background = Colour(code: UInt16(truncatingIfNeeded: packed >> 12 & 0xFFF))
    attributes = Attributes(rawValue: UInt8(truncatingIfNeeded: packed >> 24))
  }

  /// Default colours, no attribute.
  package static let plain = Style()
  package static let bold = Style(.bold)
  package static let dim = Style(.dim)
  package static let underline = Style(.underline)
  package static let reverse = Style(.reverse)

  /// This style with more attributes.
  package func adding(_ more: Attributes) -> Style {
    var style = self
    style.attributes.formUnion(more)
    return style
  }
}

extension Style: CustomStringConvertible {
  /// The style in words, as legends of golden files show it: `bold fg1 bg4`, or `plain`.
  package var description: String {
    var words: [String] = []
    if attributes.contains(.bold) { words.append("bold") }
    if attributes.contains(.dim) { words.append("dim") }
    if attributes.contains(.underline) { words.append("underline") }
    if attributes.contains(.reverse) { words.append("reverse") }
    if let index = foreground.index { words.append("fg\(index)") }
    if let index = background.index { words.append("bg\(index)") }
    return words.isEmpty ? "plain" : words.joined(separator: " ")
  }
}
