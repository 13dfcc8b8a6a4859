import Foundation
import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

@Suite struct `The report as a page of text` {
  @Test(arguments: ["b", "c", "d", "e"])
  func `the worked sessions give the pages in the documentation`(_ letter: String) throws {
    let worked = try WorkedSession(letter)
    let session = try #require(worked.session)
    let facts = LogFacts(head: worked.head, records: worked.records.count, isClosed: true)
    let page = TextReport(Indicators(of: session, log: facts), of: session).text
    try compare(page, withGolden: "docs/examples/session-\(letter).txt")
  }
}

/// Compares a text with a file of the project; with RECORD=1 in the environment the file is written anew, and
/// the test fails all the same.
func compare(_ found: String, withGolden path: String) throws {
  let file = WorkedSession.folder.deletingLastPathComponent().appendingPathComponent(path)
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try found.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("\(path) was written anew; look at the difference, then run without RECORD.")
    return
  }
  let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  let difference = lines(found).difference(from: lines(expected)).map { change in
    switch change {
    case .insert(let line, let text, _): "+\(line + 1) \(text)"
    case .remove(let line, let text, _): "-\(line + 1) \(text)"
    }
  }
  #expect(difference == [], "\(path) is stale. RECORD=1 swift test writes it anew.")
}
