import Glibc
import SafeText
import TerminalKit

extension TerminalOpenError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notATerminal(let descriptor):
      let name =
        descriptor == 0 ? "standard input" : descriptor == 1 ? "standard output" : "descriptor \(descriptor)"
      return "\(name) is not a terminal. Use --plain to work by lines of text."
    case .cannotPlaceCursor(let type):
      return "TERM=\(shown(type)) cannot place the cursor. Set TERM to what the terminal is, "
        + "such as xterm-256color, or use --plain."
    case .badTypeName(let type):
      return "TERM=\(shown(type)) is not the name of a terminal. Set it to one, such as xterm-256color."
    case .noDescription(let type):
      return "no description of the terminal '\(shown(type))' nor of xterm was found on this machine. "
        + "Install one (package ncurses-base), or use --plain."
    case .system(let call, let number):
      return "the terminal could not be taken: \(call) says '\(String(cString: strerror(number)))'. "
        + "Use --plain if it stays so."
    }
  }

  private func shown(_ type: String) -> String { type.displaySafe.truncated(to: 40) }
}
