/// A saved session seen at any of its moments: the records so far, folded by the same `apply` as live.
package struct Replay: Sendable {
  package let records: [Record]
  /// The session as it stood at ``position``.
  package private(set) var session: Session
  /// How many records have been taken in, the opening included; never 0.
  package private(set) var taken = 1
  /// Where the replay stands; at least the time of the last record taken in.
  package private(set) var position = SessionTime.zero
  /// The moments at which ruptures were marked: the records that opened an episode, in order.
  package let ruptures: [Int]

  private let opening: Opening

  /// A replay at its beginning; `nil` when the records begin with no opening.
  package init?(_ records: [Record]) {
    guard case .opened(let opening)? = records.first?.event else { return nil }
    // As the fold does: a damaged log may hold times that go back.
    var latest = SessionTime.zero
    self.records = records.map { record in
      latest = max(latest, record.time)
      return Record(id: record.id, time: latest, event: record.event)
    }
    self.opening = opening
    session = Session(opening)
    ruptures = records.indices.filter { index in
      if case .marker(let marker) = records[index].event {
        marker.episode ?? records[index].id == records[index].id
      } else {
        false
      }
    }
  }

  /// The time of the last record.
  package var end: SessionTime { records.last?.time ?? .zero }

  package var isAtEnd: Bool { taken == records.count && position >= end }

  /// Goes to a moment, kept within the session: every record made up to then is taken in, and no other.
  package mutating func seek(to moment: SessionTime) {
    let target = min(max(moment, .zero), end)
    if taken > 1, records[taken - 1].time > target { restart() }
    while taken < records.count, records[taken].time <= target { takeNext() }
    position = target
  }

  /// Goes to just after the record at an index.
  package mutating func seek(toRecord index: Int) {
    let last = min(max(index, 0), records.count - 1)
    if taken > last + 1 { restart() }
    while taken <= last { takeNext() }
    position = records[last].time
  }

  /// Goes one record on or back.
  package mutating func step(by records: Int) {
    let (place, overflow) = (taken - 1).addingReportingOverflow(records)
    seek(toRecord: overflow ? (records < 0 ? 0 : Int.max) : place)
  }

  /// Goes to the next or the previous rupture; `false` when there is none on that side.
  package mutating func seekRupture(forward: Bool) -> Bool {
    let here = taken - 1
    let found = forward ? ruptures.first { $0 > here } : ruptures.last { $0 < here }
    guard let found else { return false }
    seek(toRecord: found)
    return true
  }

  private mutating func restart() {
    session = Session(opening)
    taken = 1
    position = .zero
  }

  private mutating func takeNext() {
    session.apply(records[taken])
    taken += 1
  }
}
