import SessionCore
import TerminalKit

/// What fills the lanes, once it is known where each of them is.
///
/// Nothing here looks further back than the lanes show, and of a whole session at no more than a few moments of every
/// column.
struct Lanes {
  let view: SessionView
  let scale: LaneScale
  /// The row of each seat's talk, in seat order.
  let rows: [Int]
  /// The column of the frame in which the lanes begin.
  let column: Int
  /// How many rows above the talk the signs stand.
  let signsAbove: Int

  // MARK: Talk

  /// Who had the floor, segment by segment.
  func drawTalk(of frame: inout Frame) {
    // Of many short turns in one column each person's is drawn once.
    var drawn = Array(repeating: Int.max, count: rows.count)
    var last = scale.column(view.now)
    for segment in view.session.floor.segments.reversed() {
      let first = scale.column(max(segment.start, scale.start)) ?? last
      if case .seat(let seat) = segment.speaker, let first, let last, first < drawn[seat] {
        put("▁", row: rows[seat], from: first, to: last, style: view.theme.text, of: &frame)
        drawn[seat] = first
      }
      if segment.start < scale.start { break }
      last = first
    }
  }

  /// How much of each column was whose talk.
  func drawShares(of frame: inout Frame) {
    let floor = view.session.floor
    var talk = Array(repeating: 0, count: rows.count)
    for place in 0..<scale.columns {
      let (from, to) = (place * scale.step, min((place + 1) * scale.step, view.now.milliseconds))
      guard from < to else { return }
      for seat in talk.indices { talk[seat] = 0 }
      let first = floor.place(at: SessionTime(from)) ?? 0
      let last = floor.place(at: SessionTime(to)) ?? -1
      let stride = max(1, (last - first) / 32)
      for index in Swift.stride(from: first, through: last, by: stride) {
        guard case .seat(let seat) = floor.segments[index].speaker else { continue }
        let next =
          index + 1 < floor.segments.count ? floor.segments[index + 1].start.milliseconds : to
        talk[seat] +=
          max(0, min(next, to) - max(floor.segments[index].start.milliseconds, from)) * stride
      }
      for (seat, ms) in talk.enumerated() where ms > 0 {
        let symbol: Unicode.Scalar =
          ms * 3 <= scale.step ? "▁" : ms * 3 <= 2 * scale.step ? "▃" : "▅"
        put(symbol, row: rows[seat], from: place, to: place, style: view.theme.text, of: &frame)
      }
    }
  }

  // MARK: Gaps and signs

  /// Pauses, and what the observer could not see: nobody's talk is known there.
  func drawGaps(of frame: inout Frame) {
    let clock = view.session.clock
    let gaps: [(spans: [Spans.Span], symbol: Unicode.Scalar)] = [
      (clock.masks.spans, "░"), (clock.pauses.spans, "┆"),
    ]
    for (spans, symbol) in gaps {
      for span in spans.reversed() {
        let end = min(span.end ?? view.now, view.now)
        if end < scale.start { break }
        guard let last = scale.column(end) else { continue }
        let first = scale.column(max(span.start, scale.start)) ?? last
        for row in rows {
          put(symbol, row: row, from: first, to: last, style: view.theme.faint, of: &frame)
        }
      }
    }
  }

  /// Markers, repairs and resolutions; where several share a column a marker is seen.
  func drawSigns(of frame: inout Frame) {
    // Records are in the order in which they were made, and nothing is claimed to have happened after that.
    for markers in [false, true] {
      for id in view.session.signs.suffix(Self.mostSigns).reversed() {
        let entry = view.session.entries[id.rawValue]
        if entry.time < scale.start { break }
        if case .marker = entry.event { if !markers { continue } } else if markers { continue }
        guard let place = scale.column(entry.moment), let sign = view.session.sign(of: entry.event),
          let seat = view.session.roster.place(of: sign.who)
        else { continue }
        put(
          sign.symbol, row: rows[seat] - signsAbove, from: place, to: place,
          style: markers ? view.theme.open : view.theme.live, of: &frame)
      }
    }
  }

  /// More than a session of ninety minutes has.
  private static let mostSigns = 2000

  // MARK: Minutes

  /// The clock below the lanes, at whole minutes.
  func drawMinutes(row: Int, of frame: inout Frame) {
    let every =
      [1, 2, 5, 10, 15, 30, 60, 120].first { $0 * 60_000 / scale.step >= 9 } ?? scale.minutes
    let first = (scale.start.milliseconds / 60_000 + every - 1) / every * every
    for minute in stride(from: first, to: first + scale.minutes, by: every) {
      let place = (minute * 60_000 - scale.start.milliseconds) / scale.step
      let text = Spelling.span(minute * 60_000)
      guard place + text.utf8.count <= scale.columns else { return }
      frame.put(text, row: row, column: column + place, style: view.theme.faint)
    }
  }

  private func put(
    _ symbol: Unicode.Scalar, row: Int, from first: Int, to last: Int, style: Style,
    of frame: inout Frame
  ) {
    frame.put(symbol, row: row, column: column + first, count: last - first + 1, style: style)
  }
}
