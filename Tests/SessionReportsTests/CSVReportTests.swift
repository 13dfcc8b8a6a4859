import Foundation
import SafeText
import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

@Suite struct `The tables as CSV` {
  private static func report(_ records: [Record]) throws -> (tables: CSVReport, figures: Indicators) {
    let session = try #require(Session(replaying: records))
    let facts = LogFacts(head: "", records: records.count, isClosed: session.closing != nil)
    let figures = Indicators(of: session, log: facts)
    return (CSVReport(figures, of: session), figures)
  }

  private static func table(_ table: CSVReport.Table, of records: [Record]) throws -> CSVTable {
    try CSVTable(reading: report(records).tables.text(of: table))
  }

  @Test(arguments: CSVReport.Table.allCases)
  func `worked session E gives the tables in the documentation`(_ table: CSVReport.Table) throws {
    let tables = try Self.report(WorkedSession("e").records).tables
    try Golden("docs/examples/session-e-tables/\(table.fileName)").check(tables.text(of: table))
  }

  @Test(arguments: UInt64(1)...20)
  func `the figures can be computed again from the tables`(_ seed: UInt64) throws {
    let (tables, figures) = try Self.report(RandomSession(seed: seed, hasNonsense: true).records)
    func read(_ table: CSVReport.Table) throws -> CSVTable { try CSVTable(reading: tables.text(of: table)) }
    let (turns, markers, repairs) = (try read(.turns), try read(.markers), try read(.repairs))
    let (episodes, matrix, people) = (try read(.episodes), try read(.matrix), try read(.people))
    for person in figures.people {
      let own = turns.rows { $0["who"] == person.id.rawValue }
      #expect(Set(own.map { $0["turn"] }).count == person.floor.turns)
      #expect(own.count == person.floor.segments)
      #expect(own.compactMap { Int($0["observed_ms"]) }.reduce(0, +) == person.floor.talk)
      let marks = markers.rows { $0["who"] == person.id.rawValue }
      #expect(marks.count { $0["family"] == "withdrawal" } == person.markers.withdrawal)
      #expect(
        Set(repairs.rows { $0["who"] == person.id.rawValue }.map { $0["record"] }).count == person.repairs)
      #expect(people.rows { $0["who"] == person.id.rawValue }.count == 1)
    }
    let silence = turns.rows { $0["kind"] == "silence" }.compactMap { Int($0["observed_ms"]) }.reduce(0, +)
    #expect(silence == figures.group.silence)
    #expect(
      matrix.rows { _ in true }.compactMap { Int($0["segments"]) }
        == figures.group.matrix.flatMap { $0 })
    #expect(episodes.rows { $0["repaired"] == "TRUE" }.count == figures.latency.repair.events)
    for outcome in figures.episodes {
      let id = "\(outcome.id)"
      let row = try #require(episodes.rows { $0["episode"] == id }.first)
      #expect(Int(row["latency_active_ms"]) == outcome.watched)
      #expect(markers.rows { $0["episode"] == id }.count == outcome.episode.markers.count)
      let attempts = repairs.rows { $0["episode"] == id && $0["attempt"] != "" }
      #expect(attempts.compactMap { Int($0["match"]) } == outcome.attempts.map(\.match.rawValue))
      #expect(attempts.compactMap { Int($0["latency_active_ms"]) } == outcome.attempts.map(\.latency))
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `every number of an episode or a person in a table is in the table it points to`(_ seed: UInt64) throws
  {
    let tables = try Self.report(RandomSession(seed: seed, hasNonsense: true).records).tables
    func column(_ name: String, _ table: CSVReport.Table) throws -> Set<String> {
      Set(try CSVTable(reading: tables.text(of: table)).rows { _ in true }.map { $0[name] })
    }
    let (people, episodes) = (try column("who", .people), try column("episode", .episodes))
    for table in [CSVReport.Table.turns, .markers, .repairs, .episodes, .matrix] {
      #expect(try column("who", table).subtracting(people.union([""])) == [])
      #expect(try column("to", table).subtracting(people.union(["", "*"])) == [])
    }
    for table in [CSVReport.Table.markers, .repairs] {
      #expect(try column("episode", table).subtracting(episodes.union([""])) == [])
    }
  }

  @Test(arguments: HostileText.all)
  func `a hostile text comes back as it is shown, is no formula, and moves no cell`(_ hostile: HostileText)
    throws
  {
    var opening = RandomSession.opening
    opening.roster = Roster(
      opening.roster.members.map {
        Member(id: $0.id, label: $0.id == "bo" ? hostile.text : $0.label, role: $0.role)
      })
    let records = RandomSession(seed: 3, opening: opening).records
    let text = try Self.report(records).tables.text(of: .people)
    let table = try CSVTable(reading: text)
    let row = try #require(table.rows { $0["who"] == "bo" }.first)
    let shown = hostile.text.displaySafe
    #expect(row["label"].withoutGuard.utf8.elementsEqual(shown.utf8))
    let start = row["label"].unicodeScalars.first
    #expect(!(start.map { "=+-@|\t\r\n\0＝＋－＠".unicodeScalars.contains($0) } ?? false))
    let plain = try Self.table(.people, of: RandomSession(seed: 3).records)
    for (mine, other) in zip(table.rows { _ in true }, plain.rows { _ in true }) {
      #expect(mine.cells.count == other.cells.count)
      #expect(zip(mine.cells, other.cells).count { $0 != $1 } <= (mine["who"] == "bo" ? 1 : 0))
    }
    #expect(HostileRun.control(in: Array(text.utf8)) == nil)
  }
}

/// A table as another program reads it: RFC 4180, in a few lines.
private struct CSVTable {
  struct Row {
    let head: [String]
    let cells: [String]
    subscript(name: String) -> String { head.firstIndex(of: name).map { cells[$0] } ?? "no column \(name)" }
  }

  private let all: [[String]]

  init(reading text: String) throws {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        cell.unicodeScalars.append(scalar)
        scalars.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        rows[rows.count - 1].append(cell)
        cell = ""
      case "\n" where !isQuoted:
        rows[rows.count - 1].append(cell)
        cell = ""
        rows.append([])
      default: cell.unicodeScalars.append(scalar)
      }
    }
    try #require(!isQuoted && cell.isEmpty && rows.last == [])
    all = rows.dropLast()
    #expect(Set(all.map(\.count)).count == 1, "every row has as many cells as the head")
  }

  func rows(_ isWanted: (Row) -> Bool) -> [Row] {
    all.dropFirst().map { Row(head: all[0], cells: $0) }.filter(isWanted)
  }
}

extension String {
  /// The text without the apostrophe that keeps a spreadsheet from taking it for a formula.
  fileprivate var withoutGuard: String {
    let rest = unicodeScalars.drop { $0 == "'" }
    guard let start = rest.first, unicodeScalars.first == "'" else { return self }
    return "=+-@|＝＋－＠".unicodeScalars.contains(start) ? String(unicodeScalars.dropFirst()) : self
  }
}
