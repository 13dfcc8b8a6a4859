import CTermSupport
import CursesDriver
import Glibc
import TerminalKit
import TestSupport

/// Both ends of a pseudo-terminal: the driver works on one, the test reads what it draws at the other.
final class WindowPair {
  let slave: Int32
  private var master: Int32
  private(set) var window: MiniTerminal
  private(set) var output: [UInt8] = []

  /// Why there is no pair.
  struct Failure: Error { let number: Int32 }

  init(rows: Int = 24, columns: Int = 80) throws {
    var ends: (Int32, Int32) = (-1, -1)
    guard ts_pty_open(Int32(rows), Int32(columns), &ends.0, &ends.1) == 0 else {
      throw Failure(number: errno)
    }
    (master, slave) = ends
    window = MiniTerminal(rows: rows, columns: columns)
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
  }

  deinit {
    hangUp()
    Glibc.close(slave)
  }

  /// Reads whatever has been drawn by now.
  func look() {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else { return }
      output += bytes[..<count]
      window.feed(bytes[..<count])
    }
  }

  var text: String {
    look()
    return window.text
  }

  func type(_ text: String) { type(Array(text.utf8)) }

  func type(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  func resize(rows: Int, columns: Int) {
    look()
    window.resize(rows: rows, columns: columns)
    ts_pty_resize(master, Int32(rows), Int32(columns))
    // The pair is no session's terminal, so nobody is told.
    raise(SIGWINCH)
  }

  func hangUp() {
    if master >= 0 { Glibc.close(master) }
    master = -1
  }

  /// Everything the line's modes hold, byte for byte.
  var modes: [UInt8] {
    var modes = termios()
    guard tcgetattr(slave, &modes) == 0 else { return [] }
    return withUnsafeBytes(of: &modes) { Array($0) }
  }

  /// Where another process finds the slave.
  var path: String {
    guard let name = ttyname(slave) else { return "" }
    return String(cString: name)
  }

  /// Puts the line into the modes a shell would.
  func spoil() {
    var modes = termios()
    guard tcgetattr(slave, &modes) == 0 else { return }
    modes.c_lflag |= tcflag_t(ECHO | ICANON)
    tcsetattr(slave, TCSANOW, &modes)
  }

  /// The driver on this pair, as a program with these options would have it.
  func open(
    type: String? = "xterm-256color", usesColour: Bool = true, usesASCII: Bool = false
  ) throws(TerminalOpenError) -> OpenTerminal {
    let terminal = try CursesTerminal.open(
      input: slave, output: slave,
      options: CursesOptions(
        type: type, usesColour: usesColour, usesASCII: usesASCII, capturesStandardError: false))
    return OpenTerminal(terminal)
  }
}

/// A frame with these lines from the top.
func frame(_ lines: String..., rows: Int = 24, columns: Int = 80, style: Style = .plain) -> Frame {
  var frame = Frame(Size(rows: rows, columns: columns))
  for (row, line) in lines.enumerated() { frame.put(line, row: row, column: 0, style: style) }
  return frame
}

/// A terminal in a box, because expectations want to copy what they look at.
final class OpenTerminal {
  private var terminal: CursesTerminal?

  init(_ terminal: consuming CursesTerminal) {
    self.terminal = consume terminal
  }

  var size: Size { terminal?.size ?? Size(rows: 0, columns: 0) }

  @discardableResult
  func show(_ frame: Frame) -> Bool { terminal?.show(frame) ?? false }

  func read(waitingAtMost milliseconds: Int?) -> [TerminalInput] {
    terminal?.read(waitingAtMost: milliseconds) ?? []
  }

  func redraw() { terminal?.redraw() }

  func suspend(stopping stop: () -> Void) { terminal?.suspend(stopping: stop) }

  func close() { terminal = nil }
}
