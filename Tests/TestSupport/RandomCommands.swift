package import SessionCore

/// What a hasty observer could ask for, drawn from a seed; some of it must be refused.
package struct RandomCommands {
  private var numbers: SeededNumbers
  private let people: [MemberID]

  package init(seed: UInt64, people: [MemberID] = ["joe", "chris", "kathy", "alice"]) {
    numbers = SeededNumbers(seed: seed)
    self.people = people
  }

  /// The next command and the time at which it is given, a little after the last record.
  package mutating func next(in session: Session) -> (command: Command, time: SessionTime) {
    let time = session.lastTime.moved(by: chance(4) ? 0 : below(8_000))
    if chance(60) { return (command(in: session, at: time), time.moved(by: -1 - below(2_000))) }
    return (command(in: session, at: time), time)
  }

  // MARK: Commands

  private mutating func command(in session: Session, at time: SessionTime) -> Command {
    if session.isReopened || session.closing == nil, chance(4) { return correction(in: session, time) }
    switch below(32) {
    case 0..<9:
      return .turn(
        Event.Turn(
          who: chance(30) ? .unlogged : person(), to: chance(3) ? nil : party(),
          focus: pick(Event.Focus.allCases),
          minimal: chance(6), claim: claim(session, time)))
    case 9: return .silence(claim(session, time))
    case 10..<14:
      let code: CodeID = chance(20) ? pick(["R1", "ZZ"]) : pick(["W1", "W2", "C2", "C6", "X1", "X2"])
      return .mark(
        Command.Mark(
          code, person(), to: chance(2) ? party() : nil, affected: chance(5) ? [person()] : [],
          joining: chance(3) ? .new : chance(3) ? .episode(episode(session)) : .fitting,
          claim: claim(session, time)))
    case 14..<17:
      return .repair(
        Command.Repair(
          chance(20) ? "W1" : pick(["R1", "R4", "R8"]), person(), to: chance(2) ? party() : nil,
          episodes: chance(2) ? [] : (0..<1 + below(3)).map { _ in episode(session) },
          claim: claim(session, time)))
    case 17: return .partly(chance(2) ? nil : episode(session), claim(session, time))
    case 18, 19:
      return .resolve(
        Command.Resolve(
          chance(2) ? nil : episode(session), strength: 1 + below(5) + (chance(20) ? 1 : 0),
          evidence: chance(2) ? nil : .record(record(session)),
          claim: claim(session, time)))
    case 20:
      return .moment(
        Event.Moment(
          code: pick(["P1", "BOND+", "DIS", "W2"]), who: person(), to: chance(2) ? party() : nil,
          claim: claim(session, time)))
    case 21: return .bookmark(claim(session, time))
    case 22: return .cause(episode(session), by: episode(session))
    case 23: return .relapse(episode(session), of: episode(session))
    case 24: return .merge(episode(session), into: episode(session))
    case 25:
      return chance(2) ? .arrive(person()) : .leave(person(), because: pick([nil, .rupture, .planned]))
    case 26: return clockCommand()
    case 27: return .note(Event.Note(text: pick(["", "hm", "a word"]), claim: claim(session, time)))
    case 28: return .rate(pick(["resolution", "mood"]), below(7), member: chance(3) ? person() : nil)
    case 29: return .consent(person(), scope: pick(["observation", " "]))
    case 30: return rare(in: session)
    default: return .sync(media: below(1000) - 100, label: nil)
    }
  }

  private mutating func rare(in session: Session) -> Command {
    switch below(12) {
    case 0: chance(4) ? .withdraw(person()) : .redo
    case 1: .carry([])
    case 2:
      .carry([
        Event.Carried(
          sid: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", number: 3, who: person(), to: party(), form: .mixed,
          exposure: below(1000) - 10, codes: ["W2"])
      ])
    case 3: chance(2) ? .close(Sample.wall, .end) : .undo
    default: .merge(episode(session), into: episode(session))
    }
  }

  private mutating func clockCommand() -> Command {
    pick([.loseSight, .regainSight, .pause(Sample.wall), .resume(Sample.wall)])
  }

  private mutating func correction(in session: Session, _ time: SessionTime) -> Command {
    switch below(10) {
    case 0: .undo
    case 1: .redo
    case 2: .retract(record(session))
    case 3: .restore(takenBack(session))
    default: amendment(session, time)
    }
  }

  /// Now and then of a member that the record has not, and often of a record that was corrected before.
  private mutating func amendment(_ session: Session, _ time: SessionTime) -> Command {
    var id = record(session)
    for _ in 0..<6 where chance(2) {
      let other = record(session)
      if session[other]?.isAmended ?? false { id = other }
    }
    var changes: [Amendment.Change] = []
    for _ in 0..<12 where changes.isEmpty || chance(12) {
      let change = change(session, time)
      if chance(20) || session[id]?.event.changed(by: change) != nil { changes.append(change) }
    }
    return .amend(id, changes)
  }

  private mutating func change(_ session: Session, _ time: SessionTime) -> Amendment.Change {
    switch below(16) {
    case 0: .who(person())
    case 1: .to(party())
    case 2: .on(SessionTime(below(max(1, time.milliseconds + 100))))
    case 3: .from(record(session))
    case 4: .code(pick(["W2", "C2", "X1", "R4", "P1"]))
    case 5: .affected(chance(2) ? [] : [person(), person()])
    case 6, 7: .episode(chance(2) ? record(session) : episode(session))
    case 8: .episodes((0..<below(3)).map { _ in episode(session) })
    case 9: .strength(below(7))
    case 10: .into(episode(session))
    case 11: .by(episode(session))
    case 12: .member(person())
    case 13: .minimal(chance(2))
    case 14: .about(record(session))
    default: .text(pick(["", "another"]))
    }
  }

  // MARK: Parts

  private mutating func claim(_ session: Session, _ time: SessionTime) -> Event.Claim {
    switch below(8) {
    case 0: Event.Claim(on: time.moved(by: 50 - below(20_000)))
    case 1: Event.Claim(from: chance(2) ? session.unnamedBookmarks.last : record(session))
    default: Event.Claim()
    }
  }

  private mutating func person() -> MemberID { chance(80) ? "nobody" : pick(people) }

  private mutating func party() -> Party { chance(5) ? .group : .person(person()) }

  /// Mostly an episode of the last few, now and then any record.
  private mutating func episode(_ session: Session) -> RecordID {
    if chance(10) { return record(session) }
    let recent = session.openEpisodes.suffix(6)
    if !recent.isEmpty, !chance(3) { return pick(Array(recent)) }
    for _ in 0..<12 {
      let id = record(session)
      if session.knowsEpisode(id) { return id }
    }
    return record(session)
  }

  /// Mostly one of the last records, now and then any, and one that is not there.
  private mutating func record(_ session: Session) -> RecordID {
    let count = session.entries.count
    return chance(2) ? RecordID(max(0, count - 1 - below(20))) : RecordID(below(count + 1))
  }

  /// Mostly a record that was taken back.
  private mutating func takenBack(_ session: Session) -> RecordID {
    for _ in 0..<12 {
      let id = record(session)
      if session[id]?.isStanding == false { return id }
    }
    return record(session)
  }

  // Not `Int.random`, whose way of drawing may change between versions of Swift.
  private mutating func below(_ limit: Int) -> Int {
    Int(truncatingIfNeeded: numbers.next() % UInt64(max(1, limit)))
  }

  /// True once in so many times.
  private mutating func chance(_ times: Int) -> Bool { below(times) == 0 }

  private mutating func pick<T>(_ values: [T]) -> T { values[below(values.count)] }
}

