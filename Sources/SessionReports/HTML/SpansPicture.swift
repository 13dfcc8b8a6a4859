import SessionAnalysis
import SessionCore

/// How long each rupture was open: a line from its onset to its end, with the markers and attempts on it.
///
/// The scale is that of ``LanesPicture``, so that the two stand under each other.
struct SpansPicture {
  /// As many episodes as one picture holds, so that none is longer than a sheet of paper.
  static let rowsAtMost = 40

  private let id: String
  private let rows: [(span: Timeline.OpenSpan, outcome: EpisodeOutcome)]
  private let axis: TimeAxis
  private let signs: [RecordID: Timeline.Sign]

  private static let top = 5.0
  private static let row = 19.0

  /// The pictures of all episodes; none without episodes.
  static func all(_ page: SupervisionPage) -> [SpansPicture] {
    let signs = page.timeline.lanes.flatMap(\.signs).flatMap { sign in sign.records.all.map { ($0, sign) } }
    let places = Dictionary(signs, uniquingKeysWith: { first, _ in first })
    let rows = Array(zip(page.timeline.spans, page.figures.episodes)).map { (span: $0, outcome: $1) }
    return stride(from: 0, to: rows.count, by: rowsAtMost).map { start in
      SpansPicture(
        id: "spans-\(start / rowsAtMost + 1)", rows: Array(rows[start..<min(start + rowsAtMost, rows.count)]),
        axis: TimeAxis(length: page.timeline.length), signs: places)
    }
  }

  private init(
    id: String, rows: [(span: Timeline.OpenSpan, outcome: EpisodeOutcome)], axis: TimeAxis,
    signs: [RecordID: Timeline.Sign]
  ) {
    self.id = id
    self.rows = rows
    self.axis = axis
    self.signs = signs
  }

  /// The picture.
  var markup: Markup {
    let bottom = Self.top + Double(rows.count) * Self.row + 3
    let open = rows.count { $0.outcome.resolved == nil }
    return Drawing.picture(
      id, width: TimeAxis.pictureWidth, height: bottom + 18, title: "How long each rupture was open",
      about: "A line for each of \(Wording.count(rows.count, "episode")), from its onset to its end."
        + " \(open) of them not repaired: their lines end in an arrow, or in a bar where somebody left."
        + " The appendix lists every episode.",
      axis.scale(from: Self.top - 4, to: bottom)
        + rows.enumerated().map { drawn($1.span, $1.outcome, Self.top + (Double($0) + 0.5) * Self.row) })
  }

  private func drawn(_ span: Timeline.OpenSpan, _ outcome: EpisodeOutcome, _ y: Double) -> Markup {
    let (start, stop) = (axis.x(span.stretch.start), axis.x(span.stretch.end))
    let again = outcome.episode.markers.dropFirst(span.isCarried ? 0 : 1).map { marker in
      Drawing.line(
        axis.x(marker.on.milliseconds), y - 4.5, axis.x(marker.on.milliseconds), y + 4.5, "again",
        Markup.records([marker.id]),
        title: "\(Wording.time(marker.on.milliseconds)) marked again (#\(marker.id))")
    }
    let attempts = outcome.attempts.compactMap { attempt in
      signs[attempt.repair].map { sign in
        Drawing.circle(
          axis.x(sign.at), y, 3.4, "attempt", Markup.records([attempt.repair]),
          title: "\(Wording.time(sign.at)) attempt \(sign.code) (#\(attempt.repair))")
      }
    }
    let line = Drawing.line(start, y, stop, y, span.ending == .resolved ? "mended" : "open")
    let result = (outcome.resolved == nil ? "> " : "") + Wording.time(outcome.watched)
    return Drawing.group(
      "episode", Markup.records(span.stretch.records),
      title: "#\(span.id) \(span.label): \(outcome.latencyWords)",
      [label(span, y), line] + again + attempts + [beginning(span, outcome, start, y)]
        + [ending(span, outcome, stop, y), Drawing.text(result, axis.right + 12, y + 3.6, "result")])
  }

  private func label(_ span: Timeline.OpenSpan, _ y: Double) -> Markup {
    .tag(
      "text", "name",
      [
        .init("x", "0"), .init("y", Drawing.number(y + 3.6)),
      ],
      [
        .tag("tspan", "faint", [], [.text("#\(span.id) ")]),
        .text(span.label.withArrows.fitted(to: 20 - "#\(span.id) ".columns)),
      ])
  }

  /// The mark of the first marker, at the onset; what was carried in comes from the left.
  private func beginning(
    _ span: Timeline.OpenSpan, _ outcome: EpisodeOutcome, _ x: Double, _ y: Double
  ) -> Markup {
    guard !span.isCarried, let first = outcome.episode.markers.first else {
      return Drawing.path(
        [.move(x + 5, y - 4.5), .line(x, y), .line(x + 5, y + 4.5)], "carried", Markup.records([span.id]),
        title: "carried in, open \(Wording.time(outcome.episode.exposure)) before this session")
    }
    let glyph = signs[first.id].map { Glyph($0.kind) } ?? .unlisted
    return glyph.drawn(
      x, y, Markup.records([first.id]), title: "\(Wording.time(span.stretch.start)) onset (#\(first.id))")
  }

  private func ending(
    _ span: Timeline.OpenSpan, _ outcome: EpisodeOutcome, _ x: Double, _ y: Double
  ) -> Markup {
    switch span.ending {
    case .resolved:
      var about: [Markup.Attribute] = []
      if case .resolved(let mention)? = outcome.episode.end { about = Markup.records([mention.id]) }
      return Glyph.resolved.drawn(x, y, about, title: "repaired after \(outcome.latencyWords)")
    case .left: return Drawing.line(x, y - 6, x, y + 6, "gone", title: outcome.latencyWords)
    case .open:
      return Drawing.path(
        [.move(x, y - 4.5), .line(x + 6, y), .line(x, y + 4.5)], "onward", title: outcome.latencyWords)
    }
  }
}
