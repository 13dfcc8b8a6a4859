/// How one standing record enters what is known of a session, and how it leaves again.
///
/// Taking back, putting back and amending are nothing but these two: an amendment leaves as the old event and
/// enters as the new one. So a record taken back leaves no trace.
extension Session {
  mutating func enter(_ id: RecordID, isNew: Bool) {
    let entry = entries[id.rawValue]
    switch entry.event {
    case .turn(let turn):
      let seat = roster.place(of: turn.who)
      floor.insert(id, at: entry.moment, by: seat.map { .seat($0) } ?? .unlogged)
    case .silence: floor.insert(id, at: entry.moment, by: .silence)
    case .marker(let marker):
      count(marker, by: 1)
      let episode = marker.episode ?? id
      links[episode, default: EpisodeLinks()].markers.insert(Mention(on: entry.moment, id: id))
      refresh(episode)
    case .repair(let repair):
      for episode in repair.episodes {
        links[episode]?.repairs.insert(Mention(on: entry.moment, id: id))
      }
    case .partly(let partial):
      links[partial.episode]?.partials.insert(Mention(on: entry.moment, id: id))
    case .resolved(let resolution):
      links[resolution.episode]?.resolutions.insert(Mention(on: entry.moment, id: id))
      refresh(resolution.episode)
    case .caused(let link): links[link.episode]?.causes.insert(Mention(on: .zero, id: id))
    case .relapse(let link): links[link.episode]?.relapses.insert(Mention(on: .zero, id: id))
    case .merged(let link):
      links[link.episode]?.merges.insert(Mention(on: .zero, id: id))
      links[link.other]?.absorbed.insert(link.episode)
      refreshMerge(link)
    case .carried:
      if links[id] == nil { links[id] = EpisodeLinks() }
      refresh(id)
    case .consented, .arrived, .left, .withdrew:
      attendances.enter(entry.event, id: id, at: entry.time)
      attendanceChanged(entry.event, isNew: isNew)
    case .paused, .resumed, .lost, .regained, .reopened: clockEntered(id, isNew: isNew)
    case .closed:
      if closing == nil { closing = id }
      isReopened = false
    case .bookmark: refreshBookmark(id)
    case .amended(let amendment):
      // In the order of the log also when an older one is put back: the newest wins.
      amendments[amendment.of, default: []].set(id, present: true)
      reconsider(amendment.of)
    default: break
    }
    if let bookmark = entry.event.claim?.from { name(bookmark, by: id) }
  }

  mutating func leave(_ id: RecordID) {
    let entry = entries[id.rawValue]
    entries[id.rawValue].isStanding = false
    switch entry.event {
    case .turn, .silence: floor.remove(id, at: entry.moment)
    case .marker(let marker):
      count(marker, by: -1)
      let episode = marker.episode ?? id
      links[episode]?.markers.remove(Mention(on: entry.moment, id: id))
      refresh(episode)
    case .repair(let repair):
      for episode in repair.episodes {
        links[episode]?.repairs.remove(Mention(on: entry.moment, id: id))
      }
    case .partly(let partial):
      links[partial.episode]?.partials.remove(Mention(on: entry.moment, id: id))
    case .resolved(let resolution):
      links[resolution.episode]?.resolutions.remove(Mention(on: entry.moment, id: id))
      refresh(resolution.episode)
    case .caused(let link): links[link.episode]?.causes.remove(Mention(on: .zero, id: id))
    case .relapse(let link): links[link.episode]?.relapses.remove(Mention(on: .zero, id: id))
    case .merged(let link):
      links[link.episode]?.merges.remove(Mention(on: .zero, id: id))
      refreshMerge(link)
    case .carried: refresh(id)
    case .consented, .arrived, .left, .withdrew:
      attendances.leave(entry.event, id: id)
      attendanceChanged(entry.event, isNew: false)
    case .paused, .resumed, .lost, .regained: rebuildClock(from: entry.time)
    case .bookmark: refreshBookmark(id)
    case .amended(let amendment):
      amendments[amendment.of]?.removeAll { $0 == id }
      reconsider(amendment.of)
    default: break
    }
    if let bookmark = entry.event.claim?.from { refreshBookmark(bookmark) }
  }

