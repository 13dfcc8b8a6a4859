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

  /// What the environment asks for: TERM, NO_COLOR (set and not empty), ASCII only where the locale has no more,
  /// and a longer wait for the rest of a sequence when it comes over SSH.
  package static func fromEnvironment(usesASCII: Bool = false) -> CursesOptions {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(value).first
    return CursesOptions(
      type: value("TERM"), usesColour: value("NO_COLOR") == nil,
      usesASCII: usesASCII || !hasUTF8(locale: locale),
      escapeDelay: value("SSH_CONNECTION") == nil ? 25 : 50)
  }

  /// Whether a locale of this name means a terminal that reads UTF-8.
  ///
  /// Nobody who names a locale without it, `C` and `POSIX` among them, has said that the terminal can do better than
  /// ASCII. Where no locale is named nothing is known, and terminals of today read UTF-8.
  package static func hasUTF8(locale: String?) -> Bool {
    guard let locale else { return true }
    let letters = locale.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let names = ["utf-8", "utf8"].map { Array($0.utf8) }
    return letters.indices.contains { start in names.contains { letters[start...].starts(with: $0) } }
  }

  /// A variable of the environment, or `nil` where it is missing or empty.
  private static func value(_ name: String) -> String? {
    guard let text = getenv(name), text.pointee != 0 else { return nil }
    return String(cString: text)
  }
}
