import SessionAnalysis

/// The session at a glance: a lane for each person with turns, markers, repairs and resolutions; pauses and masks.
///
/// The scale is the session's clock, pauses included.
struct LanesPicture {
  private let timeline: Timeline
  private let axis: TimeAxis
  private let lanes: [Lane]
  private let bottom: Double

  /// One person's lane, the line on which the turns lie, and how high each sign stands above it.
  private struct Lane {
    let own: Timeline.Lane
    let base: Double
    let levels: [Int]
  }

  private static let top = 14.0
  private static let barHeight = 7.0
  private static let levelHeight = 14.0

  /// - Parameter isClose: whether the lanes lie close together, so that those of many people fit one sheet. In those
  ///   of more than ten people signs overlap from the third on.
  init(_ timeline: Timeline, isClose: Bool = false) {
    self.timeline = timeline
    axis = TimeAxis(length: timeline.length)
    var y = Self.top
    var lanes: [Lane] = []
    for lane in timeline.lanes {
      let levels = Self.levels(lane.signs, axis, most: isClose && timeline.lanes.count > 10 ? 2 : 4)
      y += (levels.max().map { 17 + Double($0 + 1) * Self.levelHeight } ?? 20) - (isClose ? 7 : 0)
      lanes.append(Lane(own: lane, base: y, levels: levels))
    }
    self.lanes = lanes
    bottom = y + 9
  }

  /// Signs that would cover each other stand on top of each other; beyond so many they overlap.
  private static func levels(_ signs: [Timeline.Sign], _ axis: TimeAxis, most: Int) -> [Int] {
    var free = Array(repeating: -Double.infinity, count: most)
    return signs.map { sign in
      let x = axis.x(sign.at)
      let level = free.firstIndex { $0 <= x - Glyph.radius } ?? free.indices.min { free[$0] < free[$1] } ?? 0
      free[level] = x + Glyph.radius + 1.5
      return level
    }
  }

  /// The picture.
  var markup: Markup {
    Drawing.picture(
      "lanes", width: TimeAxis.pictureWidth, height: bottom + 20, title: "Timeline of the session",
      about: description,
      axis.scale(from: Self.top - 4, to: bottom) + masks + lanes.flatMap(floor) + pauses
        + lanes.flatMap(signs))
  }

  /// The signs that occur, with their meanings, in a row.
  var legend: Markup {
    let present = Set(timeline.lanes.flatMap(\.signs).map { Glyph($0.kind) })
    let items = Glyph.allCases.filter(present.contains).map { glyph in
      Markup.element(
        "li", [],
        [
          .tag(
            "svg", "key",
            [.init("viewBox", "0 0 16 16"), .init("aria-hidden", "true")], [glyph.drawn(8, 8)]),
          .text(glyph.meaning),
        ])
    }
    let bars: [Markup] = [
      .element("li", [], [.tag("span", "swatch full"), "turn"]),
      .element("li", [], [.tag("span", "swatch low"), "minimal turn"]),
    ]
    let mask: [Markup] =
      timeline.masks.isEmpty ? [] : [.element("li", [], [.tag("span", "swatch masked"), "not seen"])]
    return .tag("ul", "legend", [], items + bars + mask)
  }

  private var description: String {
    let signs = timeline.lanes.flatMap(\.signs).map { Glyph($0.kind) }
    let count = { (glyphs: Set<Glyph>) in signs.count { glyphs.contains($0) } }
    let markers = count([.withdrawal, .confrontation, .group, .unlisted])
    return
      "A lane for each of \(Wording.count(lanes.count, "person", "people")) over \(Wording.time(timeline.length)) of"
      + " the session's clock. Bars are turns, low ones minimal. \(Wording.count(markers, "rupture marker")),"
      + " \(Wording.count(count([.repair]), "repair attempt")),"
      + " \(Wording.count(count([.resolved]), "resolution")). All of it is listed in the appendix."
  }

  /// The name and the turns; a pause lies over them, since it is part of none.
  private func floor(_ lane: Lane) -> [Markup] {
    let label = Drawing.group(
      "who", title: lane.own.label,
      [Drawing.text(lane.own.label.fitted(to: 18), 0, lane.base, "name")])
    let end = axis.x(lane.own.gone ?? timeline.length)
    let line = Drawing.line(axis.left, lane.base + 0.5, end, lane.base + 0.5, "base")
    let gone = lane.own.gone.map { moment in
      Drawing.line(
        end, lane.base - 6, end, lane.base + 4, "gone",
        title: "\(Wording.time(moment)) \(lane.own.label) gone")
    }
    let turns = lane.own.turns.map { turn in
      let (from, to) = (axis.x(turn.stretch.start), axis.x(turn.stretch.end))
      let height = turn.isMinimal ? Self.barHeight / 2 : Self.barHeight
      return Drawing.rect(
        from, lane.base - height, max(0.8, to - from - 0.4), height, turn.isMinimal ? "turn minimal" : "turn",
        Markup.records(turn.stretch.records),
        title: "\(Wording.time(turn.stretch.start))-\(Wording.time(turn.stretch.end)) \(lane.own.label)")
    }
    return [label, line] + [gone].compactMap { $0 } + turns
  }

  private func signs(_ lane: Lane) -> [Markup] {
    zip(lane.own.signs, lane.levels).map { sign, level in
      let glyph = Glyph(sign.kind)
      let code = sign.code.isEmpty ? "" : " \(sign.code)"
      return glyph.drawn(
        axis.x(sign.at), lane.base - Self.barHeight - 8.5 - Double(level) * Self.levelHeight,
        Markup.records(sign.records),
        title: "\(Wording.time(sign.at)) \(lane.own.label)\(code), \(glyph.meaning) (\(sign.records.text()))")
    }
  }

  /// Where the observer could not see.
  private var masks: [Markup] {
    let bands = timeline.masks.map { band($0, "mask", "not seen") }
    return bands.isEmpty ? [] : [Self.hatching] + bands
  }

  private var pauses: [Markup] {
    timeline.pauses.map { pause in
      let middle = (axis.x(pause.start) + axis.x(pause.end)) / 2
      return .tag(
        "g", "break", [],
        [
          band(pause, "pause", "paused"),
          Drawing.text("pause", middle, Self.top - 6, "scale", anchor: "middle"),
        ])
    }
  }

  private func band(_ stretch: Timeline.Stretch, _ className: String, _ words: String) -> Markup {
    let (from, to) = (axis.x(stretch.start), axis.x(stretch.end))
    return Drawing.rect(
      from, Self.top - 3, max(1, to - from), bottom - Self.top + 3, className,
      Markup.records(stretch.records),
      title: "\(Wording.time(stretch.start))-\(Wording.time(stretch.end)) \(words)")
  }

  /// Thin slanted lines, so that a mask is seen in print too.
  private static let hatching: Markup = .element(
    "defs", [],
    [
      .element(
        "pattern",
        [
          .init("id", "hatching"), .init("width", "5"), .init("height", "5"),
          .init("patternUnits", "userSpaceOnUse"), .init("patternTransform", "rotate(45)"),
        ],
        [Drawing.line(0, 0, 0, 5, "hatch")])
    ])
}
