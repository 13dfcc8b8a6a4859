import SessionAnalysis
import SessionCore
import TestSupport
import Testing

@Suite struct `The indicators against a plain reading of the definitions` {
  private static func both(_ seed: UInt64) throws -> (Indicators, PlainReading, Session) {
    let random = RandomSession(seed: seed, length: 40 + Int(seed % 3) * 60, step: seed % 2 == 0 ? 24 : 2)
    let session = try #require(Session(replaying: random.records))
    #expect(session.ignored.isEmpty)
    let facts = LogFacts(head: "", records: random.records.count, isClosed: session.closing != nil)
    return (Indicators(of: session, log: facts), try #require(PlainReading(random.records)), session)
  }

  @Test(arguments: UInt64(1)...16)
  func `time and the floor agree, ms by ms`(_ seed: UInt64) throws {
    let (found, plain, session) = try Self.both(seed)
    #expect(found.time.active == plain.active(plain.end))
    #expect(found.time.observed == plain.observed(0, plain.end))
    #expect(found.time.elapsed == plain.end)
    #expect(
      found.group.silence
        == plain.segments.filter { $0.speaker == "silence" }.reduce(0) {
          $0 + plain.observed($1.start, $1.end)
        })
    let segments = plain.segments
    for (seat, person) in found.people.enumerated() {
      let own = segments.filter { $0.turn?.who == person.id }
      let runs = plain.turns(of: person.id)
      #expect(person.floor.talk == plain.talk(of: person.id, 0, plain.end))
      #expect(person.floor.segments == own.count)
      #expect(person.floor.turns == runs.count)
      #expect(person.floor.minimalTurns == runs.count - plain.fullTurns(of: person.id).count)
      #expect(person.floor.longestQuiet == plain.longestQuiet(of: person.id))
      for (column, other) in session.roster.members.enumerated() {
        #expect(found.group.matrix[seat][column] == own.count { $0.turn?.to == .person(other.id) })
      }
      #expect(found.group.matrix[seat].last == own.count { $0.turn?.to == .group })
    }
  }

  @Test(arguments: UInt64(1)...16)
  func `focus leaves out what its speaker marked, and nothing else`(_ seed: UInt64) throws {
    let (found, plain, _) = try Self.both(seed)
    let segments = plain.segments
    let marks = plain.standing(["marker"]).compactMap { index in
      plain.marker(index).map { (who: $0.who, on: plain.on[index]) }
    }
    for person in found.people {
      var focus = (other: 0, of: 0, otherTime: 0, time: 0)
      for (index, segment) in segments.enumerated() where segment.turn?.who == person.id {
        guard let kind = segment.turn?.focus, kind == .own || kind == .other else { continue }
        // A moment is in the last segment that began at or before it.
        let isMarked = marks.contains { mark in
          mark.who == person.id && segments.lastIndex { $0.start <= mark.on } == index
        }
        if kind == .other && isMarked { continue }
        let time = plain.observed(segment.start, segment.end)
        focus.of += 1
        focus.time += time
        focus.other += kind == .other ? 1 : 0
        focus.otherTime += kind == .other ? time : 0
      }
      #expect(person.floor.focus.of == focus.of)
      #expect(person.floor.focus.other == focus.other)
      #expect(person.floor.focus.time == focus.time)
      #expect(person.floor.focus.otherTime == focus.otherTime)
    }
  }

  @Test(arguments: UInt64(1)...30)
  func `episodes agree from onset to outcome`(_ seed: UInt64) throws {
    let (found, plain, _) = try Self.both(seed)
    let outcomes = plain.outcomes
    #expect(found.episodes.map(\.id.rawValue) == outcomes.map(\.id))
    for (outcome, expected) in zip(found.episodes, outcomes) {
      #expect(outcome.episode.affected == expected.affected)
      #expect(outcome.episode.form?.rawValue == expected.form)
      #expect(outcome.onset == expected.onset)
      #expect(outcome.attempts.map(\.repair.rawValue) == expected.attempts)
      #expect(outcome.attempts.map(\.match.rawValue) == plain.matches(expected))
      #expect(outcome.partly == expected.partly)
      #expect(outcome.resolved == expected.resolved)
      #expect(outcome.censored == expected.censored)
      #expect(outcome.reason?.rawValue == expected.reason)
      #expect(outcome.episode.exposure == expected.exposure)
      #expect(outcome.codes == expected.codes)
      #expect(outcome.episode.causedBy?.rawValue == expected.causedBy)
      #expect(outcome.episode.relapseOf?.rawValue == expected.relapseOf)
      #expect(outcome.relapseGap == plain.relapseGap(expected, among: outcomes))
    }
  }

  @Test(arguments: UInt64(1)...16)
  func `changes agree, before the onset and from it on`(_ seed: UInt64) throws {
    let (found, plain, session) = try Self.both(seed)
    let outcomes = plain.outcomes
    for person in found.people {
      let own = outcomes.filter { outcome in
        if case .carried = plain.events[outcome.id], plain.standing.contains(outcome.id) { return false }
        return person.role == .member && outcome.affected.contains(person.id)
      }
      #expect(person.changes.map(\.episode.rawValue) == own.map(\.id))
      let others = session.roster.members.filter { $0.role == .member && $0.id != person.id }
      for (change, outcome) in zip(person.changes, own) {
        let onset = outcome.span.lowerBound
        let perMinute = { (people: [MemberID], from: Int, to: Int) -> Double? in
          let talk = people.reduce(0) { $0 + plain.talk(of: $1, from, to) }
          let observed = plain.observed(from, to)
          return observed == 0 ? nil : Double(talk) / Double(observed) * 60
        }
        #expect(change.before == perMinute([person.id], 0, onset))
        #expect(change.after == perMinute([person.id], onset, plain.end))
        #expect(change.othersBefore == perMinute(others.map(\.id), 0, onset))
        #expect(change.othersAfter == perMinute(others.map(\.id), onset, plain.end))
        #expect(change.turnsBefore == plain.fullTurns(of: person.id).count { $0.start < onset })
        #expect(change.turnsAfter == plain.fullTurns(of: person.id).count { $0.start >= onset })
      }
    }
  }

  @Test(arguments: UInt64(1)...16)
  func `the curves agree with the product of their definition`(_ seed: UInt64) throws {
    let (found, plain, _) = try Self.both(seed)
    let outcomes = plain.outcomes
    let repair = PlainCurve(spans: outcomes.map { ($0.resolved ?? $0.censored ?? -1, $0.resolved != nil) })
    let first = PlainCurve(
      spans: outcomes.map { outcome in
        guard let attempt = outcome.attempts.first else {
          return (outcome.resolved ?? outcome.censored ?? -1, false)
        }
        return (plain.active(plain.on[attempt]) - outcome.onset + outcome.exposure, true)
      })
    for (curve, expected) in [(found.latency.repair, repair), (found.latency.firstAttempt, first)] {
      #expect(curve.median == expected.median)
      for step in curve.steps { #expect(abs(step.survival - expected.survival(at: step.time)) < 1e-12) }
      #expect(curve.events == expected.spans.count { $0.isEvent })
      let mean = curve.restrictedMean(upTo: 300)
      #expect(mean.map { abs($0 - (expected.restrictedMean(upTo: 300) ?? -1)) < 1e-6 } ?? (outcomes.isEmpty))
    }
  }
}
