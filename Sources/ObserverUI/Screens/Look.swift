/// How a screen shows what it shows: the observer's choice, which changes nothing of what is recorded.
package struct Look: Hashable, Sendable {
  package var theme: Theme

  package init(theme: Theme = .night) { self.theme = theme }
}
