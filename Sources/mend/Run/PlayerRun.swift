import CursesDriver
import Glibc
import ObserverUI
import TerminalKit

/// The player on a real terminal.
struct PlayerRun {
  private var player: Player

  init(_ player: Player) { self.player = player }

  /// Runs until somebody leaves or the terminal goes away; answers the code to exit with.
  consuming func run(on terminal: consuming CursesTerminal) -> Int32 {
    terminal.show(player.frame(for: terminal.size))
    while true {
      for input in terminal.read(waitingAtMost: player.nextChange) {
        if let code = take(input, &terminal) { return code }
      }
      _ = player.update(.tick(at: Clock.boot))
      terminal.show(player.frame(for: terminal.size))
    }
  }

  private mutating func take(_ input: TerminalInput, _ terminal: inout CursesTerminal) -> Int32? {
    switch input {
    case .key(let key):
      for effect in player.update(.key(key, at: Clock.boot)) {
        switch effect {
        case .redraw: terminal.redraw()
        case .suspend: terminal.suspend()
        case .quit: return 0
        }
      }
    case .signal(.suspend): terminal.suspend()
    case .signal(let signal): return 128 + signal.number
    case .closed: return 128 + SIGHUP
    case .resumed, .resize: terminal.redraw()
    case .paste, .unrecognised, .woken: break
    }
    return nil
  }
}
