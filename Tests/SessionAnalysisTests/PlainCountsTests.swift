import SessionAnalysis
import SessionCore
import TestSupport
import Testing

/// What is counted record by record, against the words of `docs/indicators.md`.
@Suite struct `The counts against a plain reading of the definitions` {
  private static func both(_ seed: UInt64) throws -> (Indicators, PlainReading, Session) {
    let records = RandomSession(seed: seed + 500, length: 60 + Int(seed % 4) * 40, step: 24).records
    let session = try #require(Session(replaying: records))
    let facts = LogFacts(head: "", records: records.count, isClosed: session.closing != nil)
    return (Indicators(of: session, log: facts), try #require(PlainReading(records)), session)
  }

  @Test(arguments: UInt64(1)...24)
  func `everybody's part in the episodes, markers, repairs and moments`(_ seed: UInt64) throws {
    let (found, plain, session) = try Self.both(seed)
    let outcomes = plain.outcomes
    for person in found.people {
      let id = person.id
      let own = outcomes.filter { plain.place(of: $0.id).who == id || $0.affected.contains(id) }
      #expect(person.episodes.actor == outcomes.count { plain.place(of: $0.id).who == id })
      #expect(person.episodes.affected == outcomes.count { $0.affected.contains(id) })
      #expect(person.episodes.target == outcomes.count { plain.place(of: $0.id).to == .person(id) })
      #expect(person.episodes.of == own.count)
      #expect(person.episodes.open == own.count { $0.resolved == nil })
      let acknowledged = own.count { outcome in
        outcome.attempts.contains { index in
          guard case .repair(let repair) = plain.events[index] else { return false }
          return session.roster.role(of: repair.who) == .therapist
        }
      }
      #expect(person.episodes.acknowledged == acknowledged)
      let markers = plain.standing(["marker"]).compactMap { plain.marker($0) }.filter { $0.who == id }
      let family = { (family: Family) in
        markers.count { plain.opening.codebook.family(of: $0.code) == family }
      }
      #expect(person.markers.withdrawal == family(.withdrawal))
      #expect(person.markers.confrontation == family(.confrontation))
      #expect(person.markers.group == family(.group))
      #expect(person.repairs == Self.repairs(plain).count { $0 == id })
      var moments: [CodeID: Int] = [:]
      for moment in Self.moments(plain) where moment.who == id { moments[moment.code, default: 0] += 1 }
      #expect(person.moments == moments)
    }
  }

  private static func repairs(_ plain: PlainReading) -> [MemberID] {
    plain.standing(["repair"]).compactMap { index in
      if case .repair(let repair) = plain.events[index] { repair.who } else { nil }
    }
  }

  private static func moments(_ plain: PlainReading) -> [Event.Moment] {
    plain.standing(["moment"]).compactMap { index in
      if case .moment(let moment) = plain.events[index] { moment } else { nil }
    }
  }

  @Test(arguments: UInt64(1)...24)
  func `the group: talk, evenness, who to whom, coverage, openings`(_ seed: UInt64) throws {
    let (found, plain, session) = try Self.both(seed)
    let members = session.roster.members.filter { $0.role == .member }.map(\.id)
    let talk = members.map { plain.talk(of: $0, 0, plain.end) }
    let sum = talk.reduce(0, +)
    let therapists = session.roster.members.filter { $0.role == .therapist }
      .reduce(0) { $0 + plain.talk(of: $1.id, 0, plain.end) }
    Self.expectNear(
      found.group.therapistShare, sum + therapists == 0 ? nil : Double(therapists) / Double(sum + therapists))
    let mean = Double(sum) / Double(talk.count)
    var differences = 0.0
    for a in talk { for b in talk { differences += Double(abs(a - b)) } }
    let n = Double(talk.count)
    Self.expectNear(found.group.evenness.gini, sum == 0 ? nil : differences / (2 * n * n * mean))
    let own = plain.segments.compactMap(\.turn).filter { members.contains($0.who) }
    #expect(found.group.memberToMember.of == own.count)
    #expect(found.group.memberToMember.n == own.count { $0.to?.person.map(members.contains) ?? false })
    let addressed = plain.segments.compactMap(\.turn).filter { $0.to?.person != nil }
    let both = session.roster.members.indices.flatMap { i in
      session.roster.members.indices.filter { i < $0 }.map { j in
        let (a, b) = (session.roster.members[i].id, session.roster.members[j].id)
        return min(
          addressed.count { $0.who == a && $0.to == .person(b) },
          addressed.count { $0.who == b && $0.to == .person(a) })
      }
    }.reduce(0, +)
    Self.expectNear(
      found.group.reciprocity, addressed.isEmpty ? nil : 2 * Double(both) / Double(addressed.count))
    let moments = Self.moments(plain)
    for coverage in found.group.coverage {
      #expect(
        coverage.count
          == members.count { who in moments.contains { $0.who == who && $0.code == coverage.code } })
    }
    #expect(found.group.opened == moments.count { $0.code == "CO" })
    #expect(found.group.taken == moments.count { $0.code == "CO+" })
    #expect(found.group.passed == moments.count { $0.code == "CO-" })
    #expect(found.group.repairs == Self.repairs(plain).count)
    #expect(found.group.repairsByMembers == Self.repairs(plain).count { members.contains($0) })
  }

  private static func expectNear(_ found: Double?, _ expected: Double?) {
    guard let found, let expected else {
      #expect(found == nil && expected == nil)
      return
    }
    #expect(abs(found - expected) < 1e-9)
  }

  @Test(arguments: UInt64(1)...24)
  func `effort counts what stands, corrections count as records`(_ seed: UInt64) throws {
    let (found, plain, _) = try Self.both(seed)
    let keyed: Set = [
      "turn", "silence", "marker", "repair", "partly", "resolved", "moment", "bookmark", "note",
    ]
    #expect(found.effort.keyed == plain.standing(keyed).count)
    #expect(found.effort.amended == plain.events.count { $0.kind == "amended" })
    #expect(found.effort.retracted == plain.events.count { $0.kind == "retracted" })
    #expect(found.effort.unknown == plain.standing(["applauded"]).count)
    let lags = plain.standing(["marker"]).map { plain.records[$0].time.milliseconds - plain.on[$0] }.sorted()
    let median =
      lags.isEmpty
      ? nil : (Double(lags[(lags.count - 1) / 2]) + Double(lags[lags.count / 2])) / 2
    #expect(found.effort.markerLagMedian == median)
  }
}