/// A session that grew from random commands, with its records and what was refused.
package struct DecidedSession {
  package private(set) var session: Session
  package private(set) var records: [Record]
  /// Events that were decided although the fold then passed over them; there must be none.
  package private(set) var passedOver: [Event] = []
  package private(set) var refused = 0

  package init(
    seed: UInt64, commands count: Int, opening: Opening = Sample.opening, reopens: Bool = true,
    skipping: (Command) -> Bool = { _ in false }
  ) {
    session = Session(opening)
    records = [Record(id: 0, time: .zero, event: .opened(opening))]
    if opening.mode != .roleplay {
      for member in opening.roster.members where member.role == .member {
        take(.consented(member: member.id), at: .zero)
      }
    }
    var commands = RandomCommands(seed: seed)
    for _ in 0..<count {
      let (command, time) = commands.next(in: session)
      if skipping(command) { continue }
      do throws(Rejection) {
        for event in try session.decide(command, at: time) { take(event, at: time) }
      } catch {
        refused += 1
      }
      let isCrash = reopens && session.closing == nil && records.count % 37 == 36
      if isCrash || reopens && session.closing != nil && !session.isReopened {
        take(.reopened(Sample.wall), at: session.lastTime.moved(by: isCrash ? records.count % 5 : 60_000))
      }
    }
  }

  private mutating func take(_ event: Event, at time: SessionTime) {
    let record = Record(id: session.nextID, time: time, event: event)
    let before = session.ignored.count
    session.apply(record)
    records.append(record)
    if session.ignored.count > before { passedOver.append(event) }
  }
}
