/// The verbs of line mode and of the palette, with how each is written and what it does.
package enum Verb: String, CaseIterable, Hashable, Sendable {
  case turn, silence, mark, repair, partly, resolved, moment, bookmark, name
  case caused, relapse, merge, amend, retract, restore, undo, redo
  case earlier, later, recode, also, drop, split, join
  case left, arrived, withdrew, consent, lost, regained, pause, resume, sync, note, rate, close
  case bookmarks, events, show, code, status, help

  /// How the verb is written: capitals stand for something, brackets for what may be left out.
  package var usage: String {
    switch self {
    case .turn: "turn WHO [> WHO|*] [self|other|group|none] [minimal]"
    case .silence: "silence"
    case .mark: "mark CODE WHO [> WHO|*] [weak|clear|strong] [affects WHO[,WHO]] [episode N|new]"
    case .repair: "repair CODE WHO [> WHO|*] [episode N[,N]]"
    case .partly: "partly [N]"
    case .resolved: "resolved [N] [1-5] [because TEXT]"
    case .moment: "moment CODE WHO [> WHO|*] [about N]"
    case .bookmark: "bookmark"
    case .name: "name N VERB ..."
    case .caused: "caused N by N"
    case .relapse: "relapse N of N"
    case .merge: "merge N into N"
    case .amend: "amend N FIELD=VALUE ..."
    case .retract: "retract N"
    case .restore: "restore N"
    case .undo: "undo"
    case .redo: "redo"
    case .earlier: "earlier TIME [N]"
    case .later: "later TIME [N]"
    case .recode: "recode CODE [N]"
    case .also: "also VERB ..."
    case .drop: "drop [BOOKMARK]"
    case .split: "split N"
    case .join: "join N into N"
    case .left: "left WHO [rupture|planned]"
    case .arrived: "arrived WHO"
    case .withdrew: "withdrew WHO"
    case .consent: "consent WHO SCOPE"
    case .lost: "lost"
    case .regained: "regained"
    case .pause: "pause"
    case .resume: "resume"
    case .sync: "sync MM:SS [LABEL]"
    case .note: "note TEXT"
    case .rate: "rate SCALE 1-5|na [WHO]"
    case .close: "close [end|observer|technical]"
    case .bookmarks: "bookmarks"
    case .events: "events [HOW-MANY]"
    case .show: "show N"
    case .code: "code CODE"
    case .status: "status"
    case .help: "help [VERB]"
    }
  }

  /// What the verb does, in a few words.
  package var meaning: String {
    switch self {
    case .turn: "takes the floor; ends the turn before"
    case .silence: "the floor is empty"
    case .mark: "a rupture marker; joins the open episode of the same two, or opens one"
    case .repair: "an attempt at repair; for the latest open episode it could fit"
    case .partly: "collaboration is partly back; the clock goes on"
    case .resolved: "closes an episode, on evidence from the affected member"
    case .moment: "anything else the codebook lists"
    case .bookmark: "stamps this moment, to be named later"
    case .name: "says what a bookmark was; it takes the bookmark's moment"
    case .caused: "the first episode grew out of the second"
    case .relapse: "the first episode reopens the second, which was resolved"
    case .merge: "the two episodes are one"
    case .amend: "corrects a record"
    case .retract: "takes a record back"
    case .restore: "puts a record back"
    case .undo: "takes the last act back"
    case .redo: "does again what was undone"
    case .earlier: "it happened so much earlier; without N, the last thing observed"
    case .later: "it happened so much later; without N, the last thing observed"
    case .recode: "another code; without N, of the last coded record"
    case .also: "one more at the moment of the last thing observed"
    case .drop: "takes a bookmark back; without its number, the oldest without a name"
    case .split: "a marker is an episode of its own"
    case .join: "a record belongs to another episode"
    case .left: "somebody leaves the room"
    case .arrived: "somebody comes into the room"
    case .withdrew: "somebody withdraws from being observed"
    case .consent: "somebody agrees to be observed"
    case .lost: "the observer cannot see or hear from here on"
    case .regained: "the observer sees and hears again"
    case .pause: "a break; active time stops"
    case .resume: "the break is over"
    case .sync: "this instant is that place in a recording"
    case .note: "free text"
    case .rate: "a closing rating"
    case .close: "ends the session"
    case .bookmarks: "the bookmarks that wait for a name, and what was happening then"
    case .events: "the last events with their numbers"
    case .show: "one record: its episode, and what was corrected"
    case .code: "what a code means, what it is not, and an example"
    case .status: "who has the floor and what is open"
    case .help: "the verbs, or how one is written"
    }
  }
}
