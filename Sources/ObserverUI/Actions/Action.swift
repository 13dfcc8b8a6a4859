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
  case again, recode, undo, redo, note, attendance, lost, regained, pause, sync, blank, lock, events, palette,
    help,
    close
  // How the screen looks
  case names, flip
  case bigClock = "big-clock"
  case wholeSession = "whole-session"
  // In a strip
  case who, weaker, stronger
  case nextEpisode = "next-episode"
  case tick, take, cancel
  // In the list of events
  case whose, recodeEvent = "code"
  case notMinimal = "not-minimal"
  case drop
  case putBack = "put-back"
  case join, split, merge, cause, relapse, evidence
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
  // On the start screen
  case newSession = "new-session"
  case setUp = "set-up"
  case resumeSession = "resume-session"
  case replaySession = "replay-session"
  case demo, practise, settings
  // Where a group is set up
  case less, more, add, remove, role
  case seatKey = "seat-key"
  case placeUp = "place-up"
  case placeDown = "place-down"
  case everybody
  case previousSign = "previous-sign"
  case nextSign = "next-sign"
  case walkBack = "walk-back"
  case walkOn = "walk-on"
  case walkBy = "walk-by"
  case goTo = "go-to"
  case search
  case nextFound = "next-found"
  case previousFound = "previous-found"
  case skipIdle = "skip-idle"
  case loop
  case otherTime = "other-time"
  case audit, timeline, figures
  // In replay of a log that is open for corrections
  case takeBack = "take-back"
  case moveRecord = "move"
  // In several
  case quit

  /// What it does in a mode: in a strip or in the list of events some actions are about an act and not about the turn.
  package func meaning(in mode: Keymap.Mode) -> String {
    switch (self, mode) {
    case (.addressee, .strip): "toward whom the act goes: then a seat, or * for the group"
    case (.addressee, .events): "toward whom it went: then a seat, or * for the group"
    case (.weaker, .strip): "the marker is weak"
    case (.stronger, .strip): "the marker is strong"
    case (.up, .strip): "a later act that the resolution rests on"
    case (.down, .strip): "an act further back that the resolution rests on, and past the last none"
    case (.weaker, .events): "a marker less clear, a strength or a rating one less"
    case (.stronger, .events): "a marker clearer, a strength or a rating one more"
    case (.note, .events): "a note about it, or the words of the note anew"
    case (.cancel, .events), (.cancel, .bookmarks), (.cancel, .start), (.cancel, .group): "go back"
    case (.earlier1, .events): "it happened 1 s earlier"
    case (.earlier5, .events): "it happened 5 s earlier"
    case (.later1, .events): "it happened 1 s later"
    case (.later5, .events): "it happened 5 s later"
    case (.nameBookmark, .events): "name it, where it is a bookmark"
    case (.drop, .bookmarks): "take the bookmark back"
    case (.less, .report): "tables that are wider than the window: to the left"
    case (.more, .report): "tables that are wider than the window: to the right"
    default: meaning
    }
  }

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
    case .nameBookmark: "the bookmarks that wait for a name"
    case .earlier1: "the last record happened 1 s earlier"
    case .earlier5: "the last record happened 5 s earlier"
    case .later1: "the last record happened 1 s later"
    case .later5: "the last record happened 5 s later"
    case .again: "one more at the moment of the last record: then what it was"
    case .recode: "take the last code back and choose another; the moment stays"
    case .undo: "take back the last act"
    case .redo: "do again what was taken back"
    case .note: "a note in words"
    case .attendance: "somebody comes, goes, agrees or withdraws"
    case .lost: "you cannot see or hear"
    case .regained: "you see and hear again"
    case .pause: "a break, and its end"
    case .sync: "now is this time of the recording: then the time"
    case .blank: "blank the screen at once"
    case .lock: "blank the screen and lock it with a passphrase; seats still record"
    case .events: "the list of events: move, correct, take back, merge"
    case .palette: "any command in words"
    case .help: "what the keys mean"
    case .close: "close the session: ratings, then the report"
    case .names: "names or the numbers of the seats"
    case .flip: "the seats from the other side of the room"
    case .bigClock: "the clock large"
    case .wholeSession: "the lanes of the last minutes or of the whole session"
    case .who: "whose act it is: then a seat"
    case .weaker: "the marker is weak; a strength one less"
    case .stronger: "the marker is strong; a strength one more"
    case .nextEpisode: "the next open episode"
    case .tick: "tick this episode too"
    case .take: "take what is shown"
    case .cancel: "drop it"
    case .whose: "whose act it was: then a seat"
    case .recodeEvent: "another code: then its letter"
    case .notMinimal: "the turn is no clipped answer"
    case .drop: "take it back"
    case .putBack: "put it back"
    case .join: "it belongs to another episode: then point at that one"
    case .split: "it is an episode of its own"
    case .merge: "its episode is one with another: then point at that one"
    case .cause: "its episode grew out of another: then point at that one"
    case .relapse: "its episode reopens another: then point at that one"
    case .evidence: "what the resolution rests on: then point at that"
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
    case .newSession: "begin the new session"
    case .setUp: "set up the group and the session"
    case .resumeSession: "go on with a session that was not finished"
    case .replaySession: "replay a session"
    case .demo: "watch a worked session"
    case .practise: "practise with a role-play, every mark explained"
    case .settings: "the settings as they are"
    case .less: "the value before, or one less"
    case .more: "the next value, or one more"
    case .add: "add somebody"
    case .remove: "take somebody out"
    case .role: "therapist or member"
    case .seatKey: "another key for the seat: then the key"
    case .placeUp: "one place up"
    case .placeDown: "one place down"
    case .everybody: "everybody agreed"
    case .previousSign: "the sign before on the bar"
    case .nextSign: "the next sign on the bar: a marker, a repair, a resolution"
    case .walkBack: "the record before of one person or code"
    case .walkOn: "the next record of one person or code"
    case .walkBy: "choose the person or the code to walk by"
    case .goTo: "go to a time: 12:30, 1h 2m, +30s, -1:00, 50%"
    case .search: "search notes, codes, names and kinds"
    case .nextFound: "the next that was found"
    case .previousFound: "the one before that was found"
    case .skipIdle: "skip idle time, or show all of it"
    case .loop: "play the episode here again and again; once more ends it"
    case .otherTime: "as it was recorded, or as it is now believed"
    case .audit: "the corrections, and what each changed"
    case .timeline: "the whole session in lanes, or the panels"
    case .figures: "the figures up to this moment"
    case .takeBack: "take this record back (with --edit)"
    case .moveRecord: "this record happened at another time (with --edit)"
    }
  }
}
