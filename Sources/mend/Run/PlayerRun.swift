import CursesDriver
import Glibc
import ObserverUI
import SessionCore
import TerminalKit

/// The player on a real terminal.
struct PlayerRun: ~Copyable {
  private var player: Player
  private var correcting: Correcting?

  /// - Parameter correcting: where corrections go; `nil` when the log is open for reading only.
  init(_ player: Player, correcting: consuming Correcting? = nil) {
    self.player = player
    self.correcting = correcting
  }

  /// Runs until somebody leaves or the terminal goes away; answers the code to exit with.
  consuming func run(on terminal: consuming CursesTerminal) throws(Failure) -> Int32 {
    let code = play(on: &terminal)
    terminal.close()
    if let correcting = consume correcting { try correcting.finish() }
    return code
  }

  /// Plays until somebody leaves, on a terminal that is somebody else's; answers the code to exit with.
  mutating func play(on terminal: inout CursesTerminal) -> Int32 {
    terminal.show(player.frame(for: terminal.size))
    var code: Int32?
    while code == nil {
      for input in terminal.read(waitingAtMost: player.nextChange) where code == nil {
        code = take(input, &terminal)
      }
      _ = player.update(.tick(at: Clock.boot))
      if code == nil { terminal.show(player.frame(for: terminal.size)) }
      correcting?.tend()
    }
    return code ?? 0
  }

  private mutating func take(_ input: TerminalInput, _ terminal: inout CursesTerminal) -> Int32? {
    switch input {
    case .key(let key):
      for effect in player.update(.key(key, at: Clock.boot)) {
        switch effect {
        case .redraw: terminal.redraw()
        case .suspend: terminal.suspend()
        case .quit: return 0
        case .correct(let command): correct(command)
        }
      }
    case .paste(let text): _ = player.update(.pasted(text, at: Clock.boot))
    case .signal(.suspend): terminal.suspend()
    case .signal(let signal): return 128 + signal.number
    case .closed: return 128 + SIGHUP
    case .resumed, .resize: terminal.redraw()
    case .unrecognised, .woken: break
    }
    return nil
  }

  private mutating func correct(_ command: Command) {
    guard let outcome = correcting?.record(command) else { return }
    _ = player.update(.recorded(outcome.records))
    if let why = outcome.trouble { _ = player.update(.refused(why)) }
  }
}
