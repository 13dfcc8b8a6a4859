import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

@Suite struct `The page for supervision` {
  private static func page(_ letter: String) throws -> SupervisionPage {
    let worked = try WorkedSession(letter)
    let session = try #require(worked.session)
    let facts = LogFacts(head: worked.head, records: worked.records.count, isClosed: true)
    return SupervisionPage(Indicators(of: session, log: facts), of: session)
  }

  private static func page(_ records: [Record]) throws -> (SupervisionPage, Session) {
    let session = try #require(Session(replaying: records))
    let facts = LogFacts(head: "", records: records.count, isClosed: session.closing != nil)
    return (SupervisionPage(Indicators(of: session, log: facts), of: session), session)
  }

  @Test(arguments: ["a", "b", "c", "d", "e"])
  func `the first part of a worked session fits one printed page`(_ letter: String) throws {
    let lines = TextReport(try Self.page(letter)).lines
    let first = try #require(lines.firstIndex { $0.hasPrefix("APPENDIX") })
    // A4 at 12 points a line, less three lines above and below.
    #expect(first <= 64)
  }

  @Test func `a rupture that nobody answered is what to watch, to keep open, and to ask about`() throws {
    let page = try Self.page("c")
    #expect(page.rewatch.map(\.reason) == [.longestOpen, .longestUnanswered])
    #expect(page.rewatch.map(\.episode) == [11, 23])
    #expect(page.rewatch.map(\.start) == [515_000, 915_000])
    #expect(page.rewatch.map(\.end) == [1_800_000, 1_800_000])
    #expect(page.episodes.map(\.latency.text) == ["> 21:25 (open)", "> 14:45 (open)"])
    #expect(page.openForNextTime.map(\.isCarriedOn) == [true, true])
    #expect(page.quiet.first?.who == "kathy")
    #expect(page.quiet.first?.words.text.contains("29.1 -> 0.4 s a minute, the others 20.4 -> 43.4") == true)
  }

  @Test func `one repaired rupture is watched from where it opened and from the last attempt`() throws {
    let page = try Self.page("b")
    #expect(page.rewatch.map(\.reason) == [.longestOpen, .bestRepair])
    #expect(page.rewatch.map(\.start) == [230_000, 368_000])
    #expect(page.rewatch.map(\.end) == [415_000, 415_000])
    #expect(page.openForNextTime.isEmpty)
  }

  @Test func `without a rupture there is nothing to watch, and a question all the same`() throws {
    let page = try Self.page("a")
    #expect(page.rewatch.isEmpty)
    #expect(page.episodes.isEmpty)
    #expect(page.prompts.contains { $0.text.hasPrefix("No rupture was marked.") })
  }

