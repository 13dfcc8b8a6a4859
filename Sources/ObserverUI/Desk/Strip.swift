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

    var isMarker: Bool { if case .marker = self { true } else { false } }

    /// Whether the strip is about an episode that is open.
    var needsEpisode: Bool { self == .repair || self == .partly || self == .resolved }
  }

  package let kind: Kind
  /// When it happened: the key that began the strip, or the bookmark it names.
  package let claim: Event.Claim
  /// That moment on the session's clock; who spoke then is whom the defaults name.
  let moment: SessionTime
  /// Whose act it is; `nil` until a seat is given.
  package var who: MemberID?
  /// Whether a seat key gave `who`; a second one is meant for the floor.
  package var isWhoGiven = false
  package var to: Party?
  package var isToGiven = false
  package var clarity: Event.Clarity?
  /// The episode it is for. Of a marker the one it joins; `nil` when it opens one.
  package var chosen: RecordID?
  private var isEpisodeGiven = false
  package var ticked: [RecordID] = []
  /// What a resolution can rest on: the last acts of those whose bond was hurt, the latest first.
  package private(set) var acts: [RecordID] = []
  /// The place in ``acts`` of what it rests on; past the end when it rests on nothing recorded.
  private var act = 0
  /// Whether the next seat key says toward whom.
  package var isAddressing = false
  /// Whether the next seat key says whose act it is, where the codes have the seats' keys.
  package var isAskingWho = false
  /// Whether a code of it is recorded already, and it is open for another at the same moment.
  package var hasRecorded = false

  /// How many acts a resolution can be rested on.
  static let mostActs = 5

  /// A strip with its defaults: who has the floor, towards the last other speaker or the episode's place.
  ///
  /// - Parameter now: the time of the key that began it.
  package init(_ kind: Kind, claim: Event.Claim, in session: Session, now: SessionTime) {
    self.kind = kind
    self.claim = claim
    moment = session.moment(of: claim, now: now)
    if kind != .attendance { who = Self.speaker(at: moment, in: session) }
    if kind.needsEpisode { chosen = firstChoice(in: session) }
    if case .resolved = kind { who = nil }
    settle(in: session)
  }

  /// Works out again what nobody has given.
  package mutating func settle(in session: Session) {
    if !isToGiven {
      switch kind {
      case .marker: to = who.map { addressee(of: $0, in: session) }
      case .repair:
        if let who, let chosen { to = session.address(of: who, to: chosen) }
      case .moment, .partly, .resolved, .attendance: to = nil
      }
    }
    if kind.isMarker, !isEpisodeGiven { chosen = fitting(in: session) }
    if kind == .resolved, let episode = chosen.flatMap({ session.episode($0) }) {
      let found = session.lastActs(of: episode.affected, from: episode.onset, atMost: Self.mostActs)
      if found != acts { (acts, act) = (found, 0) }
    }
  }

  /// What a resolution rests on, as it stands; `nil` when on nothing recorded.
  package var evidence: RecordID? { acts.indices.contains(act) ? acts[act] : nil }

  /// Goes to an act further back, or with -1 to a later one; beyond the last there is nothing it rests on.
  package mutating func chooseAct(by steps: Int) { act = min(max(act + steps, 0), acts.count) }

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
      let joining = isEpisodeGiven ? chosen.map { Command.Joining.episode($0) } ?? .new : .fitting
      return .mark(Command.Mark(code, who, to: to, clarity: clarity, joining: joining, claim: claim))
    case .repair:
      let episodes = ticked.isEmpty ? chosen.map { [$0] } ?? [] : ticked
      return .repair(Command.Repair(code, who, to: to, episodes: episodes, claim: claim))
    case .moment: return .moment(Event.Moment(code: code, who: who, to: to, claim: claim))
    case .partly, .resolved, .attendance: return nil
    }
  }

  /// Goes on to the next open episode; a marker also to one of its own.
  package mutating func chooseNext(in session: Session) {
    var choices = session.openEpisodes.map { RecordID?.some($0) }
    if kind.isMarker { choices.insert(nil, at: 0) }
    guard !choices.isEmpty else { return }
    let place = choices.firstIndex(of: chosen) ?? -1
    choose(choices[(place + 1) % choices.count], in: session)
  }

  /// Takes an episode as the one it is for.
  package mutating func choose(_ episode: RecordID?, in session: Session) {
    chosen = episode
    isEpisodeGiven = true
    settle(in: session)
  }

  /// Ticks the episode pointed at, or takes its tick away.
  package mutating func tick() {
    guard let chosen else { return }
    if let place = ticked.firstIndex(of: chosen) { ticked.remove(at: place) } else { ticked.append(chosen) }
  }

  // MARK: Defaults

  /// How many segments are looked through for who spoke; the floor before that is long past.
  private static let reach = 50

  /// Whom the turn at that moment is addressed to, if it is theirs and says so; else the last other speaker.
  private func addressee(of who: MemberID, in session: Session) -> Party {
    guard let place = session.floor.place(at: moment) else { return .group }
    let segments = session.floor.segments
    if case .turn(let turn)? = session[segments[place].id]?.event, turn.who == who, let to = turn.to {
      return to
    }
    if place == segments.count - 1 { return session.lastOtherSpeaker(than: who) }
    for segment in segments[...place].suffix(Self.reach).reversed() {
      guard case .seat(let seat) = segment.speaker else { continue }
      let speaker = session.roster.members[seat].id
      if speaker != who { return .person(speaker) }
    }
    return .group
  }

  /// Who had the floor then, or had it last before.
  private static func speaker(at moment: SessionTime, in session: Session) -> MemberID? {
    guard let place = session.floor.place(at: moment) else { return nil }
    for segment in session.floor.segments[...place].suffix(reach).reversed() {
      if case .seat(let seat) = segment.speaker { return session.roster.members[seat].id }
      if segment.speaker == .unlogged { return nil }
    }
    return nil
  }

  /// The open episode of the same two people, which a marker joins.
  private func fitting(in session: Session) -> RecordID? {
    guard let who, let to else { return nil }
    return session.openEpisode(of: who, to)
  }

  private func firstChoice(in session: Session) -> RecordID? {
    if kind == .repair, let who,
      let fitting = try? session.fittingEpisode(Command.Repair("", who), at: moment)
    {
      return fitting
    }
    return session.latestOpen { $0.onset <= moment } ?? session.latestOpen { _ in true }
  }
}
