import CNcurses
import CTermSupport
import Glibc
package import TerminalKit

/// The real terminal, drawn through ncurses and read byte by byte.
///
/// ncurses decides what to write, but for small changes: it writes into memory, and the bytes go on from there
/// without ever waiting for a terminal that does not drain. Keys are read past it, because it waits inside
/// after an escape byte and cannot tell a closed terminal from a silent one. Signals are heard through
/// `ts_events_open`, which comes first so that ncurses leaves them alone.
///
/// ncurses is one for the whole process: at most one `CursesTerminal` may be open at a time, on one thread.
package struct CursesTerminal: Terminal, ~Copyable {
  package private(set) var size: Size

  let input: Int32
  let modes: TerminalModes
  let options: CursesOptions
  let events: Int32
  private let curses: CursesScreen
  var outlet: TerminalOutlet
  var keys: KeyReader
  package var watched: Int32 = -1
  /// What is known already and reported by the next `read`.
  var unreported: [TerminalInput] = []
  private var painter: CursesPainter
  private var waiting: Frame?

  /// What a dying process writes: end of bracketed paste, no attributes, cursor shown, first screen.
  private static let farewell = "\u{1B}[?2004l\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l"

  private init(
    input: Int32, modes: TerminalModes, options: CursesOptions, events: Int32, curses: CursesScreen,
    outlet: TerminalOutlet
  ) {
    self.input = input
    self.modes = modes
    self.options = options
    self.events = events
    self.curses = curses
    self.outlet = outlet
    keys = KeyReader(input, escapeDelay: options.escapeDelay)
    painter = CursesPainter(
      window: curses.window, colours: curses.colours, usesASCII: options.usesASCII)
    size = curses.size
    takeTerminal()
  }

  /// Takes the terminal behind two descriptors, which stay the caller's.
  ///
  /// Nothing is written before the first frame.
  /// - Throws: `TerminalOpenError`; the terminal is then as it was.
  package static func open(
    input: Int32 = 0, output: Int32 = 1, options: CursesOptions = .fromEnvironment()
  ) throws(TerminalOpenError) -> CursesTerminal {
    guard let modes = TerminalModes(of: input) else { throw .notATerminal(descriptor: input) }
    guard isatty(output) == 1 else { throw .notATerminal(descriptor: output) }
    var options = options
    if !useUTF8() { options.usesASCII = true }
    let events = ts_events_open()
    guard events >= 0 else { throw .system(call: "pipe", number: errno) }
    let curses: CursesScreen
    do {
      curses = try CursesScreen.start(input: input, output: output, options: options)
    } catch {
      modes.set(modes.before, on: input)
      throw error
    }
    guard let outlet = TerminalOutlet(from: curses.sink, to: output) else {
      let number = errno
      curses.stop()
      modes.set(modes.before, on: input)
      throw .system(call: "open", number: number)
    }
    return CursesTerminal(
      input: input, modes: modes, options: options, events: events, curses: curses, outlet: outlet)
  }

  /// Gives the terminal back as it was. Without this call, the end of the value does it.
  package consuming func close() {}

  deinit {
    leave()
    ts_fault_guard_disarm()
    if options.capturesStandardError { ts_stderr_release() }
    curses.stop()
    Glibc.close(outlet.descriptor)
  }

  // MARK: Drawing

  @discardableResult
  package mutating func show(_ frame: Frame) -> Bool {
    guard outlet.flush() else {
      waiting = frame
      return false
    }
    waiting = nil
    guard !frame.size.isEmpty else { return true }
    if let strokes = painter.strokes(to: frame) {
      outlet.add(strokes)
    } else {
      painter.paint(frame)
      outlet.collect()
    }
    return outlet.flush()
  }

  /// Goes on with what the terminal did not take before, then with the newest frame.
  mutating func drain() {
    if outlet.flush(), let frame = waiting { show(frame) }
  }

  /// Whether something waits for the terminal to drain.
  var wantsToDrain: Bool { !outlet.isGone && (!outlet.isEmpty || waiting != nil) }

  package mutating func redraw() {
    painter.forget()
  }

  /// Asks for the size of the window; returns whether it is another one.
  mutating func noticeSize() -> Bool {
    let now = curses.resize(asOf: outlet.descriptor)
    guard now != size else { return false }
    size = now
    painter.forget()
    return true
  }

  // MARK: Taking and giving back

  /// Makes the terminal ours, at first and after a stop.
  mutating func takeTerminal() {
    var before = modes.before
    let farewell = CursesTerminal.farewell
    farewell.withCString { ts_fault_guard_arm(outlet.descriptor, &before, $0, strlen($0)) }
    if options.capturesStandardError { _ = ts_stderr_capture() }
    modes.set(modes.raw, on: input)
    outlet.add("\u{1B}[?2004h")
    painter.forget()
  }

  /// Writes what is left and what ends ncurses' screen, then sets the modes that were.
  ///
  /// A terminal that does not drain gets half a second.
  private borrowing func leave() {
    var outlet = outlet
    endwin()
    outlet.add("\u{1B}[?2004l")
    outlet.collect()
    outlet.finish(within: 500)
    modes.set(modes.before, on: input)
  }

  package mutating func suspend() {
    suspend { _ = ts_stop_self() }
  }

  /// Gives the terminal back, calls `stop`, which returns when the process goes on, and takes it again.
  ///
  /// The next `read` reports `resumed`, and `resize` if the window has changed meanwhile.
  package mutating func suspend(stopping stop: () -> Void) {
    leave()
    outlet.discard()
    ts_fault_guard_disarm()
    if options.capturesStandardError { ts_stderr_release() }
    stop()
    takeTerminal()
    // What the stop itself has set off is known; a request to end that came meanwhile is not lost.
    var inputs: [TerminalInput] = [.resumed]
    if noticeSize() { inputs.append(.resize) }
    report(ts_events_take(), to: &inputs, afterStop: true)
    unreported += inputs
  }
}
