import CNcurses
import CTermSupport
import TerminalKit

/// Puts the cells of a frame that have changed on the screen: by ncurses, or a small change by strokes of its own.
struct CursesPainter {
  let window: UnsafeMutablePointer<WINDOW>
  let usesASCII: Bool
  /// What the terminal shows.
  var shown: Frame?
  /// What ncurses believes it shows, where strokes have changed it since.
  var believed: Frame?
  /// `nil` until the first frame, and after the screen was lost.
  private(set) var isCursorShown: Bool?
  var appearance: Appearance
  /// Cells on their way to ncurses; kept for its memory.
  private var run: [cchar_t] = []
  /// Whether strokes are understood here.
  let hasStrokes: Bool

  /// A painter of ncurses' standard screen.
  init(window: UnsafeMutablePointer<WINDOW>, colours: Int, usesASCII: Bool) {
    self.window = window
    self.usesASCII = usesASCII
    appearance = Appearance(colours: colours)
    hasStrokes = cn_moves_by_standard() != 0
  }

  /// Forgets what is on the screen: the next frame is drawn whole.
  mutating func forget() {
    shown = nil
    believed = nil
    isCursorShown = nil
    clearok(window, true)
  }

  /// Draws a frame; what it has beyond the window is left out.
  mutating func paint(_ wanted: Frame) {
    let frame = usesASCII ? wanted.inASCII : wanted
    tellOfStrokes()
    let rows = min(frame.size.rows, Int(getmaxy(window)))
    let columns = min(frame.size.columns, Int(getmaxx(window)))
    let before = shown.flatMap { $0.size == frame.size ? $0 : nil } ?? Frame(frame.size)
    if shown?.size != frame.size { werase(window) }
    for row in stride(from: 0, to: rows, by: 1) {
      guard let changed = frame.difference(inRow: row, from: before) else { continue }
      paint(row, from: changed.lowerBound, to: min(changed.upperBound, columns - 1), of: frame, on: window)
    }
    place(frame.cursor, rows: rows, columns: columns)
    shown = frame
    wnoutrefresh(window)
    doupdate()
  }

  /// Puts a part of a row into ncurses' window, in one piece where every character is simple. Cells that have not
  /// changed cost nothing: ncurses compares once more before it writes.
  private mutating func paint(
    _ row: Int, from first: Int, to last: Int, of frame: Frame, on window: UnsafeMutablePointer<WINDOW>
  ) {
    guard first <= last else { return }
    run.removeAll(keepingCapacity: true)
    guard !frame.rows[row].hasMarks else {
      return paint(singly: row, from: first, to: last, of: frame, on: window)
    }
    let codes = frame.rows[row].codes
    let end = codes.lastIndex { !Cell.looksEmpty($0) } ?? 0
    let before = codes[..<first].last { !Cell.looksEmpty($0) }
    var brush = appearance.brush(for: before.map { Cell($0).style } ?? .plain)
    for place in first...last {
      let code = codes[place]
      let cell = Cell(code)
      guard cell.width == 1, cell.base < 0x7F || appearance.trusts(cell) else {
        return paint(singly: row, from: first, to: last, of: frame, on: window)
      }
      let isGap = place < end && Appearance.isGap(code, in: brush.style)
      if !isGap, cell.style != brush.style { brush = appearance.brush(for: cell.style) }
      var shown = cchar_t()
      shown.attr = brush.attributes
      shown.ext_color = brush.pair
      shown.chars.0 = wchar_t(bitPattern: cell.base)
      run.append(shown)
    }
    mvwadd_wchnstr(window, Int32(row), Int32(first), run, Int32(run.count))
  }

  /// Puts a part of a row into ncurses' window cell by cell, marks, wide characters and stand-ins included.
  private mutating func paint(
    singly row: Int, from first: Int, to last: Int, of frame: Frame, on window: UnsafeMutablePointer<WINDOW>
  ) {
    // A character whose second half has changed is drawn anew.
    let isTail = first > 0 && frame[row, first].map { $0.width == 0 } ?? false
    var brush = appearance.brush(for: .plain)
    for column in (isTail ? first - 1 : first)...last {
      guard let cell = frame[row, column], cell.width > 0, column + cell.width <= Int(getmaxx(window)) else {
        continue
      }
      if cell.style != brush.style { brush = appearance.brush(for: cell.style) }
      draw(cell, row: Int32(row), column: Int32(column), brush, on: window)
    }
  }

  private func draw(
    _ cell: Cell, row: Int32, column: Int32, _ brush: Appearance.Brush,
    on window: UnsafeMutablePointer<WINDOW>
  ) {
    var text = CharacterBuffer(cell)
    withUnsafePointer(to: &text) { pointer in
      pointer.withMemoryRebound(to: wchar_t.self, capacity: CharacterBuffer.count) { characters in
        _ = cn_put_cell(window, row, column, characters, brush.attributes, brush.pair)
      }
    }
    // The stand-in for a wide character the C library does not know is narrow.
    if cell.width == 2, text.isStandIn {
      draw(Cell(" ", style: cell.style), row: row, column: column + 1, brush, on: window)
    }
  }

  /// Tells ncurses what strokes have drawn since it drew last.
  private mutating func tellOfStrokes() {
    guard let believed, let shown else { return }
    self.believed = nil
    for row in 0..<shown.size.rows {
      guard let changed = shown.difference(inRow: row, from: believed) else { continue }
      for screen in [window, cn_believed()] {
        if let screen { paint(row, from: changed.lowerBound, to: changed.upperBound, of: shown, on: screen) }
      }
    }
  }

  /// Puts the cursor where it is wanted; hidden, it stands in the first cell, from where strokes find their way.
  private mutating func place(_ cursor: Position?, rows: Int, columns: Int) {
    guard let cursor, cursor.row >= 0, cursor.row < rows, cursor.column >= 0, cursor.column < columns else {
      if isCursorShown != false { curs_set(0) }
      isCursorShown = false
      wmove(window, 0, 0)
      return
    }
    if isCursorShown != true { curs_set(1) }
    isCursorShown = true
    wmove(window, Int32(cursor.row), Int32(cursor.column))
  }
}

/// The wide string of one cell, ended by zero.
///
/// ncurses believes the C library about widths. Where that one disagrees with ours, because it is older
/// or newer, U+FFFD is drawn, so that nothing beside it moves.
private struct CharacterBuffer {
  static let count = 6
  private(set) var characters: (wchar_t, wchar_t, wchar_t, wchar_t, wchar_t, wchar_t)
  let isStandIn: Bool

  init(_ cell: Cell) {
    characters = (wchar_t(bitPattern: cell.base), 0, 0, 0, 0, 0)
    if cell.base < 0x7F && cell.marks == .none {
      isStandIn = false
      return
    }
    let isKnown = ts_character_width(cell.base) == Int32(cell.width)
    isStandIn = !isKnown
    if !isKnown { characters.0 = 0xFFFD }
    let marks = cell.marks.values
    characters.1 = CharacterBuffer.mark(marks.0)
    // A mark that is left out would end the string before the others.
    guard characters.1 != 0 else { return }
    characters.2 = CharacterBuffer.mark(marks.1)
    guard characters.2 != 0 else { return }
    characters.3 = CharacterBuffer.mark(marks.2)
    guard characters.3 != 0 else { return }
    characters.4 = CharacterBuffer.mark(marks.3)
  }

  private static func mark(_ value: UInt32) -> wchar_t {
    value != 0 && ts_character_width(value) == 0 ? wchar_t(bitPattern: value) : 0
  }
}
