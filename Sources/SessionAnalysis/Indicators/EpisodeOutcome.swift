package import SessionCore

/// A rupture episode with what became of it; every time in active ms.
package struct EpisodeOutcome: Hashable, Sendable, Identifiable {
  /// How the watch over an episode ended without a resolution.
  package enum Censoring: String, Hashable, Sendable, CaseIterable {
    /// Somebody it concerns left; for another reason than the rupture, or for none that is known.
    case left
    /// Somebody it concerns left because of the rupture: this censoring says something.
    case leftInRupture = "left-rupture"
    /// The session came to its end.
    case end
    /// The observer stopped.
    case observer
    case technical
    /// The log has no closing.
    case unfinished
  }

  /// A repair that counts as an attempt on this episode.
  package struct Attempt: Hashable, Sendable {
    package let repair: RecordID
    package let by: MemberID
    package let match: LocusMatch
    /// From the onset to the attempt, with the exposure before this session.
    package let latency: Int
  }

  /// How often somebody did something.
  package struct PersonCount: Hashable, Sendable {
    package let who: MemberID
    package internal(set) var count: Int
  }

  package let episode: Episode
  package let level: Level
  /// The codes of its markers in this session, in the order of (moment, record); a carried one may have none.
  package let codes: [CodeID]
  /// From the opening of the session.
  package let onset: Int
  /// In the order of (moment, record).
  package let attempts: [Attempt]
  /// The latency of the first partial repair, or `nil`.
  package let partly: Int?
  /// The latency of the resolution; `nil` when there was none.
  package let resolved: Int?
  /// How clearly it was resolved, 1 to 5.
  package let strength: Int?
  /// How long it was watched without a resolution; `nil` when it was resolved.
  package let censored: Int?
  package let reason: Censoring?
  /// From the end of the episode it relapses to its onset. Negative when that one ended later; `nil` when this
  /// is no relapse, or when the other was open to the end.
  package let relapseGap: Int?

  package var id: RecordID { episode.id }
  /// The latency of the first attempt; `nil` when there was none.
  package var firstAttempt: Int? { attempts.first?.latency }
  /// How long the episode was watched, exposure before this session included.
  package var watched: Int { resolved ?? censored ?? 0 }

  /// How many attempts each person made, in the order of their first.
  package var attemptsBy: [PersonCount] {
    var all: [PersonCount] = []
    for attempt in attempts {
      // They are few people, and mostly one.
      if let place = all.firstIndex(where: { $0.who == attempt.by }) {
        all[place].count += 1
      } else {
        all.append(PersonCount(who: attempt.by, count: 1))
      }
    }
    return all
  }

  /// The span this episode gives to the curve of repair.
  package var repairSpan: KaplanMeier.Span { KaplanMeier.Span(watched, isEvent: resolved != nil) }

  /// The span this episode gives to the curve of first attempts: ended without one, it is censored.
  package var firstAttemptSpan: KaplanMeier.Span {
    KaplanMeier.Span(firstAttempt ?? watched, isEvent: firstAttempt != nil)
  }
}

extension EpisodeOutcome {
  /// The outcomes of a session's episodes, in the order of onset, ties by number.
  ///
  /// In active time, as the onsets are shown: those that began within one pause began at one moment.
  package static func all(of session: Session) -> [EpisodeOutcome] {
    let (episodes, entries, clock) = (session.episodes, session.entries, session.clock)
    var ends: [RecordID: SessionTime] = [:]
    if episodes.contains(where: { $0.relapseOf != nil }) {
      for episode in episodes { ends[episode.id] = episode.end?.moment }
    }
    var all = episodes.map { episode in
      let formerEnd = episode.relapseOf.flatMap { ends[session.root(of: $0)] }
      return outcome(of: episode, formerEnd: formerEnd, in: session, entries, clock)
    }
    // In place: they are many, and nearly in order.
    all.sort { ($0.onset, $0.id) < ($1.onset, $1.id) }
    return all
  }

  // A function and no initializer, which would be given a session of its own each time.
  private static func outcome(
    of episode: Episode, formerEnd: SessionTime?, in session: Session, _ entries: Entries,
    _ clock: SessionClock
  ) -> EpisodeOutcome {
    let onset = clock.active(episode.onset)
    let latency = { (moment: SessionTime) in clock.active(moment) - onset + episode.exposure }
    let end = min(episode.end?.moment ?? session.end, max(session.end, episode.onset))
    // Those of the markers stand after those of the session before.
    let codes = episode.isCarried ? Array(episode.codes.suffix(episode.markers.count)) : episode.codes
    let attempts = episode.repairs.within(episode.onset, end).compactMap { mention -> Attempt? in
      guard let place = entries.place(of: mention.id), case .repair(let repair) = entries.wholes[place].event
      else { return nil }
      return Attempt(
        repair: mention.id, by: repair.who,
        match: LocusMatch(rupture: episode.who, episode.to, repair: repair.who, repair.to),
        latency: latency(mention.on))
    }
    var (resolved, strength, censored): (Int?, Int?, Int?) = (nil, nil, nil)
    var reason: Censoring?
    switch episode.end {
    case .resolved(let mention)?:
      resolved = latency(mention.on)
      if let place = entries.place(of: mention.id),
        case .resolved(let resolution) = entries.wholes[place].event
      {
        strength = resolution.strength
      }
    case .left(let moment, let because)?:
      censored = latency(moment)
      reason = because == .rupture ? .leftInRupture : .left
    case nil:
      censored = latency(end)
      reason = Censoring(session.closing.flatMap { session[$0]?.event })
    }
    return EpisodeOutcome(
      episode: episode, level: Level(episode.who, episode.to, in: session.roster), codes: codes, onset: onset,
      attempts: attempts, partly: episode.partials.within(episode.onset, end).first.map { latency($0.on) },
      resolved: resolved, strength: strength, censored: censored, reason: reason,
      relapseGap: formerEnd.map { onset - clock.active($0) })
  }
}

extension EpisodeOutcome.Censoring {
  /// What the closing of a session says about the episodes it cuts off.
  fileprivate init(_ closing: Event?) {
    guard case .closed(let closing)? = closing else {
      self = .unfinished
      return
    }
    switch closing.because {
    case .end: self = .end
    case .observer: self = .observer
    case .technical: self = .technical
    }
  }
}
