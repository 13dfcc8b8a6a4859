package import SessionCore

/// Numbers that look random and are the same for the same seed on every machine (SplitMix64).
package struct SeededNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to, and without, an end.
  mutating func below(_ end: Int) -> Int { end > 0 ? Int(next() % UInt64(end)) : 0 }

  /// Whether something that happens this many times in a hundred happens.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<T>(_ all: [T]) -> T? { all.isEmpty ? nil : all[below(all.count)] }
}

/// A session that nobody held, made of every kind of record there is; the same for the same seed.
///
/// Most of it makes sense: people speak, episodes open, are repaired and merged, records are put right, taken
/// back and put back, the observer looks away, members leave. The awkward is more frequent than in life.
package struct RandomSession {
  package private(set) var records: [Record] = []
  private var session: Session
  private var numbers: SeededNumbers
  private var time = 0
  private let step: Int
  private let hasNonsense: Bool

  /// A session of about `length` records.
  ///
  /// - Parameters:
  ///   - step: the longest time between two records, in ms.
  ///   - hasNonsense: whether records that make no sense may be among them, which the fold passes over.
  ///   - opening: who is there, and the codes; by default an invented group of five.
  package init(
    seed: UInt64, length: Int = 120, step: Int = 20_000, hasNonsense: Bool = false,
    opening: Opening = RandomSession.opening
  ) {
    numbers = SeededNumbers(seed: seed)
    self.step = step
    self.hasNonsense = hasNonsense
    session = Session(opening)
    records = [Record(id: 0, time: .zero, event: .opened(opening))]
    while numbers.chance(30) { record(carried()) }
    while records.count < length {
      if !numbers.chance(15) { time += numbers.below(step + 1) }
      record(next())
    }
    guard numbers.chance(70) else { return }
    time += numbers.below(step)
    record(.closed(Event.Closing(wall: Self.wall, because: numbers.pick(Event.Ending.allCases) ?? .end)))
    guard numbers.chance(40) else { return }
    record(.reopened(Self.wall))
    for _ in 0..<numbers.below(10) {
      time += numbers.below(step)
      record(numbers.chance(50) ? correction() : observation(on: Event.Claim(on: earlier())))
    }
  }

  /// An invented group: two therapists and three members, and codes of every family and of one more.
  package static let opening = Opening(
    sid: String(repeating: "9", count: 32), wall: wall, app: "test", mode: .roleplay, group: "invented",
    session: 1, observer: "obs1",
    roster: Roster([
      Member(id: "ada", label: "Ada", role: .therapist), Member(id: "bo", label: "Bo", role: .member),
      Member(id: "cy", label: "Cy", role: .member), Member(id: "di", label: "Di", role: .therapist),
      Member(id: "ed", label: "Ed", role: .member),
    ]), codebook: codebook)

  private static let codebook = Codebook(
    id: "test", version: "1", title: "Test",
    codes: [
      Code("W1", family: .withdrawal, label: "Denial"), Code("W2", family: .withdrawal, label: "Minimal"),
      Code("C1", family: .confrontation, label: "Complaint"), Code("X1", family: .group, label: "Dismisses"),
      Code("R1", family: .repair, label: "Clarifies"), Code("R5", family: .repair, label: "Owns a part"),
      Code("GOAL+", family: .alliance, label: "Goal"), Code("TASK+", family: .alliance, label: "Task"),
      Code("BOND+", family: .alliance, label: "Bond"), Code("CO", family: .culture, label: "Opening"),
      Code("CO+", family: .culture, label: "Taken"), Code("CO-", family: .culture, label: "Passed"),
      Code("Q1", family: Family("elsewhere"), label: "Of a family nobody knows"),
    ])
  private static let wall = WallTime("2026-02-05T14:00:00.000+01:00")

  /// Adds a record, unless it makes no sense where sense is asked for.
  private mutating func record(_ event: Event?) {
    guard let event else { return }
    let record = Record(id: RecordID(records.count), time: SessionTime(time), event: event)
    var after = session
    after.apply(record)
    if after.ignored.count > session.ignored.count, !hasNonsense { return }
    session = after
    records.append(record)
  }

  // MARK: What may happen next

  private mutating func next() -> Event? {
    if hasNonsense, numbers.chance(4) { return nonsense() }
    if session.clock.isPaused, numbers.chance(30) { return .resumed(Self.wall) }
    if session.clock.isLost, numbers.chance(30) { return .regained }
    switch numbers.below(100) {
    case 0..<68: return observation(on: claim())
    case 68..<72: return link()
    case 72..<84: return correction()
    case 84..<92: return clockEvent()
    case 92..<95: return attendance()
    default: return another()
    }
  }

  private mutating func observation(on claim: Event.Claim) -> Event? {
    switch numbers.below(70) {
    case 0..<32: return turn(claim)
    case 32..<37: return .silence(claim)
    case 37..<47: return marker(claim)
    case 47..<55: return repair(claim)
    case 55..<58: return episode().map { .partly(Event.Partial(episode: $0, claim: claim)) }
    case 58..<61:
      return episode().map {
        .resolved(Event.Resolution(episode: $0, strength: 1 + numbers.below(5), claim: claim))
      }
    case 61..<66:
      return .moment(
        Event.Moment(
          code: numbers.pick(["GOAL+", "TASK+", "BOND+", "CO", "CO+", "CO-", "Z9"]) ?? "CO", who: person(),
          to: numbers.chance(70) ? party() : nil, claim: claim))
    case 66..<68: return .bookmark(Event.Claim(on: claim.on))
    default: return .note(Event.Note(text: "seen", claim: claim))
    }
  }

  private mutating func turn(_ claim: Event.Claim) -> Event {
    let who = numbers.chance(3) ? MemberID.unlogged : person()
    return .turn(
      Event.Turn(
        who: who, to: numbers.chance(85) ? party() : nil,
        focus: numbers.chance(85) ? numbers.pick(Event.Focus.allCases) : nil, minimal: numbers.chance(25),
        claim: claim))
  }

  private mutating func marker(_ claim: Event.Claim) -> Event {
    .marker(
      Event.Marker(
        code: numbers.pick(["W1", "W2", "C1", "X1", "X1", "Q1", "Z9"]) ?? "W1", who: person(), to: party(),
        affected: numbers.chance(30) ? (0...numbers.below(2)).map { _ in person() } : [],
        clarity: numbers.pick(Event.Clarity.allCases), episode: numbers.chance(50) ? episode() : nil,
        claim: claim))
  }

  private mutating func repair(_ claim: Event.Claim) -> Event {
    let episodes = (0..<numbers.below(4)).compactMap { _ in episode() }
    return .repair(
      Event.Repair(
        code: numbers.pick(["R1", "R5"]) ?? "R1", who: person(), to: party(), episodes: episodes,
        claim: claim))
  }

  private mutating func link() -> Event? {
    guard let one = episode(), let other = episode() else { return nil }
    let link = Event.Link(episode: one, other: other)
    return numbers.pick([.caused(link), .relapse(link), .merged(link), .merged(link)])
  }

  private mutating func correction() -> Event? {
    let retractable = records.indices.filter { session.entries[$0].event.canBeRetracted }
    switch numbers.below(3) {
    case 0:
      return numbers.pick(retractable.filter { session.entries[$0].isStanding }).map {
        .retracted(RecordID($0))
      }
    case 1:
      let taken = retractable.filter {
        !session.entries[$0].isStanding && session.entries[$0].event.canBeRetracted
      }
      return numbers.pick(taken).map { .restored(RecordID($0)) }
    default:
      let target = numbers.pick(records.indices.filter { session.entries[$0].event.canBeAmended })
      return target.flatMap { amendment(of: $0) }
    }
  }

  private mutating func amendment(of target: Int) -> Event? {
    let entry = session.entries[target]
    var all: [Amendment.Change] = [
      .who(person()), .to(party()), .minimal(numbers.chance(50)), .focus(numbers.chance(50) ? .own : .other),
      .on(SessionTime(numbers.below(entry.time.milliseconds + 1))), .affected([person()]), .value(2),
      .code(numbers.pick(["W1", "X1", "C1"]) ?? "W1"), .because(.rupture), .strength(1),
    ]
    if let episode = episode() { all += [.episode(episode), .episodes([episode])] }
    let changes = (0...numbers.below(2)).compactMap { _ in
      numbers.pick(all.filter { entry.event.changed(by: $0) != nil })
    }
    guard !changes.isEmpty else { return nil }
    return .amended(Amendment(of: RecordID(target), changes: changes))
  }

  private mutating func clockEvent() -> Event? {
    switch numbers.below(9) {
    case 0, 1: return .lost
    case 2, 3: return .regained
    case 4, 5: return .paused(Self.wall)
    case 6, 7: return .resumed(Self.wall)
    default:
      time += step
      return .reopened(Self.wall)
    }
  }

  private mutating func attendance() -> Event? {
    let attendance = Event.Attendance(
      person(), because: numbers.chance(60) ? numbers.pick(Event.Attendance.Reason.allCases) : nil)
    switch numbers.below(20) {
    case 0: return .withdrew(attendance.member)
    case 1..<7: return .left(attendance)
    case 7..<13: return .arrived(attendance)
    default: return .consented(Event.Consent(member: attendance.member, scope: "all"))
    }
  }

  private mutating func another() -> Event? {
    switch numbers.below(5) {
    case 0, 1:
      return .rated(
        Event.Rating(
          scale: numbers.pick(["resolution", "contribution", "other"]) ?? "other",
          value: numbers.chance(20) ? nil : 1 + numbers.below(5), member: numbers.chance(20) ? person() : nil)
      )
    case 2: return .sync(Event.Sync(media: time))
    case 3: return .interrupted(.terminal)
    default: return .unknown(kind: "applauded")
    }
  }

  private mutating func nonsense() -> Event? {
    numbers.pick([
      .turn(Event.Turn(who: "nobody")), .partly(Event.Partial(episode: RecordID(9999))),
      .resolved(Event.Resolution(episode: 0, strength: 1)), .retracted(RecordID(9999)), .restored(0),
      .marker(Event.Marker(code: "W1", who: "nobody", to: .group)), .left(Event.Attendance("nobody")),
      .amended(Amendment(of: 0, changes: [.minimal(true)])), .retracted(0),
      .merged(Event.Link(episode: RecordID(9999), other: 1)),
    ])
  }

  private mutating func carried() -> Event {
    .carried(
      Event.Carried(
        sid: String(repeating: "8", count: 32), number: 7, who: person(), to: party(),
        form: numbers.pick(Event.Form.allCases) ?? .mixed, exposure: numbers.below(step * 10),
        codes: numbers.chance(50) ? ["X1"] : ["W1"]))
  }

  // MARK: Parts of a record

  private mutating func person() -> MemberID {
    numbers.pick(session.roster.members.map(\.id)) ?? .unlogged
  }

  private mutating func party() -> Party { numbers.chance(25) ? .group : .person(person()) }

  private mutating func episode() -> RecordID? {
    numbers.pick(records.map(\.id).filter { session.knowsEpisode($0) })
  }

  private mutating func earlier() -> SessionTime {
    SessionTime(numbers.below(min(time, session.end.milliseconds) + 1))
  }

  /// Mostly now; sometimes some time ago, sometimes at a bookmark.
  private mutating func claim() -> Event.Claim {
    if numbers.chance(12) {
      return Event.Claim(on: SessionTime(max(0, time - numbers.below(step * 3 + 1))))
    }
    if numbers.chance(6), let bookmark = numbers.pick(session.unnamedBookmarks) {
      return Event.Claim(from: bookmark)
    }
    return Event.Claim()
  }
}
