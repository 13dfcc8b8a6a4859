import Foundation
import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

/// The page in a real browser, without a window. One start of it takes some seconds, so there is one.
@Suite(.enabled(if: Browser.path != nil, "NOT RUN: no Chromium here; Config/install --tests installs it"))
struct `The report in a browser` {
  @Test func `loads without a word on the console or a request, and every shape is there`() throws {
    let records = RandomSession(seed: 21, length: 260, opening: Self.hostile).records
    let (html, page) = try `The report as HTML`.page(records)
    let folder = try ScratchFolder()
    let file = try folder.write(html, to: "report.html")
    let browser = try #require(Browser.path)
    let net = folder.url.appendingPathComponent("net.json")
    let run = try #require(
      Python.run(
        "/usr/bin/env",
        [
          "timeout", "120", browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
          "--disable-background-networking", "--disable-component-update", "--disable-sync",
          "--disable-default-apps", "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND",
          "--user-data-dir=\(folder.url.path)/profile", "--log-net-log=\(net.path)",
          "--enable-logging=stderr",
          "--dump-dom", "file://\(file)",
        ]))
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
}

extension String {
  /// How often a text occurs, without overlaps.
  func occurrences(of text: String) -> Int { components(separatedBy: text).count - 1 }
}
