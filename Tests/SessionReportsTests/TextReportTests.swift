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

  private static func page(_ random: RandomSession) throws -> (lines: [String], figures: Indicators) {
    let session = try #require(Session(replaying: random.records))
    let facts = LogFacts(head: "", records: random.records.count, isClosed: session.closing != nil)
    let figures = Indicators(of: session, log: facts)
    return (TextReport(figures, of: session).lines, figures)
  }

  /// A group whose every name tries to leave its place: too long, too wide, and out to drive the terminal.
  private static let hostile: Opening = {
    var opening = RandomSession.opening
    let labels = [
      String(repeating: "very long name ", count: 20), "漢字漢字漢字漢字漢字漢字漢字漢字",
      "\u{1B}[2J\u{1B}]0;title\u{7}", "ab\u{202E}cd\u{2066}\u{E0041}\u{FEFF}\r\n", "",
    ]
    opening.roster = Roster(
      zip(opening.roster.members, labels).map { member, label in
        Member(id: member.id, label: label, role: member.role)
      })
    opening.codebook = Codebook(
      id: "h", version: "1", title: "",
      codes: opening.codebook.codes.map { code in
        Code(code.id, family: code.family, label: String(repeating: "\u{9B}31mwords ", count: 30))
      })
    opening.group = String(repeating: "group", count: 60) + "\u{1B}c"
    opening.observer = "obs\u{85}1"
    opening.wall = WallTime("not a time \u{1B}")
    return opening
  }()

  @Test(arguments: UInt64(1)...12)
  func `no line is wider than 80 columns, whatever people and codes are called`(_ seed: UInt64) throws {
    for opening in [RandomSession.opening, Self.hostile] {
      let (lines, _) = try Self.page(RandomSession(seed: seed, hasNonsense: true, opening: opening))
      for line in lines {
        #expect(columns(line) <= 80, "\(line)")
        #expect(!line.hasSuffix(" "), "\(line)")
      }
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `nothing on the page can drive a terminal or turn the reading direction`(_ seed: UInt64) throws {
    let (lines, _) = try Self.page(RandomSession(seed: seed, hasNonsense: true, opening: Self.hostile))
    for scalar in lines.joined().unicodeScalars {
      #expect(scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format)
    }
    #expect(lines.contains { $0.contains("^[") })
  }

  @Test(arguments: UInt64(1)...24)
  func `below five episodes there is a list and no curve, from five on a curve and no percentage`(
    _ seed: UInt64
  ) throws {
    let (lines, figures) = try Self.page(RandomSession(seed: seed, length: 30 + Int(seed % 4) * 30))
    let hasCurve = lines.contains { $0.contains("Kaplan-Meier") }
    #expect(hasCurve == (figures.latency.repair.count >= 5))
    #expect(!lines.contains { $0.contains("%") })
    if figures.latency.repair.count > 0, figures.latency.repair.median == nil {
      #expect(lines.contains { $0.contains("median not reached") })
    }
  }

  @Test func `an empty session says what is not available`() throws {
    let session = Session(RandomSession.opening)
    let facts = LogFacts(head: "", records: 1, isClosed: false)
    let page = TextReport(Indicators(of: session, log: facts), of: session)
    #expect(page.text.contains("Gini n/a, corrected n/a, Pielou n/a"))
    #expect(page.text.contains("n 0, repaired 0, censored 0"))
    #expect(page.text.contains("median n/a, from the claimed moment"))
  }

  @Test(arguments: UInt64(1)...10)
  func `the same log gives the same bytes`(_ seed: UInt64) throws {
    let render = {
      let records = RandomSession(seed: seed).records
      let session = try #require(Session(replaying: records))
      let figures = Indicators(of: session, log: LogFacts(head: "", records: records.count, isClosed: true))
      return JSONReport(figures, of: session).text + TextReport(figures, of: session).text
    }
    let first = try render()
    #expect(try Array(render().utf8) == Array(first.utf8))
  }
}

/// Columns on a terminal, counted apart from the code under test: the East Asian wide used here are all ideographs.
private func columns(_ line: String) -> Int {
  line.unicodeScalars.reduce(0) { $0 + ((0x4E00...0x9FFF).contains($1.value) ? 2 : 1) }
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
  let lines = { (text: String) in
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
  let difference = lines(found).difference(from: lines(expected)).map { change in
    switch change {
    case .insert(let line, let text, _): "+\(line + 1) \(text)"
    case .remove(let line, let text, _): "-\(line + 1) \(text)"
    }
  }
  #expect(difference == [], "\(path) is stale. RECORD=1 swift test writes it anew.")
}
