import SessionAnalysis
import SessionCore
import TestSupport
import Testing

@Suite struct `Corrections and the indicators` {
  private static func figures(_ records: [Record]) throws -> Indicators {
    let session = try #require(Session(replaying: records))
    return Indicators(of: session, log: LogFacts(head: "", records: 0, isClosed: false))
  }

  /// Whether two reports say the same, but for how much was corrected.
  private static func expectSame(_ a: Indicators, _ b: Indicators, _ what: Comment) {
    #expect(a.time == b.time, what)
    #expect(a.episodes == b.episodes, what)
    #expect(a.latency == b.latency, what)
    #expect(a.people == b.people, what)
    #expect(a.group == b.group, what)
    #expect(a.grid == b.grid, what)
    #expect(a.ratings == b.ratings, what)
    #expect(a.memberRatings == b.memberRatings, what)
    #expect(a.effort.keyed == b.effort.keyed, what)
    #expect(a.effort.markerLagMedian == b.effort.markerLagMedian, what)
  }

  private static func appended(_ events: [Event], to records: [Record]) -> [Record] {
    let time = records.last?.time ?? .zero
    return records
      + events.enumerated().map { Record(id: RecordID(records.count + $0), time: time, event: $1) }
  }

  @Test(arguments: UInt64(1)...5)
  func `a record taken back and restored is as if nothing had been done`(_ seed: UInt64) throws {
    let records = RandomSession(seed: seed, length: 80).records
    let session = try #require(Session(replaying: records))
    let before = try Self.figures(records)
    for record in records where session[record.id]?.isStanding == true && record.event.canBeRetracted {
      let after = try Self.figures(Self.appended([.retracted(record.id), .restored(record.id)], to: records))
      Self.expectSame(before, after, "record \(record.id), \(record.event.kind)")
    }
  }

  @Test(arguments: [1, 2, 3, 15, 32] as [UInt64])
  func `a record taken back leaves no trace in the indicators`(_ seed: UInt64) throws {
    let records = RandomSession(seed: seed, length: 80).records
    let session = try #require(Session(replaying: records))
    let named = Set(records.flatMap { Self.references(of: $0.event) })
    // Without a closing: a record in place of `closed` would be another session.
    for record in records where record.event.canBeRetracted && !named.contains(record.id) {
      guard session[record.id]?.isStanding == true else { continue }
      var never = records
      never[record.id.rawValue].event = .sync(Event.Sync(media: 0))
      let taken = try Self.figures(Self.appended([.retracted(record.id)], to: records))
      let absent = try Self.figures(Self.appended([.sync(Event.Sync(media: 0))], to: never))
      Self.expectSame(taken, absent, "record \(record.id), \(record.event.kind)")
    }
  }

  /// The records an event points at.
  private static func references(of event: Event) -> [RecordID] {
    let claimed = [event.claim?.from].compactMap { $0 }
    switch event {
    case .marker(let marker): return claimed + [marker.episode].compactMap { $0 }
    case .repair(let repair): return claimed + repair.episodes
    case .partly(let partial): return claimed + [partial.episode]
    case .resolved(let resolution): return claimed + [resolution.episode]
    case .caused(let link), .relapse(let link), .merged(let link): return [link.episode, link.other]
    case .retracted(let target), .restored(let target): return [target]
    case .amended(let amendment):
      return [amendment.of]
        + amendment.changes.flatMap { change -> [RecordID] in
          switch change {
          case .episode(let id), .from(let id), .by(let id), .into(let id): [id]
          case .episodes(let ids): ids
          default: []
          }
        }
    default: return claimed
    }
  }

  @Test(arguments: UInt64(1)...8)
  func `the live tallies are the indicators`(_ seed: UInt64) throws {
    let records = RandomSession(seed: seed, length: 150, hasNonsense: true).records
    for length in stride(from: 1, through: records.count, by: 11) {
      let session = try #require(Session(replaying: records.prefix(length)))
      let indicators = Indicators(of: session, log: LogFacts(head: "", records: length, isClosed: false))
      #expect(indicators.episodes.filter(\.episode.isOpen).map(\.id).sorted() == session.openEpisodes)
      for (seat, person) in indicators.people.enumerated() {
        let figures = person.floor
        #expect(person.markers.withdrawal == session.markerCounts[seat].withdrawal)
        #expect(person.markers.confrontation == session.markerCounts[seat].confrontation)
        #expect(person.markers.group == session.markerCounts[seat].group)
        let live = session.floor.tallies[seat]
        #expect(figures.turns == live.turns)
        #expect(figures.segments == live.segments)
        #expect(figures.talk == session.floor.talk(of: seat, at: session.end))
      }
    }
  }

  @Test(arguments: UInt64(1)...40)
  func `records that make no sense change no figure`(_ seed: UInt64) throws {
    let records = RandomSession(seed: seed, length: 120, hasNonsense: true).records
    let session = try #require(Session(replaying: records))
    var without = records
    for id in session.ignored { without[id.rawValue].event = .interrupted(.signal) }
    Self.expectSame(try Self.figures(records), try Self.figures(without), "seed \(seed)")
  }
}
