/// What of a second coding is taken over from the first log, and so is not the second coder's to record.
extension Session {
  /// Whether an event of this session was taken over, not keyed.
  func isGiven(_ event: Event) -> Bool {
    guard let source = opening.source else { return false }
    return event.isGivenClock || (source.givesFloor && event.isGivenFloor)
  }

  /// Refuses what would make the floor or the clock differ from those of the first log.
  func check(_ command: Command, in source: Opening.Source) throws(Rejection) {
    switch command {
    case .pause, .resume: throw .clockIsGiven
    case .turn, .silence, .arrive, .leave, .loseSight, .regainSight:
      if source.givesFloor { throw .floorIsGiven }
    case .amend(let id, _), .retract(let id), .restore(let id):
      guard let event = self[id]?.event else { return }
      if event.isGivenClock { throw .clockIsGiven }
      if source.givesFloor, event.isGivenFloor { throw .floorIsGiven }
    default: break
    }
  }
}

extension Event {
  var isGivenClock: Bool {
    switch self {
    case .paused, .resumed: true
    default: false
    }
  }

  var isGivenFloor: Bool {
    switch self {
    case .turn, .silence, .arrived, .left, .lost, .regained: true
    default: false
    }
  }
}
