/// How evenly something is shared out, by two measures that are both 0 to 1.
package struct Evenness: Hashable, Sendable {
  /// Gini's coefficient: sum over i, j of |x_i - x_j| / (2 n^2 mean); 0 is even. `nil` when there is nothing.
  package let gini: Double?
  /// Gini's coefficient times n / (n - 1), which can reach 1 in a small group; `nil` below two.
  package let giniCorrected: Double?
  /// Pielou's evenness: Shannon's entropy over ln n; 1 is even. `nil` when there is nothing, or below two.
  package let pielou: Double?

  package init(_ amounts: [Int]) {
    let n = Double(amounts.count)
    let sorted = amounts.map(Double.init).sorted()
    let total = sorted.reduce(0, +)
    guard total > 0 else {
      gini = nil
      giniCorrected = nil
      pielou = nil
      return
    }
    // In rising order the k-th amount is the larger of k pairs and the smaller of n - 1 - k.
    let differences = sorted.enumerated().reduce(0) { $0 + (2 * Double($1.offset) - n + 1) * $1.element } * 2
    let gini = differences / (2 * n * n * (total / n))
    self.gini = gini
    giniCorrected = amounts.count > 1 ? gini * n / (n - 1) : nil
    let entropy = amounts.reduce(0.0) { sum, amount in
      let share = Double(amount) / total
      return share > 0 ? sum - share * naturalLogarithm(share) : sum
    }
    pielou = amounts.count > 1 ? entropy / naturalLogarithm(n) : nil
  }
}

/// The natural logarithm of a positive finite number, to the last digits of a `Double`.
///
/// This module imports nothing, so that a report is the same bytes on every machine, whatever its C library.
func naturalLogarithm(_ x: Double) -> Double {
  let ln2 = 0.693_147_180_559_945_309_417
  var exponent = Double(x.exponent)
  var significand = x.significand
  if significand > 1.414_213_562_373_095 {
    significand /= 2
    exponent += 1
  }
  // ln m = 2 artanh((m - 1) / (m + 1)); with m within a factor of sqrt 2 of 1 the series ends quickly.
  let s = (significand - 1) / (significand + 1)
  var series = 0.0
  for odd in stride(from: 27.0, through: 1.0, by: -2.0) { series = series * s * s + 1 / odd }
  return exponent * ln2 + 2 * s * series
}
