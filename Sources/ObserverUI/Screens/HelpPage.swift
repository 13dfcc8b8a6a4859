import SafeText
import SessionCore
import TerminalKit

/// What the keys of the desk mean, from the keymap as it is.
enum HelpPage {
  /// The actions of the desk in the order in which they are explained.
  static let deskActions: [[Action]] = [
    [.silence, .addressee, .focusSelf, .focusOther, .focusGroup, .minimal],
    [.withdrawal, .confrontation, .groupMarker, .repair, .partly, .resolved, .moment],
    [.bookmark, .nameBookmark, .earlier1, .earlier5, .later1, .later5, .undo, .redo],
    [.note, .attendance, .lost, .regained, .pause, .palette, .help, .close],
    [.blank, .names, .flip, .bigClock, .wholeSession],
  ]

  /// The lines of the page; what is wider than the window goes on in the next line.
  static func lines(_ keymap: Keymap, _ session: Session, columns: Int) -> [String] {
    lines(keymap, session).flatMap { $0.displaySafe.wrapped(to: columns - 1) }
  }

  private static func lines(_ keymap: Keymap, _ session: Session) -> [String] {
    let seats = session.roster.members.map { "\($0.key) \($0.label)" }.joined(separator: ", ")
    var lines = [
      " Seats take the floor: \(seats).",
      " The first key of anything stamps its moment; the rest may take its time.", "",
    ]
    for group in deskActions {
      for action in group {
        let keys = keymap.keys(of: action, in: .observe).map(\.shown).joined(separator: " ")
        lines.append("  \(keys.padded(to: 8)) \(action.meaning)")
      }
      lines.append("")
    }
    lines.append(
      " In a strip a seat says who, > and a seat toward whom, - + how clear; a letter completes it:")
    let families: [(String, (Code) -> Bool)] = [
      ("withdrawal", { $0.family == .withdrawal }), ("confrontation", { $0.family == .confrontation }),
      ("between members (not 3RS)", { $0.family == .group }), ("repair", { $0.family == .repair }),
      ("moments", { Rejection.CodeUse.moment.takes($0.family) }),
    ]
    for (title, belongs) in families {
      lines += ["", " \(title)"]
      for code in session.codebook.codes.filter(belongs) {
        lines.append("  \(code.letter.padded(to: 2)) \(code.id.rawValue.padded(to: 6)) \(code.label)")
        if !code.meaning.isEmpty { lines.append("            \(code.meaning)") }
        if !code.isNot.isEmpty { lines.append("            not: \(code.isNot)") }
      }
    }
    return lines
  }
}

extension String {
  /// This text in lines of at most so many columns, broken at blanks; what goes on is indented as far as the
  /// last part of the first line that stands apart by two blanks.
  func wrapped(to columns: Int) -> [String] {
    guard self.columns > columns, columns > 20 else { return [self] }
    let words = utf8.split(separator: 0x20, omittingEmptySubsequences: false).map { String(Substring($0)) }
    var lines: [String] = []
    var line = ""
    var indent = 1
    for (place, word) in words.enumerated() {
      let more = place == 0 ? word : " " + word
      if word.isEmpty || line.columns + more.columns <= columns {
        line += more
        if word.isEmpty, lines.isEmpty, line.columns < columns / 2 { indent = line.columns + 1 }
      } else {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      }
    }
    return lines + [line]
  }
}
