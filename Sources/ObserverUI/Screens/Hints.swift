import SafeText
import SessionCore
import TerminalKit

/// The hint line: what the keys mean now.
struct Hints {
  let desk: Desk

  init(_ desk: Desk) { self.desk = desk }

  /// As much of it as fits; the last hint, how to get help or out of here, always does.
  func text(columns: Int) -> String { Self.fit(hints, columns: columns) }

  /// As many hints as fit, the last one among them.
  static func fit(_ hints: [String], columns: Int) -> String {
    var hints = hints.filter { !$0.isEmpty }
    var width = hints.reduce(0) { $0 + $1.columns + 2 } - 2
    while hints.count > 1, width > columns {
      // Of two hints the last one stays; of more the last one and those before which there is room.
      width -= hints.remove(at: max(0, hints.count - 2)).columns + 2
    }
    return hints.joined(separator: "  ").truncated(to: columns)
  }

  private var hints: [String] { desk.hintsOfOthers ?? ownHints }

  private var ownHints: [String] {
    switch desk.mode {
    case .observing: observing
    case .bookmarks:
      ["what was it?"] + naming + ["\(key(.drop, .bookmarks)) take back", choose(.bookmarks), drop]
    case .again: ["at that moment:"] + naming + ["\(key(.again)) same again", drop]
    case .addressing: ["to whom?", seats, "* the group", drop]
    case .strip(let strip): hints(for: strip)
    case .attendance: ["a letter says it", "esc drop"]
    case .events(let list): EventsHints(list: list, session: desk.session, keymap: desk.keymap).hints
    case .writing: ["enter keeps it", "esc drops it"]
    case .ratings: ["1-5 rate", "enter closes", "n n/a", "↑ ↓ move", "\(key(.help)) help", "esc back"]
    case .palette: ["enter runs it", "tab writes it out", "↑ ↓ choose", "esc drops it"]
    case .help:
      [
        "\(key(.down, .report)) \(key(.up, .report)) choose", "enter runs it", pages,
        "any other key goes back",
      ]
    case .locked: []
    case .report(let pager):
      [
        scroll,
        pager.isWide(columns: desk.size.columns) ? "\(key(.less, .report)) \(key(.more, .report)) aside" : "",
        pages, "\(key(.quit, .report)) leave",
      ]
    }
  }

  private var observing: [String] {
    let help = desk.usualHints.help
    if desk.session.closing != nil { return ["the session is closed", help] }
    if desk.session.clock.isPaused, desk.replayed == nil {
      return ["\(key(.pause)) resume", "seats and marks still record", help]
    }
    if desk.session.clock.isLost, desk.replayed?.isFloorGiven != true {
      return ["\(key(.regained)) I see again", "seats and marks still record", help]
    }
    if desk.lessonText != nil {
      let back = desk.keymap.name(of: .recode, in: .observe)
      return ["\(back) another letter", "\(seats) floor", "\(key(.undo)) undo", help]
    }
    let usual = desk.usualHints
    let bookmarks = desk.session.unnamedBookmarks.count
    return replayHints + (desk.replayed?.isFloorGiven == true ? [] : usual.floor) + usual.marks
      + (bookmarks == 0 ? [] : ["\(key(.nameBookmark)) name \(bookmarks)"]) + [usual.help]
  }

  /// What stops a replayed clock and sets it back.
  private var replayHints: [String] {
    guard let replayed = desk.replayed else { return [] }
    let play = replayed.isAtEnd ? "" : replayed.isPlaying ? "enter stop" : "enter go on"
    return [play, "\(key(.back5, .replay)) 5 s back"]
  }

  private var naming: [String] {
    [
      "\(markers) mark", "\(key(.repair)) repair", "\(key(.resolved)) resolved",
      "\(key(.moment)) moment", "\(key(.note)) note",
    ]
  }

