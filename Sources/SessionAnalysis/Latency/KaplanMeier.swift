/// How long something goes on, estimated from spans some of which were cut off before it happened.
///
/// The product-limit estimate of Kaplan and Meier (1958): at each moment at which something happened, the share
/// that still waits is multiplied by 1 - events / at risk. Of events and cut-off spans at one moment the events
/// come first. The mean of the completed spans alone is never given: it leaves out those that took longest.
package struct KaplanMeier: Hashable, Sendable {
  /// One span: how long it was watched, and whether the event ended it.
  package struct Span: Hashable, Sendable {
    /// Whole ms.
    package var time: Int
    /// `true` when the event happened at `time`, `false` when the span was censored there.
    package var isEvent: Bool

    package init(_ time: Int, isEvent: Bool) {
      self.time = time
      self.isEvent = isEvent
    }
  }

  /// A moment at which at least one event happened.
  package struct Step: Hashable, Sendable {
    package let time: Int
    /// How many spans had neither ended nor been censored before.
    package let atRisk: Int
    package let events: Int
    /// The share that still waits after this moment.
    package let survival: Double
    /// Greenwood's sum up to here: the variance of ln S, the sum of d / (n (n - d)); `nil` where nobody waits on.
    package let greenwood: Double?
  }

  /// The spans in order of time, events before those censored at the same moment.
  package let spans: [Span]
  /// The steps of the curve, in order of time; empty when nothing happened.
  package let steps: [Step]

  package init(_ spans: [Span]) {
    self.spans = spans.sorted { ($0.time, $0.isEvent ? 0 : 1) < ($1.time, $1.isEvent ? 0 : 1) }
    var steps: [Step] = []
    var survival = 1.0
    var greenwood: Double? = 0
    var index = 0
    while index < self.spans.count {
      let time = self.spans[index].time
      let atRisk = self.spans.count - index
      var events = 0
      while index < self.spans.count, self.spans[index].time == time {
        events += self.spans[index].isEvent ? 1 : 0
        index += 1
      }
      guard events > 0 else { continue }
      survival *= 1 - Double(events) / Double(atRisk)
      let part = events < atRisk ? Double(events) / (Double(atRisk) * Double(atRisk - events)) : nil
      greenwood = greenwood.flatMap { sum in part.map { sum + $0 } }
      steps.append(
        Step(time: time, atRisk: atRisk, events: events, survival: survival, greenwood: greenwood))
    }
    self.steps = steps
  }

  /// How many spans there are.
  package var count: Int { spans.count }
  /// How many ended with the event.
  package var events: Int { steps.reduce(0) { $0 + $1.events } }
  /// How many were cut off.
  package var censored: Int { count - events }

  /// The first time at which at most half still wait; `nil` when the curve never comes down to one half.
  ///
  /// One half is met within 1e-12, so that a product of fractions cannot miss it by a rounding.
  package var median: Int? { steps.first { $0.survival <= 0.5 + 1e-12 }?.time }

  /// The mean time waited when nobody is watched for longer than `limit` ms: the area under the curve up to
  /// there. After the last step the curve stays where it is. `nil` when there are no spans.
  package func restrictedMean(upTo limit: Int) -> Double? {
    guard !spans.isEmpty else { return nil }
    var area = 0.0
    var survival = 1.0
    var last = 0
    for step in steps where step.time < limit {
      area += survival * Double(step.time - last)
      survival = step.survival
      last = step.time
    }
    return area + survival * Double(limit - last)
  }
}
