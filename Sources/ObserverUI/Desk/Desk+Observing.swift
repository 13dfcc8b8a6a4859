import SessionCore
import TerminalKit

/// Keys while nothing is half typed.
extension Desk {
  mutating func observe(_ key: Key) -> [DeskEffect] {
    if let member = seat(of: key) { return take(floor: member.id) }
    guard let action = keymap.action(key, in: .observe) else {
      message = "\(key.shown) does nothing here. \(keymap.name(of: .help, in: .observe)) shows the keys."
      return []
    }
    return act(action)
  }

  /// Carries out an action as if its key had been pressed at the desk.
  mutating func act(_ action: Action) -> [DeskEffect] {
    switch action {
    case .silence: return takeSilence()
    case .addressee: return begin(.addressing, needingTurn: true)
    case .focusSelf: return say(focus: .own)
    case .focusOther: return say(focus: .other)
    case .focusGroup: return say(focus: .group)
    case .minimal: return sayMinimal()
    case .withdrawal: return begin(.marker(.withdrawal))
    case .confrontation: return begin(.marker(.confrontation))
    case .groupMarker: return begin(.marker(.group))
    case .repair: return begin(.repair)
    case .partly: return beginPartly()
    case .resolved: return begin(.resolved)
    case .moment: return begin(.moment)
    case .attendance: return begin(.attendance)
    case .bookmark: return carryOut(.bookmark(claim))
    case .nameBookmark: return beginNaming()
    case .earlier1: return nudge(by: -1000)
    case .earlier5: return nudge(by: -5000)
    case .later1: return nudge(by: 1000)
    case .later5: return nudge(by: 5000)
    case .undo: return carryOut(.undo)
    case .redo: return carryOut(.redo)
    case .lost: return carryOut(.loseSight)
    case .regained: return carryOut(.regainSight)
    case .pause:
      return carryOut(session.clock.isPaused ? .resume(now.wall) : .pause(now.wall))
    case .note: mode = .writing(TextEntry(.note, claim: takeClaim()))
    case .palette: mode = .writing(TextEntry(.command, claim: Event.Claim()))
    case .blank: isBlank = true
    case .help: mode = .help(scroll: 0)
    case .close: mode = .ratings(RatingForm(session))
    default: message = "That does nothing here."
    }
    return []
  }

  // MARK: The floor

  private mutating func take(floor who: MemberID) -> [DeskEffect] {
    // Of somebody who withdrew only that somebody speaks is kept.
    let speaker = session.attendances.withdrawal(of: who) == nil ? who : .unlogged
    if let turn = currentTurn, turn.event.who == speaker {
      message = speaker == .unlogged ? "That is said already." : "\(name(who)) has the floor already."
      return []
    }
    return carryOut(.turn(Event.Turn(who: speaker, claim: claim)))
  }

  private mutating func takeSilence() -> [DeskEffect] {
    if session.floor.current?.speaker == .silence {
      message = "The floor is empty already."
      return []
    }
    return carryOut(.silence(claim))
  }

  /// The turn under way.
  var currentTurn: (id: RecordID, event: Event.Turn)? {
    guard let segment = session.floor.current, case .turn(let turn)? = session[segment.id]?.event else {
      return nil
    }
    return (segment.id, turn)
  }

  private mutating func begin(_ mode: Mode, needingTurn: Bool) -> [DeskEffect] {
    guard !needingTurn || currentTurn != nil else {
      message = "Nobody has the floor. A seat's key gives it."
      return []
    }
    self.mode = mode
    return []
  }

  mutating func address(_ key: Key) -> [DeskEffect] {
    mode = .observing
    guard let party = party(of: key), let turn = currentTurn else {
      if keymap.action(key, in: .strip) == .cancel { return [] }
      message = "\(key.shown) is no seat. The addressee is a seat's key, or * for the group."
      return []
    }
    if turn.event.to == party {
      message = "That is said already."
      return []
    }
    // The first time this completes the record of the turn; later a new segment of it begins.
    if turn.event.to == nil { return carryOut(.amend(turn.id, [.to(party)])) }
    return carryOut(.turn(Event.Turn(who: turn.event.who, to: party, focus: turn.event.focus, claim: claim)))
  }

  private mutating func say(focus: Event.Focus) -> [DeskEffect] {
    guard let turn = currentTurn else {
      message = "Nobody has the floor. A seat's key gives it."
      return []
    }
    if turn.event.focus == focus {
      message = "That is said already."
      return []
    }
    if turn.event.focus == nil { return carryOut(.amend(turn.id, [.focus(focus)])) }
    return carryOut(.turn(Event.Turn(who: turn.event.who, to: turn.event.to, focus: focus, claim: claim)))
  }

  private mutating func sayMinimal() -> [DeskEffect] {
    guard let turn = currentTurn else {
      message = "Nobody has the floor. A seat's key gives it."
      return []
    }
    if turn.event.minimal {
      message = "The turn is marked minimal already."
      return []
    }
    return carryOut(.amend(turn.id, [.minimal(true)]))
  }

  // MARK: Strips

  private mutating func begin(_ kind: Strip.Kind) -> [DeskEffect] {
    let strip = Strip(kind, claim: takeClaim(), in: session)
    if kind.needsEpisode, session.openEpisodes.isEmpty {
      message = Rejection.nothingOpen.message(in: session)
      return []
    }
    mode = .strip(strip)
    return []
  }

  private mutating func beginPartly() -> [DeskEffect] {
    session.openEpisodes.count == 1 ? carryOut(.partly(nil, takeClaim())) : begin(.partly)
  }

  private mutating func beginNaming() -> [DeskEffect] {
    guard let bookmark = session.unnamedBookmarks.first, let entry = session[bookmark] else {
      message = "No bookmark waits for a name."
      return []
    }
    naming = bookmark
    message = "Naming the bookmark of \(entry.moment.clockText): say what it was."
    return []
  }

  /// A key while a bookmark waits for its name: what does not name it leaves it as it was, so that nothing later
  /// takes its moment by surprise.
  mutating func name(with key: Key) -> [DeskEffect] {
    let bookmark = naming
    if keymap.action(key, in: .strip) == .cancel {
      naming = nil
      return []
    }
    let effects = observe(key)
    guard naming == bookmark, mode == .observing else { return effects }
    naming = nil
    message = message ?? "The bookmark still waits for its name."
    return effects
  }

  /// The stamp of a strip that begins now: this moment, or that of the bookmark being named.
  private mutating func takeClaim() -> Event.Claim {
    defer { naming = nil }
    if let naming { return Event.Claim(from: naming) }
    return Event.Claim(on: now.seen.moved(by: -session.opening.lag))
  }

  // MARK: Corrections

  /// Moves the last standing observation in time.
  private mutating func nudge(by milliseconds: Int) -> [DeskEffect] {
    let recent = session.entries.indices.suffix(200)
    let found = recent.last { session.entries[$0].isStanding && session.entries[$0].event.isObservation }
    guard let found else {
      message = "There is nothing to move yet."
      return []
    }
    let moment = session.entries[found].moment.moved(by: milliseconds)
    return carryOut(.amend(RecordID(found), [.on(moment)]))
  }

  func name(_ id: MemberID) -> String { session.roster[id]?.label ?? id.rawValue }
}
