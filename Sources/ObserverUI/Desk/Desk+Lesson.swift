import SafeText
import SessionCore
import TerminalKit

/// A code that was just recorded, named in words for a while: for somebody who is learning the codes.
///
/// Nothing waits for it. The key that takes the last code back works at any time; here it is named.
struct Lesson: Hashable, Sendable {
  let code: CodeID
  /// Until when it is shown.
  let until: SessionTime

  /// For how many ms a code is named.
  static let length = 8_000
}

extension Desk {
  /// Takes note of codes that were recorded.
  mutating func teach(_ records: [Record]) {
    guard learns else { return }
    for record in records {
      switch record.event {
      case .marker(let marker): teach(marker.code)
      case .repair(let repair): teach(repair.code)
      case .moment(let moment): teach(moment.code)
      case .retracted: lesson = nil
      default: break
      }
    }
  }

  private mutating func teach(_ code: CodeID) {
    lesson = Lesson(code: code, until: now.session.moved(by: Lesson.length))
  }

  /// What the code means, as long as that is shown; `nil` otherwise.
  var lessonText: String? {
    guard let lesson, now.session < lesson.until, let code = session.codebook[lesson.code] else { return nil }
    let meaning = code.meaning.isEmpty ? "" : ": \(code.meaning)"
    return "\(code.id.rawValue) \(code.label)\(meaning)" + (code.isNot.isEmpty ? "" : ". Not: \(code.isNot)")
  }

  /// The lesson in the last rows of an area, which are nobody's while it is shown.
  func drawLesson(in area: Area, of frame: inout Frame) {
    guard let text = lessonText else { return }
    let lines = text.displaySafe.wrapped(to: area.columns - 4).prefix(max(0, min(3, area.rows)))
    for (line, text) in lines.enumerated() {
      let row = area.row + area.rows - lines.count + line
      frame.clear(row: row, column: 0)
      frame.put(text, row: row, column: 2, style: theme.live)
    }
  }

  /// The help with what is pointed at in sight.
  func drawHelp(_ screen: HelpScreen, in area: Area, of frame: inout Frame) {
    let lines = screen.lines(keymap, session, columns: area.columns)
    let top = screen.top(of: lines, rows: area.rows)
    for (line, shown) in lines.dropFirst(top).prefix(area.rows).enumerated() {
      let isChosen = shown.item == screen.place && screen.items[shown.item].canBeRun
      frame.put(
        shown.text.truncated(to: area.columns), row: area.row + line, column: 0,
        style: isChosen ? theme.live : theme.text)
    }
  }
}

extension Desk.Mode {
  /// The line that is being typed at the foot of the screen, if one is.
  var entry: TextEntry? {
    switch self {
    case .writing(let entry): entry
    case .palette(let palette): palette.entry
    default: nil
    }
  }
}
