import SessionCore
import TerminalKit

/// The session's clock in figures of seven strokes, as large as there is room for: readable from the corner of an eye.
struct BigClock {
  private let text: String
  private let theme: Theme
  /// How long a stroke is; a figure has `2 * stroke + 1` rows and as many columns.
  private let stroke: Int
  private let row: Int
  /// The column in which it begins.
  let left: Int

  /// The clock at the right end of an area, at the bottom; `nil` where there is no room for it.
  init?(_ now: SessionTime, theme: Theme, in area: Area) {
    // Half of a wide area, so that what stands there can still be read.
    let room = area.columns >= 76 ? area.columns / 2 : area.columns - 2
    let fitting = (1...4).last { 2 * $0 + 1 <= area.rows && Self.columns(stroke: $0) <= room }
    guard let fitting else { return nil }
    text = now.faceText
    self.theme = theme
    stroke = fitting
    row = area.row + area.rows - (2 * fitting + 1)
    left = area.column + area.columns - Self.columns(stroke: fitting) - 1
  }

  /// Six figures, two colons, and a blank between all of them.
  private static func columns(stroke: Int) -> Int { 6 * (2 * stroke + 1) + 2 + 7 }

  func draw(of frame: inout Frame) {
    var column = left
    for scalar in text.unicodeScalars {
      if let strokes = Self.strokes[scalar] {
        draw(strokes, at: column, of: &frame)
        column += 2 * stroke + 2
      } else {
        for dot in [stroke, 2 * stroke] { put(".", row: dot, column: column, of: &frame) }
        column += 2
      }
    }
  }

  private func draw(_ strokes: Strokes, at column: Int, of frame: inout Frame) {
    let (inside, right) = (2 * stroke - 1, column + 2 * stroke)
    for (part, line) in [(Strokes.top, 0), (.middle, stroke), (.bottom, 2 * stroke)]
    where strokes.contains(part) {
      put("_", row: line, column: column + 1, count: inside, of: &frame)
    }
    for line in 1...stroke {
      if strokes.contains(.upperLeft) { put("|", row: line, column: column, of: &frame) }
      if strokes.contains(.upperRight) { put("|", row: line, column: right, of: &frame) }
      if strokes.contains(.lowerLeft) { put("|", row: stroke + line, column: column, of: &frame) }
      if strokes.contains(.lowerRight) { put("|", row: stroke + line, column: right, of: &frame) }
    }
  }

  private func put(
    _ symbol: Unicode.Scalar, row line: Int, column: Int, count: Int = 1, of frame: inout Frame
  ) {
    frame.put(symbol, row: row + line, column: column, count: count, style: theme.live)
  }

  private struct Strokes: OptionSet {
    let rawValue: UInt8
    static let top = Strokes(rawValue: 1)
    static let upperRight = Strokes(rawValue: 2)
    static let lowerRight = Strokes(rawValue: 4)
    static let bottom = Strokes(rawValue: 8)
    static let lowerLeft = Strokes(rawValue: 16)
    static let upperLeft = Strokes(rawValue: 32)
    static let middle = Strokes(rawValue: 64)
  }

  private static let strokes: [Unicode.Scalar: Strokes] = [
    "0": Strokes(rawValue: 0x3F), "1": Strokes(rawValue: 0x06), "2": Strokes(rawValue: 0x5B),
    "3": Strokes(rawValue: 0x4F), "4": Strokes(rawValue: 0x66), "5": Strokes(rawValue: 0x6D),
    "6": Strokes(rawValue: 0x7D), "7": Strokes(rawValue: 0x07), "8": Strokes(rawValue: 0x7F),
    "9": Strokes(rawValue: 0x6F),
  ]
}