  @Test func `what came in from the session before is named with its exposure and the sessions it took`()
    throws
  {
    let page = try Self.page("d")
    let history = page.episodes.map { $0.history.map(\.text).joined(separator: "; ") }
    #expect(
      history == [
        "carried in from session 3 (there #11), open 21:25 before; repaired here, 30:35 of exposure in all,"
          + " 1 session later",
        "carried in from session 3 (there #23), open 14:45 before; repaired here, 25:25 of exposure in all,"
          + " 1 session later",
      ])
  }

  /// Everything on a page that carries records.
  private static func everything(_ page: SupervisionPage) -> [Cited] {
    var all = [page.heading.length, page.episodesBeside] + page.prompts + page.limits
    for episode in page.episodes {
      all += [
        episode.onset, episode.movement, episode.form, episode.affected, episode.codes, episode.firstAttempt,
        episode.attempts, episode.outcome, episode.latency,
      ]
      all += episode.history
    }
    all += page.rewatch.map(\.words) + page.openForNextTime.map(\.words) + page.quiet.map(\.words)
    for block in page.appendix.flatMap(\.blocks) {
      switch block {
      case .text(let words): all.append(words)
      case .entries(let entries): all += entries.map(\.value)
      case .table(let table): all += table.rows.flatMap { $0 }
      case .curve(let curve): all += curve.list + [curve.summary]
      }
    }
    return all
  }

  @Test(arguments: UInt64(1)...24)
  func `every record that a figure names is there, and stands or put another right`(_ seed: UInt64) throws {
    let (page, session) = try Self.page(RandomSession(seed: seed, hasNonsense: true).records)
    // A record that was taken back is named only where it still says something: as an amendment that is counted,
    // as the number of an episode, as one of those without effect, or as where an unfinished log ends.
    let named = Set(page.figures.episodes.map(\.id) + session.ignored + [RecordID(session.entries.count - 1)])
    for id in Self.everything(page).flatMap(\.records.all) {
      let entry = try #require(session[id])
      #expect(
        entry.isStanding || entry.event.kind == "amended" || named.contains(id), "#\(id) \(entry.event.kind)")
    }
  }

  @Test(arguments: UInt64(1)...24)
  func `every figure of an episode names its records, and every count of a person that is not 0`(
    _ seed: UInt64
  ) throws {
    let (page, _) = try Self.page(RandomSession(seed: seed).records)
    for episode in page.episodes {
      for part in [
        episode.onset, episode.movement, episode.form, episode.codes, episode.firstAttempt, episode.outcome,
        episode.latency,
      ] {
        #expect(part.records.all.contains(episode.id), "\(part.text)")
      }
      #expect(episode.attempts.text == "0" || !episode.attempts.records.isEmpty)
    }
    for (person, row) in zip(page.figures.people, Self.rows(of: "people", in: page)) {
      #expect(row[1].records.isEmpty == (person.floor.segments == 0))
      #expect(row[5].records.isEmpty == (person.markers.withdrawal == 0))
      #expect(row[8].records.isEmpty == (person.repairs == 0))
    }
  }

  private static func rows(of id: String, in page: SupervisionPage) -> [[Cited]] {
    page.appendix.filter { $0.id == id }.flatMap(\.blocks).flatMap { block -> [[Cited]] in
      if case .table(let table) = block { table.rows } else { [] }
    }
  }

  @Test(arguments: UInt64(1)...24)
  func `moments to watch are the longest and the best there are`(_ seed: UInt64) throws {
    let (page, session) = try Self.page(RandomSession(seed: seed, length: 40 + Int(seed) * 5).records)
    let episodes = page.figures.episodes
    #expect(page.rewatch.count <= 3)
    #expect(page.rewatch.isEmpty == episodes.isEmpty)
    for moment in page.rewatch {
      #expect(
        moment.start <= moment.end && moment.end <= session.end.milliseconds || moment.start == moment.end)
      let outcome = try #require(episodes.first { $0.id == moment.episode })
      switch moment.reason {
      case .longestOpen: #expect(episodes.allSatisfy { $0.watched <= outcome.watched })
      case .longestUnanswered:
        let others = episodes.filter { $0.id != page.rewatch.first?.episode }
        #expect(others.allSatisfy { $0.firstAttemptSpan.time <= outcome.firstAttemptSpan.time })
      case .bestRepair: #expect(episodes.allSatisfy { ($0.strength ?? 0) <= (outcome.strength ?? 0) })
      }
    }
  }

  @Test(arguments: UInt64(1)...24)
  func `prompts are questions, and only those whose talk fell are called quiet`(_ seed: UInt64) throws {
    let (page, _) = try Self.page(RandomSession(seed: seed).records)
    #expect(!page.prompts.isEmpty || page.figures.episodes.isEmpty == false)
    #expect(page.prompts.allSatisfy { $0.text.hasSuffix("?") })
    for quiet in page.quiet { #expect((quiet.change.after ?? 0) < (quiet.change.before ?? 0)) }
  }

  @Test(arguments: UInt64(1)...24)
  func `the lanes hold the talk of everybody, and the spans the episodes`(_ seed: UInt64) throws {
    let (page, session) = try Self.page(RandomSession(seed: seed).records)
    #expect(page.timeline.spans.map(\.id) == page.figures.episodes.map(\.id))
    for (lane, person) in zip(page.timeline.lanes, page.figures.people) {
      #expect(lane.turns.count == person.floor.turns)
      #expect(lane.turns.count(where: \.isMinimal) == person.floor.minimalTurns)
      let observed = lane.turns.reduce(0) {
        $0 + session.clock.observed(SessionTime($1.stretch.end))
          - session.clock.observed(SessionTime($1.stretch.start))
      }
      #expect(observed == person.floor.talk)
    }
  }
}
