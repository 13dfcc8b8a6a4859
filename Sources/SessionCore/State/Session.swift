/// A session as its records make it: who has the floor, what is open, who is there.
///
/// ``apply(_:)`` is the only way it changes, live and in replay alike, and cannot fail: a record that makes no
/// sense changes nothing and is listed in ``ignored``. The rules about what may be recorded live in
/// ``decide(_:at:)``. Every key costs the same at record 10 and at record 1,000,000: nothing here looks through
/// the whole session, but when something far back is put right.
package struct Session: Sendable {
  package typealias Entry = Entries.Entry

  package internal(set) var opening: Opening
  /// Whether the floor was taken over from another log, so that no turn is an act of the coder's.
  private let isFloorGiven: Bool
  /// Every record by its number; the opening first.
  package internal(set) var entries: Entries
  /// The records that are neither the opening nor a turn, in the order of the log: few of many.
  package internal(set) var besidesTurns = Blocks<RecordID>()
  package internal(set) var floor: Floor
  package internal(set) var attendances = Attendances()
  /// Standing rupture markers of each seat, in seat order.
  package internal(set) var markerCounts: [MarkerCount]
  /// The episodes that are open, in the order of their numbers.
  package internal(set) var openEpisodes: [RecordID] = []
  /// The place each of them keeps on the screen.
  package internal(set) var openPlaces = OpenPlaces()
  /// The standing markers, repairs and resolutions, in the order of their numbers; what a timeline shows.
  package internal(set) var signs = Blocks<RecordID>()
  /// The standing bookmarks that nothing names yet, in the order of their numbers.
  package internal(set) var unnamedBookmarks: [RecordID] = []
  /// The `closed` record that ended the session, once there is one.
  package internal(set) var closing: RecordID?
  /// Whether a closed log was opened again for corrections.
  package internal(set) var isReopened = false
  /// Records that changed nothing, because they speak of people, episodes or records that never were.
  package internal(set) var ignored: [RecordID] = []
  package internal(set) var history = UndoHistory()

  var links = EpisodeTable()
  var merging = Merging()
  /// The episodes that a `left` record ended, and the other way round.
  var departures = Drawers<Set<RecordID>>()
  var departedBy = Drawers<RecordID>()
  /// What a record said before it was amended, and the amendments of each record in the order of the log.
  var originals = Drawers<Event>()
  var amendments = Drawers<[RecordID]>()
  /// The records that name a bookmark.
  var namings = Drawers<[RecordID]>()
  /// The records of the clock: pauses, masks, reopenings.
  var clockRecords: [RecordID] = []

  /// Standing rupture markers of one seat by family.
  package struct MarkerCount: Hashable, Sendable {
    package internal(set) var withdrawal = 0
    package internal(set) var confrontation = 0
    package internal(set) var group = 0
  }

  /// A session at its opening.
  package init(_ opening: Opening) {
    self.opening = opening
    isFloorGiven = opening.source?.givesFloor ?? false
    entries = Entries(opening)
    floor = Floor(seats: opening.roster.members.count)
    markerCounts = Array(repeating: MarkerCount(), count: opening.roster.members.count)
  }

  /// The session that some records make; `nil` when the first is no opening.
  package init?(replaying records: some Sequence<Record>) {
    var iterator = records.makeIterator()
    guard let first = iterator.next(), case .opened(let opening) = first.event else { return nil }
    self.init(opening)
    reserve(records.underestimatedCount)
    while let record = iterator.next() { apply(record) }
  }

  /// Makes room for a number of records in all, so that a long log is folded without moving what is there.
  ///
  /// For a session of which no copy is to be changed: it is kept in one piece.
  package mutating func reserve(_ records: Int) {
    entries.reserve(records)
    floor.reserve(records)
  }

  /// Takes in records in the order of the log; see ``apply(_:)``.
  package mutating func apply(contentsOf records: ArraySlice<Record>) {
    // Looked at where they lie: a copy of a record is counted, text by text.
    let records = records.span
    for index in records.indices { apply(records[index]) }
  }

  // Lent and not copied: nearly every record asks for them.

  /// The people of the session, as the opening has them.
  package var roster: Roster { _read { yield opening.roster } }
  /// The codes of the session, as the opening has them.
  package var codebook: Codebook { _read { yield opening.codebook } }
  /// The pauses and masks so far, and with them the active time.
  package var clock: SessionClock { _read { yield floor.clock } }

  /// When the last record was made.
  package private(set) var lastTime = SessionTime.zero

  /// Up to when it is seen, while it is looked at before its last record; `nil` for all of it.
  package internal(set) var horizon: SessionTime?

  /// When the session ended: at its `closed`, or else at the last record so far, or where it is looked at.
  package var end: SessionTime { closing.flatMap { self[$0]?.time } ?? horizon ?? lastTime }

  /// The record of a number, or `nil` when there is none.
  package subscript(id: RecordID) -> Entry? {
    entries.indices.contains(id.rawValue) ? entries[id.rawValue] : nil
  }

  /// What a record said before it was corrected; what it says where no correction stands.
  package func original(of id: RecordID) -> Event? { originals[id] ?? self[id]?.event }

  /// The standing amendments of a record, in the order of the log; most have none.
  package func standingAmendments(of id: RecordID) -> [RecordID] { amendments[id] ?? [] }

  /// Whether a `reopened` record of this wall time opened the closed log for corrections; before the closing
  /// recording went on after it.
  package func isForCorrections(reopened wall: WallTime) -> Bool {
    closing != nil && !clockRecords.contains { entries[$0.rawValue].event == .reopened(wall) }
  }

  /// The number the next record will have.
  package var nextID: RecordID { RecordID(entries.count) }

  /// Takes in the next record of the log. Total: a record that makes no sense changes nothing.
  ///
  /// A record out of its place, by number, is passed over.
  package mutating func apply(_ record: borrowing Record) {
    let id = record.id
    guard id == nextID else { return }
    let time = max(record.time, lastTime)
    if case .turn(let turn) = record.event, takeNow(turn, id, at: time) { return }
    let moment = moment(of: record.event, at: time, for: id)
    keep(Entry(event: record.event, isStanding: false, time: time, moment: moment))
    guard makesSenseNow(record.event, id: id) else {
      ignored.append(id)
      return
    }
    entries.stand(id)
    switch record.event {
    case .retracted(let target): takeBack(target)
    case .restored(let target): putBack(target)
    default: enter(id, record.event, at: time, moment: moment, isNew: true)
    }
    // What was taken over is no act of the coder's.
    if !isGiven(record.event) { history.note(id, record.event, in: entries) }
  }

  /// Keeps a record, whatever becomes of it, after those before.
  mutating func keep(_ entry: consuming Entry) {
    lastTime = entry.time
    if !entry.event.isTurn { besidesTurns.append(nextID) }
    entries.append(entry)
  }

  /// Takes in a turn keyed as it happens, in a session that goes on: what most records are, and so nothing is asked of
  /// it that holds of all of them. `false` for any other turn, and for one that speaks of somebody who is not there.
  private mutating func takeNow(_ turn: Event.Turn, _ id: RecordID, at time: SessionTime) -> Bool {
    guard closing == nil, turn.claim.on == nil, turn.claim.from == nil else { return false }
    let segment = segment(of: turn, id, at: time)
    if segment.speaker == .unlogged, turn.who != .unlogged { return false }
    if segment.to == nil, turn.to != nil { return false }
    lastTime = time
    entries.append(turn, taking: segment)
    floor.insert(segment)
    if !isFloorGiven { history.noteAct(id) }
    return true
  }

  /// The piece of the floor that a turn takes at a moment.
  func segment(of turn: Event.Turn, _ id: RecordID, at moment: SessionTime) -> Floor.Segment {
    let speaker: Floor.Speaker = opening.roster.place(of: turn.who).map { .seat($0) } ?? .unlogged
    let address: Floor.Address? =
      switch turn.to {
      case .group?: .group
      case .person(let person)?: opening.roster.place(of: person).map { .seat($0) }
      case nil: nil
      }
    return Floor.Segment(id, at: moment, by: speaker, to: address, turn.focus, isMinimal: turn.minimal)
  }

  /// When the event of a record is claimed to have happened, if the observer acted at `time`.
  ///
  /// Only a bookmark before the record lends it its moment.
  func moment(of event: Event, at time: SessionTime, for id: RecordID) -> SessionTime {
    guard let claim = event.claim else { return time }
    if let on = claim.on { return on }
    if let bookmark = claim.from, bookmark < id, let entry = self[bookmark], case .bookmark = entry.event {
      return entry.moment
    }
    return time
  }

  private mutating func takeBack(_ target: RecordID) {
    leave(target)
    entries[target.rawValue].isStanding = false
  }

  private mutating func putBack(_ target: RecordID) {
    entries[target.rawValue].isStanding = true
    enter(target, isNew: false)
  }
}
