import Foundation
import SessionAnalysis
import SessionCore
import TestSupport
import Testing

@Suite struct `The numbers in docs/indicators.md` {
  private static func figures(_ letter: String) throws -> Indicators {
    let worked = try WorkedSession(letter)
    let session = try #require(worked.session)
    return Indicators(
      of: session, log: LogFacts(head: worked.head, records: worked.records.count, isClosed: true))
  }

  private static let page: String = {
    let file = WorkedSession.folder.deletingLastPathComponent().appendingPathComponent("docs/indicators.md")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }()

  private static func round(_ value: Double?, _ digits: Int) -> String {
    value.map { String(format: "%.\(digits)f", $0) } ?? "null"
  }

  private static func expect(_ words: String) {
    #expect(page.contains(words), "docs/indicators.md does not say: \(words)")
  }

  @Test func `of the floor and the group in session C`() throws {
    let figures = try Self.figures("c")
    let kathy = try #require(figures.people.first { $0.id == "kathy" })
    let chris = try #require(figures.people.first { $0.id == "chris" })
    Self.expect("In C `active` is \(figures.time.active) and `masked` \(figures.time.masked)")
    Self.expect("Kathy \(kathy.floor.turns) and \(kathy.floor.minimalTurns) |")
    Self.expect("Kathy \(kathy.floor.talk) |")
    Self.expect("Kathy \(Self.round(kathy.share, 3)) |")
    Self.expect("Kathy \(kathy.floor.longestQuiet) |")
    Self.expect("Chris \(chris.floor.focus.other) of \(chris.floor.focus.of) |")
    Self.expect("addressed to a member | Chris \(chris.floor.toMembers) |")
    let group = figures.group
    Self.expect("all talk | \(Self.round(group.therapistShare, 3)) |")
    Self.expect("is nobody's | \(group.silence) |")
    Self.expect("on the roster | \(Self.round(group.evenness.gini, 4)) |")
    Self.expect("reach (n - 1) / n | \(Self.round(group.evenness.giniCorrected, 4)) |")
    Self.expect("/ ln n | \(Self.round(group.evenness.pielou, 4)) |")
    Self.expect("members' segments | \(group.memberToMember.n) of \(group.memberToMember.of) |")
    Self.expect("in no cell | Chris to Alice \(group.matrix[1][3]) |")
    Self.expect("persons only | \(Self.round(group.reciprocity, 3)) |")
    Self.expect("three parts) | \(group.coverage.map { String($0.count) }.joined(separator: ", ")) |")
    Self.expect("by members | \(group.repairs) and \(group.repairsByMembers) |")
    Self.expect("`CO-` passed over | \(group.opened), \(group.taken), \(group.passed) |")
    Self.expect("C has \(figures.grid.count).")
    Self.expect("(\(figures.effort.keyed) in C)")
    Self.expect("has \(kathy.episodes.open) open of \(kathy.episodes.of), \(kathy.episodes.acknowledged) ack")
    let change = try #require(kathy.changes.first)
    Self.expect(
      "Kathy at #\(change.episode): talk \(Self.round(change.before, 1)) -> \(Self.round(change.after, 1)),"
        + " others \(Self.round(change.othersBefore, 1)) -> \(Self.round(change.othersAfter, 1)), turns that are"
        + " not minimal \(change.turnsBefore) -> \(change.turnsAfter)")
  }

  @Test func `of the episodes and latencies in sessions C and D`() throws {
    let c = try Self.figures("c")
    let d = try Self.figures("d")
    Self.expect(
      "C: #\(c.episodes[0].id) is censored at \(c.episodes[0].watched) (`> 21:25`), #\(c.episodes[1].id) at"
        + " \(c.episodes[1].watched) (`> 14:45`)")
    let (first, second) = (d.episodes[0], d.episodes[1])
    let matches = first.attempts.map { String($0.match.rawValue) }.joined(separator: ", ")
    Self.expect(
      "#\(first.id) has its first attempt at \(first.firstAttempt ?? -1) and is resolved at"
        + " \(first.resolved ?? -1) after \(first.attempts.count) attempts that match \(matches)")
    Self.expect(
      "#\(second.id) has its first attempt at \(second.firstAttempt ?? -1) and is resolved at"
        + " \(second.resolved ?? -1) after \(second.attempts.count)")
    let curve = c.latency.repair
    Self.expect(
      "C: n \(curve.count), repaired \(curve.events), censored \(curve.censored); median not reached; `rmst`"
        + " \(Self.round(curve.restrictedMean(upTo: Latency.horizon), 0))")
    #expect(curve.median == nil)
    Self.expect(
      "D: median \(d.latency.repair.median ?? -1), at which S is"
        + " \(Self.round(d.latency.repair.steps.first?.survival, 1))")
    Self.expect("In D a member makes \(d.group.repairsByMembers) of \(d.group.repairs) repairs")
    Self.expect(Indicators.caveat)
  }
}
