/// How one standing record enters what is known of a session, and how it leaves again.
///
/// Taking back, putting back and amending are nothing but these two: an amendment leaves as the old event and
/// enters as the new one. So a record taken back leaves no trace.
extension Session {
  mutating func enter(_ id: RecordID, isNew: Bool) {
    let entry = entries[id.rawValue]
    enter(id, entry.event, at: entry.time, moment: entry.moment, isNew: isNew)
  }

  /// Enters a record whose event, time and moment are these.
  mutating func enter(
    _ id: RecordID, _ event: Event, at time: SessionTime, moment: SessionTime, isNew: Bool
  ) {
    if event.isSign { signs.set(id, present: true) }
    switch event {
    case .turn(let turn): floor.insert(segment(of: turn, id, at: moment))
    case .silence: floor.insertSilence(id, at: moment)
    case .marker(let marker):
      count(marker, by: 1)
      link(marker, Mention(on: moment, id: id))
    case .repair(let repair):
      for episode in repair.episodes {
        links.change(episode) { $0.repairs.insert(Mention(on: moment, id: id)) }
      }
    case .partly(let partial):
      links.change(partial.episode) { $0.partials.insert(Mention(on: moment, id: id)) }
    case .resolved(let resolution):
      links.change(resolution.episode) { $0.resolutions.insert(Mention(on: moment, id: id)) }
      refresh(resolution.episode)
    case .caused(let link): links.change(link.episode) { $0.causes.insert(Mention(on: .zero, id: id)) }
    case .relapse(let link): links.change(link.episode) { $0.relapses.insert(Mention(on: .zero, id: id)) }
    case .merged(let link): for episode in merging.enter(id, link) { refresh(episode) }
    case .carried:
      _ = links.add(id)
      refresh(id)
    case .consented, .arrived, .left, .withdrew:
      attendances.enter(event, id: id, at: time)
      if case .withdrew(let member) = event { withdrawalChanged(of: member) }
      // Somebody who left can only end what is open.
      if case .left = event { for episode in openEpisodes { refresh(episode) } }
    case .paused, .resumed, .lost, .regained, .reopened: clockEntered(id, isNew: isNew)
    case .closed:
      if closing == nil { closing = id }
      isReopened = false
    case .bookmark: refreshBookmark(id)
    case .amended(let amendment):
      amendments[amendment.of, default: []].set(id, present: true)
      reconsider(amendment.of)
    default: break
    }
    if let bookmark = event.claim?.from { name(bookmark, by: id) }
  }

  mutating func leave(_ id: RecordID) {
    let entry = entries[id.rawValue]
    entries[id.rawValue].isStanding = false
    if entry.event.isSign { signs.set(id, present: false) }
    switch entry.event {
    case .turn, .silence: floor.remove(id, at: entry.moment)
    case .marker(let marker):
      count(marker, by: -1)
      unlink(marker, Mention(on: entry.moment, id: id))
    case .repair(let repair):
      for episode in repair.episodes {
        links.change(episode) { $0.repairs.remove(Mention(on: entry.moment, id: id)) }
      }
    case .partly(let partial):
      links.change(partial.episode) { $0.partials.remove(Mention(on: entry.moment, id: id)) }
    case .resolved(let resolution):
      links.change(resolution.episode) { $0.resolutions.remove(Mention(on: entry.moment, id: id)) }
      refresh(resolution.episode)
    case .caused(let link): links.change(link.episode) { $0.causes.remove(Mention(on: .zero, id: id)) }
    case .relapse(let link): links.change(link.episode) { $0.relapses.remove(Mention(on: .zero, id: id)) }
    case .merged(let link): for episode in merging.leave(id, link) { refresh(episode) }
    case .carried: refresh(id)
    case .consented, .arrived, .left, .withdrew:
      attendances.leave(entry.event, id: id)
      if case .withdrew(let member) = entry.event { withdrawalChanged(of: member) }
      if case .left = entry.event { for episode in departures[id] ?? [] { refresh(episode) } }
    case .paused, .resumed, .lost, .regained: rebuildClock(from: entry.time)
    case .bookmark: refreshBookmark(id)
    case .amended(let amendment):
      amendments[amendment.of]?.set(id, present: false)
      reconsider(amendment.of)
    default: break
    }
    if let bookmark = entry.event.claim?.from { refreshBookmark(bookmark) }
  }

