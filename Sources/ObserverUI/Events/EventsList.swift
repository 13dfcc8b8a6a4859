package import SessionCore
package import TerminalKit

/// The events of a session with one of them pointed at, and what can be put right about it.
///
/// A value that whoever shows it holds: keys go in, commands come out, and every correction is a record of its
/// own. Nothing here looks through the session; a key costs as much as it moves.
package struct EventsList: Hashable, Sendable {
  /// What a key led to.
  package enum Outcome: Hashable, Sendable {
    /// The list moved, or asks for more.
    case nothing
    /// To be decided and recorded.
    case ask(Command)
    /// To be said to the observer.
    case say(String)
    /// This bookmark is to be named by what is keyed next.
    case name(RecordID)
    /// A command in words, begun like this, is to be gone on with.
    case words(String)
    case help
    case leave
    /// The key means nothing here: it is for whoever holds the list.
    case pass
  }

  /// What the next keys say about the event pointed at.
  enum Asking: Hashable, Sendable {
    /// A seat says whose act it was.
    case whose
    /// A seat or the star says toward whom.
    case toward
    /// A letter says which code; for markers of this family.
    case code(Family)
    /// Another event is pointed at; this is the one it is tied to.
    case tie(Tie, of: RecordID)
    /// A note about it, or the text of the note it is.
    case text(TextEntry)
  }

  /// How one event is tied to another.
  enum Tie: Hashable, Sendable, CaseIterable {
    case join, merge, cause, relapse, evidence
  }

  /// The event the keys are about.
  package internal(set) var chosen: RecordID
  var asking: Asking?

  /// The list pointing at a record, or at the last event before it where it is none.
  package init(at record: RecordID, in session: Session) {
    chosen = Self.listed(from: record, by: -1, in: session) ?? RecordID(0)
  }

  /// The list pointing at the last thing observed, or the last event.
  package init(of session: Session) {
    let recent = session.entries.indices.suffix(200)
    let last = recent.last { session.entries[$0].isStanding && session.entries[$0].event.isObservation }
    self.init(at: RecordID(last ?? session.entries.count - 1), in: session)
  }

  /// Whether text that is typed or pasted goes into a line of the list.
  package var isWriting: Bool { if case .text = asking { true } else { false } }

  /// Whether the next key says more about the event pointed at.
  package var isAsking: Bool { asking != nil }

  /// Takes a key.
  package mutating func press(_ key: Key, in session: Session, keymap: Keymap) -> Outcome {
    if let asking { return answer(asking, key, in: session, keymap) }
    if session.roster.seat(of: key) != nil { return .pass }
    guard let action = keymap.action(key, in: .events) else { return .pass }
    if move(action, in: session) { return .nothing }
    switch action {
    case .cancel: return .leave
    case .help: return .help
    case .undo: return .ask(.undo)
    case .redo: return .ask(.redo)
    case .palette: return .words("amend \(chosen) ")
    case .take: return .say("Nothing is asked for. \(keymap.name(of: .cancel, in: .events)) goes back.")
    default: return correct(action, in: session)
    }
  }

  /// Adds pasted text to the line that is written; `false` when none is.
  package mutating func paste(_ text: String) -> Bool {
    guard case .text(var entry) = asking else { return false }
    _ = entry.add(text)
    asking = .text(entry)
    return true
  }

  // MARK: Moving about

  /// How many events a page moves by.
  static let page = 10

  /// Whether a record is an event of its own, and no correction of another.
  static func isListed(_ event: Event) -> Bool {
    switch event {
    case .amended, .retracted, .restored: false
    default: true
    }
  }

  /// The first listed record from a place on, in one direction, that is wanted; `nil` when there is none.
  static func listed(
    from record: RecordID, by step: Int, in session: Session,
    where isWanted: (RecordID) -> Bool = { _ in true }
  ) -> RecordID? {
    var place = record.rawValue
    while session.entries.indices.contains(place) {
      if isListed(session.entries[place].event), isWanted(RecordID(place)) { return RecordID(place) }
      place += step
    }
    return nil
  }

  private mutating func move(_ action: Action, in session: Session) -> Bool {
    switch action {
    case .up: move(by: -1, in: session)
    case .down: move(by: 1, in: session)
    case .pageUp: move(by: -Self.page, in: session)
    case .pageDown: move(by: Self.page, in: session)
    case .top: chosen = first(from: 0, by: 1, in: session) ?? chosen
    case .bottom: chosen = first(from: session.entries.count - 1, by: -1, in: session) ?? chosen
    default: return false
    }
    return true
  }

  private mutating func move(by count: Int, in session: Session) {
    for _ in 0..<abs(count) {
      chosen = first(from: chosen.rawValue + count.signum(), by: count.signum(), in: session) ?? chosen
    }
  }

  /// The first event from a place on that can be pointed at now.
  private func first(from place: Int, by step: Int, in session: Session) -> RecordID? {
    Self.listed(from: RecordID(place), by: step, in: session) { canPoint(at: $0, in: session) }
  }

  /// Whether an event can be pointed at: any, but while something is tied to another, only what it can be tied to.
  func canPoint(at id: RecordID, in session: Session) -> Bool {
    guard case .tie(let tie, let source) = asking else { return true }
    guard let entry = session[id], entry.isStanding else { return false }
    if tie == .evidence {
      switch entry.event {
      case .turn, .moment: return true
      default: return false
      }
    }
    guard let episode = session.episode(of: id) else { return false }
    return episode != session.episode(of: source)
  }

  // MARK: Answers

  private mutating func answer(
    _ asking: Asking, _ key: Key, in session: Session, _ keymap: Keymap
  ) -> Outcome {
    if case .text(let entry) = asking { return write(entry, key, in: session) }
    if key == .escape { return drop(asking) }
    switch asking {
    case .whose, .toward:
      let party = session.roster.party(of: key)
      guard let party, asking == .toward || party.person != nil else {
        return .say("\(key.shown) is no seat. Escape goes back.")
      }
      self.asking = nil
      return .ask(.amend(chosen, [change(asking, party, in: session)]))
    case .code(let family): return recode(family, key, in: session, keymap)
    case .tie(let tie, let source):
      if session.roster.seat(of: key) != nil { return .pass }
      guard let action = keymap.action(key, in: .events) else { return .pass }
      if move(action, in: session) { return .nothing }
      if action == .cancel { return drop(asking) }
      guard action == .take else { return .say("Point at the other one; enter takes it, escape goes back.") }
      let command = command(tie, source, in: session)
      _ = drop(asking)
      return command.map { .ask($0) } ?? .nothing
    case .text: return .nothing
    }
  }

  private mutating func drop(_ asking: Asking) -> Outcome {
    if case .tie(_, let source) = asking { chosen = source }
    self.asking = nil
    return .nothing
  }

  private func change(_ asking: Asking, _ party: Party, in session: Session) -> Amendment.Change {
    guard asking == .whose, let person = party.person else { return .to(party) }
    switch session[chosen]?.event {
    case .consented?, .arrived?, .left?, .rated?: return .member(person)
    default: return .who(person)
    }
  }

  private mutating func recode(
    _ family: Family, _ key: Key, in session: Session, _ keymap: Keymap
  ) -> Outcome {
    if key == .tab {
      let families = session[chosen].map { Self.families(of: $0.event, in: session) } ?? []
      let place = families.firstIndex(of: family) ?? 0
      if !families.isEmpty { asking = .code(families[(place + 1) % families.count]) }
      return .nothing
    }
    guard let code = keymap.code(for: key, among: Self.codes(of: family, in: session)) else {
      return .say("\(key.shown) is the key of none of these codes. Escape goes back.")
    }
    asking = nil
    return .ask(.amend(chosen, [.code(code.id)]))
  }

  private mutating func write(_ entry: TextEntry, _ key: Key, in session: Session) -> Outcome {
    var entry = entry
    switch key {
    case .escape: asking = nil
    case .enter:
      asking = nil
      guard let about = session[chosen], !entry.text.isEmpty else { return .nothing }
      if case .note = about.event { return .ask(.amend(chosen, [.text(entry.text)])) }
      let claim = Event.Claim(on: about.moment)
      return .ask(.note(Event.Note(text: entry.text, about: chosen, claim: claim)))
    default:
      _ = entry.press(key)
      asking = .text(entry)
    }
    return .nothing
  }
}
