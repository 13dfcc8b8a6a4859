import CNcurses
import CTermSupport
import Glibc
import TerminalKit

/// What ncurses holds for one terminal.
struct CursesScreen {
  let screen: OpaquePointer
  let window: UnsafeMutablePointer<WINDOW>
  /// The descriptor ncurses writes to: since the start a file in memory.
  let sink: Int32
  /// How many colours the terminal has and we may use; 0 for none.
  let colours: Int
  private let files: StandardFiles

  /// The two streams ncurses wants, on descriptors of their own.
  private struct StandardFiles {
    let input: UnsafeMutablePointer<FILE>
    let output: UnsafeMutablePointer<FILE>

    init(input: Int32, output: Int32) throws(TerminalOpenError) {
      let ours = [input, output].map { fcntl($0, F_DUPFD_CLOEXEC, 0) }
      guard ours[0] >= 0, ours[1] >= 0, let first = fdopen(ours[0], "r") else {
        let number = errno
        for descriptor in ours where descriptor >= 0 { Glibc.close(descriptor) }
        throw .system(call: "dup", number: number)
      }
      guard let second = fdopen(ours[1], "w") else {
        let number = errno
        fclose(first)
        Glibc.close(ours[1])
        throw .system(call: "fdopen", number: number)
      }
      self.input = first
      self.output = second
    }

    func close() {
      fclose(input)
      fclose(output)
    }
  }

  /// The terminals tried, in this order, when the one asked for is not described on this machine.
  private static let substitutes = ["xterm-256color", "xterm", "vt100", "linux", "ansi"]

  /// Starts ncurses on a terminal; see `CursesTerminal.open`.
  static func start(
    input: Int32, output: Int32, options: CursesOptions
  ) throws(TerminalOpenError) -> CursesScreen {
    let asked = options.type.flatMap { $0.isEmpty ? nil : $0 } ?? "xterm-256color"
    let isName = asked.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
    guard isName, asked.utf8.count <= 128, asked.utf8.first != UInt8(ascii: ".") else {
      throw .badTypeName(asked)
    }
    let files = try StandardFiles(input: input, output: output)
    // The size comes from the terminal; LINES and COLUMNS of the environment may be stale.
    use_env(false)
    use_tioctl(true)
    var started: OpaquePointer?
    for type in [asked] + substitutes where started == nil {
      started = type.withCString { newterm(UnsafeMutablePointer(mutating: $0), files.output, files.input) }
    }
    guard let screen = started else {
      files.close()
      throw .noDescription(type: asked)
    }
    guard let window = cn_screen(), canPlaceCursor else {
      delscreen(screen)
      files.close()
      throw .cannotPlaceCursor(type: asked)
    }
    return try CursesScreen(screen, window, files, usesColour: options.usesColour)
  }

  private static var canPlaceCursor: Bool {
    guard let capability = tigetstr("cup") else { return false }
    return Int(bitPattern: capability) != -1
  }

  private init(
    _ screen: OpaquePointer, _ window: UnsafeMutablePointer<WINDOW>, _ files: StandardFiles,
    usesColour: Bool
  ) throws(TerminalOpenError) {
    self.screen = screen
    self.window = window
    self.files = files
    // ncurses keeps its own idea of the modes, and thinks of the fewest bytes by it.
    CNcurses.raw()
    noecho()
    nonl()
    typeahead(-1)
    cn_leave_palette_alone()
    idlok(window, false)
    leaveok(window, false)
    scrollok(window, false)
    sink = fileno(files.output)
    let memory = ts_memory_file()
    guard memory >= 0, ts_replace_descriptor(memory, sink) == 0 else {
      let number = errno
      if memory >= 0 { Glibc.close(memory) }
      delscreen(screen)
      files.close()
      throw .system(call: "memfd_create", number: number)
    }
    Glibc.close(memory)
    // Until it was left once, ncurses takes itself for somebody who only moves the cursor, and writes out after every
    // movement of it. What it says on leaving goes into memory, and nowhere else.
    endwin()
    lseek(sink, 0, SEEK_SET)
    ftruncate(sink, 0)
    let hasColours = usesColour && has_colors() && start_color() == OK && use_default_colors() == OK
    colours = hasColours ? Int(cn_colours()) : 0
  }

  /// The size ncurses works with.
  var size: Size { Size(rows: Int(getmaxy(window)), columns: Int(getmaxx(window))) }

  /// Takes over the size of the window; a line without a size keeps the one ncurses has.
  func resize(asOf terminal: Int32) -> Size {
    var (rows, columns): (Int32, Int32) = (0, 0)
    guard ts_window_size(terminal, &rows, &columns) == 0, rows > 0, columns > 0 else { return size }
    let wanted = Size(rows: Int(rows), columns: Int(columns))
    if wanted != size { resizeterm(Int32(wanted.rows), Int32(wanted.columns)) }
    return size
  }

  /// Frees what ncurses holds. The screen must have been left before.
  func stop() {
    delscreen(screen)
    files.close()
  }
}
