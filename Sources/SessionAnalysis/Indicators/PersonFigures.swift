package import SessionCore

/// What one person's session adds up to.
package struct PersonFigures: Hashable, Sendable, Identifiable {
  /// The episodes a person has a part in.
  package struct Parts: Hashable, Sendable {
    /// Episodes in which the person moved away or against.
    package internal(set) var actor = 0
    /// Episodes in which the person's bond is hurt.
    package internal(set) var affected = 0
    /// Episodes in which the person was moved away from or against.
    package internal(set) var target = 0
    /// Of the episodes as actor or affected, those that were not resolved, for whatever reason.
    package internal(set) var open = 0
    /// Episodes as actor or affected.
    package internal(set) var of = 0
    /// Of those, the ones with an attempt by a therapist.
    package internal(set) var acknowledged = 0

    static func += (a: inout Parts, b: Parts) {
      a.actor += b.actor
      a.affected += b.affected
      a.target += b.target
      a.open += b.open
      a.of += b.of
      a.acknowledged += b.acknowledged
    }
  }

  /// Standing rupture markers by family; codes the codebook does not list are in none.
  package struct Markers: Hashable, Sendable {
    package internal(set) var withdrawal = 0
    package internal(set) var confrontation = 0
    package internal(set) var group = 0

    /// Those of the person who moved against another: confrontation and the group's extension.
    package var against: Int { confrontation + group }
  }

  /// How an affected member spoke before a rupture and from it on, beside the other members.
  ///
  /// Talk is seconds per observed minute; `nil` when nothing was observed on that side. Turn counts reward
  /// clipped answers, so only turns that are not minimal are counted, and a turn rate is never given.
  package struct Change: Hashable, Sendable {
    package let episode: RecordID
    package let before: Double?
    package let after: Double?
    package let othersBefore: Double?
    package let othersAfter: Double?
    package let turnsBefore: Int
    package let turnsAfter: Int
  }

  package let id: MemberID
  package let role: Role
  package let floor: FloorFigures.Seat
  /// The person's part of all members' talk; `nil` for therapists, and when no member spoke.
  package let share: Double?
  package internal(set) var episodes = Parts()
  package let markers: Markers
  /// All standing repairs by this person, linked or not.
  package let repairs: Int
  /// Standing moments by code.
  package let moments: [CodeID: Int]
  /// One for every episode that began in this session and affects this member; none for therapists.
  package internal(set) var changes: [Change] = []

  init(_ member: Member, _ floor: FloorFigures.Seat, _ counts: ObservationCounts.Seat, memberTalk: Int) {
    id = member.id
    role = member.role
    self.floor = floor
    share = member.role == .member ? fraction(floor.talk, memberTalk) : nil
    markers = counts.markers
    repairs = counts.repairs
    moments = counts.moments
  }
}

extension PersonFigures {
  /// Everybody's figures, in seat order.
  static func all(
    _ floor: FloorFigures, _ counts: ObservationCounts, _ episodes: [EpisodeOutcome], in session: Session,
    on threads: some Threads
  ) -> [PersonFigures] {
    var people = zip(session.roster.members, zip(floor.seats, counts.seats)).map { member, figures in
      PersonFigures(member, figures.0, figures.1, memberTalk: floor.members.total)
    }
    let stretches = Stretches(of: session)
    let halves = (episodes[..<(episodes.count / 2)], episodes[(episodes.count / 2)...])
    let parts = threads.both(
      { InEpisodes(of: halves.0, floor, stretches, in: session) },
      { InEpisodes(of: halves.1, floor, stretches, in: session) })
    for part in [parts.0, parts.1] {
      for seat in people.indices {
        people[seat].episodes += part.counts[seat]
        people[seat].changes += part.changes[seat]
      }
    }
    return people
  }

  /// What some of the episodes add for each seat.
  private struct InEpisodes {
    var counts: [Parts]
    var changes: [[Change]]

    init(
      of episodes: ArraySlice<EpisodeOutcome>, _ floor: FloorFigures, _ stretches: Stretches,
      in session: Session
    ) {
      let roster = session.roster
      counts = Array(repeating: Parts(), count: roster.members.count)
      changes = Array(repeating: [], count: roster.members.count)
      // Looked at where they lie: a copy of an outcome is eight lists.
      for index in episodes.indices {
        let isAcknowledged = episodes[index].attempts.contains { roster.role(of: $0.by) == .therapist }
        let episode = episodes[index].episode
        if let target = episode.to.person.flatMap({ roster.place(of: $0) }) { counts[target].target += 1 }
        var affected: [Int] = []
        for member in episode.affected {
          if let seat = roster.place(of: member), !affected.contains(seat) { affected.append(seat) }
        }
        var concerned = affected
        if let actor = roster.place(of: episode.who) {
          counts[actor].actor += 1
          if !affected.contains(actor) { concerned.append(actor) }
        }
        for seat in concerned {
          counts[seat].of += 1
          if episodes[index].resolved == nil { counts[seat].open += 1 }
          if isAcknowledged { counts[seat].acknowledged += 1 }
        }
        for seat in affected {
          counts[seat].affected += 1
          guard roster.members[seat].role == .member, !episode.isCarried else { continue }
          changes[seat].append(.around(episode.onset, episode.id, seat, floor, stretches, in: session))
        }
      }
    }
  }
}

extension PersonFigures.Change {
  /// What changed for a seat at the onset of an episode.
  fileprivate static func around(
    _ onset: SessionTime, _ episode: RecordID, _ seat: Int, _ floor: FloorFigures, _ stretches: Stretches,
    in session: Session
  ) -> PersonFigures.Change {
    let observed = session.clock.observed(session.end)
    let before = min(session.clock.observed(onset), observed)
    let talk = stretches.talk(of: seat, before: onset, floor)
    let (own, others) = (talk.own, talk.members - talk.own)
    let (all, total) = (floor.members.total, floor.seats[seat].line.total)
    let turns = floor.seats[seat].fullTurns.count
    let turnsBefore = floor.seats[seat].fullTurns.leading { $0 < onset }
    return PersonFigures.Change(
      episode: episode, before: perMinute(own, before),
      after: perMinute(total - own, observed - before), othersBefore: perMinute(others, before),
      othersAfter: perMinute(all - total - others, observed - before),
      turnsBefore: turnsBefore, turnsAfter: turns - turnsBefore)
  }
}

/// Seconds of talk in a minute of observed time; `nil` when nothing was observed.
private func perMinute(_ talk: Int, _ observed: Int) -> Double? {
  fraction(talk, observed).map { $0 * 60 }
}
