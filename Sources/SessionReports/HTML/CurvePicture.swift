import SessionAnalysis

/// The Kaplan-Meier curve of one latency: the share that still waits, with a tick where watching ended.
///
/// Below five episodes there is no curve, only a list; from ten on a band shows its limits.
struct CurvePicture {
  let id: String
  let figure: ReportSection.SurvivalCurve

  private var curve: KaplanMeier { figure.curve }

  private static let width = 348.0
  private static let (left, right, top, bottom) = (34.0, 338.0, 14.0, 150.0)

  private var axis: TimeAxis {
    TimeAxis(left: Self.left, right: Self.right, length: curve.spans.last?.time ?? 0)
  }

  private func y(_ survival: Double) -> Double { Self.bottom - (Self.bottom - Self.top) * survival }

  /// The picture.
  var markup: Markup {
    Drawing.picture(
      id, width: Self.width, height: Self.bottom + 54, title: figure.title, about: description,
      band + levels + scale + median + [path] + ticks + atRisk)
  }

  private var description: String {
    let median = curve.median.map { "The median is \(Wording.time($0))." } ?? "The median is not reached."
    return
      "Kaplan-Meier estimate of the share still waiting, n \(curve.count), \(figure.event) \(curve.events), censored"
      + " \(curve.censored). \(median)\(curve.hasLimits ? " The band is its limits at 0.95." : "")"
      + " The steps are in the appendix."
  }

  private var levels: [Markup] {
    [0.0, 0.5, 1.0].flatMap { level -> [Markup] in
      [
        Drawing.line(Self.left, y(level), Self.right, y(level), "rule"),
        Drawing.text(
          level == 0.5 ? "0.5" : Drawing.number(level), Self.left - 7, y(level) + 3.5, "scale", anchor: "end"),
      ]
    }
  }

  /// Every other moment of a scale that has many, so that the numbers do not touch.
  private var ticksShown: [Int] {
    let all = axis.ticks
    return all.count <= 6 ? all : all.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
  }

  private var scale: [Markup] {
    ticksShown.flatMap { tick -> [Markup] in
      [
        Drawing.line(axis.x(tick), Self.bottom, axis.x(tick), Self.bottom + 3, "axis"),
        Drawing.text(Wording.time(tick), axis.x(tick), Self.bottom + 15, "scale", anchor: "middle"),
      ]
    }
  }

  /// From one half to the curve, and down from there.
  private var median: [Markup] {
    guard let median = curve.median else { return [] }
    return [
      Drawing.path(
        [.move(Self.left, y(0.5)), .line(axis.x(median), y(0.5)), .line(axis.x(median), Self.bottom)],
        "median",
        title: "median \(Wording.time(median))")
    ]
  }

  /// Between the limits of the curve, from the first step to where nobody waits or is watched on.
  private var band: [Markup] {
    guard curve.hasLimits, let last = curve.spans.last?.time else { return [] }
    let steps = curve.steps.compactMap { step in step.limits.map { (time: step.time, limits: $0) } }
    guard !steps.isEmpty else { return [] }
    let ends = curve.steps.dropFirst().map(\.time) + [last]
    let pieces = zip(steps, ends)
    let upper = pieces.flatMap { step, end in
      [PathStep.line(axis.x(step.time), y(step.limits.upper)), .line(axis.x(end), y(step.limits.upper))]
    }
    let lower = pieces.reversed().flatMap { step, end in
      [PathStep.line(axis.x(end), y(step.limits.lower)), .line(axis.x(step.time), y(step.limits.lower))]
    }
    let start = PathStep.move(axis.x(steps[0].time), y(steps[0].limits.upper))
    return [
      Drawing.path([start] + upper + lower + [.close], "band", title: "limits at 0.95"),
      Drawing.text("band: limits at 0.95", Self.right, Self.top - 5, "scale", anchor: "end"),
    ]
  }

  private var path: Markup {
    var steps = [PathStep.move(Self.left, y(1))]
    var survival = 1.0
    for step in curve.steps {
      steps.append(.line(axis.x(step.time), y(survival)))
      steps.append(.line(axis.x(step.time), y(step.survival)))
      survival = step.survival
    }
    if let last = curve.spans.last { steps.append(.line(axis.x(last.time), y(survival))) }
    return Drawing.path(steps, "curve")
  }

  /// One stroke across the curve for each span that was cut off.
  private var ticks: [Markup] {
    var next = 0
    var survival = 1.0
    return curve.spans.filter { !$0.isEvent }.map { span in
      while next < curve.steps.count, curve.steps[next].time <= span.time {
        survival = curve.steps[next].survival
        next += 1
      }
      let x = axis.x(span.time)
      return Drawing.line(
        x, y(survival) - 4.5, x, y(survival) + 4.5, "censor",
        title: "watched for \(Wording.time(span.time)), not \(figure.event)")
    }
  }

  /// How many still wait and are watched, under the scale.
  private var atRisk: [Markup] {
    [Drawing.text("still watched", Self.left, Self.bottom + 33, "scale")]
      + ticksShown.map { tick in
        let count = curve.spans.count { $0.time >= tick }
        return Drawing.text("\(count)", axis.x(tick), Self.bottom + 46, "scale", anchor: "middle")
      }
  }
}
