import SafeText
package import SessionAnalysis
package import SessionCore

/// The report as a page of plain text, 80 columns wide at most, for a terminal, a printer or a mail.
///
/// It shows a ``SupervisionPage`` and computes nothing. Beside every ratio stands what it was taken of, no
/// percentage is printed, and what is not available is called `n/a`.
package struct TextReport: Sendable {
  /// The lines of the page, without line feeds; none is wider than 80 columns or ends in a space.
  package let lines: [String]

  /// The page of a session from its indicators.
  package init(_ indicators: Indicators, of session: Session) {
    self.init(SupervisionPage(indicators, of: session))
  }

  package init(_ page: SupervisionPage) {
    var writer = TextReportWriter(page)
    writer.firstPage()
    writer.page.line()
    writer.page.line("APPENDIX   the tables behind the page")
    for section in page.appendix { writer.section(section) }
    lines = writer.page.lines
  }

  /// The page in UTF-8, every line ended by a line feed. Same log, same bytes.
  package var text: String { lines.joined(separator: "\n") + "\n" }
}

/// Writes the parts of a page, one after another.
struct TextReportWriter {
  let value: SupervisionPage
  var page = Page()

  init(_ value: SupervisionPage) { self.value = value }

  mutating func firstPage() {
    head()
    TextTimeline(value.timeline).write(to: &page)
    episodes()
    rewatch()
    list("OPEN FOR NEXT TIME", value.openForNextTime.map(\.words), otherwise: "Nothing.")
    if value.comparesTalk {
      list("WHO WENT QUIET", value.quiet.map(\.words), otherwise: "Nobody's talk fell after a rupture.")
    }
    list("TO TALK ABOUT", value.prompts, otherwise: nil)
    list("LIMITS", value.limits, otherwise: nil)
  }

  private mutating func head() {
    let heading = value.heading
    let mark = "fingerprint \(heading.fingerprint)"
    page.line(heading.title.left(Page.width - mark.columns - 2) + "  " + mark)
    page.text(heading.origin)
    page.text(heading.length.text)
    page.text(heading.caveat)
  }

  private mutating func episodes() {
    page.heading("RUPTURE EPISODES", value.episodesBeside.text)
    if value.episodes.isEmpty {
      page.text("None were marked. That is no sign of good therapy, nor of bad.", indent: 2)
    }
    for episode in value.episodes {
      page.entry(
        episode.number,
        "\(episode.onset.text)  \(episode.movement.text), \(episode.form.text): \(episode.codes.text)",
        column: 6)
      page.text(
        "first attempt \(episode.firstAttempt.text), attempts \(episode.attempts.text); \(episode.outcome.text),"
          + " \(episode.latency.text)", indent: 8)
      for part in episode.history { page.text(part.text, indent: 8) }
    }
    if !value.episodes.isEmpty { page.text(SupervisionPage.reading, indent: 2) }
  }

  private mutating func rewatch() {
    guard !value.rewatch.isEmpty else { return }
    page.heading("TO WATCH AGAIN")
    for moment in value.rewatch {
      page.entry(
        "\(Wording.time(moment.start))-\(Wording.time(moment.end))",
        "\(moment.reason.rawValue): #\(moment.episode) \(moment.words.text)", column: 14)
    }
    page.text(Rewatch.rule, indent: 2)
  }

  private mutating func list(_ title: String, _ lines: [Cited], otherwise: String?) {
    guard !lines.isEmpty || otherwise != nil else { return }
    page.heading(title)
    if lines.isEmpty, let otherwise { page.line("  " + otherwise) }
    for line in lines { page.text(line.text, indent: 2, hanging: 2) }
  }
}
