import SessionAnalysis
import SessionCore

extension PageParts {
  /// At most five questions, in this order: what is open, what was repaired, who went quiet, what was passed over,
  /// what the group did itself; without episodes, what that may mean.
  var prompts: [Cited] {
    var all: [Cited] = []
    let episodes = figures.episodes
    let longest = { (some: [EpisodeOutcome]) in
      some.first { $0.watched == some.map(\.watched).max() }
    }
    if let open = longest(episodes.filter { $0.resolved == nil }) {
      let whom = open.episode.affected.map(wording.name).joined(separator: ", ")
      let question =
        open.attempts.isEmpty
        ? "What made it hard to turn to \(wording.number(open.id)), and what could a first sentence to \(whom) be?"
        : "What did \(whom) still need after the last attempt on \(wording.number(open.id))?"
      all.append(cited(question, provenance.everything(of: open)))
    }
    if let repaired = longest(episodes.filter { $0.resolved != nil }) {
      all.append(
        cited(
          "What helped \(repaired.episode.affected.map(wording.name).joined(separator: ", ")) to come back in"
            + " \(wording.number(repaired.id)), and whose doing was it?",
          provenance.everything(of: repaired)))
    }
    if let quiet = quiet.first {
      all.append(
        Cited(
          "Who noticed that \(wording.name(quiet.who)) spoke less after \(wording.number(quiet.change.episode)),"
            + " and what might the quiet have been for?", quiet.words.records))
    }
    let passed = provenance.moments("CO-")
    if !passed.isEmpty {
      all.append(
        cited(
          "What was offered in the cultural opening that was passed over, and how would taking it up have sounded?",
          passed + provenance.moments("CO")))
    }
    if figures.group.repairs > 0 {
      all.append(
        cited(
          "Members made \(figures.group.repairsByMembers) of \(Wording.count(figures.group.repairs, "repair"))."
            + " What would the group have done had the therapist waited?", provenance.records(of: "repair")))
    }
    if episodes.isEmpty {
      all.append(
        cited(
          "No rupture was marked. Where was agreement a little too smooth, and what did the observer miss?",
          provenance.records(of: "turn")))
    }
    return Array(all.prefix(5))
  }

  /// What these figures cannot say: the observer, the time, what was seen, what it cost.
  var limits: [Cited] {
    let (time, effort) = (figures.time, figures.effort)
    var watch = "One coder, live, and no second one to compare with. Times are good to some 5 s:"
    watch += " latencies closer than 10 s are alike."
    if session.opening.lag > 0 {
      watch += " An offset of \(Wording.seconds(Double(session.opening.lag))) was taken off every stamp."
    }
    let keyed = Wording.number(
      time.observed > 0 ? Double(effort.keyed) * 60_000 / Double(time.observed) : nil, digits: 1)
    return [
      cited(watch),
      cited(
        "Seen: \(Wording.time(time.observed)) of \(Wording.time(time.active)). Keyed:"
          + " \(Wording.count(effort.keyed, "observation")), \(keyed) a minute;"
          + " \(effort.amended) amended, \(effort.retracted) taken back; markers keyed"
          + " \(Wording.seconds(effort.markerLagMedian)) after the moment (median)."
          + (figures.episodes.isEmpty ? " None marked is not none there." : ""),
        provenance.clock + provenance.keyed),
      sensitivity,
    ].compactMap { $0 }
  }

  /// How the latencies would move with earlier onsets; `nil` without episodes.
  private var sensitivity: Cited? {
    guard !figures.episodes.isEmpty else { return nil }
    let cases = Sensitivity.shown.map { Sensitivity(figures.episodes, in: session, shift: $0) }
    let line = { (name: String, curve: KaplanMeier, moved: [KaplanMeier]) -> String in
      let medians = ([curve] + moved).map(Wording.median)
      let means = ([curve] + moved).map(Wording.restrictedMean)
      return "\(name) median \(Wording.unlessSame(medians)), RMST \(Wording.unlessSame(means))"
    }
    let words =
      "As marked, then with onsets up to 2 s and up to 5 s earlier: "
      + line("repair", figures.latency.repair, cases.map(\.repair)) + "; "
      + line("first attempt", figures.latency.firstAttempt, cases.map(\.firstAttempt)) + "."
    return cited(words, figures.episodes.flatMap { provenance.everything(of: $0) })
  }
}