  private func hints(for strip: Strip) -> [String] {
    if strip.isAddressing { return ["toward whom?", seats, "* the group"] }
    if strip.isAskingWho { return ["whose act?", seats] }
    let taken = desk.keymap.codesTakeSeats(of: desk.session.roster)
    let who = taken ? "\(key(.who, .strip)) who" : "\(seats) who"
    let completes = desk.keymap.places.isEmpty ? "letter completes" : "a code's key completes"
    let toward = "\(key(.addressee, .strip)) toward"
    let next = desk.session.openEpisodes.count > 1 ? "\(key(.nextEpisode, .strip)) next" : ""
    switch strip.kind {
    case .marker:
      let clarity = "\(key(.weaker, .strip)) \(key(.stronger, .strip)) clarity"
      let joins = desk.session.openEpisodes.isEmpty ? "" : "\(key(.nextEpisode, .strip)) joins"
      return [completes, who, toward, clarity, joins, more, drop]
    case .repair:
      let tick = next.isEmpty ? "" : "\(key(.tick, .strip)) tick"
      return [completes, who, toward, next.isEmpty ? "" : "\(next) episode", tick, more, drop]
    case .moment: return [completes, who, toward, more, drop]
    case .partly: return ["\(key(.take, .strip)) takes it", episodes, next, drop]
    case .resolved:
      return [
        "1-5 how strongly", "\(key(.take, .strip)) 3", choose(.strip) + " on what", episodes, next, drop,
      ]
    case .attendance: return ["who?", seats, drop]
    }
  }

  /// With shift, the strip stays for one more code at the same moment.
  private var more: String { desk.keymap.places.isEmpty ? "shift+letter one more" : "" }
  private func choose(_ mode: Keymap.Mode) -> String { "\(key(.up, mode)) \(key(.down, mode))" }
  private var drop: String { "\(key(.cancel, .strip)) drop" }
  private var scroll: String { "\(key(.down, .report)) \(key(.up, .report)) scroll" }
  private var pages: String {
    "\(key(.pageDown, .report)) \(key(.pageUp, .report)) page  \(key(.top, .report)) \(key(.bottom, .report)) ends"
  }
  private var markers: String { desk.usualHints.markers }

  /// The letters of the open episodes, where there is a choice.
  private var episodes: String {
    desk.session.openEpisodes.count > 1 ? "\(OpenPanel.letters(in: desk.session)) which" : ""
  }

  private func key(_ action: Action, _ mode: Keymap.Mode = .observe) -> String {
    desk.keymap.name(of: action, in: mode)
  }

  private var seats: String { desk.usualHints.seats }
}

/// The hints that stand there nearly always, put into words once for a session.
struct UsualHints: Sendable {
  /// The seats' keys, as `1-4` where they are a row of digits; `1-0yz` where others follow.
  let seats: String
  /// The keys that mark ruptures, one after the other.
  let markers: String
  let floor: [String]
  let marks: [String]
  let help: String

  init(_ keymap: Keymap, _ roster: Roster) {
    let keys = roster.members.map { $0.key }.filter { !$0.isEmpty }
    let taken = Set(keys)
    /// The first key of an action that is no seat's; a seat comes first.
    func key(_ action: Action) -> String {
      keymap.keys(of: action, in: .observe).map(\.shown).first { !taken.contains($0) } ?? ""
    }
    func hint(_ key: String, _ words: String) -> String { key.isEmpty ? "" : "\(key) \(words)" }
    seats = Self.inRows(keys)
    markers = [Action.withdrawal, .confrontation, .groupMarker].map(key).joined()
    floor = ["\(seats) floor", hint(key(.silence), "silence"), hint(key(.addressee), "to")]
    marks = [
      hint(markers, "mark"), hint(key(.repair), "repair"), hint(key(.resolved), "resolved"),
      hint(key(.undo), "undo"),
    ]
    help = hint(key(.help), "help")
  }

  /// Keys one after the other, three or more that follow each other on the keyboard or in the alphabet as `1-4`.
  private static func inRows(_ keys: [String]) -> String {
    let order = "1234567890 abcdefghijklmnopqrstuvwxyz".unicodeScalars.map { String($0) }
    var rows: [[String]] = []
    for key in keys {
      let place = order.firstIndex(of: key)
      if let last = rows.last?.last, let place, place > 0, order[place - 1] == last {
        rows[rows.count - 1].append(key)
      } else {
        rows.append([key])
      }
    }
    return rows.map { row in
      row.count > 2 ? "\(row[0])-\(row[row.count - 1])" : row.joined()
    }.joined()
  }
}
