import CNcurses
import TerminalKit

/// Small changes, as a key or a second makes them, put on the screen past ncurses, which would look at whole rows and
/// work out every movement anew. How a style begins and ends is what ncurses says; it learns of the strokes before it
/// draws the next time. See docs/decisions/0016-strokes-past-ncurses.md.
extension CursesPainter {
  /// As many cells as a stroke is worth it for; more are left to ncurses.
  private static let most = 48

  /// The bytes that make a frame of what the terminal shows; `nil` where ncurses is to do it: after more than a small
  /// change, where anything but narrow characters is to change, and wherever the cursor is seen.
  mutating func strokes(to wanted: Frame) -> [UInt8]? {
    guard hasStrokes, isCursorShown == false, wanted.cursor == nil, let shown, shown.size == wanted.size,
      wanted.size.rows <= Int(getmaxy(window)), wanted.size.columns <= Int(getmaxx(window))
    else { return nil }
    let frame = usesASCII ? wanted.inASCII : wanted
    var bytes: [UInt8] = []
    var brush: Stroke?
    var left = Self.most
    for row in 0..<frame.size.rows {
      guard let changed = frame.difference(inRow: row, from: shown) else { continue }
      left -= changed.count
      // What is written into the last column leaves terminals of two minds about where the cursor is.
      guard left >= 0, changed.upperBound < frame.size.columns - 1,
        add(row, changed, of: frame, over: shown, in: &brush, to: &bytes)
      else { return nil }
    }
    bytes += brush?.end ?? []
    if !bytes.isEmpty { bytes.addPlace(row: 0, column: 0) }
    believed = believed ?? shown
    self.shown = frame
    return bytes
  }

  /// The style that is being written in, and what ends it.
  private typealias Stroke = (style: Style, end: [UInt8])

  /// Adds a part of a row; `false` where it cannot be drawn by a stroke.
  private mutating func add(
    _ row: Int, _ columns: ClosedRange<Int>, of frame: Frame, over shown: Frame, in brush: inout Stroke?,
    to bytes: inout [UInt8]
  ) -> Bool {
    guard !frame.rows[row].hasMarks, !shown.rows[row].hasMarks else { return false }
    bytes.addPlace(row: row, column: columns.lowerBound)
    let (codes, before) = (frame.rows[row].codes, shown.rows[row].codes)
    for column in columns {
      let cell = Cell(codes[column])
      guard cell.width == 1, Cell.width(of: before[column]) == 1, let scalar = Unicode.Scalar(cell.base),
        scalar.value < 0x7F || appearance.trusts(cell)
      else { return false }
      if !Appearance.isGap(codes[column], in: brush?.style ?? .plain), cell.style != brush?.style {
        guard let wanted = appearance.brush(for: cell.style).bytes else { return false }
        bytes += brush?.end ?? []
        bytes += wanted.beginning
        brush = (cell.style, wanted.end)
      }
      if scalar.isASCII { bytes.append(UInt8(scalar.value)) } else { bytes += scalar.utf8 }
    }
    return true
  }
}

extension [UInt8] {
  /// Adds the sequence that puts the cursor into a cell.
  fileprivate mutating func addPlace(row: Int, column: Int) {
    self += [0x1B, UInt8(ascii: "[")]
    addNumber(row + 1)
    append(UInt8(ascii: ";"))
    addNumber(column + 1)
    append(UInt8(ascii: "H"))
  }

  private mutating func addNumber(_ number: Int) {
    if number > 9 { addNumber(number / 10) }
    append(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
