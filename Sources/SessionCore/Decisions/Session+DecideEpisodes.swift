extension Session {
  func decide(_ mark: Command.Mark, at time: SessionTime) throws(Rejection) -> Event {
    let to = mark.to ?? lastOtherSpeaker(than: mark.who)
    var marker = Event.Marker(
      code: mark.code, who: mark.who, to: to, affected: mark.affected.eachOnce, clarity: mark.clarity,
      claim: mark.claim)
    switch mark.joining {
    case .new: break
    case .fitting: marker.episode = openEpisode(of: mark.who, to)
    case .episode(let id):
      try checkEpisode(id)
      try checkIsOpen(id, at: mark.claim, time)
      marker.episode = id
    }
    return try checked(.marker(marker), at: time)
  }

  func decide(_ repair: Command.Repair, at time: SessionTime) throws(Rejection) -> Event {
    var episodes = repair.episodes
    if episodes.isEmpty { episodes = [try fittingEpisode(repair, at: moment(repair.claim, time))] }
    episodes = episodes.eachOnce
    for id in episodes {
      try checkEpisode(id)
      try checkIsOpen(id, at: repair.claim, time)
    }
    guard let first = episodes.first else { throw .noEpisodeNamed }
    let to = repair.to ?? address(of: repair.who, to: first)
    return try checked(
      .repair(
        Event.Repair(
          code: repair.code, who: repair.who, to: to, episodes: episodes, claim: repair.claim)), at: time)
  }

  func decide(_ resolve: Command.Resolve, at time: SessionTime) throws(Rejection) -> Event {
    let id = try openEpisode(resolve.episode, at: resolve.claim, time)
    let resolution = Event.Resolution(
      episode: id, strength: resolve.strength, evidence: resolve.evidence, claim: resolve.claim)
    return try checked(.resolved(resolution), at: time)
  }

  /// The open episode of the same who and to.
  package func openEpisode(of who: MemberID, _ to: Party) -> RecordID? {
    openEpisodes.last { id in place(of: id).map { $0.who == who && $0.to == to } ?? false }
  }

  /// The open episode of this number, or the latest when none is named, if it was open at the claimed moment.
  func openEpisode(
    _ id: RecordID?, at claim: Event.Claim, _ time: SessionTime
  ) throws(Rejection) -> RecordID {
    let moment = moment(claim, time)
    guard let id = id ?? latestOpen(at: moment) ?? latestOpen(at: .latest) else { throw .nothingOpen }
    try checkEpisode(id)
    guard openEpisodes.contains(sorted: id) else { throw .notOpen(id) }
    if let onset = onset(of: id), moment < onset { throw .beforeOnset(id, onset: onset) }
    return id
  }

  /// The open episode with the latest onset up to a moment that meets a condition.
  private func latestOpen(
    at moment: SessionTime, where fits: (RecordID) -> Bool = { _ in true }
  ) -> RecordID? {
    openEpisodes.compactMap { id -> Mention? in
      guard let onset = onset(of: id), onset <= moment, fits(id) else { return nil }
      return Mention(on: onset, id: id)
    }.max()?.id
  }

  /// The open episode with the latest onset that meets a condition.
  package func latestOpen(where fits: (Episode) -> Bool) -> RecordID? {
    openEpisodes.compactMap { episode($0) }.filter(fits).max { ($0.onset, $0.id) < ($1.onset, $1.id) }?.id
  }

  /// The latest open episode a repair could fit: one whose place it meets at least in part.
  ///
  /// - Parameter moment: when the repair is claimed to have happened; only what had begun by then can fit.
  package func fittingEpisode(
    _ repair: Command.Repair, at moment: SessionTime = .latest
  ) throws(Rejection) -> RecordID {
    guard !openEpisodes.isEmpty else { throw .nothingOpen }
    let fitting = latestOpen(at: moment) { id in
      guard let place = place(of: id) else { return false }
      let to = repair.to ?? address(of: repair.who, to: id)
      return LocusMatch(rupture: place.who, place.to, repair: repair.who, to) != .none
    }
    guard let fitting else { throw .noFittingEpisode }
    return fitting
  }

  /// Whom somebody addresses who turns to an episode's place: the group for a rupture towards the group, else
  /// the other of the two; an outsider turns to whom it hurts.
  package func address(of who: MemberID, to id: RecordID) -> Party {
    guard let place = place(of: id), let target = place.to.person else { return .group }
    if who == place.who { return .person(target) }
    if who == target { return .person(place.who) }
    return .person(affected(of: id).first { $0 != who } ?? place.who)
  }

  /// Whom a marker by somebody is taken to be towards: the last other speaker, or the group.
  package func lastOtherSpeaker(than who: MemberID) -> Party {
    guard let seat = roster.place(of: who), let other = floor.lastSpeaker(otherThan: seat) else {
      return .group
    }
    return .person(roster.members[other].id)
  }

  /// The last acts of some people that could show a rupture to be mended, the latest first: turns that are more
  /// than a clipped answer, and moments. Only the latest thousand records are looked through.
  ///
  /// - Parameter start: acts before this moment show nothing.
  package func lastActs(
    of people: [MemberID], from start: SessionTime = .zero, atMost count: Int = 1
  ) -> [RecordID] {
    let found = entries.indices.suffix(1000).reversed().lazy.filter { index in
      let entry = entries[index]
      guard entry.isStanding, entry.moment >= start else { return false }
      switch entry.event {
      case .turn(let turn): return people.contains(turn.who) && !turn.minimal
      case .moment(let moment): return people.contains(moment.who)
      default: return false
      }
    }
    return found.prefix(count).map { RecordID($0) }
  }

  func checkEpisode(_ id: RecordID) throws(Rejection) {
    guard links.contains(id) else { throw .noSuchEpisode(id) }
    let root = root(of: id)
    guard root == id else { throw .mergedAway(id, into: root) }
    guard onset(of: id) != nil else { throw .noSuchEpisode(id) }
  }

  /// An episode is open for a record if it is open now, or was at the moment the record claims.
  private func checkIsOpen(
    _ id: RecordID, at claim: Event.Claim, _ time: SessionTime
  ) throws(Rejection) {
    if openEpisodes.contains(sorted: id) { return }
    guard let end = episode(id)?.end, claim.on != nil || claim.from != nil, moment(claim, time) <= end.moment
    else { throw .notOpen(id) }
  }

  func moment(_ claim: Event.Claim, _ time: SessionTime) -> SessionTime { moment(of: claim, now: time) }

  /// When something claimed like this is taken to have happened, if it is keyed now.
  package func moment(of claim: Event.Claim, now: SessionTime) -> SessionTime {
    moment(of: .bookmark(claim), at: now, for: nextID)
  }
}

extension Array where Element: Equatable {
  /// The same elements, each where it comes first.
  fileprivate var eachOnce: [Element] {
    reduce(into: []) { once, element in if !once.contains(element) { once.append(element) } }
  }
}
