/// Something that came from the terminal, or from the process it runs in.
package enum TerminalInput: Equatable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// Text was pasted in one piece; not safe to draw as it is.
  case paste(String)
  /// The terminal sent what is no key known here: a broken character, a strange sequence, a mouse.
  case unrecognised
  /// The window has another size now; `Terminal.size` says which.
  case resize
  /// The process had been stopped and goes on.
  case resumed
  /// Another thread rang, or nothing more is known.
  case woken
  /// The process was asked to stop or to end.
  case signal(Signal)
  /// The terminal is gone, nothing will ever come from it again. Said once.
  case closed

  /// What the process was asked for.
  package enum Signal: Equatable, Sendable {
    /// SIGTSTP: stop for a while; `Terminal.suspend` does it.
    case suspend
    /// SIGINT from outside; a typed ^C is a key.
    case interrupt
    /// SIGTERM.
    case terminate
    /// SIGHUP.
    case hangup
    /// SIGQUIT.
    case quit

    /// The number of the signal on Linux; a program it ends exits with 128 more.
    package var number: Int32 {
      switch self {
      case .hangup: 1
      case .interrupt: 2
      case .quit: 3
      case .terminate: 15
      case .suspend: 20
      }
    }
  }
}
