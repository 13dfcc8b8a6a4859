package import SessionAnalysis
package import SessionCore

/// What a figure is, how it is made, and from which records of this log: as lines of text.
package struct Explanation: Sendable {
  /// No line is wider than 80 columns.
  package let lines: [String]

  /// The explanation of some figures with the numbers of a log in it.
  package init(_ definitions: [FigureDefinition], _ figures: Indicators, of session: Session) {
    let evidence = Evidence(figures, of: session)
    var page = Page()
    for (index, definition) in definitions.enumerated() {
      if index > 0 { page.line() }
      page.line(definition.name)
      page.entry("what", definition.meaning, column: 10)
      page.entry("formula", definition.formula, column: 10)
      page.line("  in this log")
      let values = definition.values(evidence)
      if values.isEmpty { page.line("    nothing: there is none of it here") }
      for value in values {
        page.text(value.text, indent: 4, hanging: 2)
        if !value.records.isEmpty { page.text("from \(value.records.text())", indent: 6, hanging: 2) }
      }
      page.entry("source", definition.source, column: 10)
    }
    lines = page.lines
  }

  /// The names of all figures, each with the first sentence of what it is.
  package static var list: [String] {
    var page = Page()
    for definition in FigureDefinition.all {
      page.entry(definition.name, definition.meaning, column: 32, indent: 0)
    }
    return page.lines
  }
}
