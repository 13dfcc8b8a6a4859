/// What a key can do; the raw value is its name in keymap files.
///
/// Seats and the letters of codes are no actions: the group and the codebook give them their keys.
package enum Action: String, CaseIterable, Hashable, Sendable {
  // At the desk
  case silence, addressee
  case focusSelf = "focus-self"
  case focusOther = "focus-other"
  case focusGroup = "focus-group"
  case minimal, withdrawal, confrontation
  case groupMarker = "group-marker"
  case repair, partly, resolved, moment, bookmark
  case nameBookmark = "name-bookmark"
  case earlier1 = "earlier-1"
  case earlier5 = "earlier-5"
  case later1 = "later-1"
  case later5 = "later-5"
  case undo, redo, note, attendance, lost, regained, pause, blank, palette, help, close
  // How the screen looks
  case names, flip
  case bigClock = "big-clock"
  case wholeSession = "whole-session"
  // In a strip
  case weaker, stronger
  case nextEpisode = "next-episode"
  case tick, take, cancel
  // In lists and reports
  case up, down
  case pageUp = "page-up"
  case pageDown = "page-down"
  case top, bottom
  // In replay
  case play, slower, faster
  case back5 = "back-5"
  case forward5 = "forward-5"
  case back30 = "back-30"
  case forward30 = "forward-30"
  case previousEvent = "previous-event"
  case nextEvent = "next-event"
  case previousRupture = "previous-rupture"
  case nextRupture = "next-rupture"
  // In both
  case quit

  /// What it does, in a few words, for the hint line and the help.
  package var meaning: String {
    switch self {
    case .silence: "silence: the floor is empty"
    case .addressee: "to whom the turn is addressed: then a seat, or * for the group"
    case .focusSelf: "the turn is about the speaker"
    case .focusOther: "the turn is about another member"
    case .focusGroup: "the turn is about the group"
    case .minimal: "the turn is a clipped answer"
    case .withdrawal: "withdrawal marker: then a letter"
    case .confrontation: "confrontation marker: then a letter"
    case .groupMarker: "marker between members: then a letter"
    case .repair: "attempt at repair: then a letter"
    case .partly: "an episode is partly back"
    case .resolved: "an episode is resolved: then the strength, 1 to 5"
    case .moment: "any other moment: then a letter"
    case .bookmark: "stamp now, name later"
    case .nameBookmark: "name the oldest bookmark"
    case .earlier1: "the last record happened 1 s earlier"
    case .earlier5: "the last record happened 5 s earlier"
    case .later1: "the last record happened 1 s later"
    case .later5: "the last record happened 5 s later"
    case .undo: "take back the last act"
    case .redo: "do again what was taken back"
    case .note: "a note in words"
    case .attendance: "somebody comes, goes, agrees or withdraws"
    case .lost: "you cannot see or hear"
    case .regained: "you see and hear again"
    case .pause: "a break, and its end"
    case .blank: "blank the screen at once"
    case .palette: "any command in words"
    case .help: "what the keys mean"
    case .close: "close the session: ratings, then the report"
    case .names: "names or the numbers of the seats"
    case .flip: "the seats from the other side of the room"
    case .bigClock: "the clock large"
    case .wholeSession: "the lanes of the last minutes or of the whole session"
    case .weaker: "the marker is weak"
    case .stronger: "the marker is strong"
    case .nextEpisode: "the next open episode"
    case .tick: "tick this episode too"
    case .take: "take what is shown"
    case .cancel: "drop it"
    case .up: "up"
    case .down: "down"
    case .pageUp: "a page up"
    case .pageDown: "a page down"
    case .top: "to the top"
    case .bottom: "to the bottom"
    case .quit: "leave"
    case .play: "play, pause"
    case .slower: "half as fast"
    case .faster: "twice as fast"
    case .back5: "5 s back"
    case .forward5: "5 s on"
    case .back30: "30 s back"
    case .forward30: "30 s on"
    case .previousEvent: "one record back"
    case .nextEvent: "one record on"
    case .previousRupture: "the rupture before"
    case .nextRupture: "the next rupture"
    }
  }
}
