import CNcurses
import CTermSupport
import TerminalKit

/// Puts the cells of a frame that have changed into ncurses' screen.
struct CursesPainter {
  private let window: UnsafeMutablePointer<WINDOW>
  private let colours: Int
  private let usesASCII: Bool
  private var shown: Frame?
  /// `nil` until the first frame, and after the screen was lost.
  private var isCursorShown: Bool?
  private var pairs: [ColourPair: Int32] = [:]
  /// Cells on their way to ncurses; kept for its memory.
  private var run: [cchar_t] = []
  /// How the styles seen so far look here; a theme has few.
  private var brushes: [Brush] = []
  /// The characters of which the C library was asked last, and agreed.
  private var trusted: [UInt32] = []

  private struct ColourPair: Hashable {
    let foreground: Colour
    let background: Colour
  }

  /// A painter of ncurses' standard screen.
  init(window: UnsafeMutablePointer<WINDOW>, colours: Int, usesASCII: Bool) {
    self.window = window
    self.colours = colours
    self.usesASCII = usesASCII
  }

  /// Forgets what is on the screen: the next frame is drawn whole.
  mutating func forget() {
    shown = nil
    isCursorShown = nil
    clearok(window, true)
  }

  /// Draws a frame; what it has beyond the window is left out.
  mutating func paint(_ wanted: Frame) {
    let frame = usesASCII ? wanted.inASCII : wanted
    let rows = min(frame.size.rows, Int(getmaxy(window)))
    let columns = min(frame.size.columns, Int(getmaxx(window)))
    let before = shown.flatMap { $0.size == frame.size ? $0 : nil } ?? Frame(frame.size)
    if shown?.size != frame.size { werase(window) }
    for row in stride(from: 0, to: rows, by: 1) {
      guard let changed = frame.difference(inRow: row, from: before) else { continue }
      paint(row, from: changed.lowerBound, to: min(changed.upperBound, columns - 1), of: frame)
    }
    place(frame.cursor, rows: rows, columns: columns)
    shown = frame
    wnoutrefresh(window)
    doupdate()
  }

  /// Puts a part of a row into ncurses' window, in one piece where every character is simple. Cells that have not
  /// changed cost nothing: ncurses compares once more before it writes.
  private mutating func paint(_ row: Int, from first: Int, to last: Int, of frame: Frame) {
    guard first <= last else { return }
    run.removeAll(keepingCapacity: true)
    guard !frame.rows[row].hasMarks else { return paint(singly: row, from: first, to: last, of: frame) }
    let codes = frame.rows[row].codes
    let end = codes.lastIndex { !Cell.looksEmpty($0) } ?? 0
    let before = codes[..<first].last { !Cell.looksEmpty($0) }
    var brush = self.brush(for: before.map { Cell($0).style } ?? .plain)
    for place in first...last {
      let code = codes[place]
      let cell = Cell(code)
      guard cell.width == 1, cell.base < 0x7F || trusts(cell) else {
        return paint(singly: row, from: first, to: last, of: frame)
      }
      // A gap between words looks the same in the style of the word before it, and costs no change of style.
      let isGap = place < end && Cell.looksEmpty(code)
      if !isGap, cell.style != brush.style { brush = self.brush(for: cell.style) }
      var shown = cchar_t()
      shown.attr = brush.attributes
      shown.ext_color = brush.pair
      shown.chars.0 = wchar_t(bitPattern: cell.base)
      run.append(shown)
    }
    mvwadd_wchnstr(window, Int32(row), Int32(first), run, Int32(run.count))
  }

  /// Whether the C library takes a character for as wide as we do.
  private mutating func trusts(_ cell: Cell) -> Bool {
    if trusted.contains(cell.base) { return true }
    guard ts_character_width(cell.base) == Int32(cell.width) else { return false }
    if trusted.count == Self.few { trusted.removeAll(keepingCapacity: true) }
    trusted.append(cell.base)
    return true
  }

  /// How many characters and styles are kept: more than a screen of ours has.
  private static let few = 24

  /// Puts a part of a row into ncurses' window cell by cell, marks, wide characters and stand-ins included.
  private mutating func paint(singly row: Int, from first: Int, to last: Int, of frame: Frame) {
    // A character whose second half has changed is drawn anew.
    let isTail = first > 0 && frame[row, first].map { $0.width == 0 } ?? false
    var brush = Brush(style: .plain, attributes: 0, pair: 0)
    for column in (isTail ? first - 1 : first)...last {
      guard let cell = frame[row, column], cell.width > 0, column + cell.width <= Int(getmaxx(window)) else {
        continue
      }
      if cell.style != brush.style { brush = self.brush(for: cell.style) }
      draw(cell, row: Int32(row), column: Int32(column), brush)
    }
  }

  /// A style in ncurses' terms.
  private struct Brush {
    let style: Style
    let attributes: attr_t
    let pair: Int32
  }

  private func draw(_ cell: Cell, row: Int32, column: Int32, _ brush: Brush) {
    var text = CharacterBuffer(cell)
    withUnsafePointer(to: &text) { pointer in
      pointer.withMemoryRebound(to: wchar_t.self, capacity: CharacterBuffer.count) { characters in
        _ = cn_put_cell(window, row, column, characters, brush.attributes, brush.pair)
      }
    }
    // The stand-in for a wide character the C library does not know is narrow.
    if cell.width == 2, text.isStandIn {
      draw(Cell(" ", style: cell.style), row: row, column: column + 1, brush)
    }
  }

  private mutating func brush(for style: Style) -> Brush {
    if let known = brushes.first(where: { $0.style == style }) { return known }
    let possible = style.reduced(toColours: colours)
    var attributes: attr_t = 0
    if possible.attributes.contains(.bold) { attributes |= cn_bold }
    if possible.attributes.contains(.dim) { attributes |= cn_dim }
    if possible.attributes.contains(.underline) { attributes |= cn_underline }
    if possible.attributes.contains(.reverse) { attributes |= cn_reverse }
    if brushes.count == Self.few { brushes.removeAll(keepingCapacity: true) }
    let brush = Brush(style: style, attributes: attributes, pair: pair(possible))
    brushes.append(brush)
    return brush
  }

  private mutating func pair(_ style: Style) -> Int32 {
    let wanted = ColourPair(foreground: style.foreground, background: style.background)
    if wanted.foreground == .default && wanted.background == .default { return 0 }
    if let known = pairs[wanted] { return known }
    let next = Int32(pairs.count) + 1
    guard next < cn_colour_pairs() else { return 0 }
    let foreground = wanted.foreground.index.map { Int32($0) } ?? -1
    let background = wanted.background.index.map { Int32($0) } ?? -1
    guard init_extended_pair(next, foreground, background) == OK else { return 0 }
    pairs[wanted] = next
    return next
  }

  /// Puts the cursor where it is wanted; hidden, it may stay wherever the last character was written.
  private mutating func place(_ cursor: Position?, rows: Int, columns: Int) {
    guard let cursor, cursor.row >= 0, cursor.row < rows, cursor.column >= 0, cursor.column < columns else {
      if isCursorShown != false { curs_set(0) }
      isCursorShown = false
      leaveok(window, true)
      return
    }
    leaveok(window, false)
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