  private mutating func count(_ marker: Event.Marker, by sign: Int) {
    guard let seat = roster.place(of: marker.who) else { return }
    switch codebook.family(of: marker.code) {
    case .withdrawal?: markerCounts[seat].withdrawal += sign
    case .confrontation?: markerCounts[seat].confrontation += sign
    case .group?: markerCounts[seat].group += sign
    default: break
    }
  }

  // MARK: Corrections

  /// Works out anew what a record says from its original and the amendments that stand.
  private mutating func reconsider(_ target: RecordID) {
    let old = entries[target.rawValue]
    let original = originals[target] ?? old.event
    var event = original
    for id in amendments[target] ?? [] {
      guard case .amended(let amendment)? = self[id]?.event else { continue }
      for change in amendment.changes { event = event.changed(by: change) ?? event }
    }
    let isAmended = !(amendments[target] ?? []).isEmpty
    originals[target] = isAmended ? original : nil
    move(target) { session in
      session.entries[target.rawValue].event = event
      session.entries[target.rawValue].moment = session.moment(of: event, at: old.time)
      session.entries[target.rawValue].isAmended = isAmended
    }
    if case .bookmark = event { for record in namings[target] ?? [] { retime(record) } }
  }

  /// Follows a bookmark that moved.
  private mutating func retime(_ id: RecordID) {
    move(id) { session in
      let entry = session.entries[id.rawValue]
      session.entries[id.rawValue].moment = session.moment(of: entry.event, at: entry.time)
    }
  }

  /// Changes a record between its leaving and its entering, if it stands.
  private mutating func move(_ id: RecordID, _ change: (inout Session) -> Void) {
    guard entries[id.rawValue].isStanding else { return change(&self) }
    leave(id)
    change(&self)
    entries[id.rawValue].isStanding = true
    enter(id, isNew: false)
  }

  // MARK: Bookmarks

  private mutating func name(_ bookmark: RecordID, by id: RecordID) {
    if !(namings[bookmark]?.contains(id) ?? false) { namings[bookmark, default: []].append(id) }
    refreshBookmark(bookmark)
  }

  private mutating func refreshBookmark(_ id: RecordID) {
    guard let entry = self[id], case .bookmark = entry.event else { return }
    let isNamed = namings[id]?.contains { namer in
      self[namer].map { $0.isStanding && $0.event.claim?.from == id } ?? false
    }
    unnamedBookmarks.set(id, present: entry.isStanding && !(isNamed ?? false))
  }

  // MARK: The clock and the people

  private mutating func clockEntered(_ id: RecordID, isNew: Bool) {
    let entry = entries[id.rawValue]
    if case .reopened = entry.event, closing != nil {
      isReopened = true
      return
    }
    guard closing == nil || !isNew else { return }
    if isNew {
      clockRecords.append(id)
      floor.take(entry.event, at: entry.time, previous: entries[id.rawValue - 1].time)
    } else {
      rebuildClock(from: entry.time)
    }
  }

  private mutating func rebuildClock(from start: SessionTime) {
    var clock = SessionClock()
    for id in clockRecords where entries[id.rawValue].isStanding {
      clock.take(
        entries[id.rawValue].event, at: entries[id.rawValue].time,
        previous: entries[id.rawValue - 1].time)
    }
    floor.replace(clock: clock, from: start)
  }

  private mutating func attendanceChanged(_ event: Event, isNew: Bool) {
    switch event {
    case .withdrew(let member):
      guard let seat = roster.place(of: member) else { return }
      floor.withdraw(seat: seat, at: attendances.withdrawal(of: member))
    case .left where isNew: for episode in openEpisodes { refresh(episode) }
    case .left: for episode in Array(links.keys) { refresh(episode) }
    default: break
    }
  }
}
