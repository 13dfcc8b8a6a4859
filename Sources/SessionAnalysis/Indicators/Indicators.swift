package import SessionCore

/// What a session adds up to: every figure of a report, computed once and shown everywhere.
///
/// The definitions are in `docs/indicators.md`. Times are whole ms of active time unless named otherwise, ratios
/// plain fractions, and `nil` means not available, which is never 0. There is no composite score.
package struct Indicators: Hashable, Sendable {
  /// What stands above every report.
  package static let caveat =
    "Observed behaviour, one coder. Not a validated alliance score; members' own reports may differ."

  package let log: LogFacts
  package let time: ObservedTime
  package let effort: Effort
  /// In the order of onset, ties by number.
  package let episodes: [EpisodeOutcome]
  package let latency: Latency
  /// In seat order.
  package let people: [PersonFigures]
  package let group: GroupFigures
  package let grid: MarkerGrid
  /// The closing ratings of the session, in the order in which their scales were first rated.
  package let ratings: [Event.Rating]
  /// The closing ratings given for one member.
  package let memberRatings: [Event.Rating]

  /// Everything in one pass over the records and one over the floor.
  ///
  /// - Parameter threads: what does the parts that do not need each other.
  package init(of session: Session, log: LogFacts, on threads: some Threads = OneThread()) {
    // The episodes take as long as both of the others.
    let ((floor, counts), (episodes, latency)) = threads.both(
      { (FloorFigures(of: session), ObservationCounts(of: session)) },
      {
        let episodes = EpisodeOutcome.all(of: session)
        return (episodes, Latency(of: episodes))
      })
    self.log = log
    self.episodes = episodes
    time = ObservedTime(of: session)
    effort = counts.effort
    self.latency = latency
    people = PersonFigures.all(floor, counts, episodes, in: session, on: threads)
    group = GroupFigures(floor, counts, people, in: session)
    grid = counts.grid
    ratings = counts.ratings
    memberRatings = counts.memberRatings
  }
}

/// What a session cannot know about its own log.
package struct LogFacts: Hashable, Sendable {
  /// The hash of the last line, 64 hex digits: the fingerprint of the log. Empty when there is none.
  package var head: String
  /// How many lines the log has, the opening included.
  package var records: Int
  /// Whether the log is closed.
  package var isClosed: Bool

  package init(head: String, records: Int, isClosed: Bool) {
    self.head = head
    self.records = records
    self.isClosed = isClosed
  }
}

/// How long a session was, and how much of it was seen; all in ms.
package struct ObservedTime: Hashable, Sendable {
  /// From the opening to the closing, or to the last record of an unfinished log.
  package let elapsed: Int
  /// Elapsed time less the pauses.
  package let active: Int
  package let paused: Int
  /// Active time that the observer could not see.
  package let masked: Int
  /// Active time less masked time.
  package let observed: Int

  init(of session: Session) {
    elapsed = session.end.milliseconds
    active = session.clock.active(session.end)
    paused = elapsed - active
    observed = session.clock.observed(session.end)
    masked = active - observed
  }
}

/// How long ruptures waited: for their repair, and for the first attempt at it.
package struct Latency: Hashable, Sendable {
  /// How far the restricted mean looks, in ms.
  package static let horizon = 600_000
  /// Below this number of episodes a list is shown and never a curve.
  package static let fewest = 5

  package let repair: KaplanMeier
  package let firstAttempt: KaplanMeier

  init(of episodes: [EpisodeOutcome]) {
    repair = KaplanMeier(episodes.map(\.repairSpan))
    firstAttempt = KaplanMeier(episodes.map(\.firstAttemptSpan))
  }
}
