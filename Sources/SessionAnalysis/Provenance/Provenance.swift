package import SessionCore

/// Which records the figures of a session were made from.
///
/// Only standing records are named, and with a record the standing amendments that changed it. A figure that
/// depends on when something ended names the record that ended it too.
package struct Provenance: Sendable {
  /// The standing records of one person, by what they are.
  package struct Seat: Sendable {
    /// The segments that count for the person.
    package internal(set) var segments: [RecordID] = []
    /// The records of the floor that ended these segments.
    package internal(set) var segmentEnds: [RecordID] = []
    package internal(set) var markers: [RecordID] = []
    package internal(set) var repairs: [RecordID] = []
    package internal(set) var moments: [RecordID] = []
  }

  private let session: Session
  /// In seat order.
  package private(set) var seats: [Seat]
  package private(set) var silences: [RecordID] = []
  package private(set) var silenceEnds: [RecordID] = []
  /// Standing records by the name of their kind.
  private var kinds: [String: [RecordID]] = [:]
  /// `amended` records, whatever became of them.
  package private(set) var amendments: [RecordID] = []

  package init(of session: Session) {
    self.session = session
    seats = Array(repeating: Seat(), count: session.roster.members.count)
    let roster = session.roster
    let ignored = Set(session.ignored)
    for index in session.entries.indices.dropFirst() {
      let entry = session.entries[index]
      let id = RecordID(index)
      guard !ignored.contains(id) else { continue }
      if case .amended = entry.event { amendments.append(id) }
      guard entry.isStanding else { continue }
      kinds[entry.event.kind, default: []].append(id)
      switch entry.event {
      case .marker(let marker): roster.place(of: marker.who).map { seats[$0].markers.append(id) }
      case .repair(let repair): roster.place(of: repair.who).map { seats[$0].repairs.append(id) }
      case .moment(let moment): roster.place(of: moment.who).map { seats[$0].moments.append(id) }
      default: break
      }
    }
    let segments = session.floor.segments
    for index in segments.indices {
      let next = index + 1 < segments.count ? segments[index + 1].id : nil
      switch segments[index].speaker {
      case .seat(let seat):
        guard session.floor.counts(index) else { continue }
        seats[seat].segments.append(segments[index].id)
        if let next { seats[seat].segmentEnds.append(next) }
      case .silence:
        silences.append(segments[index].id)
        if let next { silenceEnds.append(next) }
      case .unlogged: break
      }
    }
  }

  /// These records, with the standing amendments that changed them.
  package func cited(_ records: some Sequence<RecordID>) -> RecordNumbers {
    RecordNumbers(records.flatMap { [$0] + session.standingAmendments(of: $0) })
  }

  /// The standing records of some kinds.
  package func records(of kinds: String...) -> [RecordID] { kinds.flatMap { self.kinds[$0] ?? [] } }

  /// The segments of everybody in a role.
  package func segments(of role: Role) -> [RecordID] {
    zip(session.roster.members, seats).flatMap { $0.role == role ? $1.segments : [] }
  }

  /// The segments of everybody in a role, and the records that ended them.
  package func talk(of role: Role) -> [RecordID] {
    zip(session.roster.members, seats).flatMap { $0.role == role ? $1.segments + $1.segmentEnds : [] }
  }

  /// The standing markers of a person in one of the families of ruptures.
  package func markers(of seat: Int, _ family: Rupture) -> [RecordID] {
    seats[seat].markers.filter {
      guard case .marker(let marker) = session.entries[$0.rawValue].event else { return false }
      return session.codebook.rupture(of: marker.code) == family
    }
  }

  /// The standing moments of a code, by everybody.
  package func moments(_ code: CodeID) -> [RecordID] {
    seats.flatMap { moments(code, in: $0.moments) }
  }

  /// The standing moments of a code, by one person.
  package func moments(_ code: CodeID, of seat: Int) -> [RecordID] {
    moments(code, in: seats[seat].moments)
  }

  private func moments(_ code: CodeID, in all: [RecordID]) -> [RecordID] {
    all.filter {
      if case .moment(let moment) = session.entries[$0.rawValue].event { moment.code == code } else { false }
    }
  }

  /// The record that the session ended with.
  package var ending: RecordID { session.closing ?? RecordID(max(0, session.entries.count - 1)) }

  /// What the length of the session, its pauses and its masks rest on.
  package var clock: [RecordID] {
    records(of: "paused", "resumed", "lost", "regained", "reopened") + [ending]
  }

  // MARK: Episodes

  /// The markers of an episode and its opening record: what its onset, people and form rest on.
  package func onset(of outcome: EpisodeOutcome) -> [RecordID] {
    [outcome.id] + outcome.episode.markers.map(\.id)
  }

  /// What ended the watch over an episode.
  package func end(of outcome: EpisodeOutcome) -> [RecordID] {
    switch outcome.episode.end {
    case .resolved(let mention)?: [mention.id]
    case .left(let moment, _)?:
      records(of: "left").filter {
        session.entries[$0.rawValue].time == moment && concerns(session.entries[$0.rawValue].event, outcome)
      }
    case nil: [ending]
    }
  }

  private func concerns(_ event: Event, _ outcome: EpisodeOutcome) -> Bool {
    guard case .left(let attendance) = event else { return false }
    return attendance.member == outcome.episode.who || outcome.episode.affected == [attendance.member]
  }

  /// What the latency of an episode rests on: onset and end.
  package func latency(of outcome: EpisodeOutcome) -> [RecordID] {
    onset(of: outcome) + end(of: outcome)
  }

  /// What the wait for the first attempt rests on: the onset, and the attempt or the end without one.
  package func firstAttempt(of outcome: EpisodeOutcome) -> [RecordID] {
    onset(of: outcome) + (outcome.attempts.first.map { [$0.repair] } ?? end(of: outcome))
  }

  /// Everything that was recorded about an episode within its span.
  package func everything(of outcome: EpisodeOutcome) -> [RecordID] {
    latency(of: outcome) + outcome.attempts.map(\.repair)
  }
}

extension Provenance {
  /// The standing records that count as keyed, and the corrections.
  package var keyed: [RecordID] {
    records(
      of: "turn", "silence", "marker", "repair", "partly", "resolved", "moment", "bookmark", "note",
      "retracted")
      + amendments
  }
}
