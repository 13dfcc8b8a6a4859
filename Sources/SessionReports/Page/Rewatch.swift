import SessionAnalysis
package import SessionCore

/// A stretch of the session that is worth seeing again, and why.
package struct Rewatch: Hashable, Sendable {
  /// Why it was chosen.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    case longestOpen = "longest open"
    case longestUnanswered = "longest unanswered"
    case bestRepair = "best repair"
  }

  package let reason: Reason
  package let episode: RecordID
  /// From when to when, in ms of session time, as a player counts it.
  package let start: Int
  package let end: Int
  /// What is there to be seen.
  package let words: Cited

  /// How they are chosen; stands beside them.
  package static let rule =
    "Longest open: watched longest. Longest unanswered: of the others, longest without an attempt. Best repair:"
    + " greatest strength, from the last attempt. Ties: the earlier onset, the lower number. By the session's clock."

  /// At most three, in the order of ``Reason``.
  static func moments(
    of figures: Indicators, in session: Session, _ wording: Wording, _ provenance: Provenance
  ) -> [Rewatch] {
    var all: [Rewatch] = []
    let episodes = figures.episodes
    let last = session.end.milliseconds
    let end = { (outcome: EpisodeOutcome) in
      max(outcome.episode.onset.milliseconds, min(outcome.episode.end?.moment.milliseconds ?? last, last))
    }
    if let longest = episodes.first(where: { $0.watched == episodes.map(\.watched).max() }) {
      all.append(
        Rewatch(
          .longestOpen, longest, to: end(longest),
          Cited(
            "\(wording.movement(longest.episode)): \(longest.latencyWords)",
            provenance.cited(provenance.latency(of: longest)))))
    }
    let others = episodes.filter { $0.id != all.first?.episode }
    let waits = others.map(\.firstAttemptSpan.time)
    if let place = waits.firstIndex(where: { $0 == waits.max() }) {
      let outcome = others[place]
      let stop = outcome.attempts.first.flatMap { session[$0.repair]?.moment.milliseconds } ?? end(outcome)
      all.append(
        Rewatch(
          .longestUnanswered, outcome, to: stop,
          Cited(
            "\(wording.movement(outcome.episode)): first attempt \(outcome.firstAttemptWords)",
            provenance.cited(provenance.firstAttempt(of: outcome)))))
    }
    let strengths = episodes.compactMap { $0.resolved == nil ? nil : $0.strength }
    if let best = episodes.first(where: { $0.resolved != nil && $0.strength == strengths.max() }) {
      let attempt = best.attempts.last.map(\.repair)
      let start = attempt.flatMap { session[$0]?.moment.milliseconds }
      let by = best.attempts.last.map { ", after \(wording.repair($0.repair))" } ?? ", without an attempt"
      all.append(
        Rewatch(
          .bestRepair, best, from: start, to: end(best),
          Cited(
            "\(wording.movement(best.episode)): \(best.outcomeWords)\(by)",
            provenance.cited([attempt].compactMap { $0 } + provenance.end(of: best)))))
    }
    return all
  }

  private init(
    _ reason: Reason, _ outcome: EpisodeOutcome, from start: Int? = nil, to end: Int, _ words: Cited
  ) {
    self.reason = reason
    episode = outcome.id
    self.start = start ?? outcome.episode.onset.milliseconds
    self.end = max(self.start, end)
    self.words = words
  }
}
