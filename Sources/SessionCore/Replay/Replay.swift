/// A saved session seen at any of its moments, in either of its two times.
///
/// *As it was recorded* is what the observer had keyed by then, mistakes and all: the records so far, folded by
/// the same ``Session/apply(_:)`` as live. *As it is now believed* is what had happened by then as far as is known
/// today: every correction applied, every record at the moment it is claimed to have happened. Both are
/// ``Session`` values, and any moment of either is found at once. See `docs/replay.md`.
package struct Replay: Sendable {
  /// Which of the two times is told.
  package enum Telling: String, Hashable, Sendable, CaseIterable {
    case recorded, believed
  }

  /// The records, with times that never go back. Those made after the closing have the times at which they were
  /// made, perhaps weeks later; ``times`` has them at the end of the session.
  package private(set) var records: [Record]
  package private(set) var telling = Telling.recorded
  /// Where the replay stands; at least the time of the last step taken.
  package private(set) var position = SessionTime.zero
  private var recorded: Course
  /// Worked out when it is first asked for.
  private var believed: Course?

  /// A replay at its beginning, as recorded; `nil` when the records begin with no opening.
  package init?(_ records: [Record]) {
    guard case .opened(let opening)? = records.first?.event else { return nil }
    // As the fold does: a damaged log may hold times that go back.
    var latest = SessionTime.zero
    let records = records.map { record in
      latest = max(latest, record.time)
      return Record(id: record.id, time: latest, event: record.event)
    }
    self.records = records
    recorded = Course(.made(records), times: Self.told(records), from: Session(opening))
  }

  /// When the records are told. What was made after the closing comes with the end of the session, one after the
  /// other, and makes it no longer.
  private static func told(_ records: [Record], closed: SessionTime? = nil) -> [SessionTime] {
    var closed = closed
    return records.map { record in
      if closed == nil, case .closed = record.event { closed = record.time }
      return closed ?? record.time
    }
  }

  private var course: Course {
    switch telling {
    case .recorded: recorded
    case .believed: believed ?? recorded
    }
  }

  private mutating func move(_ change: (inout Course) -> Void) {
    if telling == .believed, believed != nil {
      if var course = believed {
        believed = nil
        change(&course)
        believed = course
      }
    } else {
      change(&recorded)
    }
  }

  /// The session at ``position``, in the time that is told.
  package var session: Session { course.session }

  /// The whole session, as it is known now.
  package var whole: Session { recorded.last }

  /// How many steps have been taken, the opening included; never 0.
  package var taken: Int { course.taken }

  /// When each step is taken: each record was made, or is claimed to have happened, and what was made after the
  /// closing at the closing.
  package var times: [SessionTime] { course.times }

  /// The end of the session, in either telling: its closing, or the last record of one that was not closed.
  package var end: SessionTime { recorded.times.last ?? .zero }

  package var isAtEnd: Bool { taken == times.count && position >= end }

  /// The record of the last step taken.
  package var here: RecordID { course.record(ofStep: taken - 1) }

  /// Tells the session in the other time, at the same moment.
  package mutating func tell(_ telling: Telling) {
    if telling == self.telling { return }
    self.telling = telling
    if telling == .believed, believed == nil { workOutBelief() }
    seek(to: position)
  }

  private mutating func workOutBelief() {
    let whole = recorded.last
    let claims = whole.claims
    // A record may be put past the last key of a log whose clock was set back, or was made after the closing.
    let times = claims.map { min(whole[$0]?.moment ?? .zero, end) }
    believed = Course(.claimed(claims), times: times, from: whole.unbegun)
  }

  /// Goes to a moment, kept within the session: every step up to then is taken, and no other.
  package mutating func seek(to moment: SessionTime) {
    let target = min(max(moment, .zero), end)
    move { $0.seek(toStep: $0.lastStep(by: target)) }
    position = target
  }

  /// Goes to just after the step at an index.
  package mutating func seek(toStep index: Int) {
    move { $0.seek(toStep: index) }
    position = times[taken - 1]
  }

  /// Goes one step on or back, or several.
  package mutating func step(by steps: Int) {
    let (place, overflow) = (taken - 1).addingReportingOverflow(steps)
    seek(toStep: overflow ? (steps < 0 ? 0 : Int.max) : place)
  }

  /// The steps, in order, whose records meet a condition; each as it was made, or as it is believed.
  package func steps(where fits: (RecordID, Event) -> Bool) -> [Int] {
    switch telling {
    case .recorded: return records.indices.filter { fits(records[$0].id, records[$0].event) }
    case .believed:
      let (course, entries) = (course, recorded.last.entries)
      return course.times.indices.filter { step in
        let id = course.record(ofStep: step)
        return fits(id, entries[id.rawValue].event)
      }
    }
  }

  /// The record of a step, and what it says in the time that is told.
  package func event(ofStep step: Int) -> (id: RecordID, event: Event) {
    let id = course.record(ofStep: step)
    switch telling {
    case .recorded: return (id, records[step].event)
    case .believed: return (id, recorded.last.entries[id.rawValue].event)
    }
  }

  /// The last records up to ``position`` in the order of the time that is told, the newest last.
  package func latest(_ count: Int) -> [RecordID] {
    let (course, taken) = (course, taken)
    return (max(1, taken - max(0, count))..<max(1, taken)).map { course.record(ofStep: $0) }
  }

  /// The steps at which ruptures were marked: the records that opened an episode.
  package var ruptures: [Int] {
    steps { id, event in
      if case .marker(let marker) = event { marker.episode ?? id == id } else { false }
    }
  }

  /// Takes in records that were made now, at the end of the log. The replay stays where it stands.
  package mutating func add(_ records: [Record]) {
    guard !records.isEmpty else { return }
    self.records += records
    recorded.add(records, times: Self.told(records, closed: whole.closing.map { _ in end }))
    if believed != nil {
      believed = nil
      workOutBelief()
    }
    move { [position] in $0.seek(toStep: $0.lastStep(by: position)) }
  }

  /// What each correction changed, in the order in which they were made; the replay stays where it stands.
  ///
  /// - Parameter line: is given a correction, what it is about as it stood just before, `nil` for what was not there
  ///   yet, and the session just after.
  package func corrections<Line>(_ line: (Correction, Session.Entry?, Session) -> Line?) -> [Line] {
    var course = recorded
    return Correction.all(in: records, of: whole).compactMap { correction in
      course.seek(toStep: correction.id.rawValue - 1)
      let old = course.session[correction.target]
      course.seek(toStep: correction.id.rawValue)
      return line(correction, old, course.session)
    }
  }
}
