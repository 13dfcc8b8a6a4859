/// Where a moment lies across a picture, and where the scale is written.
struct TimeAxis {
  /// What every picture with a time axis has: names to the left, results to the right.
  static let names = 138.0
  static let pictureWidth = 720.0

  let left: Double
  let right: Double
  /// The ms that the axis spans; at least one second.
  let length: Int

  init(left: Double = TimeAxis.names, right: Double = TimeAxis.pictureWidth - 76, length: Int) {
    self.left = left
    self.right = right
    self.length = max(length, 1000)
  }

  /// The place of a moment; what lies outside the axis is put at its end.
  func x(_ moment: Int) -> Double {
    left + (right - left) * Double(min(max(moment, 0), length)) / Double(length)
  }

  /// The moments at which the scale is written: round ones, ten at most.
  var ticks: [Int] {
    let seconds = [5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600]
    let step = seconds.map { $0 * 1000 }.first { length / $0 <= 9 } ?? 7_200_000
    // Of a session of days the steps are as wide as they must be.
    let wide = max(step, length / 9 / 3_600_000 * 3_600_000)
    return Array(stride(from: 0, through: length, by: wide))
  }

  /// The scale under a picture, with thin lines up through it.
  func scale(from top: Double, to bottom: Double) -> [Markup] {
    ticks.flatMap { tick -> [Markup] in
      [
        Drawing.line(x(tick), top, x(tick), bottom, "rule"),
        Drawing.text(Wording.time(tick), x(tick), bottom + 12, "scale", anchor: "middle"),
      ]
    }
  }
}
