import SessionAnalysis
import SessionCore

extension TextReportWriter {
  mutating func latencies() {
    guard !figures.episodes.isEmpty else { return }
    latency("REPAIR LATENCY", "repaired", figures.latency.repair) { $0.latencyWords }
    latency("TIME TO FIRST ATTEMPT", "attempted", figures.latency.firstAttempt) { $0.firstAttemptWords }
    page.text(
      "The sign > means: not yet, when the watch over the episode ended. A coder's times are good to some 5 s.",
      indent: 2)
  }

  private mutating func latency(
    _ title: String, _ event: String, _ curve: KaplanMeier, _ words: (EpisodeOutcome) -> String
  ) {
    page.heading(
      title, "n \(curve.count), \(event) \(curve.events), censored \(curve.censored)")
    if curve.count < Latency.fewest {
      let list = figures.episodes.map { "\(wording.number($0.id)) \(words($0))" }
      page.text(list.joined(separator: ";  "), indent: 2)
    } else {
      steps(curve)
    }
    let median = curve.median.map { Wording.time($0) } ?? "not reached"
    let mean = curve.restrictedMean(upTo: Latency.horizon)
    let meanWords = mean.map { Wording.time(Int($0.rounded())) } ?? "n/a"
    page.text(
      "median \(median); mean within \(Wording.time(Latency.horizon)) (RMST) \(meanWords)", indent: 2)
  }

  /// The steps of a Kaplan-Meier curve; long curves only by their first and last steps.
  private mutating func steps(_ curve: KaplanMeier) {
    guard !curve.steps.isEmpty else {
      page.text("Kaplan-Meier: no steps, nothing ended.", indent: 2)
      return
    }
    var table = Table(["Kaplan-Meier", "at risk", "ended", "still waiting"])
    let shown = curve.steps.count <= 24 ? curve.steps : Array(curve.steps.prefix(20) + curve.steps.suffix(4))
    for (index, step) in shown.enumerated() {
      if shown.count < curve.steps.count, index == 20 {
        table.rows.append(["… \(curve.steps.count - 24) more", "", "", ""])
      }
      table.rows.append([
        Wording.time(step.time), "\(step.atRisk)", "\(step.events)",
        Wording.number(step.survival, digits: 3),
      ])
    }
    table.write(to: &page)
  }
}
