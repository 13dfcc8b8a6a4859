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

  /// For a dark room: the terminal's own colours dimmed, and one dim colour for what is open.
  package static let night = Theme(
    text: .plain, faint: .dim, live: .bold, open: Style(foreground: .yellow))
}
