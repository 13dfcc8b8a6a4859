import SessionAnalysis
import SessionCore
import TestSupport
import Testing

/// What the desk shows while a session runs, beside what the report of that moment says.
@Suite struct `The figures on screen while a session runs` {
  @Test(arguments: UInt64(1)...16)
  func `are those of the report at every record`(_ seed: UInt64) throws {
    let records = RandomSession(seed: seed, length: 90, hasNonsense: seed.isMultiple(of: 2)).records
    let opening = try #require(Session(replaying: records.prefix(1)))
    var live = opening
    for record in records.dropFirst() {
      live.apply(record)
      let figures = Indicators(
        of: live, log: LogFacts(head: "", records: live.entries.count, isClosed: live.closing != nil))
      Self.expectSame(live, figures, at: record.id)
    }
  }

  /// The desk's seats and open ruptures as its panels read them, against the indicators.
  private static func expectSame(_ live: Session, _ figures: Indicators, at id: RecordID) {
    let talk = live.roster.members.indices.map { live.floor.talk(of: $0, at: live.end) }
    let all = zip(live.roster.members, talk).reduce(0) { $1.0.role == .member ? $0 + $1.1 : $0 }
    for (seat, person) in figures.people.enumerated() {
      let what: Comment = "record \(id), seat \(seat)"
      #expect(talk[seat] == person.floor.talk, what)
      #expect(live.floor.tallies[seat].turns == person.floor.turns, what)
      #expect(live.markerCounts[seat].withdrawal == person.markers.withdrawal, what)
      #expect(live.markerCounts[seat].confrontation == person.markers.confrontation, what)
      #expect(live.markerCounts[seat].group == person.markers.group, what)
      if person.role == .member, all > 0 {
        #expect(person.share == Double(talk[seat]) / Double(all), what)
      }
    }
    let open = figures.episodes.filter(\.episode.isOpen)
    #expect(Set(open.map(\.id)) == Set(live.openEpisodes), "record \(id)")
    for outcome in open {
      guard let episode = live.episode(outcome.id) else {
        Issue.record("record \(id): #\(outcome.id) is not there")
        continue
      }
      let age = live.clock.active(max(live.end, episode.onset)) - live.clock.active(episode.onset)
      #expect(age + episode.exposure == outcome.watched, "record \(id)")
      let attempts = episode.repairs.within(episode.onset, max(live.end, episode.onset))
      #expect(attempts.map(\.id) == outcome.attempts.map(\.repair), "record \(id)")
    }
  }

  /// A session in which the same minute comes again and again: a rupture, an attempt, a resolution, some turns.
  private static func session(ofMinutes count: Int) -> Session {
    var session = Session(RandomSession.opening)
    func record(_ time: Int, _ event: Event) {
      session.apply(Record(id: session.nextID, time: SessionTime(time), event: event))
    }
    for minute in 0..<count {
      let start = minute * 60_000
      record(start, .turn("ada", to: .group))
      record(start + 5000, .turn("bo", to: "ada"))
      let episode = session.nextID
      record(start + 6000, .marker("C1", "bo", to: "ada"))
      record(start + 20_000, .turn("ada", to: "bo"))
      record(start + 21_000, .repair("R1", "ada", to: "bo", episodes: [episode]))
      record(start + 40_000, .turn("cy", to: .group))
      record(start + 45_000, .resolved(episode: episode))
    }
    return session
  }

  @Test func `are read from structures that an hour fills no more than a minute`() {
    let short = Self.session(ofMinutes: 1)
    let long = Self.session(ofMinutes: 600)
    #expect(long.entries.count > 500 * short.entries.count)
    // A frame reads the tallies of the seats, the open episodes and the bookmarks without a name; nothing else
    // of the past. None of them holds anything of what is over.
    for read in [short, long] {
      #expect(read.floor.tallies.count == read.roster.members.count)
      #expect(read.markerCounts.count == read.roster.members.count)
      #expect(read.openEpisodes.isEmpty)
      #expect(read.unnamedBookmarks.isEmpty)
    }
    // And each tally is a count, the same for the same minute however many came before.
    #expect(long.floor.tallies.map(\.turns) == short.floor.tallies.map { $0.turns * 600 })
    #expect(long.markerCounts[1].confrontation == 600 * short.markerCounts[1].confrontation)
  }
}
