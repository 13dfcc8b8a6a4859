import Foundation
import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

@Suite struct `Explaining a figure` {
  private static func session(_ letter: String) throws -> (Indicators, Session) {
    let worked = try WorkedSession(letter)
    let session = try #require(worked.session)
    let facts = LogFacts(head: worked.head, records: worked.records.count, isClosed: true)
    return (Indicators(of: session, log: facts), session)
  }

  /// The paths of a JSON object down to what is no object; members named by a person or a code are left out.
  private static func paths(_ value: Any, _ path: String, _ found: inout Set<String>) {
    if let object = value as? [String: Any] {
      let isByName = ["attemptsBy", "moments", "matrix", "coverage", "ratings", "grid"].contains {
        path == $0 || path.hasSuffix("." + $0)
      }
      if isByName || object.isEmpty {
        found.insert(path)
        return
      }
      for (name, member) in object { paths(member, path.isEmpty ? name : path + "." + name, &found) }
    } else if let array = value as? [Any], array.contains(where: { $0 is [String: Any] }), path != "grid" {
      for element in array { paths(element, path, &found) }
    } else {
      found.insert(path)
    }
  }

  @Test(arguments: ["b", "c", "d", "e"])
  func `every figure of the JSON has one definition`(_ letter: String) throws {
    let (figures, session) = try Self.session(letter)
    let json = try JSONSerialization.jsonObject(with: Data(JSONReport(figures, of: session).text.utf8))
    var found: Set<String> = []
    Self.paths(json, "", &found)
    found.remove("format")
    #expect(found.count > 60)
    for path in found { #expect(FigureDefinition.named(path).count == 1, "\(path)") }
  }

  @Test func `names are unique, and every definition says what, how and whence`() {
    let names = FigureDefinition.all.map(\.name)
    #expect(Set(names).count == names.count)
    for definition in FigureDefinition.all {
      #expect(!definition.formula.isEmpty && !definition.source.isEmpty)
      #expect(definition.meaning.hasSuffix(".") || definition.meaning.contains(";"), "\(definition.name)")
    }
  }

  @Test func `the latency of session D is shown with its numbers and its records`() throws {
    let (figures, session) = try Self.session("d")
    let lines = Explanation(FigureDefinition.named("episodes.resolved"), figures, of: session).lines
    #expect(lines.contains("    #1: 550000 - 0 + 1285000 = 1835000"))
    #expect(lines.contains { $0.hasPrefix("      from #1, #") })
  }

  @Test func `a curve is shown as the sum of its pieces`() throws {
    let (figures, session) = try Self.session("e")
    let lines = Explanation(FigureDefinition.named("latency.repair.rmst"), figures, of: session).lines
    #expect(lines.contains { $0.contains("1.0000 x 160000 + 0.0000 x 440000 = 160000.0") })
  }

  @Test func `a figure goes by its last word, by a part of it, and by its nearest name`() {
    #expect(FigureDefinition.named("gini").map(\.name) == ["group.gini"])
    #expect(FigureDefinition.named("people.focus.otherMs").map(\.name) == ["people.focus"])
    #expect(FigureDefinition.named("share").map(\.name) == ["people.share"])
    #expect(FigureDefinition.named("focus").map(\.name) == ["people.focus", "group.focus"])
    #expect(FigureDefinition.named("composite").isEmpty)
    #expect(FigureDefinition.nearestName(to: "pepole.share") == "people.share")
    #expect(FigureDefinition.nearestName(to: "pielu") == "group.pielou")
  }

  @Test(arguments: UInt64(1)...12)
  func `no line is wider than 80 columns, and every record named is there`(_ seed: UInt64) throws {
    let records = RandomSession(seed: seed, hasNonsense: true).records
    let session = try #require(Session(replaying: records))
    let facts = LogFacts(head: "", records: records.count, isClosed: session.closing != nil)
    let lines = Explanation(FigureDefinition.all, Indicators(of: session, log: facts), of: session).lines
    for line in lines { #expect(line.unicodeScalars.count <= 80, "\(line)") }
  }

  @Test func `docs/indicators.md has every definition in its words`() throws {
    let rows = FigureDefinition.all.map {
      "| `\($0.name)` | \($0.meaning.inTable) | \($0.formula.inTable) | \($0.source.inTable) |"
    }
    try Golden("docs/figures.md").check(
      """
      # Every figure, and what it is

      Written by the tests from the definitions that `mend report --explain` prints; [indicators.md](indicators.md) says
      why they are as they are. `mend report LOG --explain people.share` shows one with the numbers of a log in it.

      | figure | what it is | how it is made | source |
      | --- | --- | --- | --- |
      \(rows.joined(separator: "\n"))

      """)
  }

  @Test func `whatever the tables of docs/indicators.md call a figure is one`() throws {
    let page = try String(
      contentsOf: WorkedSession.folder.deletingLastPathComponent().appendingPathComponent(
        "docs/indicators.md"),
      encoding: .utf8)
    let cells = page.lines.filter { $0.hasPrefix("| `") }.compactMap { $0.split(separator: "|").first }
    let names = cells.flatMap {
      $0.split(separator: "`").enumerated().filter { !$0.offset.isMultiple(of: 2) }
    }
    .map { String($0.element) }
    #expect(names.count > 25)
    for name in names { #expect(!FigureDefinition.named(name).isEmpty, "docs/indicators.md: \(name)") }
  }
}

extension String {
  /// As a cell of a table in Markdown.
  fileprivate var inTable: String {
    var out = ""
    for scalar in unicodeScalars {
      if scalar == "|" || scalar == "*" || scalar == "_" { out += "\\" }
      out.unicodeScalars.append(scalar)
    }
    return out
  }
}
