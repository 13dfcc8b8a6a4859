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
    case .again: return beginAgain()
    case .recode: return recode()
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
    case .note: mode = .writing(TextEntry(.note, claim: stamp))
    case .sync: mode = .palette(Palette("sync ", claim: stamp))
    case .palette: mode = .palette(Palette(claim: stamp))
    case .lock: mode = .locked(.choosing(Passphrase()))
    case .blank: isBlank = true
    case .events: mode = .events(EventsList(of: session))
    case .help: mode = .help(HelpPage.screen(self), over: mode)
    case .close: mode = .ratings(RatingForm(session))
    default:
      if !look.change(by: action) { return explain("That does nothing here.") }
      message = RoomPanels.wantOfRoom(for: action, look, plan, people: session.roster.members.count)
    }
    return []
  }

  // MARK: The floor

  private mutating func take(floor who: MemberID) -> [DeskEffect] {
    // Of somebody who withdrew only that somebody speaks is kept.
    let isNamed = session.attendances.withdrawal(of: who) == nil
    let speaker = isNamed ? session.opening.roster.place(of: who).map { Floor.Speaker.seat($0) } : .unlogged
    if let speaker, session.floor.current?.speaker == speaker {
      message = isNamed ? "\(name(who)) has the floor already." : "That is said already."
      return []
    }
    return carryOut(.turn(Event.Turn(who: isNamed ? who : .unlogged, claim: claim)))
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
    let strip = Strip(kind, claim: stamp, in: session, now: now.session)
    if kind.needsEpisode, session.openEpisodes.isEmpty {
      message = Rejection.nothingOpen.message(in: session)
      return []
    }
    mode = .strip(strip)
    return []
  }

  private mutating func beginPartly() -> [DeskEffect] {
    session.openEpisodes.count == 1 ? carryOut(.partly(nil, stamp)) : begin(.partly)
  }

  /// The stamp of a strip that begins now: this moment, or the one it was told to take.
  private var stamp: Event.Claim {
    borrowed ?? Event.Claim(on: now.seen.moved(by: -session.opening.lag))
  }

  func name(_ id: MemberID) -> String { shownSession.roster[id]?.label ?? id.rawValue }
}
