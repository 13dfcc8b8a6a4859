import CursesDriver

/// The terminal the program was started in.
enum RealTerminal {
  /// - Parameter usesASCII: whether nothing but ASCII is drawn, even where more could be.
  static func open(usesASCII: Bool = false) throws(Failure) -> CursesTerminal {
    do throws(TerminalOpenError) {
      return try CursesTerminal.open(options: .fromEnvironment(usesASCII: usesASCII))
    } catch {
      throw Failure(error.description, code: Failure.settings)
    }
  }

  /// The same terminal, on which nothing is drawn.
  static func openSpoken() throws(Failure) -> SpokenTerminal {
    do throws(TerminalOpenError) {
      return try SpokenTerminal.open()
    } catch {
      throw Failure(error.description, code: Failure.settings)
    }
  }
}
