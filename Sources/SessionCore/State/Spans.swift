/// Stretches of session time that do not overlap, in order, with the total before any moment at hand.
package struct Spans: Hashable, Sendable {
  /// One stretch; `end` is `nil` while it is under way.
  package struct Span: Hashable, Sendable {
    package let start: SessionTime
    package internal(set) var end: SessionTime?
    /// Milliseconds of all the spans before this one.
    fileprivate let before: Int
  }

  package private(set) var spans: [Span] = []

  package init() {}

  /// Whether a span is under way.
  package var isOpen: Bool { spans.last.map { $0.end == nil } ?? false }

  /// Begins a span; nothing happens while one is under way.
  mutating func open(at start: SessionTime) {
    guard !isOpen else { return }
    let before = spans.last.map { $0.before + ($0.end ?? $0.start).milliseconds - $0.start.milliseconds }
    spans.append(Span(start: start, end: nil, before: before ?? 0))
  }

  /// Ends the span under way, if there is one.
  mutating func close(at end: SessionTime) {
    guard isOpen else { return }
    spans[spans.count - 1].end = end
  }

  /// Forgets everything that began or ended at or after a moment.
  mutating func cut(at moment: SessionTime) {
    while let last = spans.last, last.start >= moment { spans.removeLast() }
    if let end = spans.last?.end, end >= moment { spans[spans.count - 1].end = nil }
  }

  /// Milliseconds inside spans before a moment; a span under way runs on.
  package func total(before moment: SessionTime) -> Int {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].start < moment { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    let span = spans[low - 1]
    let end = span.end.map { min($0, moment) } ?? moment
    return span.before + end.milliseconds - span.start.milliseconds
  }

  /// Whether a moment lies inside a span.
  package func contains(_ moment: SessionTime) -> Bool {
    total(before: moment.moved(by: 1)) > total(before: moment)
  }
}
