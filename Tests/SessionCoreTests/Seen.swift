import SessionCore

/// Everything that can be seen of a session but its history and the records as such, to compare two of them.
struct Seen: Hashable {
  let floor: Floor
  let people: [Person]
  let episodes: [Episode]
  let openEpisodes: [RecordID]
  let unnamedBookmarks: [RecordID]
  let markerCounts: [Session.MarkerCount]
  let closing: RecordID?
  let isReopened: Bool

  struct Person: Hashable {
    let isPresent: Bool
    let withdrawal: SessionTime?
    let hasConsent: Bool
    let leaving: Attendances.Passage?
    let talk: Int
    let lastOther: Party
  }

  init(_ session: Session) {
    floor = session.floor
    people = session.roster.members.enumerated().map { seat, member in
      Person(
        isPresent: session.attendances.isPresent(member.id),
        withdrawal: session.attendances.withdrawal(of: member.id),
        hasConsent: session.attendances.hasConsent(member.id),
        leaving: session.attendances.leaving(of: member.id, from: .zero),
        talk: session.floor.talk(of: seat, at: session.end),
        lastOther: session.lastOtherSpeaker(than: member.id))
    }
    episodes = session.episodes
    openEpisodes = session.openEpisodes
    unnamedBookmarks = session.unnamedBookmarks
    markerCounts = session.markerCounts
    closing = session.closing
    isReopened = session.isReopened
  }
}

/// All of a session: what is ``Seen``, its records and its history.
struct Whole: Hashable {
  let seen: Seen
  let entries: [Session.Entry]
  let ignored: [RecordID]
  let history: UndoHistory

  init(_ session: Session) {
    seen = Seen(session)
    entries = Array(session.entries)
    ignored = session.ignored
    history = session.history
  }
}

extension Session {
  /// This session after one more event at the time of the last record.
  func after(_ event: Event) -> Session {
    var next = self
    next.apply(Record(id: nextID, time: lastTime, event: event))
    return next
  }
}
