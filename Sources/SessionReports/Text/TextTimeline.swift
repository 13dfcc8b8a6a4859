import SessionAnalysis
import SessionCore

/// The timeline in characters: a lane a person, what the session's clock did, and how long episodes were open.
///
/// In a lane: `▁` talk, a dot a minimal turn, and above it the letter of what fell into that column; `*` for
/// several. Below: `=` an open episode, `>` one that goes on, `v` resolved, `|` ended because somebody left.
struct TextTimeline {
  private let timeline: Timeline
  private let left = 14
  private var width: Int { Page.width - left - 1 }

  init(_ timeline: Timeline) { self.timeline = timeline }

  /// How many episodes are drawn at most; the page has a limit.
  private static let most = 6

  func write(to page: inout Page) {
    guard timeline.length > 0 else { return }
    page.heading("TIMELINE", "session clock, \(Wording.time(perColumn)) a column\(hiddenWords)")
    for lane in timeline.lanes { page.line(row(lane.label, cells(of: lane))) }
    if !timeline.pauses.isEmpty || !timeline.masks.isEmpty {
      var cells = empty
      draw(timeline.masks, "?", in: &cells)
      draw(timeline.pauses, "=", in: &cells)
      page.line(row("", cells))
    }
    page.line(row("", axis))
    for span in shown { page.line(row("#\(span.id) open", cells(of: span))) }
    page.text(legend, indent: 2)
  }

  private var perColumn: Int { max(1000, timeline.length / width) }
  private var empty: [Unicode.Scalar] { Array(repeating: " ", count: width) }

  /// The spans that are drawn: the longest, in the order of onset.
  private var shown: [Timeline.OpenSpan] {
    let order = timeline.spans.indices.sorted { a, b in
      let lengths = [a, b].map { timeline.spans[$0].stretch.end - timeline.spans[$0].stretch.start }
      return (-lengths[0], a) < (-lengths[1], b)
    }
    return order.prefix(Self.most).sorted().map { timeline.spans[$0] }
  }

  private var hiddenWords: String {
    let hidden = timeline.spans.count - Self.most
    return hidden > 0 ? "; \(hidden) shorter episodes not drawn" : ""
  }

  private var legend: String {
    var words = "▁ talk, . minimal; w c x markers, r repair, p partly, v resolved, * several"
    if !timeline.pauses.isEmpty { words += "; = pause" }
    if !timeline.masks.isEmpty { words += "; ? not seen" }
    if !timeline.spans.isEmpty { words += "; - open, > still open at the end" }
    return words
  }

  private func column(_ moment: Int) -> Int {
    let column = Double(moment) / Double(max(1, timeline.length)) * Double(width)
    return min(max(Int(column), 0), width - 1)
  }

  private func cells(of lane: Timeline.Lane) -> [Unicode.Scalar] {
    var cells = empty
    for turn in lane.turns where turn.stretch.end > turn.stretch.start || turn.isMinimal {
      let last = max(column(turn.stretch.start), column(max(turn.stretch.start, turn.stretch.end - 1)))
      for place in column(turn.stretch.start)...last where cells[place] != "▁" {
        cells[place] = turn.isMinimal ? "." : "▁"
      }
    }
    if let gone = lane.gone {
      for place in column(gone)..<width where cells[place] == " " { cells[place] = "/" }
    }
    var signs: [Int: Set<String>] = [:]
    for sign in lane.signs { signs[column(sign.at), default: []].insert(sign.kind.letter) }
    for (place, letters) in signs {
      cells[place] = letters.count > 1 ? "*" : letters.first?.unicodeScalars.first ?? "*"
    }
    return cells
  }

  private func cells(of span: Timeline.OpenSpan) -> [Unicode.Scalar] {
    var cells = empty
    let (first, last) = (column(span.stretch.start), column(span.stretch.end))
    for place in first...max(first, last) { cells[place] = "-" }
    if span.isCarried { cells[first] = "<" }
    switch span.ending {
    case .resolved: cells[max(first, last)] = "v"
    case .left: cells[max(first, last)] = "/"
    case .open: cells[max(first, last)] = ">"
    }
    return cells
  }

  private func draw(
    _ stretches: [Timeline.Stretch], _ scalar: Unicode.Scalar, in cells: inout [Unicode.Scalar]
  ) {
    for stretch in stretches where stretch.end > stretch.start {
      for place in column(stretch.start)...column(stretch.end - 1) { cells[place] = scalar }
    }
  }

  /// Times every so often: a round number of minutes, at most a dozen of them.
  private var axis: [Unicode.Scalar] {
    var cells = empty
    let minute = 60_000
    let steps = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440].map { $0 * minute }
    let step = steps.first { timeline.length / $0 <= 6 } ?? max(minute, timeline.length / 6)
    var moment = 0
    while moment <= timeline.length {
      let label = Array(Wording.time(moment).unicodeScalars)
      let start = min(column(moment), width - label.count)
      if start >= 0, moment == 0 || cells[max(0, start - 1)] == " " {
        for (offset, scalar) in label.enumerated() { cells[start + offset] = scalar }
      }
      moment += step
    }
    return cells
  }

  private func row(_ name: String, _ cells: [Unicode.Scalar]) -> String {
    var line = "  " + name.left(left - 3) + " "
    line.unicodeScalars.append(contentsOf: cells)
    return line
  }
}
