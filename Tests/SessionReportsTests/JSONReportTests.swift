import Foundation
import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

@Suite struct `The report as JSON` {
  @Test(arguments: ["a", "b", "c", "d", "e"])
  func `each worked session gives the report it must give`(_ letter: String) throws {
    let worked = try WorkedSession(letter)
    let session = try #require(worked.session)
    let facts = LogFacts(head: worked.head, records: worked.records.count, isClosed: true)
    let report = JSONReport(Indicators(of: session, log: facts), of: session)
    #expect(Lines(worked.expected).difference(from: Lines(report.text)) == [])
  }

  @Test(arguments: UInt64(1)...40)
  func `computed and written by two at once, it is the same text`(_ seed: UInt64) throws {
    let records = RandomSession(seed: seed, hasNonsense: true).records
    let session = try #require(Session(replaying: records))
    let facts = LogFacts(head: "", records: records.count, isClosed: session.closing != nil)
    let alone = Indicators(of: session, log: facts)
    let together = Indicators(of: session, log: facts, on: SecondFirst())
    #expect(together == alone)
    let (report, text) = (JSONReport(together, of: session), JSONReport(alone, of: session).text)
    for length in [1, 2, 3, 1000] { #expect(report.text(on: SecondFirst(), inPiecesOf: length) == text) }
  }
}

/// What two threads may do: the second work is done before the first.
private struct SecondFirst: Threads {
  func both<First, Second>(_ first: () -> First, _ second: () -> Second) -> (First, Second) {
    let done = second()
    return (first(), done)
  }
}

/// A report line by line, with the numbers read.
private struct Lines {
  let lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The lines of both where they differ by more than 1e-9 in a number, or in anything else.
  func difference(from other: Lines) -> [String] {
    if lines.count != other.lines.count {
      return ["\(lines.count) lines expected, \(other.lines.count) found"]
    }
    return zip(lines, other.lines).filter { !Self.agree($0, $1) }.map { "expected \($0), found \($1)" }
  }

  private static func agree(_ a: Substring, _ b: Substring) -> Bool {
    if a == b { return true }
    guard let a = number(a), let b = number(b) else { return false }
    return a.before == b.before && abs(a.value - b.value) < 1e-9
  }

  private static func number(_ line: Substring) -> (before: Substring, value: Double)? {
    let end = line.hasSuffix(",") ? line.dropLast() : line
    let start = end.lastIndex(of: " ").map { line.index(after: $0) } ?? line.startIndex
    return Double(end[start...]).map { (line[..<start], $0) }
  }
}
