import SessionAnalysis
import SessionCore

/// How numbers are written, here and nowhere else: free of locale, the same bytes on every machine.
extension Wording {
  /// A length of time as minutes and seconds, such as `21:25`; with hours from one hour on.
  ///
  /// Parts of a second are dropped: they are beyond what an observer can claim.
  static func time(_ milliseconds: Int) -> String {
    let seconds = abs(milliseconds) / 1000
    let sign = milliseconds < 0 ? "-" : ""
    guard seconds >= 3600 else { return "\(sign)\(seconds / 60):\((seconds % 60).padded(2))" }
    return "\(sign)\(seconds / 3600):\((seconds / 60 % 60).padded(2)):\((seconds % 60).padded(2))"
  }

  /// A number with some digits behind the point, rounded to the nearest; `n/a` when there is none.
  static func number(_ value: Double?, digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    guard let value, let scaled = Int(exactly: (value * scale).rounded()) else { return "n/a" }
    let whole = abs(scaled) / Int(scale)
    let rest = abs(scaled) % Int(scale)
    return "\(scaled < 0 ? "-" : "")\(whole)" + (digits > 0 ? ".\(rest.padded(digits))" : "")
  }

  /// A count with its noun, such as `1 marker` or `2 markers`.
  static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }

  /// A length of time in seconds, such as `6.5 s`; `n/a` when there is none.
  static func seconds(_ milliseconds: Double?) -> String {
    milliseconds.map { "\(number($0 / 1000, digits: 1)) s" } ?? "n/a"
  }

  /// A figure before and after, such as `29.1 -> 0.4`.
  static func change(_ before: Double?, _ after: Double?) -> String {
    "\(number(before, digits: 1)) -> \(number(after, digits: 1))"
  }

  /// The median of a curve, or that it was not reached.
  static func median(_ curve: KaplanMeier) -> String { curve.median.map { time($0) } ?? "not reached" }

  /// The restricted mean of a curve up to the horizon of every report.
  static func restrictedMean(_ curve: KaplanMeier) -> String {
    curve.restrictedMean(upTo: Latency.horizon).flatMap { Int(exactly: $0.rounded()) }.map { time($0) }
      ?? "n/a"
  }

  /// Median and restricted mean in one line, with their limits where there are enough spans for them.
  static func summary(of curve: KaplanMeier) -> String {
    var words = "median \(median(curve))"
    if curve.hasLimits { words += " (limits at 0.95: \(medianLimits(curve)))" }
    words += "; mean within \(time(Latency.horizon)) (RMST) \(restrictedMean(curve))"
    if curve.hasLimits, let error = curve.restrictedMeanError(upTo: Latency.horizon) {
      words += ", standard error \(seconds(error))"
    }
    return words
  }

  /// The limits of a median, such as `3:05 to 12:40`; an end that is not reached is open.
  static func medianLimits(_ curve: KaplanMeier) -> String {
    let limits = curve.medianLimits
    return "\(limits.lower.map { time($0) } ?? "open") to \(limits.upper.map { time($0) } ?? "open")"
  }

  /// The limits of the share that still waits after a step, such as `0.112 to 0.681`.
  static func limits(_ step: KaplanMeier.Step) -> String {
    guard let limits = step.limits else { return "n/a" }
    return "\(number(limits.lower, digits: 3)) to \(number(limits.upper, digits: 3))"
  }

  /// Figures one after another, such as `2:40, 2:42, 2:45`; where they are all one, that one and `unchanged`.
  static func unlessSame(_ figures: [String]) -> String {
    guard let first = figures.first, figures.contains(where: { $0 != first }) else {
      return "\(figures.first ?? "n/a"), unchanged"
    }
    return figures.joined(separator: ", ")
  }
}
