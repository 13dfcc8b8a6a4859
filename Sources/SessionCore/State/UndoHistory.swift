/// What `undo` and `redo` would take back and put back, worked out from the log alone.
///
/// An undo is a `retracted` record and a redo a `restored` one, so that resuming a session resumes its history.
/// A taking back that was keyed on its own is an act like any other and can itself be undone.
package struct UndoHistory: Hashable, Sendable {
  /// The records that can be undone; the last goes first.
  package private(set) var done = RecordRuns()
  /// The records that can be redone; the last goes first.
  package private(set) var undone: [RecordID] = []

  init() {}

  /// What undoing would record, or `nil` when there is nothing to undo.
  func undo(in entries: Entries) -> Event? {
    done.last.map { Self.inverse(of: $0, entries[$0.rawValue].event) }
  }

  /// What redoing would record, or `nil` when there is nothing to redo.
  func redo(in entries: Entries) -> Event? {
    undone.last.map { Self.repetition(of: $0, entries[$0.rawValue].event) }
  }

  /// Takes note of the newest record, which stands, and of its event.
  mutating func note(_ id: RecordID, _ event: Event, in entries: Entries) {
    switch event {
    case .withdrew(let member): forget(member, in: entries)
    case .restored(let target):
      if case .withdrew(let member) = entries[target.rawValue].event { forget(member, in: entries) }
      if follows(event, in: entries) { return }
    case .retracted: if follows(event, in: entries) { return }
    default: break
    }
    if event.canBeUndone { noteAct(id) }
  }

  /// Takes note of the newest record, which is an observation.
  mutating func noteAct(_ id: RecordID) {
    done.append(id)
    if !undone.isEmpty { undone = [] }
  }

  /// Drops every step that would put back something about somebody who withdrew: it could never be taken, and
  /// would stand in the way of those before it.
  private mutating func forget(_ member: MemberID, in entries: Entries) {
    undone.removeAll { Self.concerns(Self.subject(of: $0, in: entries), member, in: entries) }
    let handled = done.filter { Self.subject(of: $0, in: entries) != $0 }
      .map { Self.subject(of: $0, in: entries) }
    let blocked = Set(handled.filter { Self.concerns($0, member, in: entries) })
    if blocked.isEmpty { return }
    done = RecordRuns(done.filter { !blocked.contains(Self.subject(of: $0, in: entries)) })
  }

  /// The record that a taking or putting back is about; any other record is its own.
  private static func subject(of id: RecordID, in entries: Entries) -> RecordID {
    switch entries[id.rawValue].event {
    case .retracted(let target), .restored(let target): target
    default: id
    }
  }

  /// Whether a record, or what an amendment makes of another, names somebody.
  private static func concerns(
    _ id: RecordID, _ member: MemberID, in entries: Entries
  ) -> Bool {
    guard case .amended(let amendment) = entries[id.rawValue].event else {
      return entries[id.rawValue].event.people.contains(member)
    }
    var event = entries[amendment.of.rawValue].event
    if event.people.contains(member) { return true }
    for change in amendment.changes { event = event.changed(by: change) ?? event }
    return event.people.contains(member)
  }

  /// Whether a taking or putting back is the next step of the history, and if so takes that step.
  private mutating func follows(_ event: Event, in entries: Entries) -> Bool {
    if undo(in: entries) == event, let last = done.popLast() {
      undone.append(last)
      return true
    }
    if redo(in: entries) == event, let last = undone.popLast() {
      done.append(last)
      return true
    }
    return false
  }

  private static func inverse(of id: RecordID, _ event: Event) -> Event {
    switch event {
    case .retracted(let target): .restored(target)
    case .restored(let target): .retracted(target)
    default: .retracted(id)
    }
  }

  private static func repetition(of id: RecordID, _ event: Event) -> Event {
    switch event {
    case .retracted, .restored: event
    default: .restored(id)
    }
  }
}

extension Event {
  /// Whether `undo` steps over this record or takes it back.
  var canBeUndone: Bool {
    switch self {
    case .retracted, .restored: true
    case .carried, .consented, .withdrew: false
    default: canBeRetracted
    }
  }
}
