extension Session {
  /// Every episode that is listed, in the order of onset, ties by number.
  ///
  /// Those that were merged into another are left out, and those none of whose markers stand.
  package var episodes: [Episode] {
    links.keys.compactMap { episode($0) }.sorted { ($0.onset, $0.id) < ($1.onset, $1.id) }
  }

  /// The episode of this number; `nil` when it never was, was merged into another, or has no standing marker.
  package func episode(_ id: RecordID) -> Episode? {
    guard let onset = onset(of: id), let place = place(of: id), let own = links[id] else { return nil }
    let all = parts(of: id)
    let carried = carriedIn(id)
    let markers = Mentions(all.flatMap(\.markers.all)).all
    let markerCodes = markers.compactMap { marker($0.id)?.code }
    return Episode(
      id: id, who: place.who, to: place.to, affected: affected(of: id, all),
      form: form(of: markerCodes, carried: carried?.form), onset: onset, exposure: carried?.exposure ?? 0,
      isCarried: carried != nil, codes: (carried?.codes ?? []) + markerCodes, markers: markers,
      repairs: Mentions(all.flatMap(\.repairs.all)), partials: Mentions(all.flatMap(\.partials.all)),
      end: end(of: id, all, onset: onset), causedBy: other(than: id, in: own.causes),
      relapseOf: other(than: id, in: own.relapses))
  }

  /// The episode a number counts as: itself, or the one it was merged into.
  package func root(of id: RecordID) -> RecordID { merging.root(of: id) }

  /// Whether an episode of this number ever was, standing or not.
  package func knowsEpisode(_ id: RecordID) -> Bool { links[id] != nil }

  /// Whom an episode concerns: who moved, and towards whom, as its opening record says now.
  func place(of id: RecordID) -> (who: MemberID, to: Party)? {
    switch self[id]?.event {
    case .marker(let marker)?: (marker.who, marker.to)
    case .carried(let carried)?: (carried.who, carried.to)
    default: nil
    }
  }

  // None of what follows goes through the records of an episode, however many it has: every key needs it.

  /// When a listed episode began; `nil` for a number that ``episode(_:)`` knows no episode of.
  func onset(of id: RecordID) -> SessionTime? {
    guard links[id] != nil, merging.root(of: id) == id, place(of: id) != nil else { return nil }
    if carriedIn(id) != nil { return .zero }
    return parts(of: id).compactMap(\.markers.all.first).min()?.on
  }

  /// Whose bond is hurt by a listed episode.
  func affected(of id: RecordID) -> [MemberID] { affected(of: id, parts(of: id)) }

  /// Brings ``openEpisodes`` up to date with one episode, or with what it was merged into.
  mutating func refresh(_ id: RecordID) {
    let root = merging.root(of: id)
    if root != id { settle(id, isOpen: false, leaving: nil) }
    guard let onset = onset(of: root) else { return settle(root, isOpen: false, leaving: nil) }
    let all = parts(of: root)
    if resolution(all, from: onset) != nil { return settle(root, isOpen: false, leaving: nil) }
    let leaving = leaving(of: root, all, onset: onset)
    settle(root, isOpen: leaving == nil, leaving: leaving?.id)
  }

  private mutating func settle(_ id: RecordID, isOpen: Bool, leaving: RecordID?) {
    openEpisodes.set(id, present: isOpen)
    guard departedBy[id] != leaving else { return }
    if let former = departedBy[id] { departures[former]?.remove(id) }
    departedBy[id] = leaving
    if let leaving { departures[leaving, default: []].insert(id) }
  }

  /// The links of an episode and of all that counts as it.
  private func parts(of id: RecordID) -> [EpisodeLinks] { merging.parts(of: id).compactMap { links[$0] } }

  private func resolution(_ all: [EpisodeLinks], from onset: SessionTime) -> Mention? {
    all.compactMap { $0.resolutions.first(from: onset) }.min()
  }

  /// The first time its `who` or its only affected member left, at or after its onset.
  private func leaving(
    of id: RecordID, _ all: [EpisodeLinks], onset: SessionTime
  ) -> Attendances.Passage? {
    guard attendances.anybodyLeft, let who = place(of: id)?.who else { return nil }
    let affected = affected(of: id, all)
    let concerned = affected.count == 1 ? Set([who, affected[0]]) : [who]
    return concerned.compactMap { attendances.leaving(of: $0, from: onset) }.min { $0.id < $1.id }
  }

  private func end(of id: RecordID, _ all: [EpisodeLinks], onset: SessionTime) -> Episode.End? {
    let resolution = resolution(all, from: onset)
    if let leaving = leaving(of: id, all, onset: onset), resolution.map({ leaving.time < $0.on }) ?? true {
      return .left(leaving.time, because: leaving.because)
    }
    return resolution.map { .resolved($0) }
  }

  private func affected(of id: RecordID, _ all: [EpisodeLinks]) -> [MemberID] {
    if let giver = all.compactMap(\.givers.all.first).min(), let given = marker(giver.id)?.affected {
      return given
    }
    guard let place = place(of: id) else { return [] }
    let isAgainst =
      all.contains { $0.groupMarkers > 0 }
      || carriedIn(id)?.codes.contains { codebook.family(of: $0) == .group } ?? false
    return [isAgainst ? place.to.person ?? place.who : place.who]
  }

  private func form(of codes: [CodeID], carried: Event.Form?) -> Event.Form? {
    var away = carried == .withdrawal || carried == .mixed
    var against = carried == .confrontation || carried == .mixed
    for code in codes {
      switch codebook.family(of: code) {
      case .withdrawal?: away = true
      case .confrontation?, .group?: against = true
      default: break
      }
    }
    return away && against ? .mixed : away ? .withdrawal : against ? .confrontation : nil
  }

  private func marker(_ id: RecordID) -> Event.Marker? {
    if case .marker(let marker)? = self[id]?.event { marker } else { nil }
  }

  private func carriedIn(_ id: RecordID) -> Event.Carried? {
    if let entry = self[id], entry.isStanding, case .carried(let carried) = entry.event {
      carried
    } else {
      nil
    }
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
