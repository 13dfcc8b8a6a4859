package import SessionCore

/// How the latencies would move if the observer had been late: every onset a little earlier.
///
/// A live observer marks a rupture some seconds after it began. Each onset is moved earlier by ``shift`` ms of
/// session time, but not before the opening, nor before the last moment at which any standing observation lies
/// that is earlier than the onset: an observer who keyed that was not late by more. Onsets at 0 and those of
/// episodes carried in stay. Attempts and ends stay where they are, so every latency, censored or not, grows by
/// the active time that its onset moved.
package struct Sensitivity: Hashable, Sendable {
  /// The shifts that a report shows, in ms.
  package static let shown = [2000, 5000]

  /// By how many ms onsets are moved.
  package let shift: Int
  /// How many onsets could be moved by all of it.
  package let moved: Int
  /// By how many active ms the onset of each episode moved, in the order of the episodes.
  package let moves: [Int]
  package let repair: KaplanMeier
  package let firstAttempt: KaplanMeier

  package init(_ episodes: [EpisodeOutcome], in session: Session, shift: Int) {
    let moments = session.entries.filter { $0.isStanding && $0.event.isObservation }
      .map(\.moment).sorted()
    moves = episodes.map { outcome in
      let onset = outcome.episode.onset
      guard !outcome.episode.isCarried else { return 0 }
      let earlier = moments.leading { $0 < onset }
      let bound = earlier > 0 ? moments[earlier - 1] : .zero
      let start = max(onset.moved(by: -shift), bound)
      return max(0, outcome.onset - session.clock.active(start))
    }
    self.shift = shift
    moved = moves.count { $0 == shift }
    repair = KaplanMeier(zip(episodes, moves).map { $0.repairSpan.longer(by: $1) })
    firstAttempt = KaplanMeier(zip(episodes, moves).map { $0.firstAttemptSpan.longer(by: $1) })
  }
}

extension KaplanMeier.Span {
  fileprivate func longer(by time: Int) -> KaplanMeier.Span { .init(self.time + time, isEvent: isEvent) }
}
