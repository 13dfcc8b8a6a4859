package import SessionAnalysis

/// Words of a report with the records they rest on.
///
/// The words are safe to show but not escaped for any markup: whoever writes markup escapes them.
package struct Cited: Hashable, Sendable {
  package let text: String
  /// Empty when they rest on the opening alone, or on that there is no record.
  package let records: RecordNumbers

  init(_ text: String, _ records: RecordNumbers = []) {
    self.text = text
    self.records = records
  }
}

/// A table of a report: a head, and rows as wide as the head.
package struct ReportTable: Hashable, Sendable {
  /// How a column is set.
  package enum Alignment: Hashable, Sendable { case words, numbers }

  package struct Column: Hashable, Sendable {
    package let title: String
    package let alignment: Alignment

    init(_ title: String, _ alignment: Alignment = .numbers) {
      self.title = title
      self.alignment = alignment
    }
  }

  package let columns: [Column]
  package let rows: [[Cited]]
}

/// A part of a report under one heading.
package struct ReportSection: Hashable, Sendable, Identifiable {
  /// What stands in a part, one after another.
  package enum Block: Hashable, Sendable {
    case text(Cited)
    case entries([Entry])
    case table(ReportTable)
    /// A curve with what it is of, such as `repaired`; to be drawn from five spans on, a list below.
    case curve(SurvivalCurve)
  }

  /// A name, and what is to be said of it.
  package struct Entry: Hashable, Sendable {
    package let name: String
    package let value: Cited

    init(_ name: String, _ value: Cited) {
      self.name = name
      self.value = value
    }
  }

  /// A curve of Kaplan and Meier with the words beside it.
  package struct SurvivalCurve: Hashable, Sendable {
    package let title: String
    /// What ends a span: `repaired`, `attempted`.
    package let event: String
    package let curve: KaplanMeier
    /// Each episode with its span in words, such as `#11 > 21:25 (open)`; what is shown below five.
    package let list: [Cited]
    /// Median, restricted mean, and their limits where there are enough.
    package let summary: Cited

    /// Whether there are enough spans for a curve.
    package var isDrawn: Bool { curve.count >= Latency.fewest }
  }

  /// A name for links, such as `people`; lower-case letters and hyphens.
  package let id: String
  package let title: String
  /// What is to be said beside the title, such as `n 2, repaired 0, censored 2`; may be empty.
  package let beside: String
  package let blocks: [Block]
}
