extension Session {
  /// Whether a record speaks of people, episodes and records that are there; the fold passes over any other.
  ///
  /// This is no check of the rules: a record that `decide` would have refused may still make sense.
  func makesSense(_ event: Event, id: RecordID) -> Bool {
    if let end = closing.flatMap({ self[$0]?.time }), !canFollowClosing(event, end: end, id: id) {
      return false
    }
    return speaksOfWhatIsThere(event, id: id)
  }

  private func speaksOfWhatIsThere(_ event: Event, id: RecordID) -> Bool {
    switch event {
    case .opened: return false
    case .turn(let turn):
      return (turn.who == .unlogged || knows(turn.who)) && turn.to.map(roster.knows) ?? true
    case .marker(let marker):
      return knows(marker.who) && roster.knows(marker.to) && marker.affected.allSatisfy(knows)
        && marker.episode.map { $0 == id || links[$0] != nil } ?? true
    case .repair(let repair):
      return knows(repair.who) && roster.knows(repair.to)
        && (repair.episodes.isEmpty || repair.episodes.contains { links[$0] != nil })
    case .moment(let moment): return knows(moment.who) && moment.to.map(roster.knows) ?? true
    case .carried(let carried): return knows(carried.who) && roster.knows(carried.to)
    case .partly(let partial): return links[partial.episode] != nil
    case .resolved(let resolution): return links[resolution.episode] != nil
    case .caused(let link), .relapse(let link):
      return links[link.episode] != nil && links[link.other] != nil && link.episode != link.other
    case .merged(let link):
      return links[link.episode] != nil && links[link.other] != nil && root(of: link.other) != link.episode
    case .consented(let consent): return knows(consent.member)
    case .withdrew(let member): return knows(member)
    case .arrived(let attendance), .left(let attendance): return knows(attendance.member)
    case .rated(let rating): return rating.member.map(knows) ?? true
    case .amended(let amendment): return makesSense(amendment, id: id)
    case .retracted(let target):
      return target < id && self[target].map { $0.isStanding && $0.event.canBeRetracted } ?? false
    case .restored(let target):
      return target < id && self[target].map { !$0.isStanding && $0.event.canBeRetracted } ?? false
        && !ignored.contains(sorted: target)
    case .silence, .bookmark, .lost, .regained, .paused, .resumed, .sync, .note, .clock, .recovered,
      .reopened, .interrupted, .closed, .unknown:
      return true
    }
  }

  private func makesSense(_ amendment: Amendment, id: RecordID) -> Bool {
    guard amendment.of < id, let target = self[amendment.of], target.event.canBeAmended,
      !ignored.contains(sorted: amendment.of)
    else { return false }
    var event = target.event
    for change in amendment.changes { event = event.changed(by: change) ?? event }
    return speaksOfWhatIsThere(event, id: amendment.of)
  }

  /// After the closing only corrections and late naming are left.
  private func canFollowClosing(_ event: Event, end: SessionTime, id: RecordID) -> Bool {
    switch event {
    case .withdrew, .arrived, .left, .lost, .regained, .paused, .resumed, .carried: false
    default: !event.isObservation || id != nextID.previous || moment(of: event, at: lastTime) <= end
    }
  }

  private func knows(_ member: MemberID) -> Bool { roster.place(of: member) != nil }
}

extension RecordID {
  fileprivate var previous: RecordID { RecordID(rawValue - 1) }
}

extension [RecordID] {
  /// Whether an array in rising order holds a number.
  func contains(sorted id: RecordID) -> Bool {
    let place = insertionPoint(of: id)
    return place < count && self[place] == id
  }

  /// Where a number stands, or would stand, in an array in rising order.
  func insertionPoint(of id: RecordID) -> Int {
    if last.map({ $0 < id }) ?? true { return count }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Puts a number in its place or takes it out.
  mutating func set(_ id: RecordID, present: Bool) {
    let place = insertionPoint(of: id)
    let isThere = place < count && self[place] == id
    if present && !isThere { insert(id, at: place) }
    if !present && isThere { remove(at: place) }
  }
}
