extension Session {
  func decideCorrection(_ command: Command, at time: SessionTime) throws(Rejection) -> Event {
    switch command {
    case .amend(let id, let changes): return try decideAmendment(of: id, changes, at: time)
    case .retract(let id):
      let entry = try entry(id)
      guard entry.event.canBeRetracted, !ignored.contains(sorted: id) else {
        throw .cannotRetract(id, kind: entry.event.kind)
      }
      guard entry.isStanding else { throw .alreadyRetracted(id) }
      return .retracted(id)
    case .restore(let id):
      let entry = try entry(id)
      guard !entry.isStanding else { throw .notRetracted(id) }
      guard entry.event.canBeRetracted, !ignored.contains(sorted: id) else {
        throw .cannotRetract(id, kind: entry.event.kind)
      }
      return try restoring(id)
    case .undo:
      guard let event = history.undo(in: entries) else { throw .nothingToUndo }
      if case .restored(let id) = event { return try restoring(id) }
      return event
    case .redo:
      guard let event = history.redo(in: entries) else { throw .nothingToRedo }
      if case .restored(let id) = event { return try restoring(id) }
      return event
    default: throw .onlyCorrections
    }
  }

  private func decideAmendment(
    of id: RecordID, _ changes: [Amendment.Change], at time: SessionTime
  ) throws(Rejection) -> Event {
    let entry = try entry(id)
    guard entry.event.canBeAmended, !ignored.contains(sorted: id) else {
      throw .cannotAmend(id, kind: entry.event.kind)
    }
    var event = entry.event
    for change in changes {
      guard let changed = event.changed(by: change) else {
        throw .noSuchMember(change.member, kind: entry.event.kind)
      }
      event = changed
    }
    guard event != entry.event else { throw .nothingChanges(id) }
    try check(event, as: Draft(id: id, time: entry.time, latest: time, old: entry.event))
    return .amended(Amendment(of: id, changes: changes))
  }

  /// Nothing about somebody who withdrew is put back, and no merge that has become one too many.
  private func restoring(_ id: RecordID) throws(Rejection) -> Event {
    let entry = try entry(id)
    switch entry.event {
    case .withdrew(let member):
      if attendances.withdrawal(of: member) != nil { throw .alreadyWithdrawn(member) }
    case .merged(let link):
      try check(merge: link, as: Draft(id: id, time: entry.time, latest: entry.time, old: nil))
    case .amended(let amendment): if let event = amended(by: amendment) { try checkPeople(of: event) }
    default: try checkPeople(of: entry.event)
    }
    return .restored(id)
  }

  /// What a record would say with one amendment more.
  private func amended(by amendment: Amendment) -> Event? {
    guard var event = self[amendment.of]?.event else { return nil }
    for change in amendment.changes { event = event.changed(by: change) ?? event }
    return event
  }

  private func entry(_ id: RecordID) throws(Rejection) -> Entry {
    guard let entry = self[id] else { throw .noSuchRecord(id) }
    return entry
  }
}

extension Amendment.Change {
  /// The name of the member in the log.
  package var member: String {
    switch self {
    case .who: "who"
    case .member: "member"
    case .to: "to"
    case .focus: "focus"
    case .minimal: "minimal"
    case .on: "on"
    case .from: "from"
    case .code: "code"
    case .affected: "affected"
    case .clarity: "clarity"
    case .episode: "episode"
    case .episodes: "episodes"
    case .strength: "strength"
    case .evidence: "evidence"
    case .by: "by"
    case .into: "into"
    case .about: "about"
    case .text: "text"
    case .because: "because"
    case .scale: "scale"
    case .value: "value"
    case .scope: "scope"
    case .until: "until"
    case .media: "media"
    case .label: "label"
    }
  }
}
