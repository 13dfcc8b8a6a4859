import Foundation
import SessionAnalysis
import SessionCore
import SessionFiles
import SessionReports
import TestSupport
import Testing

/// T-GOLD: a log of every format there ever was, frozen with the report it gives. Neither file is ever made anew;
/// what a later version adds to reports may be added to the expected ones, and nothing else.
@Suite struct `The golden logs` {
  static let names = ["format-1"]

  static func reading(_ name: String) throws -> LogReading {
    LogReading(of: try LogFile(reading: Sample.path("Tests/Corpus/golden/\(name).mend")).bytes)
  }

  @Test(arguments: names)
  func `open, and report what they always reported`(name: String) throws {
    let reading = try Self.reading(name)
    #expect(reading.verdict == .recovered(isClosed: true))
    let session = try #require(Session(replaying: reading.records))
    let indicators = Indicators(
      of: session,
      log: LogFacts(head: reading.head.hex, records: reading.records.count, isClosed: reading.isClosed))
    let expected = try String(
      contentsOfFile: Sample.path("Tests/Corpus/golden/\(name).expected.json"), encoding: .utf8)
    #expect(JSONReport(indicators, of: session).text == expected)
  }

  @Test func `there is one for every format this program reads`() {
    #expect(Self.names == (1...Upcasting.today).map { "format-\($0)" })
  }

  @Test func `that of format 1 was never changed`() throws {
    let reading = try Self.reading("format-1")
    #expect(reading.head.hex.hasPrefix("d6a3af8a"))
    #expect(reading.records.count == 59)
  }

  @Test func `that of format 1 holds every kind, every member, and what this version does not know`() throws {
    let reading = try Self.reading("format-1")
    let kinds = Set(reading.records.map(\.event.kind))
    #expect(kinds.isSuperset(of: LogFormatKinds.all))
    #expect(reading.unknownKinds == 1)
    #expect(reading.records[44].event == .turn(.init(who: "ines", to: "milo")))
    // Nothing in it is passed over by the fold, so that the report rests on all of it.
    let session = try #require(Session(replaying: reading.records))
    #expect(session.ignored.isEmpty, "\(session.ignored)")
    // The members of section 3 of the format, as they stand in lines.
    let text = String(decoding: Salvaging.golden, as: UTF8.self)
    for member in [
      "after", "lag", "until", "because", "to", "focus", "minimal", "on", "from", "affected", "clarity",
      "episode", "episodes", "strength", "evidence", "by", "of", "into", "exposure", "codes", "form", "about",
      "wall", "media", "label", "scale", "value", "member", "text", "jump", "off", "len", "sha256", "good",
      "letter", "meaning", "not", "example", "source", "path", "places", "scales", "asks", "anchors",
    ] { #expect(text.contains("\"\(member)\":"), "\(member)") }
  }
}
