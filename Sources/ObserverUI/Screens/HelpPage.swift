import SafeText
import SessionCore
import TerminalKit

/// What the help says in each mode, from the keymap and the codebook as they are.
enum HelpPage {
  /// The actions of the desk in the order in which they are explained.
  static let deskActions: [[Action]] = [
    [.silence, .addressee, .focusSelf, .focusOther, .focusGroup, .minimal],
    [.withdrawal, .confrontation, .groupMarker, .repair, .partly, .resolved, .moment],
    [.bookmark, .nameBookmark, .earlier1, .earlier5, .later1, .later5, .again, .recode, .undo, .redo],
    [.note, .events, .attendance, .lost, .regained, .pause, .sync, .palette, .help, .close],
    [.blank, .lock, .names, .flip, .bigClock, .wholeSession],
  ]

  /// The help for the mode a desk is in.
  static func screen(_ desk: Desk) -> HelpScreen {
    switch desk.mode {
    case .strip(let strip):
      HelpScreen(
        items(
          strip, desk.shownSession, isByPlace: !desk.keymap.places.isEmpty,
          again: desk.keymap.name(of: .again, in: .observe)), for: .strip)
    case .bookmarks: HelpScreen(bookmarks, for: .bookmarks)
    case .events: HelpScreen(events(desk.keymap), for: .events)
    case .ratings(let form): HelpScreen(ratings(form), for: .report)
    case .report: HelpScreen([.title("The report")] + reading.map { .action($0) }, for: .report)
    default: HelpScreen(observing(desk.shownSession), for: .observe)
    }
  }

  /// The whole help of the desk as lines, for whoever reads it from top to bottom.
  static func lines(_ keymap: Keymap, _ session: Session, columns: Int) -> [String] {
    HelpScreen(observing(session), for: .observe).lines(keymap, session, columns: columns).map(\.text)
  }

  private static let reading: [Action] = [.up, .down, .pageUp, .pageDown, .top, .bottom, .less, .more, .quit]

  private static func observing(_ session: Session) -> [HelpScreen.Item] {
    let seats = session.roster.members.map { "\($0.key) \($0.label)" }.joined(separator: ", ")
    var items: [HelpScreen.Item] = [
      .text("Seats take the floor: \(seats)."),
      .text("The first key of anything stamps its moment; the rest may take its time."),
      .text("A key pressed twice at once, or held down, counts once, and the last line says so."),
    ]
    let titles = [
      "The floor", "Ruptures and repairs", "Moments, and putting right", "The session", "The screen",
    ]
    for (title, group) in zip(titles, deskActions) { items += [.title(title)] + group.map { .action($0) } }
    items += [
      .title("What the screen says"),
      .text("○ written, ● on disk, ▲ in memory only; ⌂ a therapist, ▸ who has the floor."),
      .text(
        "quiet: minutes since a member's last turn that was not minimal, from 5 on. A clipped answer ends no quiet,"
          + " nor does time that was paused or out of sight count."),
      .text("open: how long the oldest rupture of a person has been open; W C X count their markers."),
    ]
    items.append(
      .title("In a strip a seat says who, > and a seat toward whom, - + how clear; a letter completes it"))
    let families: [(String, (Code) -> Bool)] = [
      ("withdrawal", { $0.family == .withdrawal }), ("confrontation", { $0.family == .confrontation }),
      ("between members (not 3RS)", { $0.family == .group }), ("repair", { $0.family == .repair }),
      ("moments", { Rejection.CodeUse.moment.takes($0.family) }),
    ]
    for (title, belongs) in families {
      items += [.title(title)] + session.codebook.codes.filter(belongs).map { .code($0.id) }
    }
    return items
  }

  private static func items(
    _ strip: Strip, _ session: Session, isByPlace: Bool, again: String
  ) -> [HelpScreen.Item] {
    var items: [HelpScreen.Item] = []
    switch strip.kind {
    case .marker, .repair, .moment:
      items += [
        .text(
          "A seat's key says whose act it was, a code's key completes it; the moment is that of the first key."
        ),
        .text(
          isByPlace
            ? "\(again) at the desk adds one more code at the same moment."
            : "With shift a letter leaves the strip open for one more code at the same moment."),
      ]
    case .partly, .resolved:
      items.append(
        .text("A letter chooses the episode; 1 to 5 say how firmly it is resolved, enter takes 3."))
    case .attendance: items.append(.text("A seat's key says who came, went, agreed or withdrew."))
    }
    var actions: [Action] = strip.kind.hasCodes ? [.addressee] : [.take]
    if strip.kind.isMarker { actions += [.weaker, .stronger] }
    if strip.kind != .moment, strip.kind != .attendance { actions.append(.nextEpisode) }
    if strip.kind == .repair { actions.append(.tick) }
    if strip.kind == .resolved { actions += [.up, .down] }
    items += [.title("Keys")] + (actions + [.cancel]).map { .action($0) }
    let codes = strip.codes(in: session.codebook)
    if !codes.isEmpty { items += [.title("Codes")] + codes.map { .code($0.id) } }
    return items
  }

  private static let bookmarks: [HelpScreen.Item] =
    [
      .text(
        "The keys that record something at the desk name the bookmark pointed at; it lends them its moment."),
      .text("The defaults are those of that moment: who had the floor then, and what was open."),
      .title("Keys"),
    ] + [Action.up, .down, .top, .bottom, .drop, .cancel].map { .action($0) }

  private static func events(_ keymap: Keymap) -> [HelpScreen.Item] {
    let all = Action.allCases.filter {
      !keymap.keys(of: $0, in: .events).isEmpty && $0 != .help && $0 != .take
    }
    return [
      .text("Every correction is a record of its own; nothing is ever deleted. Seats still take the floor."),
      .title("Keys"),
    ] + all.map { .action($0) }
  }

  private static func ratings(_ form: RatingForm) -> [HelpScreen.Item] {
    var items: [HelpScreen.Item] = [
      .text("1 to 5 rate, n says that it does not apply, and a scale that is passed over stays unrated."),
      .text("Enter closes the session. Esc goes back to it: nothing has ended yet."),
    ]
    for scale in form.scales {
      items += [.title(scale.label)] + (scale.asks.isEmpty ? [] : [.text(scale.asks)])
      for (index, anchor) in scale.anchors.enumerated() where !anchor.isEmpty {
        items.append(.text("  \(index + 1)  \(anchor)"))
      }
    }
    return items
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
    for (place, whole) in words.enumerated() {
      var word = whole
      // A word that has no line to itself, such as the path of a file, goes on in the next.
      while word.columns > columns - indent, place > 0 || !lines.isEmpty {
        let room = columns - line.columns - 1
        let part = word.firstColumns(room > 8 ? room : columns - indent)
        if room > 8 {
          line += " " + part
        } else {
          lines.append(line)
          line = String(repeating: " ", count: indent) + part
        }
        word = String(word.unicodeScalars.dropFirst(part.unicodeScalars.count))
        if !word.isEmpty {
          lines.append(line)
          line = String(repeating: " ", count: max(0, indent - 1))
        }
      }
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

  /// As much of this from its beginning as so many columns hold, at least one scalar.
  private func firstColumns(_ columns: Int) -> String {
    var used = 0
    var kept = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      used += String(Character(scalar)).columns
      if used > columns, !kept.isEmpty { break }
      kept.append(scalar)
    }
    return String(kept)
  }
}
