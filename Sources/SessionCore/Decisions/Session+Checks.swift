extension Session {
  /// The same event, if everything it says can be said: of a new record, or of one as it would be amended.
  ///
  /// - Parameter id: the record the event is for; `nil` for the next one.
  func checked(
    _ event: Event, at time: SessionTime, for id: RecordID? = nil
  ) throws(Rejection) -> Event {
    if let claim = event.claim { try check(claim, of: event, at: time) }
    for person in event.people where person != .unlogged || !event.isTurn { try checkPerson(person) }
    switch event {
    case .marker(let marker):
      try check(marker.code, for: .marker)
      if marker.to == .person(marker.who) { throw .towardSelf(marker.who) }
      if let episode = marker.episode, episode != id { try checkEpisode(episode) }
    case .repair(let repair):
      try check(repair.code, for: .repair)
      if repair.to == .person(repair.who) { throw .towardSelf(repair.who) }
      if repair.episodes.isEmpty { throw .noEpisodeNamed }
      for episode in repair.episodes { try checkEpisode(episode) }
    case .moment(let moment):
      try check(moment.code, for: .moment)
      if let about = moment.about { try checkRecord(about) }
    case .partly(let partial): try checkEpisode(partial.episode)
    case .resolved(let resolution):
      try checkEpisode(resolution.episode)
      guard (1...5).contains(resolution.strength) else {
        throw .strengthOutOfRange(resolution.strength)
      }
      if case .record(let evidence)? = resolution.evidence { try checkRecord(evidence) }
      if case .text(let text)? = resolution.evidence { try checkLength(text) }
    case .caused(let link), .relapse(let link), .merged(let link): try check(link, of: event)
    case .note(let note):
      if note.text.utf8.allSatisfy({ $0 == 0x20 }) { throw .emptyNote }
      try checkLength(note.text)
      if let about = note.about { try checkRecord(about) }
    case .rated(let rating):
      guard scales.contains(rating.scale) else { throw .unknownScale(rating.scale) }
      if let value = rating.value, !(1...5).contains(value) { throw .ratingOutOfRange(value) }
    case .consented(let consent): try checkLength(consent.scope + (consent.until ?? ""))
    case .sync(let sync):
      guard sync.media >= 0 else { throw .negativeMediaTime }
      try checkLength(sync.label ?? "")
    default: break
    }
    return event
  }

  private func check(
    _ claim: Event.Claim, of event: Event, at time: SessionTime
  ) throws(Rejection) {
    if let on = claim.on {
      if on < .zero { throw .beforeOpening }
      if on > time { throw .inTheFuture(on, now: time) }
    }
    if let bookmark = claim.from {
      guard let entry = self[bookmark], entry.isStanding, case .bookmark = entry.event else {
        throw .notABookmark(bookmark)
      }
    }
    if let closed = closing.flatMap({ self[$0]?.time }), moment(of: event, at: time) > closed {
      throw .afterClosing(moment(of: event, at: time), closed: closed)
    }
  }

  private func check(_ link: Event.Link, of event: Event) throws(Rejection) {
    if link.episode == link.other { throw .sameEpisode(link.episode) }
    if case .merged = event, links[link.other] != nil, links[link.episode] != nil,
      root(of: link.other) == link.episode
    {
      throw .mergeInCircle(link.episode, link.other)
    }
    try checkEpisode(link.episode)
    try checkEpisode(link.other)
    if case .relapse = event, case .resolved? = episode(link.other)?.end { return }
    if case .relapse = event { throw .notResolved(link.other) }
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
  fileprivate var isTurn: Bool { if case .turn = self { true } else { false } }
}
