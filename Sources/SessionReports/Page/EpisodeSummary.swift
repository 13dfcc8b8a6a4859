import SessionAnalysis
package import SessionCore

/// One episode in the few words of the first page; every part with its records.
package struct EpisodeSummary: Hashable, Sendable, Identifiable {
  package let id: RecordID
  /// `#11`.
  package let number: String
  /// When it began, in active time, such as `8:35`; `carried in` for one that was open before.
  package let onset: Cited
  /// Who towards whom, such as `Chris -> Kathy`.
  package let movement: Cited
  /// `withdrawal`, `confrontation`, `mixed`, or `form n/a`, with the level, such as `M->M`.
  package let form: Cited
  /// Whose bond is hurt.
  package let affected: Cited
  /// Its codes in words.
  package let codes: Cited
  /// When the first attempt came, such as `0:52`, or `> 21:25 (none)`.
  package let firstAttempt: Cited
  /// How many attempts, and by whom.
  package let attempts: Cited
  /// `resolved, strength 4 of 5`, or why the watch ended without.
  package let outcome: Cited
  /// `3:05`, or `> 21:25 (open)`.
  package let latency: Cited
  /// Where it comes from: carried in, grown out of, a relapse; empty when it stands alone.
  package let history: [Cited]

  init(_ outcome: EpisodeOutcome, _ wording: Wording, _ provenance: Provenance) {
    let episode = outcome.episode
    let cited = { (text: String, records: [RecordID]) in Cited(text, provenance.cited(records)) }
    let opening = provenance.onset(of: outcome)
    id = outcome.id
    number = wording.number(outcome.id)
    onset = cited(episode.isCarried ? "carried in" : Wording.time(outcome.onset), opening)
    movement = cited(wording.movement(episode), [outcome.id])
    form = cited("\(outcome.level.rawValue) \(wording.form(episode.form))", opening)
    affected = cited(episode.affected.map(wording.name).joined(separator: ", "), opening)
    codes = cited(wording.codes(of: outcome), opening)
    firstAttempt = cited(outcome.firstAttemptWords, provenance.firstAttempt(of: outcome))
    attempts = cited(wording.attempts(of: outcome), outcome.attempts.map(\.repair))
    self.outcome = cited(outcome.outcomeWords, provenance.latency(of: outcome))
    latency = cited(outcome.latencyWords, provenance.latency(of: outcome))
    history = Self.history(outcome, wording, provenance)
  }

  private static func history(
    _ outcome: EpisodeOutcome, _ wording: Wording, _ provenance: Provenance
  ) -> [Cited] {
    var all: [Cited] = []
    if let carried = wording.carried(outcome.id) {
      let before = wording.session.opening.after.map { "session \($0.session)" } ?? "the session before"
      var words =
        "carried in from \(before) (there #\(carried.number)), open \(Wording.time(carried.exposure)) before"
      if outcome.resolved != nil {
        words +=
          "; repaired here, \(Wording.time(outcome.watched)) of exposure in all, \(wording.sessionsLater)"
      }
      all.append(Cited(words, provenance.cited([outcome.id] + provenance.end(of: outcome))))
    }
    if let cause = outcome.episode.causedBy {
      all.append(Cited("grew out of \(wording.number(cause))", provenance.cited([outcome.id, cause])))
    }
    if let former = outcome.episode.relapseOf {
      let gap = outcome.relapseGap.map {
        ", \(Wording.time(abs($0))) \($0 < 0 ? "before" : "after") its end"
      }
      all.append(
        Cited("relapse of \(wording.number(former))\(gap ?? "")", provenance.cited([outcome.id, former])))
    }
    return all
  }
}
