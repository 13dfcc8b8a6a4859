import CNcurses
import CTermSupport
import TerminalKit

/// How styles and characters come out on one terminal. A theme has few of either, so each is worked out once.
struct Appearance {
  private let colours: Int
  private var pairs: [ColourPair: Int32] = [:]
  /// How the styles seen so far look here.
  private var brushes: [Brush] = []
  /// The characters of which the C library was asked last, and agreed.
  private var trusted: [UInt32] = []

  /// A style in ncurses' terms, and the bytes that begin it where there is none and end it again; `nil` where these are
  /// too many.
  struct Brush {
    let style: Style
    let attributes: attr_t
    let pair: Int32
    let bytes: (beginning: [UInt8], end: [UInt8])?
  }

  private struct ColourPair: Hashable {
    let foreground: Colour
    let background: Colour
  }

  /// How many characters and styles are kept: more than a screen of ours has.
  private static let few = 24

  /// - Parameter colours: how many the terminal has and we may use; 0 for none.
  init(colours: Int) { self.colours = colours }

  /// Whether a cell is a gap between words that looks the same in the style of the word before it, and so costs no change
  /// of style.
  static func isGap(_ code: Cell.Code, in style: Style) -> Bool {
    Cell.looksEmpty(code) && Cell.looksEmpty(Cell(" ", style: style).code)
  }

  mutating func brush(for style: Style) -> Brush {
    if let known = brushes.first(where: { $0.style == style }) { return known }
    let possible = style.reduced(toColours: colours)
    var attributes: attr_t = 0
    if possible.attributes.contains(.bold) { attributes |= cn_bold }
    if possible.attributes.contains(.dim) { attributes |= cn_dim }
    if possible.attributes.contains(.underline) { attributes |= cn_underline }
    if possible.attributes.contains(.reverse) { attributes |= cn_reverse }
    if brushes.count == Self.few { brushes.removeAll(keepingCapacity: true) }
    let pair = pair(possible)
    let brush = Brush(
      style: style, attributes: attributes, pair: pair, bytes: Self.bytes(of: attributes, pair))
    brushes.append(brush)
    return brush
  }

  private mutating func pair(_ style: Style) -> Int32 {
    let wanted = ColourPair(foreground: style.foreground, background: style.background)
    if wanted.foreground == .default && wanted.background == .default { return 0 }
    if let known = pairs[wanted] { return known }
    let next = Int32(pairs.count) + 1
    guard next < cn_colour_pairs() else { return 0 }
    let foreground = wanted.foreground.index.map { Int32($0) } ?? -1
    let background = wanted.background.index.map { Int32($0) } ?? -1
    guard init_extended_pair(next, foreground, background) == OK else { return 0 }
    pairs[wanted] = next
    return next
  }

  private static func bytes(of attributes: attr_t, _ pair: Int32) -> (beginning: [UInt8], end: [UInt8])? {
    var text = [CChar](repeating: 0, count: 96)
    var whole: Int32 = 0
    let begun = cn_style(attributes, pair, &text, Int32(text.count), &whole)
    guard begun >= 0 else { return nil }
    let bytes = text.prefix(Int(whole)).map { UInt8(bitPattern: $0) }
    return (Array(bytes[..<Int(begun)]), Array(bytes[Int(begun)...]))
  }

  /// Whether the C library takes a character for as wide as we do.
  mutating func trusts(_ cell: Cell) -> Bool {
    if trusted.contains(cell.base) { return true }
    guard ts_character_width(cell.base) == Int32(cell.width) else { return false }
    if trusted.count == Self.few { trusted.removeAll(keepingCapacity: true) }
    trusted.append(cell.base)
    return true
  }
}
