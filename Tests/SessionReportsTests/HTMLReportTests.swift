import Foundation
import SafeText
import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

@Suite struct `The report as HTML` {
  static func page(_ records: [Record]) throws -> (html: String, page: SupervisionPage) {
    let session = try #require(Session(replaying: records))
    let facts = LogFacts(head: "", records: records.count, isClosed: session.closing != nil)
    let page = SupervisionPage(Indicators(of: session, log: facts), of: session)
    return (HTMLReport(page).text, page)
  }

  /// Everything a page may be made of.
  private static let known: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "main", "section", "header", "div", "h1", "h2", "h3",
    "p",
    "span", "b", "small", "bdi", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th",
    "td",
    "figure", "figcaption", "details", "summary", "svg", "desc", "defs", "pattern", "g", "rect", "line",
    "path",
    "circle", "text", "tspan",
  ]

  private static func faults(of html: String, records: Int) -> [String] {
    let parsed = ParsedPage(html)
    var faults = [parsed.fault].compactMap { $0 }
    let names = Set(parsed.elements.map(\.name))
    faults += names.subtracting(Self.known).map { "an element <\($0)>" }
    let attributes = Set(parsed.elements.flatMap(\.attributes.keys))
    faults += attributes.filter { $0.hasPrefix("on") || ["href", "src", "style"].contains($0) }
    if html.contains("http:") || html.contains("https:") { faults.append("an address") }
    let ids = parsed.elements.compactMap { $0.attributes["id"] }
    if Set(ids).count != ids.count { faults.append("two elements with one id") }
    for element in parsed.elements where element.name == "svg" {
      let labels = (element.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
      let isHidden = element.attributes["aria-hidden"] == "true"
      if !isHidden, element.attributes["role"] != "img" || labels.count != 2 || !Set(labels).isSubset(of: ids)
      {
        faults.append("a picture without title and description")
      }
    }
    for element in parsed.elements {
      guard let own = element.attributes["data-records"] else {
        if element.isOf("figure"), element.name == "span" { faults.append("a figure without records") }
        continue
      }
      let numbers = own.split { !$0.isNumber && $0 != "-" }.flatMap { $0.split(separator: "-") }.compactMap {
        Int($0)
      }
      if numbers.isEmpty || !numbers.allSatisfy({ $0 < records }) { faults.append("records \(own)") }
    }
    return faults
  }

  @Test(arguments: ["a", "b", "c", "d", "e"])
  func `each worked session makes a page that is well formed and needs nothing else`(_ letter: String) throws
  {
    let records = try WorkedSession(letter).records
    let (html, page) = try Self.page(records)
    #expect(Self.faults(of: html, records: records.count) == [])
    let parsed = ParsedPage(html)
    #expect(parsed.text.contains(Indicators.caveat))
    let policy = parsed.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
    #expect(policy?.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'")
    #expect(parsed.text.contains(page.heading.title))
  }

  @Test(arguments: UInt64(1)...12)
  func `the pictures have a shape for everything they show`(_ seed: UInt64) throws {
    let records = RandomSession(seed: seed, length: 200, hasNonsense: true).records
    let (html, page) = try Self.page(records)
    #expect(Self.faults(of: html, records: records.count) == [])
    let parsed = ParsedPage(html)
    let (timeline, figures) = (page.timeline, page.figures)
    #expect(parsed.count("turn") == timeline.lanes.reduce(0) { $0 + $1.turns.count })
    #expect(parsed.count("minimal") == timeline.lanes.reduce(0) { $0 + $1.turns.count { $0.isMinimal } })
    #expect(parsed.count("episode") == timeline.spans.count)
    #expect(parsed.count("mask") == timeline.masks.count)
    #expect(parsed.count("pause") == timeline.pauses.count)
    #expect(parsed.count("attempt") == figures.episodes.reduce(0) { $0 + $1.attempts.count })
    let signs = timeline.lanes.reduce(0) { $0 + $1.signs.count }
    let onsets = figures.episodes.count { !$0.episode.isCarried && !$0.episode.markers.isEmpty }
    let ends = figures.latency.repair.events
    let kinds = Set(timeline.lanes.flatMap(\.signs).map { "\($0.kind)" }).count
    #expect(parsed.count("mark") == signs + onsets + ends + kinds)
    let curves = [figures.latency.repair, figures.latency.firstAttempt].filter { $0.count >= Latency.fewest }
    #expect(parsed.count("censor") == curves.reduce(0) { $0 + $1.censored })
    #expect(
      parsed.elements.count { $0.name == "path" && $0.isOf("band") }
        == curves.count { curve in curve.hasLimits && curve.steps.contains { $0.limits != nil } })
    var ways = 0
    for (from, row) in figures.group.matrix.enumerated() {
      ways += row.enumerated().count { $0.element > 0 && $0.offset != from }
    }
    #expect(parsed.elements.count { $0.isOf("way") } == ways)
  }

  @Test(arguments: HostileText.all)
  func `a hostile text is text, wherever it stands, and makes no element`(_ hostile: HostileText) throws {
    func page(_ text: String?) throws -> (parsed: ParsedPage, html: String) {
      var opening = RandomSession.opening
      opening.roster = Roster(
        opening.roster.members.map {
          Member(id: $0.id, label: $0.id == "bo" ? text ?? $0.label : $0.label, role: $0.role)
        })
      opening.codebook = Codebook(
        id: "h", version: "1", title: "",
        codes: opening.codebook.codes.map { Code($0.id, family: $0.family, label: text ?? $0.label) })
      opening.group = text ?? opening.group
      opening.observer = text ?? opening.observer
      let html = try Self.page(RandomSession(seed: 5, opening: opening).records).html
      return (ParsedPage(html), html)
    }
    let (mine, plain) = (try page(hostile.text), try page(nil))
    #expect(mine.parsed.fault == nil)
    // Names are set apart where they stand, which depends on what they are; everything else is the same.
    let names = { (page: ParsedPage) in page.elements.map(\.name).filter { $0 != "bdi" } }
    #expect(names(mine.parsed) == names(plain.parsed))
    let shown = hostile.text.displaySafe
    let title = mine.parsed.elements.first { $0.name == "h1" }?.text ?? ""
    #expect(title.utf8.elementsEqual("Session 1 of \(shown)".utf8))
    let labels = mine.parsed.elements.filter { $0.name == "title" }.map(\.text)
    #expect(shown.isEmpty || labels.contains { $0.utf8.elementsEqual(shown.utf8) })
    #expect(HostileRun.control(in: Array(mine.html.utf8)) == nil)
    #expect(Self.faults(of: mine.html, records: 1_000).filter { $0 != "an address" } == [])
  }

  @Test func `names from right to left turn nothing around them`() throws {
    var opening = RandomSession.opening
    let name = "מרים"
    opening.roster = Roster(
      opening.roster.members.map { Member(id: $0.id, label: $0.id == "bo" ? name : $0.label, role: $0.role) })
    let html = try Self.page(RandomSession(seed: 5, opening: opening).records).html
    let parsed = ParsedPage(html)
    #expect(parsed.elements.count { $0.name == "bdi" && $0.text == name } > 3)
  }
}