  // MARK: Markers

  private mutating func link(_ marker: Event.Marker, _ mention: Mention) {
    let episode = marker.episode ?? mention.id
    // It makes sense, so it speaks of an episode that there is or of itself.
    let place = links.place(of: episode) ?? links.add(mention.id)
    links[place].markers.insert(mention)
    if !marker.affected.isEmpty { links[place].givers.insert(mention) }
    if codebook.rupture(of: marker.code) == .group { links[place].groupMarkers += 1 }
    refresh(episode)
  }

  private mutating func unlink(_ marker: Event.Marker, _ mention: Mention) {
    let episode = marker.episode ?? mention.id
    guard let place = links.place(of: episode) else { return }
    links[place].markers.remove(mention)
    links[place].givers.remove(mention)
    if codebook.rupture(of: marker.code) == .group { links[place].groupMarkers -= 1 }
    refresh(episode)
  }

  private mutating func count(_ marker: Event.Marker, by sign: Int) {
    guard let seat = roster.place(of: marker.who) else { return }
    switch codebook.rupture(of: marker.code) {
    case .withdrawal?: markerCounts[seat].withdrawal += sign
    case .confrontation?: markerCounts[seat].confrontation += sign
    case .group?: markerCounts[seat].group += sign
    case nil: break
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
      session.entries[target.rawValue].moment = session.moment(of: event, at: old.time, for: target)
      session.entries[target.rawValue].isAmended = isAmended
    }
    if let bookmark = event.claim?.from { name(bookmark, by: target) }
    follow(target)
    // It may name the people of an episode to which its marker no longer belongs.
    if links.contains(target) { refresh(target) }
  }

  /// Moves what names a bookmark along with it, and what names that in turn.
  private mutating func follow(_ bookmark: RecordID) {
    var moved = [bookmark]
    while let next = moved.popLast() {
      guard case .bookmark? = self[next]?.event else { continue }
      for id in namings[next] ?? [] where self[id]?.event.claim?.from == next {
        move(id) { session in
          let entry = session.entries[id.rawValue]
          session.entries[id.rawValue].moment = session.moment(of: entry.event, at: entry.time, for: id)
        }
        moved.append(id)
      }
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
    guard bookmark < id else { return }
    namings[bookmark, default: []].set(id, present: true)
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

  /// Runs the clock anew over the records made at or after a moment; taking back the last one is quick.
  private mutating func rebuildClock(from start: SessionTime) {
    var start = start
    var first = firstClockRecord(from: start)
    // The gap before a reopening begins with the record before it.
    while first < clockRecords.count, case .reopened = entries[clockRecords[first].rawValue].event {
      let previous = entries[clockRecords[first].rawValue - 1].time
      guard previous < start else { break }
      start = previous
      first = firstClockRecord(from: start)
    }
    let again = clockRecords[first...].filter { entries[$0.rawValue].isStanding }.map { id in
      (
        event: entries[id.rawValue].event, time: entries[id.rawValue].time,
        previous: entries[id.rawValue - 1].time
      )
    }
    floor.changeClock(from: start) { clock in
      clock.cut(at: start)
      for record in again { clock.take(record.event, at: record.time, previous: record.previous) }
    }
  }

  /// The place of the first record of the clock made at or after a moment.
  private func firstClockRecord(from start: SessionTime) -> Int {
    var low = 0
    var high = clockRecords.count
    while low < high {
      let middle = (low + high) / 2
      if entries[clockRecords[middle].rawValue].time < start { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func withdrawalChanged(of member: MemberID) {
    guard let seat = roster.place(of: member) else { return }
    floor.withdraw(seat: seat, at: attendances.withdrawal(of: member))
  }
}
