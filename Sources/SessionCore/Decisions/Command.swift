/// What an observer asks to have recorded; ``Session/decide(_:at:)`` turns it into events or says why not.
///
/// What is left out (`nil`) takes the default that is right most of the time.
package enum Command: Hashable, Sendable {
  case turn(Event.Turn)
  case silence(Event.Claim = Event.Claim())
  case mark(Mark)
  case repair(Repair)
  /// Without a number: the latest open episode.
  case partly(RecordID?, Event.Claim = Event.Claim())
  case resolve(Resolve)
  case moment(Event.Moment)
  case bookmark(Event.Claim = Event.Claim())
  /// This episode grew out of that one.
  case cause(RecordID, by: RecordID)
  /// This episode reopens that resolved one.
  case relapse(RecordID, of: RecordID)
  /// The first counts as the second from now on.
  case merge(RecordID, into: RecordID)
  case amend(RecordID, [Amendment.Change])
  case retract(RecordID)
  case restore(RecordID)
  case undo
  case redo
  case consent(MemberID, scope: String, until: String? = nil)
  case withdraw(MemberID)
  case arrive(MemberID)
  case leave(MemberID, because: Event.Attendance.Reason? = nil)
  case loseSight
  case regainSight
  case pause(WallTime)
  case resume(WallTime)
  case sync(media: Int, label: String? = nil)
  case rate(String, Int?, member: MemberID? = nil)
  case note(Event.Note)
  /// Episodes open at the end of the session before; only directly after the opening.
  case carry([Event.Carried])
  case close(WallTime, Event.Ending)

  /// Which episode a marker belongs to.
  package enum Joining: Hashable, Sendable {
    /// The open episode of the same who and to, or a new one when there is none.
    case fitting
    case new
    case episode(RecordID)
  }

  /// A rupture marker to record.
  package struct Mark: Hashable, Sendable {
    package var code: CodeID
    package var who: MemberID
    /// `nil`: the last other speaker, or the group.
    package var to: Party?
    package var clarity: Event.Clarity?
    package var affected: [MemberID]
    package var joining: Joining
    package var claim: Event.Claim

    package init(
      _ code: CodeID, _ who: MemberID, to: Party? = nil, clarity: Event.Clarity? = nil,
      affected: [MemberID] = [], joining: Joining = .fitting, claim: Event.Claim = Event.Claim()
    ) {
      self.code = code
      self.who = who
      self.to = to
      self.clarity = clarity
      self.affected = affected
      self.joining = joining
      self.claim = claim
    }
  }

  /// An attempt at repair to record.
  package struct Repair: Hashable, Sendable {
    package var code: CodeID
    package var who: MemberID
    /// `nil`: the place of the episode it is for.
    package var to: Party?
    /// Empty: the latest open episode it could fit.
    package var episodes: [RecordID]
    package var claim: Event.Claim

    package init(
      _ code: CodeID, _ who: MemberID, to: Party? = nil, episodes: [RecordID] = [],
      claim: Event.Claim = Event.Claim()
    ) {
      self.code = code
      self.who = who
      self.to = to
      self.episodes = episodes
      self.claim = claim
    }
  }

  /// A resolution to record.
  package struct Resolve: Hashable, Sendable {
    /// `nil`: the latest open episode.
    package var episode: RecordID?
    /// From 1 to 5.
    package var strength: Int
    package var evidence: Event.Evidence?
    package var claim: Event.Claim

    /// The strength of a resolution that nobody rated: the middle of the scale.
    package static let ordinaryStrength = 3

    package init(
      _ episode: RecordID? = nil, strength: Int = Resolve.ordinaryStrength, evidence: Event.Evidence? = nil,
      claim: Event.Claim = Event.Claim()
    ) {
      self.episode = episode
      self.strength = strength
      self.evidence = evidence
      self.claim = claim
    }
  }
}
