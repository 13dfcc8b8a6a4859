package import TerminalKit

/// The few looks of the screen. State is always told by shape or letter too, never by colour alone.
package struct Theme: Hashable, Sendable {
  /// What is read: names, figures.
  package var text: Style
  /// What is there to orient by: heads, hints, zeros.
  package var faint: Style
  /// What is going on now: who has the floor, what is being typed.
  package var live: Style
  /// What is open, and what is not saved.
  package var open: Style

  package init(text: Style, faint: Style, live: Style, open: Style) {
    self.text = text
    self.faint = faint
    self.live = live
    self.open = open
  }

  /// For the dark side of a mirror: a dim grey, and a dim amber for what is open.
  package static let night = Theme(
    text: Style(foreground: Colour(index: 245)), faint: Style(foreground: Colour(index: 241)),
    live: Style(foreground: Colour(index: 245), .bold), open: Style(foreground: Colour(index: 136)))

  /// For a lit room: the terminal's own colours in full, and red for what is open.
  package static let day = Theme(
    text: .plain, faint: .dim, live: .bold, open: Style(foreground: .red))

  /// For whoever sees no colours, or wants none: nothing but bold, and nothing dim.
  package static let plain = Theme(text: .plain, faint: .plain, live: .bold, open: .bold)

  /// The themes by the names that settings and `--theme` know them by.
  package static let all: [(name: String, theme: Theme)] = [
    ("night", .night), ("day", .day), ("plain", .plain),
  ]

  /// The theme of a name, or `nil` when there is none.
  package static func named(_ name: String) -> Theme? { all.first { $0.name == name }?.theme }
}
