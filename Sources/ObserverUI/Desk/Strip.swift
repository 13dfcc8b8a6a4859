package import SessionCore

/// A command under way: what is known so far of a marker, a repair, a moment or the end of an episode.
///
/// The key that began it stamps it; whatever follows only says more. Every part has a default that is right
/// most of the time and is shown before it is taken.
package struct Strip: Hashable, Sendable {
  /// What is being recorded.
  package enum Kind: Hashable, Sendable {
    case marker(Family)
    case repair
    case moment
    case partly
    case resolved
    /// Somebody comes, goes, agrees or withdraws.
    case attendance

    /// Whether the letters of codes complete the strip.
    var hasCodes: Bool {
      switch self {
      case .marker, .repair, .moment: true
      case .partly, .resolved, .attendance: false
      }
    }

    /// Whether the strip is about an episode that is open.
    var needsEpisode: Bool { self == .repair || self == .partly || self == .resolved }
  }

  package let kind: Kind
  /// When it happened: the key that began the strip, or the bookmark it names.
  package let claim: Event.Claim
  /// Whose act it is; `nil` until a seat is given.
  package var who: MemberID?
  /// Whether a seat key gave `who`; a second one is meant for the floor.
  package var isWhoGiven = false
  package var to: Party?
  package var isToGiven = false
  package var clarity: Event.Clarity?
  /// The episode it is for by default.
  package var chosen: RecordID?
  package var ticked: [RecordID] = []
  /// Whether the next seat key says toward whom.
  package var isAddressing = false
  /// Whether the next seat key says whose act it is, where the codes have the seats' keys.
  package var isAskingWho = false

  /// A strip with its defaults: who has the floor, towards the last other speaker or the episode's place.
  package init(_ kind: Kind, claim: Event.Claim, in session: Session) {
    self.kind = kind
    self.claim = claim
    if kind != .attendance { who = Self.speaker(in: session) }
    chosen = kind.needsEpisode ? Self.firstChoice(kind, who: who, in: session) : nil
    if case .resolved = kind { who = nil }
    settle(in: session)
  }

  /// Works out again what nobody has given.
  package mutating func settle(in session: Session) {
    guard !isToGiven else { return }
    switch kind {
    case .marker: to = who.map { Self.addressee(of: $0, in: session) }
    case .repair:
      if let who, let chosen { to = session.address(of: who, to: chosen) }
    case .moment, .partly, .resolved, .attendance: to = nil
    }
  }

  /// The codes whose letters complete the strip, in the codebook's order.
  package func codes(in codebook: Codebook) -> [Code] {
    switch kind {
    case .marker(let family): codebook.codes(in: [family])
    case .repair: codebook.codes(in: [.repair])
    case .moment: codebook.codes.filter { Rejection.CodeUse.moment.takes($0.family) }
    case .partly, .resolved, .attendance: []
    }
  }

  /// What to record when a code's letter is pressed; `nil` while nobody is named.
  package func command(code: CodeID) -> Command? {
    guard let who else { return nil }
    switch kind {
    case .marker:
      return .mark(Command.Mark(code, who, to: to, clarity: clarity, claim: claim))
    case .repair:
      let episodes = ticked.isEmpty ? chosen.map { [$0] } ?? [] : ticked
      return .repair(Command.Repair(code, who, to: to, episodes: episodes, claim: claim))
    case .moment: return .moment(Event.Moment(code: code, who: who, to: to, claim: claim))
    case .partly, .resolved, .attendance: return nil
    }
  }

  /// Goes on to the next open episode.
  package mutating func chooseNext(in session: Session) {
    let open = session.openEpisodes
    guard !open.isEmpty else { return }
    let place = chosen.flatMap { open.firstIndex(of: $0) } ?? -1
    chosen = open[(place + 1) % open.count]
    settle(in: session)
  }

  /// Ticks the episode pointed at, or takes its tick away.
  package mutating func tick() {
    guard let chosen else { return }
    if let place = ticked.firstIndex(of: chosen) { ticked.remove(at: place) } else { ticked.append(chosen) }
  }

  /// Whom the turn under way is addressed to, if it is theirs and says so; else the last other speaker.
  private static func addressee(of who: MemberID, in session: Session) -> Party {
    if let segment = session.floor.current, case .turn(let turn)? = session[segment.id]?.event,
      turn.who == who, let to = turn.to
    {
      return to
    }
    return session.lastOtherSpeaker(than: who)
  }

  /// Who has the floor, or had it last.
  private static func speaker(in session: Session) -> MemberID? {
    for segment in session.floor.segments.suffix(50).reversed() {
      if case .seat(let seat) = segment.speaker { return session.roster.members[seat].id }
      if segment.speaker == .unlogged { return nil }
    }
    return nil
  }

  private static func firstChoice(_ kind: Kind, who: MemberID?, in session: Session) -> RecordID? {
    if kind == .repair, let who,
      let fitting = try? session.fittingEpisode(Command.Repair("", who))
    {
      return fitting
    }
    return session.latestOpen { _ in true }
  }
}
