extension Session {
  /// Every episode that is listed, in the order of onset, ties by number.
  ///
  /// Those that were merged into another are left out, and those none of whose markers stand.
  package var episodes: [Episode] {
    links.keys.compactMap { episode($0) }.sorted { ($0.onset, $0.id) < ($1.onset, $1.id) }
  }

  /// The episode of this number; `nil` when it never was, was merged into another, or has no standing marker.
  package func episode(_ id: RecordID) -> Episode? {
    guard let own = links[id], root(of: id) == id, let place = place(of: id) else { return nil }
    let all = gathered(id)
    let carried = carriedIn(id)
    guard carried != nil || !all.markers.all.isEmpty else { return nil }
    let onset = carried == nil ? all.markers.all.first?.on ?? .zero : .zero
    let markerCodes = all.markers.all.compactMap { marker($0.id)?.code }
    let codes = (carried?.codes ?? []) + markerCodes
    let affected = affected(all, who: place.who, to: place.to, codes: codes)
    return Episode(
      id: id, who: place.who, to: place.to, affected: affected,
      form: form(of: markerCodes, carried: carried?.form), onset: onset, exposure: carried?.exposure ?? 0,
      isCarried: carried != nil, codes: codes, markers: all.markers.all, repairs: all.repairs,
      partials: all.partials, end: end(all, onset: onset, who: place.who, affected: affected),
      causedBy: other(of: own.causes), relapseOf: other(of: own.relapses))
  }

  /// The episode a number counts as: itself, or the one it was merged into.
  ///
  /// Corrections can leave merges that lead round in a circle; of those the newest is passed over, so that no
  /// episode is ever lost.
  package func root(of id: RecordID) -> RecordID {
    var path: [RecordID] = [id]
    while let last = path.last, let next = mergeTarget(of: last) {
      if let start = path.firstIndex(of: next) { return newestMerged(of: path[start...]) }
      path.append(next)
    }
    return path.last ?? id
  }

  private func mergeTarget(of id: RecordID) -> RecordID? { links[id].flatMap { other(of: $0.merges) } }

  private func newestMerged(of circle: ArraySlice<RecordID>) -> RecordID {
    let merge = { (id: RecordID) in links[id]?.merges.all.first?.id ?? RecordID(0) }
    return circle.max { merge($0) < merge($1) } ?? RecordID(0)
  }

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

  /// Brings ``openEpisodes`` up to date with one episode, or with what it was merged into.
  mutating func refresh(_ id: RecordID) {
    let root = root(of: id)
    if root != id { openEpisodes.set(id, present: false) }
    openEpisodes.set(root, present: isOpen(root))
  }

  mutating func refreshMerge(_ link: Event.Link) {
    refresh(link.episode)
    refresh(link.other)
  }

  /// As ``Episode/isOpen``, without building the episode.
  private func isOpen(_ id: RecordID) -> Bool {
    guard let own = links[id], root(of: id) == id, let place = place(of: id) else { return false }
    let all = own.absorbed.isEmpty ? own : gathered(id)
    let carried = carriedIn(id)
    guard let onset = carried == nil ? all.markers.all.first?.on : .zero else { return false }
    if all.resolutions.first(from: onset) != nil { return false }
    if attendances.leaving(of: place.who, from: onset) != nil { return false }
    guard attendances.anybodyLeft else { return true }
    let codes = (carried?.codes ?? []) + all.markers.all.compactMap { marker($0.id)?.code }
    let affected = affected(all, who: place.who, to: place.to, codes: codes)
    return end(all, onset: onset, who: place.who, affected: affected) == nil
  }

  /// The records of an episode and of all that were merged into it.
  private func gathered(_ id: RecordID) -> EpisodeLinks {
    guard var all = links[id] else { return EpisodeLinks() }
    var waiting = all.absorbed.sorted()
    var seen: Set<RecordID> = [id]
    while let next = waiting.popLast() {
      guard let other = links[next], root(of: next) == id, seen.insert(next).inserted else { continue }
      all.take(other)
      waiting += other.absorbed.sorted()
    }
    return all
  }

  private func end(
    _ all: EpisodeLinks, onset: SessionTime, who: MemberID, affected: [MemberID]
  ) -> Episode.End? {
    let resolution = all.resolutions.first(from: onset)
    let concerned = affected.count == 1 ? Set([who, affected[0]]) : [who]
    let leaving = concerned.compactMap { attendances.leaving(of: $0, from: onset) }
      .min { $0.id < $1.id }
    if let leaving, resolution.map({ leaving.time < $0.on }) ?? true {
      return .left(leaving.time, because: leaving.because)
    }
    return resolution.map { .resolved($0) }
  }

  private func affected(
    _ all: EpisodeLinks, who: MemberID, to: Party, codes: [CodeID]
  ) -> [MemberID] {
    for mention in all.markers.all {
      if let given = marker(mention.id)?.affected, !given.isEmpty { return given }
    }
    guard let target = to.person, codes.contains(where: { codebook.family(of: $0) == .group }) else {
      return [who]
    }
    return [target]
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

  /// The other end of the first standing link.
  private func other(of links: Mentions) -> RecordID? {
    guard let first = links.all.first else { return nil }
    switch self[first.id]?.event {
    case .caused(let link)?, .relapse(let link)?, .merged(let link)?: return link.other
    default: return nil
    }
  }
}
