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
}
