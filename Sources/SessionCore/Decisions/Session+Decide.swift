/// The rules about what may be recorded. They live here and nowhere else.
extension Session {
  /// The largest text a record may hold, in UTF-8 bytes: escaped it still fits a line of 64 KiB.
  package static let longestText = 8_000

  /// The events that carry out a command, or the reason why it is refused.
  ///
  /// Nothing changes here: the events become records first, and then go through ``apply(_:)``. Every event that
  /// comes out makes sense to the fold.
  ///
  /// - Parameter time: now, on the session's clock.
  package func decide(_ command: Command, at time: SessionTime) throws(Rejection) -> [Event] {
    guard time >= lastTime else { throw .timeGoesBack(time, last: lastTime) }
    if closing != nil { try checkAfterClosing(command, at: time) }
    if let source = opening.source { try check(command, in: source) }
    switch command {
    case .turn(let turn):
      if let to = turn.to, to == .person(turn.who) { throw .towardSelf(turn.who) }
      return try [checked(.turn(turn), at: time)]
    case .silence(let claim): return try [checked(.silence(claim), at: time)]
    case .mark(let mark): return try [decide(mark, at: time)]
    case .repair(let repair): return try [decide(repair, at: time)]
    case .partly(let episode, let claim):
      let id = try openEpisode(episode, at: claim, time)
      return try [checked(.partly(Event.Partial(episode: id, claim: claim)), at: time)]
    case .resolve(let resolve): return try [decide(resolve, at: time)]
    case .moment(let moment): return try [checked(.moment(moment), at: time)]
    case .bookmark(let claim): return try [checked(.bookmark(claim), at: time)]
    case .note(let note): return try [checked(.note(note), at: time)]
    case .cause(let episode, let other):
      return try [checked(.caused(Event.Link(episode: episode, other: other)), at: time)]
    case .relapse(let episode, let other):
      return try [checked(.relapse(Event.Link(episode: episode, other: other)), at: time)]
    case .merge(let episode, let other):
      return try [checked(.merged(Event.Link(episode: episode, other: other)), at: time)]
    case .amend, .retract, .restore, .undo, .redo: return try [decideCorrection(command, at: time)]
    case .consent, .withdraw, .arrive, .leave: return try [decideAttendance(command, at: time)]
    case .loseSight, .regainSight, .pause, .resume: return try [decideClock(command)]
    case .sync(let media, let label):
      return try [checked(.sync(Event.Sync(media: media, label: label)), at: time)]
    case .rate(let scale, let value, let member):
      return try [checked(.rated(Event.Rating(scale: scale, value: value, member: member)), at: time)]
    case .carry(let carried): return try decide(carrying: carried)
    case .close(let wall, let ending): return [.closed(Event.Closing(wall: wall, because: ending))]
    }
  }

  private func checkAfterClosing(_ command: Command, at time: SessionTime) throws(Rejection) {
    guard isReopened else { throw .closed }
    switch command {
    case .consent, .withdraw, .arrive, .leave, .loseSight, .regainSight, .pause, .resume, .carry:
      throw .onlyCorrections
    default: break
    }
  }

  private func decideClock(_ command: Command) throws(Rejection) -> Event {
    switch command {
    case .pause(let wall):
      if clock.isPaused { throw .alreadyPaused }
      return .paused(wall)
    case .resume(let wall):
      if !clock.isPaused { throw .notPaused }
      return .resumed(wall)
    case .loseSight:
      if clock.isLost { throw .alreadyLost }
      return .lost
    default:
      if !clock.isLost { throw .notLost }
      return .regained
    }
  }

  private func decideAttendance(
    _ command: Command, at time: SessionTime
  ) throws(Rejection) -> Event {
    switch command {
    case .consent(let member, let scope, let until):
      return try checked(
        .consented(Event.Consent(member: member, scope: scope, until: until)), at: time)
    case .arrive(let member):
      try checkNamed(member)
      // The first record about somebody may be an arrival: it says that they were not there before.
      if attendances.isPresent(member), attendances.hasPassages(member) { throw .alreadyPresent(member) }
      return .arrived(Event.Attendance(member))
    case .leave(let member, let reason):
      try checkNamed(member)
      if !attendances.isPresent(member) { throw .notPresent(member) }
      return .left(Event.Attendance(member, because: reason))
    case .withdraw(let member):
      guard roster.place(of: member) != nil else { throw .unknownPerson(member.rawValue) }
      if attendances.withdrawal(of: member) != nil { throw .alreadyWithdrawn(member) }
      return .withdrew(member)
    default: throw .onlyCorrections
    }
  }

  private func decide(carrying episodes: [Event.Carried]) throws(Rejection) -> [Event] {
    for entry in entries.dropFirst() {
      switch entry.event {
      // Outside role-plays nobody can be named before they consented.
      case .carried, .consented, .withdrew, .arrived: break
      default: throw .carriedTooLate
      }
    }
    for carried in episodes {
      try checkPeople(of: .carried(carried))
      if carried.to == .person(carried.who) { throw .towardSelf(carried.who) }
      guard carried.exposure >= 0 else { throw .exposureNegative(carried.exposure) }
    }
    return episodes.map { .carried($0) }
  }
}
