package import SessionCore

/// Events in few words, for tests: what is left out is absent.
extension Event {
  package static func turn(
    _ who: MemberID, to: Party? = nil, focus: Focus? = nil, minimal: Bool = false, on: SessionTime? = nil,
    from: RecordID? = nil
  ) -> Event {
    .turn(Turn(who: who, to: to, focus: focus, minimal: minimal, claim: Claim(on: on, from: from)))
  }

  package static func silence(on: SessionTime) -> Event { .silence(Claim(on: on)) }

  package static func marker(
    _ code: CodeID, _ who: MemberID, to: Party, episode: RecordID? = nil, affected: [MemberID] = [],
    clarity: Clarity? = nil, on: SessionTime? = nil, from: RecordID? = nil
  ) -> Event {
    .marker(
      Marker(
        code: code, who: who, to: to, affected: affected, clarity: clarity, episode: episode,
        claim: Claim(on: on, from: from)))
  }

  package static func repair(
    _ code: CodeID, _ who: MemberID, to: Party, episodes: [RecordID], on: SessionTime? = nil,
    from: RecordID? = nil
  ) -> Event {
    .repair(Repair(code: code, who: who, to: to, episodes: episodes, claim: Claim(on: on, from: from)))
  }

  package static func partly(episode: RecordID, on: SessionTime? = nil) -> Event {
    .partly(Partial(episode: episode, claim: Claim(on: on)))
  }

  package static func resolved(
    episode: RecordID, strength: Int = 3, evidence: Evidence? = nil, on: SessionTime? = nil
  ) -> Event {
    .resolved(Resolution(episode: episode, strength: strength, evidence: evidence, claim: Claim(on: on)))
  }

  package static func moment(
    _ code: CodeID, _ who: MemberID, to: Party? = nil, about: RecordID? = nil, on: SessionTime? = nil,
    from: RecordID? = nil
  ) -> Event {
    .moment(Moment(code: code, who: who, to: to, about: about, claim: Claim(on: on, from: from)))
  }

  package static func bookmark(on: SessionTime) -> Event { .bookmark(Claim(on: on)) }

  package static func note(
    text: String, about: RecordID? = nil, on: SessionTime? = nil, from: RecordID? = nil
  ) -> Event {
    .note(Note(text: text, about: about, claim: Claim(on: on, from: from)))
  }

  package static func caused(_ episode: RecordID, by other: RecordID) -> Event {
    .caused(Link(episode: episode, other: other))
  }

  package static func relapse(_ episode: RecordID, of other: RecordID) -> Event {
    .relapse(Link(episode: episode, other: other))
  }

  package static func merged(_ episode: RecordID, into other: RecordID) -> Event {
    .merged(Link(episode: episode, other: other))
  }

  package static func amended(_ id: RecordID, _ changes: Amendment.Change...) -> Event {
    .amended(Amendment(of: id, changes: changes))
  }

  package static func consented(member: MemberID, scope: String = "observation") -> Event {
    .consented(Consent(member: member, scope: scope))
  }

  package static func arrived(member: MemberID) -> Event { .arrived(Attendance(member)) }

  package static func left(member: MemberID, because: Attendance.Reason? = nil) -> Event {
    .left(Attendance(member, because: because))
  }

  package static func carried(
    _ who: MemberID, to: Party, form: Form = .confrontation, exposure: Int = 600_000,
    codes: [CodeID] = ["C2"]
  ) -> Event {
    .carried(
      Carried(
        sid: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", number: 11, who: who, to: to, form: form,
        exposure: exposure, codes: codes))
  }

  package static func closed(because: Ending = .end) -> Event {
    .closed(Closing(wall: Sample.wall, because: because))
  }

  package static let paused = Event.paused(Sample.wall)
  package static let resumed = Event.resumed(Sample.wall)
  package static let reopened = Event.reopened(Sample.wall)
}
