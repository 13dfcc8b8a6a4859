import SessionCore

extension Record {
  /// The same record with seats for people, and without anything that was written in words.
  var withoutNames: Record { Record(id: id, time: time, event: event.withoutNames) }
}

extension Event {
  fileprivate var withoutNames: Event {
    switch self {
    case .opened(var opening):
      opening.group = "group"
      opening.observer = ""
      opening.roster = Roster(
        opening.roster.members.enumerated().map { place, member in
          Member(id: member.id, label: "seat \(place + 1)", role: member.role, key: member.key)
        })
      return .opened(opening)
    case .note(var note):
      note.text = "in words"
      return .note(note)
    case .resolved(var resolution):
      if case .text? = resolution.evidence { resolution.evidence = nil }
      return .resolved(resolution)
    case .consented(var consent):
      consent.scope = "observation"
      consent.until = nil
      return .consented(consent)
    case .sync(let sync): return .sync(Sync(media: sync.media))
    case .amended(let amendment):
      return .amended(Amendment(of: amendment.of, changes: amendment.changes.filter { !$0.isInWords }))
    case .unknown: return .unknown(kind: "unknown")
    default: return self
    }
  }
}

extension Amendment.Change {
  fileprivate var isInWords: Bool {
    switch self {
    case .text, .scope, .until, .label, .evidence: true
    default: false
    }
  }
}
