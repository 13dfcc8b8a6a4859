import Glibc

/// What a caller may ask of a `CursesTerminal`.
package struct CursesOptions: Sendable {
  /// The type of the terminal, as TERM has it; `nil` or empty means xterm-256color.
  package var type: String?
  /// Whether colours are used if the terminal has any.
  package var usesColour: Bool
  /// Whether only ASCII is drawn, for terminals that do not take UTF-8.
  package var usesASCII: Bool
  /// How long a lone escape byte waits for the rest of a sequence, in milliseconds.
  package var escapeDelay: Int
  /// Whether standard error is caught while the screen is up.
  package var capturesStandardError: Bool

  /// Options with these values.
  package init(
    type: String? = nil, usesColour: Bool = true, usesASCII: Bool = false, escapeDelay: Int = 25,
    capturesStandardError: Bool = true
  ) {
    self.type = type
    self.usesColour = usesColour
    self.usesASCII = usesASCII
    self.escapeDelay = escapeDelay
    self.capturesStandardError = capturesStandardError
  }

  /// What the environment asks for: TERM, NO_COLOR (set and not empty), and a longer wait for the rest of
  /// a sequence when it comes over SSH.
  package static func fromEnvironment(usesASCII: Bool = false) -> CursesOptions {
    func value(_ name: String) -> String? {
      guard let text = getenv(name), text.pointee != 0 else { return nil }
      return String(cString: text)
    }
    return CursesOptions(
      type: value("TERM"), usesColour: value("NO_COLOR") == nil, usesASCII: usesASCII,
      escapeDelay: value("SSH_CONNECTION") == nil ? 25 : 50)
  }
}
