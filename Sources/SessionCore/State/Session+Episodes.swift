extension Session {
  /// Every episode that is listed, in the order of onset, ties by number.
  ///
  /// Those that were merged into another are left out, and those none of whose markers stand.
  package var episodes: [Episode] {
    var all: [Episode] = []
    all.reserveCapacity(links.ids.count)
    for id in links.ids { if let episode = episode(id) { all.append(episode) } }
    // In place: they are many, and nearly in order.
    all.sort { ($0.onset, $0.id) < ($1.onset, $1.id) }
    return all
  }

  /// The episode of this number; `nil` when it never was, was merged into another, or has no standing marker.
  package func episode(_ id: RecordID) -> Episode? {
    guard let own = links.place(of: id), let onset = onset(of: id), let place = place(of: id) else {
      return nil
    }
    let carried = carriedIn(id)
    let markers = mentions(of: id) { $0[$1].markers }
    let markerCodes = markers.all.compactMap { marker($0.id)?.code }
    return Episode(
      id: id, who: place.who, to: place.to, affected: affected(of: id),
      form: form(of: markerCodes, carried: carried?.form), onset: onset, exposure: carried?.exposure ?? 0,
      isCarried: carried != nil, codes: (carried?.codes ?? []) + markerCodes, markers: markers.all,
      repairs: mentions(of: id) { $0[$1].repairs }, partials: mentions(of: id) { $0[$1].partials },
      end: end(of: id, onset: onset), causedBy: other(than: id, in: links[own].causes),
      relapseOf: other(than: id, in: links[own].relapses))
  }

  /// The episode a number counts as: itself, or the one it was merged into.
  package func root(of id: RecordID) -> RecordID { merging.root(of: id) }

  /// Whether an episode of this number ever was, standing or not.
  package func knowsEpisode(_ id: RecordID) -> Bool { links.contains(id) }

  /// Whom an episode concerns: who moved, and towards whom, as its opening record says now.
  func place(of id: RecordID) -> (who: MemberID, to: Party)? {
    guard let place = entries.place(of: id) else { return nil }
    switch entries.wholes[place].event {
    case .marker(let marker): return (marker.who, marker.to)
    case .carried(let carried): return (carried.who, carried.to)
    default: return nil
    }
  }

  // None of what follows goes through the records of an episode, however many it has: every key needs it.

  /// When a listed episode began; `nil` for a number that ``episode(_:)`` knows no episode of.
  func onset(of id: RecordID) -> SessionTime? {
    guard links.contains(id), merging.root(of: id) == id, place(of: id) != nil else { return nil }
    if carriedIn(id) != nil { return .zero }
    return least(of: id) { $0[$1].markers.all.first }?.on
  }

  /// Brings ``openEpisodes`` up to date with one episode, or with what it was merged into.
  mutating func refresh(_ id: RecordID) {
    let root = merging.root(of: id)
    if root != id { settle(id, isOpen: false, leaving: nil) }
    guard let onset = onset(of: root) else { return settle(root, isOpen: false, leaving: nil) }
    if resolution(of: root, from: onset) != nil { return settle(root, isOpen: false, leaving: nil) }
    let leaving = leaving(of: root, onset: onset)
    settle(root, isOpen: leaving == nil, leaving: leaving?.id)
  }

  private mutating func settle(_ id: RecordID, isOpen: Bool, leaving: RecordID?) {
    openEpisodes.set(id, present: isOpen)
    openPlaces.settle(id, isOpen: isOpen)
    guard departedBy[id] != leaving else { return }
    if let former = departedBy[id] { departures[former]?.remove(id) }
    departedBy[id] = leaving
    if let leaving { departures[leaving, default: []].insert(id) }
  }

  // What these are given is the table and a place in it: a copy of an episode's links would be eight lists.

  /// Goes over the places of an episode and of all that counts as it.
  private func forEachPart(of id: RecordID, _ take: (Int) -> Void) {
    guard merging.hasGuests(id) else {
      if let place = links.place(of: id) { take(place) }
      return
    }
    for part in merging.parts(of: id) {
      if let place = links.place(of: part) { take(place) }
    }
  }

  /// The least of one mention of each part.
  private func least(of id: RecordID, _ mention: (EpisodeTable, Int) -> Mention?) -> Mention? {
    var least: Mention?
    forEachPart(of: id) { place in
      if let mention = mention(links, place), least.map({ mention < $0 }) ?? true { least = mention }
    }
    return least
  }

  /// Some mentions of all the parts together.
  private func mentions(of id: RecordID, _ some: (EpisodeTable, Int) -> Mentions) -> Mentions {
    var all: Mentions?
    forEachPart(of: id) { place in
      all = all.map { Mentions($0.all + some(links, place).all) } ?? some(links, place)
    }
    return all ?? Mentions()
  }

  private func resolution(of id: RecordID, from onset: SessionTime) -> Mention? {
    least(of: id) { $0[$1].resolutions.first(from: onset) }
  }

  /// The first time its `who` or its only affected member left, at or after its onset.
  private func leaving(of id: RecordID, onset: SessionTime) -> Attendances.Passage? {
    guard attendances.anybodyLeft, let who = place(of: id)?.who else { return nil }
    let affected = affected(of: id)
    let concerned = affected.count == 1 ? Set([who, affected[0]]) : [who]
    return concerned.compactMap { attendances.leaving(of: $0, from: onset) }.min { $0.id < $1.id }
  }

  private func end(of id: RecordID, onset: SessionTime) -> Episode.End? {
    let resolution = resolution(of: id, from: onset)
    if let leaving = leaving(of: id, onset: onset), resolution.map({ leaving.time < $0.on }) ?? true {
      return .left(leaving.time, because: leaving.because)
    }
    return resolution.map { .resolved($0) }
  }

  /// Whose bond is hurt by a listed episode.
  func affected(of id: RecordID) -> [MemberID] {
    if let giver = least(of: id, { $0[$1].givers.all.first }), let given = marker(giver.id)?.affected {
      return given
    }
    guard let place = place(of: id) else { return [] }
    var isAgainst = carriedIn(id)?.codes.contains { codebook.rupture(of: $0) == .group } ?? false
    forEachPart(of: id) { if links[$0].groupMarkers > 0 { isAgainst = true } }
    return [isAgainst ? place.to.person ?? place.who : place.who]
  }

  private func form(of codes: [CodeID], carried: Event.Form?) -> Event.Form? {
    var away = carried == .withdrawal || carried == .mixed
    var against = carried == .confrontation || carried == .mixed
    for code in codes {
      switch codebook.rupture(of: code) {
      case .withdrawal?: away = true
      case .confrontation?, .group?: against = true
      case nil: break
      }
    }
    return away && against ? .mixed : away ? .withdrawal : against ? .confrontation : nil
  }

  private func marker(_ id: RecordID) -> Event.Marker? {
    guard let place = entries.place(of: id), case .marker(let marker) = entries.wholes[place].event else {
      return nil
    }
    return marker
  }

  private func carriedIn(_ id: RecordID) -> Event.Carried? {
    guard let place = entries.place(of: id), entries.wholes[place].isStanding,
      case .carried(let carried) = entries.wholes[place].event
    else { return nil }
    return carried
  }

  /// The other end of the first standing link; a link to itself, which a correction can leave, is none.
  private func other(than id: RecordID, in links: Mentions) -> RecordID? {
    for mention in links.all {
      switch self[mention.id]?.event {
      case .caused(let link)?, .relapse(let link)?: if link.other != id { return link.other }
      default: break
      }
    }
    return nil
  }
}
