import Foundation
import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

/// The page in a real browser, without a window. One start of it takes some seconds, so there are only two.
@Suite(.enabled(if: Browser.path != nil, "NOT RUN: no Chromium here; Config/install --tests installs it"))
struct `The report in a browser` {
  @Test func `loads without a word on the console or a request, and every shape is there`() throws {
    let records = RandomSession(seed: 21, length: 260, opening: Self.hostile).records
    let (html, page) = try `The report as HTML`.page(records)
    let folder = try ScratchFolder()
    let file = try folder.write(html, to: "report.html")
    let net = folder.url.appendingPathComponent("net.json")
    let run = try #require(
      Browser.run(
        ["--log-net-log=\(net.path)", "--enable-logging=stderr", "--dump-dom", "file://\(file)"], in: folder))
    #expect(run.code == 0)
    // What the page asks for goes to the console when the policy forbids it, and to the log of the network when not.
    #expect(run.output.lines.filter { $0.contains(":CONSOLE:") } == [])
    let asked = try String(contentsOf: net, encoding: .utf8)
    #expect(!asked.isEmpty)
    #expect(!asked.contains("\"initiator\":\"null\"") && !asked.contains("\"initiator\":\"file:"))
    #expect(!asked.contains("example.invalid"))
    func count(_ className: String) -> Int { run.output.occurrences(of: "class=\"\(className)") }
    let (timeline, figures) = (page.timeline, page.figures)
    #expect(count("turn\"") + count("turn minimal\"") == timeline.lanes.reduce(0) { $0 + $1.turns.count })
    #expect(count("episode\"") == timeline.spans.count)
    #expect(count("mask\"") == timeline.masks.count)
    #expect(count("pause\"") == timeline.pauses.count)
    #expect(count("attempt\"") == figures.episodes.reduce(0) { $0 + $1.attempts.count })
    #expect(count("mark ") == html.occurrences(of: "class=\"mark "))
    #expect(count("censor\"") == figures.latency.repair.censored + figures.latency.firstAttempt.censored)
    #expect(figures.episodes.count >= Latency.fewest, "there are curves to be seen")
    #expect(run.output.occurrences(of: "<script") == 0)
    #expect(run.output.occurrences(of: "<table") == html.occurrences(of: "<table"))
    #expect(run.output.occurrences(of: "<bdi") == html.occurrences(of: "<bdi"))
  }

  @Test func `prints each session for supervision on one sheet, from the smallest to a full evening`() throws
  {
    var pages = try ["a", "b", "c", "d", "e"].map {
      try `The report as HTML`.page(WorkedSession($0).records).html
    }
    let codebook = try #require(WorkedSession("b").session?.codebook)
    for seed in UInt64(1)...6 {
      let evening = OrdinarySession(
        seed: seed, members: seed < 5 ? 8 : 9, minutes: 90, ruptures: 15, codebook: codebook)
      let (html, page) = try `The report as HTML`.page(evening.records)
      #expect(page.figures.episodes.count >= 8, "an evening with something in it")
      pages.append(html)
    }
    let folder = try ScratchFolder()
    let file = try folder.write(Self.firstSheets(of: pages), to: "sheets.html")
    let paper = folder.url.appendingPathComponent("sheets.pdf")
    let run = try #require(
      Browser.run(
        ["--no-pdf-header-footer", "--print-to-pdf=\(paper.path)", "file://\(file)"], in: folder))
    #expect(run.code == 0)
    let written = String(decoding: try Data(contentsOf: paper), as: UTF8.self)
    #expect(written.occurrences(of: "/Type /Page\n") == pages.count)
  }

  /// One document of the first pages of many, each from a new sheet on, in the style they all have.
  private static func firstSheets(of pages: [String]) throws -> String {
    let head = try #require(pages.first?.components(separatedBy: "<main>").first)
    let sheets = try pages.map { page in
      let main = try #require(page.components(separatedBy: "<main>").last)
      return try #require(main.components(separatedBy: "<section class=\"pictures\"").first)
    }
    return head + "<main>"
      + sheets.enumerated().map { "<div style=\"break-before: \($0 == 0 ? "auto" : "page")\">\($1)</div>" }
      .joined() + "</main></body></html>"
  }

  /// People whose names are markup, addresses and formulas.
  private static let hostile: Opening = {
    var opening = RandomSession.opening
    let labels = [
      "<script>alert(1)</script>", "<img src=http://example.invalid/x.png onerror=alert(1)>",
      "</title></svg></style>", "\"\u{301} onload=\"x", "url(http://example.invalid/y)",
    ]
    opening.roster = Roster(
      zip(opening.roster.members, labels).map { Member(id: $0.id, label: $1, role: $0.role) })
    return opening
  }()
}

/// The browser of this machine, if there is one.
enum Browser {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Runs it without a window and without a network, its own files in a folder; `nil` without one.
  static func run(_ arguments: [String], in folder: ScratchFolder) -> (code: Int32, output: String)? {
    guard let path else { return nil }
    return Python.run(
      "/usr/bin/env",
      [
        "timeout", "120", path, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-default-apps", "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND",
        "--user-data-dir=\(folder.url.path)/profile",
      ] + arguments)
  }
}

extension String {
  /// How often a text occurs, without overlaps.
  func occurrences(of text: String) -> Int { components(separatedBy: text).count - 1 }
}
