import Foundation
import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

/// `docs/report.schema.json` against reports, by a validator that is not ours.
@Suite(
  .enabled(
    if: Python(with: "jsonschema") != nil, "NOT RUN: no Python with jsonschema here; Config/install --tests"))
struct `The schema of the JSON report` {
  private static let schema = WorkedSession.folder.deletingLastPathComponent()
    .appendingPathComponent("docs/report.schema.json").path

  private static func expected(_ letter: String) -> String {
    WorkedSession.folder.appendingPathComponent("Corpus/session-\(letter).expected.json").path
  }

  @Test func `takes the five expected reports and those of random sessions, and refuses every spoiled one`()
    throws
  {
    let python = try #require(Python(with: "jsonschema"))
    let folder = try ScratchFolder()
    let random = try (UInt64(1)...40).map { seed -> String in
      let records = RandomSession(seed: seed, hasNonsense: true).records
      let session = try #require(Session(replaying: records))
      let facts = LogFacts(
        head: seed.isMultiple(of: 2) ? String(repeating: "a", count: 64) : "", records: records.count,
        isClosed: session.closing != nil)
      return try folder.write(
        JSONReport(Indicators(of: session, log: facts), of: session).text, to: "random-\(seed).json")
    }
    let run = try #require(
      python.run(
        "validate_reports.py",
        [Self.schema] + ["a", "b", "c", "e"].map(Self.expected) + random + ["--spoil", Self.expected("d")]))
    let lines = run.output.lines.filter { !$0.isEmpty }
    #expect(run.code == 0, "\(run.output)")
    #expect(lines.count == 45)
    #expect(lines.dropLast().filter { !$0.hasSuffix(" ok") } == [])
    #expect(lines.last?.hasSuffix("spoiled; all refused") == true, "\(lines.last ?? "")")
  }
}
