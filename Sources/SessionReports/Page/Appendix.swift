import SafeText
import SessionAnalysis
import SessionCore

/// The tables behind the first page, section by section.
struct Appendix {
  let figures: Indicators
  let wording: Wording
  let provenance: Provenance

  init(_ figures: Indicators, _ wording: Wording, _ provenance: Provenance) {
    self.figures = figures
    self.wording = wording
    self.provenance = provenance
  }

  var session: Session { wording.session }

  /// All of them, in the order of the page; those with nothing to say are left out.
  var sections: [ReportSection] {
    [
      episodes, latency(repair: true), latency(repair: false), sensitivity, people, changes, moments, matrix,
      group,
      grid, ratings, coverage, openings, effort, corrections,
    ].compactMap { $0 }
  }

  func cited(_ text: String, _ records: [RecordID] = []) -> Cited { Cited(text, provenance.cited(records)) }
  func cited(_ number: Int, _ records: [RecordID]) -> Cited { cited(String(number), records) }

  func entry(_ name: String, _ text: String, _ records: [RecordID] = []) -> ReportSection.Entry {
    ReportSection.Entry(name, cited(text, records))
  }

  // MARK: Episodes

  private var episodes: ReportSection? {
    let repair = figures.latency.repair
    var blocks: [ReportSection.Block] = []
    if figures.episodes.isEmpty {
      blocks = [
        .text(
          cited("None were marked. That is no sign of good therapy, nor of bad: see what was keyed, below."))
      ]
    }
    for outcome in figures.episodes { blocks.append(.entries(entries(of: outcome))) }
    return ReportSection(
      id: "episodes", title: "Rupture episodes",
      beside: "n \(repair.count), repaired \(repair.events), censored \(repair.censored)", blocks: blocks)
  }

  private func entries(of outcome: EpisodeOutcome) -> [ReportSection.Entry] {
    let summary = EpisodeSummary(outcome, wording, provenance)
    var all = [
      ReportSection.Entry(
        summary.number,
        Cited(
          "\(summary.movement.text), \(summary.form.text)", summary.movement.records + summary.form.records)),
      ReportSection.Entry("onset", summary.onset), ReportSection.Entry("affected", summary.affected),
      ReportSection.Entry("codes", summary.codes),
      ReportSection.Entry("first attempt", summary.firstAttempt),
      entry(
        "attempts", summary.attempts.text + wording.matches(of: outcome), outcome.attempts.map(\.repair)),
    ]
    if let partly = outcome.partly {
      all.append(
        entry(
          "partly back", Wording.time(partly),
          provenance.onset(of: outcome) + outcome.episode.partials.all.map(\.id)))
    }
    all.append(
      ReportSection.Entry(
        "outcome",
        Cited(
          "\(summary.outcome.text), \(summary.latency.text)",
          summary.outcome.records + summary.latency.records)))
    for part in summary.history { all.append(ReportSection.Entry("history", part)) }
    return all
  }

  // MARK: Latency

  private func latency(repair: Bool) -> ReportSection? {
    guard !figures.episodes.isEmpty else { return nil }
    let curve = repair ? figures.latency.repair : figures.latency.firstAttempt
    let event = repair ? "repaired" : "attempted"
    let sources = { (outcome: EpisodeOutcome) in
      repair ? provenance.latency(of: outcome) : provenance.firstAttempt(of: outcome)
    }
    let list = figures.episodes.map { outcome in
      cited(
        "\(wording.number(outcome.id)) \(repair ? outcome.latencyWords : outcome.firstAttemptWords)",
        sources(outcome))
    }
    let summary = cited(Wording.summary(of: curve), figures.episodes.flatMap(sources))
    return ReportSection(
      id: repair ? "repair-latency" : "first-attempt",
      title: repair ? "Repair latency" : "Time to first attempt",
      beside: "n \(curve.count), \(event) \(curve.events), censored \(curve.censored)",
      blocks: [
        .curve(
          ReportSection.SurvivalCurve(
            title: repair ? "Still waiting for repair" : "Still waiting for a first attempt", event: event,
            curve: curve, list: list, summary: summary))
      ])
  }

  private var sensitivity: ReportSection? {
    guard !figures.episodes.isEmpty else { return nil }
    let sources = figures.episodes.flatMap { provenance.everything(of: $0) }
    var rows = [
      [cited("as marked"), cited("-")]
        + cells(of: figures.latency.repair, figures.latency.firstAttempt, sources)
    ]
    for shift in Sensitivity.shown {
      let moved = Sensitivity(figures.episodes, in: session, shift: shift)
      rows.append(
        [cited("\(shift / 1000) s earlier"), cited("\(moved.moved) of \(figures.episodes.count)", sources)]
          + cells(of: moved.repair, moved.firstAttempt, sources))
    }
    return ReportSection(
      id: "sensitivity", title: "If onsets were earlier", beside: "how far the latencies hang on the stamps",
      blocks: [
        .table(
          ReportTable(
            columns: [
              .init("onsets", .words), .init("in full"), .init("median repair"), .init("RMST"),
              .init("median attempt"), .init("RMST"),
            ], rows: rows)),
        .text(
          cited(
            "Each onset is moved earlier, but not before the opening, nor before the last observation that lies"
              + " earlier than it; those carried in stay. Attempts and ends stay. In full: onsets that could be"
              + " moved by all of it.")),
      ])
  }

  private func cells(of repair: KaplanMeier, _ first: KaplanMeier, _ sources: [RecordID]) -> [Cited] {
    [
      cited(Wording.median(repair), sources), cited(Wording.restrictedMean(repair), sources),
      cited(Wording.median(first), sources), cited(Wording.restrictedMean(first), sources),
    ]
  }
}
