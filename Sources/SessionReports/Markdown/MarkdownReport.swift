import SessionAnalysis

/// The report as Markdown: the page for supervision, then the tables; every figure with the records it rests on.
///
/// Texts that came from a file are escaped, so that they show and never make markup.
package struct MarkdownReport: Sendable {
  /// In UTF-8, every line ended by a line feed. Same log, same bytes.
  package let text: String

  package init(_ page: SupervisionPage) {
    var writer = MarkdownWriter()
    writer.firstPage(page)
    writer.line("---")
    writer.line("## Appendix")
    for section in page.appendix { writer.section(section) }
    text = writer.lines.joined(separator: "\n") + "\n"
  }
}

/// Writes the parts of a page, one after another, with an empty line between any two.
private struct MarkdownWriter {
  /// How many numbers or runs of numbers stand beside a figure; `--explain` gives all.
  static let mostRecords = 8

  private(set) var lines: [String] = []

  mutating func line(_ text: String) {
    if !lines.isEmpty { lines.append("") }
    lines.append(text)
  }

  private func shown(_ words: Cited) -> String {
    guard !words.records.isEmpty else { return words.text.markdownEscaped }
    return "\(words.text.markdownEscaped) \\[\(words.records.text(atMost: Self.mostRecords))\\]"
  }

  mutating func firstPage(_ page: SupervisionPage) {
    line("# " + page.heading.title.markdownEscaped)
    line("> " + page.heading.caveat.markdownEscaped)
    line(
      "Fingerprint \(page.heading.fingerprint.markdownEscaped). \(page.heading.origin.markdownEscaped)"
        + " \(shown(page.heading.length))")
    timeline(page.timeline)
    line("## Rupture episodes")
    line(shown(page.episodesBeside))
    table(
      ["episode", "onset", "who", "form", "codes", "first attempt", "attempts", "outcome", "latency"].map {
        ReportTable.Column($0, .words)
      }, page.episodes.map(Self.row))
    if !page.episodes.isEmpty { line(SupervisionPage.reading.markdownEscaped) }
    list("From elsewhere", page.episodes.flatMap { summary in summary.history.map { (summary.number, $0) } })
    if !page.rewatch.isEmpty {
      line("## To watch again")
      items(
        page.rewatch.map { moment in
          (
            "\(Wording.time(moment.start))-\(Wording.time(moment.end)) \(moment.reason.rawValue), #\(moment.episode)",
            moment.words
          )
        })
      line(Rewatch.rule.markdownEscaped)
    }
    list("Open for next time", page.openForNextTime.map { ("", $0.words) })
    list("Who went quiet", page.quiet.map { ("", $0.words) })
    list("To talk about", page.prompts.map { ("", $0) })
    list("Limits", page.limits.map { ("", $0) })
  }

  private static func row(_ episode: EpisodeSummary) -> [Cited] {
    [
      Cited(episode.number), episode.onset, episode.movement, episode.form, episode.codes,
      episode.firstAttempt,
      episode.attempts, episode.outcome, episode.latency,
    ]
  }

  private mutating func timeline(_ timeline: Timeline) {
    var drawn = Page()
    TextTimeline(timeline).write(to: &drawn)
    guard !drawn.lines.isEmpty else { return }
    line("## Timeline")
    // Indented and not fenced: no name can end an indented block.
    lines.append("")
    lines += drawn.lines.dropFirst(2).map { "    " + $0 }
  }

  /// A list under a heading; nothing when it is empty.
  private mutating func list(_ title: String, _ all: [(name: String, words: Cited)]) {
    guard !all.isEmpty else { return }
    line("## " + title)
    items(all)
  }

  private mutating func items(_ all: [(name: String, words: Cited)]) {
    lines.append("")
    for (name, words) in all {
      lines.append("- " + (name.isEmpty ? "" : "**\(name.markdownEscaped)**: ") + shown(words))
    }
  }

  mutating func section(_ section: ReportSection) {
    line("### " + section.title.markdownEscaped)
    if !section.beside.isEmpty { line(section.beside.markdownEscaped) }
    for block in section.blocks {
      switch block {
      case .text(let words): line(shown(words))
      case .entries(let entries): items(entries.map { ($0.name, $0.value) })
      case .table(let table): self.table(table.columns, table.rows)
      case .curve(let figure): curve(figure)
      }
    }
  }

  private mutating func curve(_ figure: ReportSection.SurvivalCurve) {
    if figure.isDrawn {
      table(
        ["Kaplan-Meier", "at risk", figure.event, "still waiting", "limits at 0.95"].map { .init($0) },
        figure.curve.steps.map {
          [
            Cited(Wording.time($0.time)), Cited(String($0.atRisk)), Cited(String($0.events)),
            Cited(Wording.number($0.survival, digits: 3)),
            Cited(figure.curve.hasLimits ? Wording.limits($0) : "from n = 10 on"),
          ]
        })
    }
    items(figure.list.map { ("", $0) })
    line(shown(figure.summary))
  }

  private mutating func table(_ columns: [ReportTable.Column], _ rows: [[Cited]]) {
    guard !rows.isEmpty else { return }
    let row = { (cells: [String]) in "| " + cells.joined(separator: " | ") + " |" }
    lines.append("")
    lines.append(row(columns.map { $0.title.markdownEscaped }))
    lines.append(row(columns.map { $0.alignment == .words ? "---" : "---:" }))
    for cells in rows { lines.append(row(cells.map(shown))) }
  }
}
