import CursesDriver

/// The terminal the program was started in.
enum RealTerminal {
  static func open() throws(Failure) -> CursesTerminal {
    do throws(TerminalOpenError) {
      return try CursesTerminal.open()
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
