import SessionAnalysis

extension TextReportWriter {
  /// One section of the appendix.
  mutating func section(_ section: ReportSection) {
    page.heading(section.title.asciiUppercased, section.beside)
    for (index, block) in section.blocks.enumerated() {
      switch block {
      case .text(let words): page.text(words.text, indent: 2)
      case .entries(let entries):
        if index > 0, section.id == "episodes" { page.line() }
        write(entries)
      case .table(let table): write(table)
      case .curve(let curve): write(curve)
      }
    }
  }

  private mutating func write(_ entries: [ReportSection.Entry]) {
    let column = min(20, (entries.map(\.name.columns).max() ?? 0) + 2)
    for entry in entries { page.entry(entry.name, entry.value.text, column: column) }
  }

  private mutating func write(_ table: ReportTable) {
    if table.columns.allSatisfy({ $0.alignment == .words }) {
      // Words to the left, the last column broken where it does not fit.
      let widths = table.columns.indices.map { column in
        min(24, table.rows.map { $0[column].text.columns }.max() ?? 0)
      }
      for row in table.rows {
        guard let last = row.last else { continue }
        let front = zip(row.dropLast(), widths).map { $0.text.left($1 + 1) }.joined()
        page.entry(front, last.text, column: front.columns + 1)
      }
      return
    }
    var text = Table(table.columns.map { $0.title.fitted(to: 18) })
    text.firstColumn = 14
    text.rows = table.rows.map { $0.map(\.text) }
    text.write(to: &page)
  }

  private mutating func write(_ figure: ReportSection.SurvivalCurve) {
    if figure.isDrawn {
      steps(figure.curve)
    } else {
      page.text(figure.list.map(\.text).joined(separator: ";  "), indent: 2)
    }
    page.text(figure.summary.text, indent: 2)
  }

  /// The steps of a Kaplan-Meier curve; long curves only by their first and last steps.
  private mutating func steps(_ curve: KaplanMeier) {
    guard !curve.steps.isEmpty else {
      page.text("Kaplan-Meier: no steps, nothing ended.", indent: 2)
      return
    }
    let hasLimits = curve.hasLimits
    var table = Table(
      ["Kaplan-Meier", "at risk", "ended", "still waiting"] + (hasLimits ? ["limits at 0.95"] : []))
    let shown = curve.steps.count <= 24 ? curve.steps : Array(curve.steps.prefix(20) + curve.steps.suffix(4))
    for (index, step) in shown.enumerated() {
      if shown.count < curve.steps.count, index == 20 {
        table.rows.append(["… \(curve.steps.count - 24) more"])
      }
      table.rows.append(
        [
          Wording.time(step.time), "\(step.atRisk)", "\(step.events)",
          Wording.number(step.survival, digits: 3),
        ] + (hasLimits ? [Wording.limits(step)] : []))
    }
    table.write(to: &page)
  }
}

extension String {
  /// The same text with a-z as A-Z; everything else as it is.
  fileprivate var asciiUppercased: String {
    String(decoding: utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
  }
}
