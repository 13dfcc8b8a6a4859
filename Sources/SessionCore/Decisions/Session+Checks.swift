extension Session {
  /// The same event, if everything it says can be said in a new record.
  func checked(_ event: Event, at time: SessionTime) throws(Rejection) -> Event {
    try check(event, as: Draft(id: nextID, time: time, latest: time, old: nil))
    return event
  }

  /// What an event is checked as: a new record, or an old one as it would be amended.
  struct Draft {
    /// The record it is for.
    let id: RecordID
    /// When that record is made, or was.
    let time: SessionTime
    /// The latest moment it can claim to have happened: when it is made, or corrected.
    let latest: SessionTime
    /// What the record says so far; what stays as it is needs no new check. `nil` for a new record.
    let old: Event?
  }

  func check(_ event: Event, as draft: Draft) throws(Rejection) {
    if let claim = event.claim { try check(claim, of: event, as: draft) }
    try checkPeople(of: event)
    if let code = event.code, code != draft.old?.code { try check(code.id, for: code.use) }
    let known = draft.old?.episodes ?? []
    for id in event.episodes where !known.contains(id) && !(event.isMarker && id == draft.id) {
      // A circle says more than that an episode was merged away.
      if case .merged = event { continue }
      try checkEpisode(id)
    }
    switch event {
    case .marker(let marker): if marker.to == .person(marker.who) { throw .towardSelf(marker.who) }
    case .repair(let repair):
      if repair.to == .person(repair.who) { throw .towardSelf(repair.who) }
      if repair.episodes.isEmpty { throw .noEpisodeNamed }
    case .moment(let moment): if let about = moment.about { try checkRecord(about) }
    case .resolved(let resolution):
      guard (1...5).contains(resolution.strength) else {
        throw .strengthOutOfRange(resolution.strength)
      }
      if case .record(let evidence)? = resolution.evidence { try checkRecord(evidence) }
      if case .text(let text)? = resolution.evidence { try checkLength(text) }
    case .caused(let link): if link.episode == link.other { throw .sameEpisode(link.episode) }
    case .relapse(let link): try check(relapse: link, as: draft)
    case .merged(let link): try check(merge: link, as: draft)
    case .note(let note):
      if note.text.isBlank { throw .emptyNote }
      try checkLength(note.text)
      if let about = note.about { try checkRecord(about) }
    case .rated(let rating):
      guard scales.contains(rating.scale) else { throw .unknownScale(rating.scale) }
      if let value = rating.value, !(1...5).contains(value) { throw .ratingOutOfRange(value) }
    case .consented(let consent):
      if consent.scope.isBlank { throw .emptyScope }
      try checkLength(consent.scope + (consent.until ?? ""))
    case .sync(let sync):
      guard sync.media >= 0 else { throw .negativeMediaTime }
      try checkLength(sync.label ?? "")
    default: break
    }
  }

  private func check(
    _ claim: Event.Claim, of event: Event, as draft: Draft
  ) throws(Rejection) {
    if let on = claim.on {
      if on < .zero { throw .beforeOpening }
      if on > draft.latest { throw .inTheFuture(on, now: draft.latest) }
    }
    if let bookmark = claim.from, bookmark != draft.old?.claim?.from {
      guard bookmark < draft.id, let entry = self[bookmark], entry.isStanding,
        case .bookmark = entry.event
      else { throw .notABookmark(bookmark) }
    }
    let moment = moment(of: event, at: draft.time, for: draft.id)
    if let closed = closing.flatMap({ self[$0]?.time }), moment > closed {
      throw .afterClosing(moment, closed: closed)
    }
  }

  private func check(relapse link: Event.Link, as draft: Draft) throws(Rejection) {
    if link.episode == link.other { throw .sameEpisode(link.episode) }
    if case .relapse(let old)? = draft.old, old.other == link.other { return }
    guard case .resolved? = episode(link.other)?.end else { throw .notResolved(link.other) }
  }

  /// - Parameter draft: of an old record what it merges now is left out of account.
  func check(merge link: Event.Link, as draft: Draft) throws(Rejection) {
    if link.episode == link.other { throw .sameEpisode(link.episode) }
    for id in [link.episode, link.other] where !links.contains(id) { throw .noSuchEpisode(id) }
    if merging.root(of: link.other, without: draft.id) == link.episode {
      throw .mergeInCircle(link.episode, link.other)
    }
    for id in [link.episode, link.other] {
      let root = merging.root(of: id, without: draft.id)
      if root != id { throw .mergedAway(id, into: root) }
      // What is merged by this very record has markers of its own, which is all there is to know.
      if root == merging.root(of: id) { try checkEpisode(id) }
    }
  }

  /// Everybody an event names may be named in it.
  func checkPeople(of event: Event) throws(Rejection) {
    switch event {
    case .turn(let turn):
      // The floor stays true also of those who withdrew; nobody speaks to them, though.
      if turn.who != .unlogged { try checkPerson(turn.who) }
      if let person = turn.to?.person { try checkPerson(person) }
    case .consented, .arrived, .left, .withdrew: for person in event.people { try checkNamed(person) }
    default: for person in event.people { try checkPerson(person) }
    }
  }

  /// Somebody on the roster who did not withdraw.
  func checkNamed(_ id: MemberID) throws(Rejection) {
    guard roster.place(of: id) != nil else { throw .unknownPerson(id.rawValue) }
    if attendances.withdrawal(of: id) != nil { throw .withdrawn(id) }
  }

  /// Somebody who may be observed: named, not withdrawn and, outside role-plays, with consent.
  func checkPerson(_ id: MemberID) throws(Rejection) {
    try checkNamed(id)
    if let member = roster[id], opening.mode != .roleplay, member.role == .member,
      !attendances.hasConsent(id)
    {
      throw .noConsent(id)
    }
  }

  private func check(_ id: CodeID, for use: Rejection.CodeUse) throws(Rejection) {
    guard let family = codebook.family(of: id) else { throw .unknownCode(id) }
    guard use.takes(family) else { throw .wrongFamily(id, family, wanted: use) }
  }

  func checkRecord(_ id: RecordID) throws(Rejection) {
    guard self[id] != nil else { throw .noSuchRecord(id) }
  }

  func checkLength(_ text: String) throws(Rejection) {
    if text.utf8.count > Session.longestText { throw .textTooLong(text.utf8.count) }
  }
}

extension Event {
  fileprivate var isMarker: Bool { if case .marker = self { true } else { false } }

  /// Its code, and what that must be good for.
  fileprivate var code: CodeInUse? {
    switch self {
    case .marker(let marker): CodeInUse(id: marker.code, use: .marker)
    case .repair(let repair): CodeInUse(id: repair.code, use: .repair)
    case .moment(let moment): CodeInUse(id: moment.code, use: .moment)
    default: nil
    }
  }

  /// The episodes it names.
  fileprivate var episodes: [RecordID] {
    switch self {
    case .marker(let marker): marker.episode.map { [$0] } ?? []
    case .repair(let repair): repair.episodes
    case .partly(let partial): [partial.episode]
    case .resolved(let resolution): [resolution.episode]
    case .caused(let link), .relapse(let link), .merged(let link): [link.episode, link.other]
    default: []
    }
  }
}

private struct CodeInUse: Equatable {
  let id: CodeID
  let use: Rejection.CodeUse
}

extension String {
  /// Whether there is nothing in it but spaces.
  fileprivate var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 } }
}
