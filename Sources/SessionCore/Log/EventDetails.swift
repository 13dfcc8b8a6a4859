extension Event {
  /// A member agreed to be observed.
  package struct Consent: Hashable, Sendable {
    package var member: MemberID
    /// What for, in the words of the group.
    package var scope: String
    /// How long it holds, as written; `nil` when no end was named.
    package var until: String?

    package init(member: MemberID, scope: String, until: String? = nil) {
      self.member = member
      self.scope = scope
      self.until = until
    }
  }

  /// Somebody came or went.
  package struct Attendance: Hashable, Sendable {
    /// Why somebody came or went.
    package enum Reason: String, Hashable, Sendable, CaseIterable {
      case rupture, planned, unknown
    }

    package var member: MemberID
    /// `nil` when nothing was said about it.
    package var because: Reason?

    package init(_ member: MemberID, because: Reason? = nil) {
      self.member = member
      self.because = because
    }
  }

  /// Somebody took the floor, which also ended the turn before.
  ///
  /// The same `who` again with another addressee or focus is a new segment of the same turn.
  package struct Turn: Hashable, Sendable {
    // The small ones come last, where they fill what would be a gap in every event.
    package var who: MemberID
    /// `nil` when nobody was named.
    package var to: Party?
    package var claim: Claim
    package var focus: Focus?
    /// Whether the turn was a clipped answer.
    package var minimal: Bool

    @inlinable package init(
      who: MemberID, to: Party? = nil, focus: Focus? = nil, minimal: Bool = false, claim: Claim = Claim()
    ) {
      self.who = who
      self.to = to
      self.focus = focus
      self.minimal = minimal
      self.claim = claim
    }
  }

  /// A rupture marker: somebody moved away from a party, or against it.
  package struct Marker: Hashable, Sendable {
    package var code: CodeID
    package var who: MemberID
    package var to: Party
    /// Whose bond is hurt; empty means as derived from the codes.
    package var affected: [MemberID]
    package var clarity: Clarity?
    /// The episode it joins; `nil` when this record opens one.
    package var episode: RecordID?
    package var claim: Claim

    package init(
      code: CodeID, who: MemberID, to: Party, affected: [MemberID] = [], clarity: Clarity? = nil,
      episode: RecordID? = nil, claim: Claim = Claim()
    ) {
      self.code = code
      self.who = who
      self.to = to
      self.affected = affected
      self.clarity = clarity
      self.episode = episode
      self.claim = claim
    }
  }

  /// An attempt at repair. It never closes anything.
  package struct Repair: Hashable, Sendable {
    package var code: CodeID
    package var who: MemberID
    package var to: Party
    package var episodes: [RecordID]
    package var claim: Claim

    package init(
      code: CodeID, who: MemberID, to: Party, episodes: [RecordID], claim: Claim = Claim()
    ) {
      self.code = code
      self.who = who
      self.to = to
      self.episodes = episodes
      self.claim = claim
    }
  }

  /// Collaboration is partly back.
  package struct Partial: Hashable, Sendable {
    package var episode: RecordID
    package var claim: Claim

    package init(episode: RecordID, claim: Claim = Claim()) {
      self.episode = episode
      self.claim = claim
    }
  }

  /// What a resolution rests on.
  package enum Evidence: Hashable, Sendable {
    case record(RecordID)
    case text(String)
  }

  /// An episode was resolved, on evidence from the affected member.
  package struct Resolution: Hashable, Sendable {
    package var episode: RecordID
    /// From 1 to 5.
    package var strength: Int
    package var evidence: Evidence?
    package var claim: Claim

    package init(episode: RecordID, strength: Int, evidence: Evidence? = nil, claim: Claim = Claim()) {
      self.episode = episode
      self.strength = strength
      self.evidence = evidence
      self.claim = claim
    }
  }

  /// One episode's tie to another: grown out of it, a relapse of it, or merged into it.
  package struct Link: Hashable, Sendable {
    package var episode: RecordID
    package var other: RecordID

    package init(episode: RecordID, other: RecordID) {
      self.episode = episode
      self.other = other
    }
  }

  /// An episode that was open at the end of the session before is open here from the start.
  package struct Carried: Hashable, Sendable {
    /// The session it began in.
    package var sid: String
    /// Its number there.
    package var number: RecordID
    package var who: MemberID
    package var to: Party
    package var form: Form
    /// Active ms it had been open before.
    package var exposure: Int
    package var codes: [CodeID]

    package init(
      sid: String, number: RecordID, who: MemberID, to: Party, form: Form, exposure: Int, codes: [CodeID]
    ) {
      self.sid = sid
      self.number = number
      self.who = who
      self.to = to
      self.form = form
      self.exposure = exposure
      self.codes = codes
    }
  }

  /// Anything the codebook lists that is neither marker nor repair.
  package struct Moment: Hashable, Sendable {
    package var code: CodeID
    package var who: MemberID
    package var to: Party?
    package var about: RecordID?
    package var claim: Claim

    package init(
      code: CodeID, who: MemberID, to: Party? = nil, about: RecordID? = nil, claim: Claim = Claim()
    ) {
      self.code = code
      self.who = who
      self.to = to
      self.about = about
      self.claim = claim
    }
  }

  /// This instant of the session is that instant of a recording.
  package struct Sync: Hashable, Sendable {
    /// Where in the recording, in ms.
    package var media: Int
    package var label: String?

    package init(media: Int, label: String? = nil) {
      self.media = media
      self.label = label
    }
  }

  /// A closing rating.
  package struct Rating: Hashable, Sendable {
    package var scale: String
    /// From 1 to 5; `nil` is n/a.
    package var value: Int?
    package var member: MemberID?

    package init(scale: String, value: Int?, member: MemberID? = nil) {
      self.scale = scale
      self.value = value
      self.member = member
    }
  }

  /// Free text.
  package struct Note: Hashable, Sendable {
    package var text: String
    package var about: RecordID?
    package var claim: Claim

    package init(text: String, about: RecordID? = nil, claim: Claim = Claim()) {
      self.text = text
      self.about = about
      self.claim = claim
    }
  }

  /// The wall clock moved against the session clock by more than 2 s.
  package struct ClockStep: Hashable, Sendable {
    package var wall: WallTime
    /// By how many ms the wall clock is ahead of where it was expected; negative when behind.
    package var jump: Int

    package init(wall: WallTime, jump: Int) {
      self.wall = wall
      self.jump = jump
    }
  }

  /// The bytes that an interrupted write left; they are kept, and what follows chains to line `good`.
  package struct Recovery: Hashable, Sendable {
    /// Where they begin in the file, in bytes.
    package var offset: Int
    package var length: Int
    /// The SHA-256 of those bytes, 64 hex digits.
    package var sha256: String
    package var good: RecordID

    package init(offset: Int, length: Int, sha256: String, good: RecordID) {
      self.offset = offset
      self.length = length
      self.sha256 = sha256
      self.good = good
    }
  }

  /// The end of a finished session.
  package struct Closing: Hashable, Sendable {
    package var wall: WallTime
    package var because: Ending

    package init(wall: WallTime, because: Ending) {
      self.wall = wall
      self.because = because
    }
  }
}
