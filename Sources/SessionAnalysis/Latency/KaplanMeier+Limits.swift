/// How sure the curve is of itself: Greenwood's errors, and limits at 95 in a hundred.
///
/// As `survfit` of R's package survival has them with `conf.type = "log-log"`. Limits are shown from
/// ``fewestForLimits`` spans on: below, and where episodes of few people hang together, they promise too much.
extension KaplanMeier {
  /// Two numbers between which something lies; `nil` for an end that is open.
  package struct Limits: Hashable, Sendable {
    package let lower: Int?
    package let upper: Int?

    package init(lower: Int?, upper: Int?) {
      self.lower = lower
      self.upper = upper
    }
  }

  /// Below this number of spans no limits are given.
  package static let fewestForLimits = 10

  /// The 0.975 quantile of the normal distribution.
  static let z = 1.959_963_984_540_054

  /// Whether there are enough spans for limits.
  package var hasLimits: Bool { count >= Self.fewestForLimits }

  /// Brookmeyer and Crowley's limits of the median: from the first time at which the lower limit of the curve is
  /// at most one half to the first at which the upper one is. An end that is never reached is open.
  package var medianLimits: Limits {
    Limits(lower: time { $0.limits?.lower }, upper: time { $0.limits?.upper })
  }

  private func time(_ limit: (Step) -> Double?) -> Int? {
    steps.first { limit($0).map { $0 <= 0.5 + 1e-12 } ?? false }?.time
  }

  /// The standard error of ``restrictedMean(upTo:)``: the root of the sum over the steps before the limit of
  /// (area from the step to the limit) squared times d / (n (n - d)). A step after which nobody waits leaves no
  /// area and adds nothing. `nil` when there are no spans.
  package func restrictedMeanError(upTo limit: Int) -> Double? {
    guard let mean = restrictedMean(upTo: limit) else { return nil }
    var variance = 0.0
    var before = 0.0
    var survival = 1.0
    var last = 0
    for step in steps where step.time < limit {
      before += survival * Double(step.time - last)
      survival = step.survival
      last = step.time
      guard step.atRisk > step.events else { continue }
      let area = mean - before
      variance +=
        area * area * Double(step.events) / (Double(step.atRisk) * Double(step.atRisk - step.events))
    }
    return variance.squareRoot()
  }
}

extension KaplanMeier.Step {
  /// Greenwood's standard error of the share that still waits; `nil` where nobody does.
  package var error: Double? { greenwood.map { survival * $0.squareRoot() } }

  /// The limits of the share that still waits, on the scale of ln(-ln S), so that they stay between 0 and 1;
  /// `nil` where nobody waits on.
  package var limits: (lower: Double, upper: Double)? {
    guard let greenwood, survival > 0, survival < 1 else { return nil }
    let logarithm = -naturalLogarithm(survival)
    let width = KaplanMeier.z * greenwood.squareRoot() / logarithm
    return (
      exponential(-logarithm * exponential(width)), exponential(-logarithm * exponential(-width))
    )
  }
}

/// The exponential of a number, to the last digits of a `Double`; without a C library, as ``naturalLogarithm(_:)``.
func exponential(_ x: Double) -> Double {
  guard x > -745 else { return 0 }
  guard x < 709 else { return .infinity }
  let ln2 = 0.693_147_180_559_945_309_417
  let exponent = (x / ln2).rounded()
  // Within half of ln 2 the series ends quickly.
  let rest = x - exponent * ln2
  var series = 1.0
  for k in stride(from: 20.0, through: 1.0, by: -1.0) { series = 1 + series * rest / k }
  return Double(sign: .plus, exponent: Int(exponent), significand: 1) * series
}
