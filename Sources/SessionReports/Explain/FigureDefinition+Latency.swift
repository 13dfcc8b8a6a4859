import SessionAnalysis
import SessionCore

extension FigureDefinition {
  static let latency: [FigureDefinition] =
    curve("latency.repair", "a resolution", \.repair) { e, outcome in e.provenance.latency(of: outcome) }
    + curve("latency.firstAttempt", "a first attempt", \.firstAttempt) { e, outcome in
      e.provenance.firstAttempt(of: outcome)
    }

  /// The figures of one curve.
  private static func curve(
    _ name: String, _ event: String, _ curve: @escaping @Sendable (Latency) -> KaplanMeier,
    _ records: @escaping @Sendable (Evidence, EpisodeOutcome) -> [RecordID]
  ) -> [FigureDefinition] {
    let meier = "Kaplan and Meier 1958"
    let one = { @Sendable (words: @escaping @Sendable (KaplanMeier) -> String) in
      { @Sendable (e: Evidence) in
        [e.cited(words(curve(e.figures.latency)), e.figures.episodes.flatMap { records(e, $0) })]
      }
    }
    return [
      FigureDefinition(
        "\(name).n", "How many episodes wait for \(event).", formula: "count", source: meier,
        values: one { "\($0.count)" }),
      FigureDefinition(
        "\(name).repaired", "How many of them came to \(event).", formula: "count", source: meier,
        values: one { "\($0.events)" }),
      FigureDefinition(
        "\(name).censored", "How many were watched without it to the end of the watch.",
        formula: "n - repaired",
        source: meier, values: one { "\($0.count) - \($0.events) = \($0.censored)" }),
      FigureDefinition(
        "\(name).steps",
        "The share that still waits, after each moment t at which something happened: t, at risk, events, S.",
        formula: "S(t) = product of (1 - events / at risk); at one moment events come before censorings",
        source: meier,
        values: one { curve in
          let steps = curve.steps.map {
            "\($0.time): 1 - \($0.events)/\($0.atRisk), S \(Wording.number($0.survival, digits: 4))"
          }
          return steps.isEmpty ? "no steps" : steps.joined(separator: "; ")
        }),
      FigureDefinition(
        "\(name).median",
        "The first time at which at most half still wait; `null` is not reached, and never 0.",
        formula:
          "min t with S(t) <= 0.5 (within 1e-12); limits from n = 10 by Brookmeyer and Crowley on ln(-ln S)",
        source: meier + "; Brookmeyer and Crowley 1982",
        values: one { curve in
          let last =
            curve.steps.last.map { "S ends at \(Wording.number($0.survival, digits: 4))" } ?? "no steps"
          return "\(Evidence.plain(curve.median)) (\(last))"
            + (curve.hasLimits ? ", limits \(Wording.medianLimits(curve))" : "")
        }),
      FigureDefinition(
        "\(name).rmst",
        "The mean time waited when nobody is watched for longer than tau. Never the mean of the repaired alone, which leaves out those that took longest.",
        formula: "area under S from 0 to tau = 600000; the curve stays flat after its last step",
        source: "restricted mean; error by Greenwood, as R's survival",
        values: one { curve in
          let error = curve.hasLimits ? curve.restrictedMeanError(upTo: Latency.horizon) : nil
          return restrictedMean(curve)
            + (error.map { ", standard error \(Wording.number($0, digits: 1))" } ?? "")
        }),
    ]
  }

  /// The area under a curve as a sum of its pieces.
  private static func restrictedMean(_ curve: KaplanMeier) -> String {
    guard let mean = curve.restrictedMean(upTo: Latency.horizon) else { return "null" }
    var pieces: [String] = []
    var survival = 1.0
    var last = 0
    for step in curve.steps where step.time < Latency.horizon {
      pieces.append("\(Wording.number(survival, digits: 4)) x \(step.time - last)")
      survival = step.survival
      last = step.time
    }
    pieces.append("\(Wording.number(survival, digits: 4)) x \(Latency.horizon - last)")
    return "\(pieces.joined(separator: " + ")) = \(Wording.number(mean, digits: 1))"
  }
}
