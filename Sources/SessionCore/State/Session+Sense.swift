extension Session {
  /// Whether the newest record makes sense where it stands.
  func makesSenseNow(_ event: Event, id: RecordID) -> Bool {
    guard makesSense(event, id: id) else { return false }
    if case .merged(let link) = event, root(of: link.other) == link.episode { return false }
    guard let closing else { return true }
    let end = entries[closing.rawValue].time
    switch event {
    case .withdrew, .arrived, .left, .lost, .regained, .paused, .resumed, .carried: return false
    default: return !event.isObservation || moment(of: event, at: lastTime, for: id) <= end
    }
  }

  /// Whether a record speaks of people, episodes, records and moments that are there; the fold passes over any
  /// other.
  ///
  /// This is no check of the rules: a record that `decide` would have refused may still make sense.
  ///
  /// - Parameter latest: the latest moment it can claim to have happened, when it is not the record's own time.
  private func makesSense(_ event: Event, id: RecordID, latest: SessionTime? = nil) -> Bool {
    if let on = event.claim?.on, on < .zero || on > latest ?? entries[id.rawValue].time {
      return false
    }
    switch event {
    case .opened: return false
    case .turn(let turn):
      return (turn.who == .unlogged || knows(turn.who)) && knows(turn.to)
    case .marker(let marker):
      return knows(marker.who) && knows(marker.to) && marker.affected.allSatisfy { knows($0) }
        && marker.episode.map { $0 == id || links.contains($0) } ?? true
    case .repair(let repair):
      return knows(repair.who) && knows(repair.to)
        && (repair.episodes.isEmpty || repair.episodes.contains { links.contains($0) })
    case .moment(let moment): return knows(moment.who) && knows(moment.to)
    case .carried(let carried): return knows(carried.who) && knows(carried.to)
    case .partly(let partial): return links.contains(partial.episode)
    case .resolved(let resolution): return links.contains(resolution.episode)
    case .caused(let link), .relapse(let link), .merged(let link):
      return links.contains(link.episode) && links.contains(link.other) && link.episode != link.other
    case .consented(let consent): return knows(consent.member)
    case .withdrew(let member): return knows(member)
    case .arrived(let attendance), .left(let attendance): return knows(attendance.member)
    case .rated(let rating): return rating.member.map { knows($0) } ?? true
    case .amended(let amendment): return makesSense(amendment, id: id)
    case .retracted(let target):
      return target < id && isRetractable(target, whenStanding: true)
    case .restored(let target):
      return target < id && isRetractable(target, whenStanding: false)
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
    // Whoever corrects a record may say that it happened later than it was keyed, but not later than now.
    guard makesSense(event, id: amendment.of, latest: self[id]?.time ?? lastTime) else { return false }
    // What was recorded after the closing stays before it.
    guard event.isObservation, let end = closing.flatMap({ self[$0]?.time }), target.time > end else {
      return true
    }
    return moment(of: event, at: target.time, for: amendment.of) <= end
  }

  private func isRetractable(_ id: RecordID, whenStanding isStanding: Bool) -> Bool {
    entries.indices.contains(id.rawValue) && entries[id.rawValue].isStanding == isStanding
      && entries[id.rawValue].event.canBeRetracted
  }

  private func knows(_ member: MemberID) -> Bool { roster.place(of: member) != nil }

  /// Whether a party can be named; nobody at all always can.
  private func knows(_ party: Party?) -> Bool { party?.person.map { knows($0) } ?? true }
}

extension RandomAccessCollection where Element: Comparable, Index == Int {
  /// Whether a list in rising order holds an element.
  func contains(sorted element: Element) -> Bool {
    let place = insertionPoint(of: element)
    return place < endIndex && self[place] == element
  }

  /// Where an element stands, or would stand, in a list in rising order.
  func insertionPoint(of element: Element) -> Int {
    if last.map({ $0 < element }) ?? true { return endIndex }
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension [RecordID] {
  /// Puts a number in its place or takes it out.
  mutating func set(_ id: RecordID, present: Bool) {
    let place = insertionPoint(of: id)
    let isThere = place < count && self[place] == id
    if present && !isThere { insert(id, at: place) }
    if !present && isThere { remove(at: place) }
  }
}

extension Blocks where Element: Comparable {
  /// Puts an element in its place in a list in rising order, or takes it out.
  mutating func set(_ element: Element, present: Bool) {
    if present, last.map({ $0 < element }) ?? true { return append(element) }
    let place = insertionPoint(of: element)
    let isThere = place < count && self[place] == element
    if present && !isThere { insert(element, at: place) }
    if !present && isThere { remove(at: place) }
  }
}
