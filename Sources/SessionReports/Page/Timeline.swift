package import SessionAnalysis
package import SessionCore

/// The session along its clock, as something to draw: who spoke when, what was marked, and what stayed open.
///
/// Every moment is in ms of session time, pauses included, as a player counts it.
package struct Timeline: Hashable, Sendable {
  /// From one moment to another, never backwards; may be of no length.
  package struct Stretch: Hashable, Sendable {
    package let start: Int
    package let end: Int
    package let records: RecordNumbers
  }

  /// One turn in the lane of its speaker.
  package struct Turn: Hashable, Sendable {
    package internal(set) var stretch: Stretch
    /// Whether all of it was clipped answers.
    package internal(set) var isMinimal: Bool
  }

  /// What a sign stands for.
  package enum Kind: Hashable, Sendable {
    /// A marker, in the lane of who moved; `nil` when the codebook does not list its code.
    case marker(Rupture?)
    /// An attempt at repair, in the lane of who made it.
    case repair
    /// Partly back, and resolved: in the lane of the affected member.
    case partly, resolved

    /// The letter on every picture: w c x a marker, r a repair, p partly, v resolved.
    package var letter: String {
      switch self {
      case .marker(.withdrawal?): "w"
      case .marker(.confrontation?): "c"
      case .marker: "x"
      case .repair: "r"
      case .partly: "p"
      case .resolved: "v"
      }
    }
  }

  /// Something that fell at one moment into somebody's lane.
  package struct Sign: Hashable, Sendable {
    package let at: Int
    package let kind: Kind
    /// The code, safe to show; empty for partly and resolved.
    package let code: String
    package let records: RecordNumbers
  }

  /// One person's lane.
  package struct Lane: Hashable, Sendable, Identifiable {
    package let id: MemberID
    package let label: String
    package let role: Role
    package internal(set) var turns: [Turn] = []
    /// In order of time, ties by record.
    package internal(set) var signs: [Sign] = []
    /// When the person left or withdrew for the last time, or `nil` for somebody who is there at the end.
    package internal(set) var gone: Int?
  }

  /// How the span of an episode ends.
  package enum Ending: Hashable, Sendable { case resolved, left, open }

  /// An episode from its onset to its end.
  package struct OpenSpan: Hashable, Sendable, Identifiable {
    package let id: RecordID
    /// Who towards whom, such as `Chris -> Kathy`.
    package let label: String
    package let stretch: Stretch
    package let ending: Ending
    /// Whether it was open before this session.
    package let isCarried: Bool
  }

  /// How long the session was, in ms of session time.
  package let length: Int
  /// In seat order.
  package let lanes: [Lane]
  package let silences: [Stretch]
  package let pauses: [Stretch]
  /// What the observer could not see, pauses within included.
  package let masks: [Stretch]
  /// In the order of onset.
  package let spans: [OpenSpan]

  init(of session: Session, _ figures: Indicators, _ wording: Wording) {
    length = figures.time.elapsed
    var lanes = session.roster.members.map {
      Lane(id: $0.id, label: wording.name($0.id), role: $0.role)
    }
    silences = Self.speak(of: session, into: &lanes)
    Self.mark(session, wording, into: &lanes)
    for seat in lanes.indices {
      let id = lanes[seat].id
      lanes[seat].gone =
        session.attendances.withdrawal(of: id)?.milliseconds
        ?? (session.attendances.isPresent(id) ? nil : session.attendances.lastPassage(of: id)?.milliseconds)
    }
    self.lanes = lanes
    let last = length
    let clockRecords = Self.clockRecords(of: session)
    let stretch = { (span: Spans.Span) -> Stretch in
      let end = min(span.end?.milliseconds ?? last, last)
      let edges = (clockRecords[span.start.milliseconds] ?? []) + (clockRecords[end] ?? [])
      return Stretch(
        start: span.start.milliseconds, end: max(end, span.start.milliseconds), records: RecordNumbers(edges))
    }
    pauses = session.clock.pauses.spans.filter { $0.start.milliseconds <= last }.map(stretch)
    masks = session.clock.masks.spans.filter { $0.start.milliseconds <= last }.map(stretch)
    spans = figures.episodes.map { outcome in
      let onset = outcome.episode.onset.milliseconds
      return OpenSpan(
        id: outcome.id, label: wording.movement(outcome.episode),
        stretch: Stretch(
          start: onset, end: max(onset, min(outcome.episode.end?.moment.milliseconds ?? last, last)),
          records: RecordNumbers([outcome.id] + outcome.episode.markers.map(\.id))),
        ending: Ending(outcome.episode.end), isCarried: outcome.episode.isCarried)
    }
  }

  /// The standing records of pauses and masks by their time.
  private static func clockRecords(of session: Session) -> [Int: [RecordID]] {
    var all: [Int: [RecordID]] = [:]
    for index in session.entries.indices where session.entries[index].isStanding {
      switch session.entries[index].event {
      case .paused, .resumed, .lost, .regained, .reopened:
        all[session.entries[index].time.milliseconds, default: []].append(RecordID(index))
      default: break
      }
    }
    return all
  }

  /// Puts the turns into the lanes; the silences.
  private static func speak(of session: Session, into lanes: inout [Lane]) -> [Stretch] {
    let (floor, last) = (session.floor, session.end.milliseconds)
    var silences: [Stretch] = []
    for index in floor.segments.indices {
      let segment = floor.segments[index]
      let start = segment.start.milliseconds
      let next = index + 1 < floor.segments.count ? floor.segments[index + 1].start.milliseconds : last
      var end = max(start, min(next, last))
      switch segment.speaker {
      case .unlogged: break
      case .silence: silences.append(Stretch(start: start, end: end, records: [segment.id]))
      case .seat(let seat):
        guard floor.counts(index), case .turn(let turn) = session.entries[segment.id.rawValue].event else {
          continue
        }
        if let withdrawal = session.attendances.withdrawal(of: lanes[seat].id)?.milliseconds {
          end = min(end, withdrawal)
        }
        let stretch = Stretch(start: start, end: end, records: [segment.id])
        guard !floor.beginsTurn(index), let run = lanes[seat].turns.popLast() else {
          lanes[seat].turns.append(Turn(stretch: stretch, isMinimal: turn.minimal))
          continue
        }
        lanes[seat].turns.append(
          Turn(
            stretch: Stretch(
              start: run.stretch.start, end: end, records: run.stretch.records + stretch.records),
            isMinimal: run.isMinimal && turn.minimal))
      }
    }
    return silences
  }

  /// Puts markers, repairs and resolutions into the lanes.
  private static func mark(_ session: Session, _ wording: Wording, into lanes: inout [Lane]) {
    for index in session.entries.indices where session.entries[index].isStanding {
      let entry = session.entries[index]
      var lane: Int?
      var sign: (Kind, String)?
      switch entry.event {
      case .marker(let marker):
        lane = session.roster.place(of: marker.who)
        sign = (.marker(session.codebook.rupture(of: marker.code)), wording.code(marker.code))
      case .repair(let repair):
        lane = session.roster.place(of: repair.who)
        sign = (.repair, wording.code(repair.code))
      case .partly(let partial):
        lane = seat(of: partial.episode, in: session)
        sign = (.partly, "")
      case .resolved(let resolution):
        lane = seat(of: resolution.episode, in: session)
        sign = (.resolved, "")
      default: break
      }
      guard let lane, let (kind, code) = sign else { continue }
      lanes[lane].signs.append(
        Sign(at: entry.moment.milliseconds, kind: kind, code: code, records: [RecordID(index)]))
    }
    for seat in lanes.indices {
      lanes[seat].signs.sort {
        ($0.at, $0.records.all.first ?? RecordID(0)) < ($1.at, $1.records.all.first ?? RecordID(0))
      }
    }
  }

  /// The seat of the first whose bond an episode hurts.
  private static func seat(of episode: RecordID, in session: Session) -> Int? {
    session.episode(session.root(of: episode)).flatMap {
      session.roster.place(of: $0.affected.first ?? $0.who)
    }
  }
}

extension Timeline.Ending {
  fileprivate init(_ end: Episode.End?) {
    switch end {
    case .resolved?: self = .resolved
    case .left?: self = .left
    case nil: self = .open
    }
  }
}
