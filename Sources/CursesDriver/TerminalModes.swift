// ncurses' headers bring the terminal interface along, which Glibc's module leaves to others.
import CNcurses
import Glibc

/// The modes of a terminal's line, and the raw ones made of them.
struct TerminalModes {
  /// As they were before.
  let before: termios
  /// Every byte at once, none of them special: ^C, ^Z, ^S and ^Q come as keys, nothing is echoed.
  let raw: termios

  /// The modes of the terminal behind a descriptor, or `nil` when it is none.
  init?(of descriptor: Int32) {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return nil }
    before = modes
    modes.c_iflag &= ~tcflag_t(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON | IXOFF | PARMRK)
    modes.c_oflag &= ~tcflag_t(OPOST)
    modes.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | IEXTEN | ISIG)
    modes.c_cflag = modes.c_cflag & ~tcflag_t(CSIZE | PARENB) | tcflag_t(CS8)
    withUnsafeMutableBytes(of: &modes.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    raw = modes
  }

  /// Sets modes at once, without waiting for output to drain.
  func set(_ modes: termios, on descriptor: Int32) {
    var modes = modes
    while tcsetattr(descriptor, TCSANOW, &modes) != 0 && errno == EINTR {}
  }
}
