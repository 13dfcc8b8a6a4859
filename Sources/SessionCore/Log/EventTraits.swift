extension Event {
  /// The name of the kind in the log.
  package var kind: String {
    switch self {
    case .opened: "opened"
    case .consented: "consented"
    case .withdrew: "withdrew"
    case .arrived: "arrived"
    case .left: "left"
    case .turn: "turn"
    case .silence: "silence"
    case .marker: "marker"
    case .repair: "repair"
    case .partly: "partly"
    case .resolved: "resolved"
    case .caused: "caused"
    case .relapse: "relapse"
    case .merged: "merged"
    case .carried: "carried"
    case .moment: "moment"
    case .bookmark: "bookmark"
    case .lost: "lost"
    case .regained: "regained"
    case .paused: "paused"
    case .resumed: "resumed"
    case .sync: "sync"
    case .rated: "rated"
    case .note: "note"
    case .amended: "amended"
    case .retracted: "retracted"
    case .restored: "restored"
    case .clock: "clock"
    case .recovered: "recovered"
    case .reopened: "reopened"
    case .interrupted: "interrupted"
    case .closed: "closed"
    case .unknown(let kind): kind
    }
  }

  /// When it happened as the record itself says, for the kinds that can say so.
  package var claim: Claim? {
    switch self {
    case .turn(let turn): turn.claim
    case .silence(let claim), .bookmark(let claim): claim
    case .marker(let marker): marker.claim
    case .repair(let repair): repair.claim
    case .partly(let partial): partial.claim
    case .resolved(let resolution): resolution.claim
    case .moment(let moment): moment.claim
    case .note(let note): note.claim
    default: nil
    }
  }

  /// Whether this is something the observer saw and keyed; these count as effort.
  ///
  /// Turn, silence, marker, repair, partly, resolved, moment, bookmark and note.
  package var isObservation: Bool {
    switch self {
    case .turn, .silence, .marker, .repair, .partly, .resolved, .moment, .bookmark, .note: true
    default: false
    }
  }

  /// Whether somebody took the floor.
  var isTurn: Bool { if case .turn = self { true } else { false } }

  /// Whether a timeline shows it: a marker, a repair or a resolution.
  package var isSign: Bool {
    switch self {
    case .marker, .repair, .resolved: true
    default: false
    }
  }

  /// Whether the record can be taken back and put back.
  ///
  /// Taking back a taking back is putting back, so `retracted` and `restored` are none of these; what the
  /// machine wrote about the run stands.
  package var canBeRetracted: Bool {
    switch self {
    case .opened, .retracted, .restored, .clock, .recovered, .reopened, .interrupted, .closed, .unknown: false
    default: true
    }
  }

  /// Whether the record can be corrected.
  package var canBeAmended: Bool {
    switch self {
    case .opened, .carried, .withdrew, .lost, .regained, .paused, .resumed, .amended: false
    default: canBeRetracted
    }
  }

  /// Everybody the event names.
  package var people: [MemberID] {
    switch self {
    case .consented(let consent): [consent.member]
    case .withdrew(let member): [member]
    case .arrived(let attendance), .left(let attendance): [attendance.member]
    case .turn(let turn): [turn.who] + person(turn.to)
    case .marker(let marker): [marker.who] + person(marker.to) + marker.affected
    case .repair(let repair): [repair.who] + person(repair.to)
    case .carried(let carried): [carried.who] + person(carried.to)
    case .moment(let moment): [moment.who] + person(moment.to)
    case .rated(let rating): rating.member.map { [$0] } ?? []
    default: []
    }
  }

  private func person(_ party: Party?) -> [MemberID] { party?.person.map { [$0] } ?? [] }
}
