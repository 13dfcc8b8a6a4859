import SessionCore
import TerminalKit

/// Keys while a strip is under way.
extension Desk {
  mutating func fill(_ strip: Strip, _ key: Key) -> [DeskEffect] {
    var strip = strip
    if strip.isAddressing { return address(&strip, key) }
    if strip.isAskingWho { return giveWho(&strip, key) }
    if strip.kind == .attendance { return chooseForAttendance(key) }
    if strip.kind == .resolved, let strength = digit(key) { return resolve(strip, strength) }
    if let (code, stays) = code(for: key, in: strip) { return complete(strip, code, stays: stays) }
    if let member = seat(of: key), strip.kind.hasCodes {
      if strip.isWhoGiven { return abandon(strip, for: key) }
      strip.who = member.id
      strip.isWhoGiven = true
      strip.settle(in: session)
      mode = .strip(strip)
      return []
    }
    if let episode = episode(for: key), !strip.kind.hasCodes {
      strip.choose(episode, in: session)
      mode = .strip(strip)
      return []
    }
    guard let action = keymap.action(key, in: .strip) else { return abandonOrExplain(strip, key) }
    switch action {
    case .cancel: mode = .observing
    case .addressee where strip.kind.hasCodes:
      strip.isAddressing = true
      mode = .strip(strip)
    case .who where strip.kind.hasCodes:
      strip.isAskingWho = true
      mode = .strip(strip)
    case .weaker, .stronger:
      guard case .marker = strip.kind else { return explain("Only markers are weak or strong.") }
      strip.clarity = action == .weaker ? .weak : .strong
      mode = .strip(strip)
    case .nextEpisode:
      strip.chooseNext(in: session)
      mode = .strip(strip)
    case .tick:
      guard strip.kind == .repair else { return abandonOrExplain(strip, key) }
      strip.tick()
      mode = .strip(strip)
    case .up, .down:
      guard strip.kind == .resolved else { return explain("That does nothing here.") }
      strip.chooseAct(by: action == .up ? -1 : 1)
      mode = .strip(strip)
    case .take: return take(strip)
    case .help: return act(.help)
    default: return explain("That does nothing here.")
    }
    return []
  }

  private mutating func address(_ strip: inout Strip, _ key: Key) -> [DeskEffect] {
    strip.isAddressing = false
    if let party = party(of: key) {
      strip.to = party
      strip.isToGiven = true
    } else {
      message = "\(key.shown) is no seat. Toward whom is a seat's key, or * for the group."
    }
    mode = .strip(strip)
    return []
  }

  private mutating func giveWho(_ strip: inout Strip, _ key: Key) -> [DeskEffect] {
    strip.isAskingWho = false
    if let member = seat(of: key) {
      strip.who = member.id
      strip.isWhoGiven = true
      strip.settle(in: session)
    } else {
      message = "\(key.shown) is no seat. Whose act it is a seat's key says."
    }
    mode = .strip(strip)
    return []
  }

  /// - Parameter stays: whether the strip is kept for another code at the same moment.
  private mutating func complete(_ strip: Strip, _ code: Code, stays: Bool) -> [DeskEffect] {
    guard let command = strip.command(code: code.id) else {
      return explain("Whose is it? A seat's key says who.")
    }
    let effects = carryOut(command)
    // A refusal keeps what was typed, so that one key can put it right.
    if effects.isEmpty { return [] }
    mode = .observing
    if stays {
      var strip = strip
      strip.hasRecorded = true
      mode = .strip(strip)
      message = "\(code.id.rawValue) \(code.label). One more at the same moment?"
    }
    return effects
  }

  private mutating func resolve(_ strip: Strip, _ strength: Int) -> [DeskEffect] {
    let effects = carryOut(
      .resolve(
        Command.Resolve(
          strip.chosen, strength: strength, evidence: strip.evidence.map { .record($0) },
          claim: strip.claim)))
    if !effects.isEmpty { mode = .observing }
    return effects
  }

  /// What Enter takes: the episode shown, with the strength in the middle where one is wanted.
  private mutating func take(_ strip: Strip) -> [DeskEffect] {
    switch strip.kind {
    case .partly:
      let effects = carryOut(.partly(strip.chosen, strip.claim))
      if !effects.isEmpty { mode = .observing }
      return effects
    case .resolved: return resolve(strip, Command.Resolve.ordinaryStrength)
    case .marker, .repair, .moment, .attendance: return explain("A letter completes it.")
    }
  }

  /// A strip that is left for something else keeps its stamp as a bookmark.
  private mutating func abandon(_ strip: Strip, for key: Key) -> [DeskEffect] {
    mode = .observing
    var effects: [DeskEffect] = []
    if strip.kind != .attendance, strip.claim.from == nil, !strip.hasRecorded {
      effects = carryOut(.bookmark(Event.Claim(on: strip.claim.on)))
    }
    let kept =
      effects.isEmpty ? nil : "Kept as a bookmark: \(keymap.name(of: .nameBookmark, in: .observe)) names it."
    effects += observe(key)
    message = message ?? kept
    return effects
  }

  private mutating func abandonOrExplain(_ strip: Strip, _ key: Key) -> [DeskEffect] {
    // The floor does not wait for a strip.
    if seat(of: key) != nil || keymap.action(key, in: .observe) == .silence {
      return abandon(strip, for: key)
    }
    let cancel = keymap.name(of: .cancel, in: .strip)
    return explain("\(key.shown) is no letter of this strip. \(cancel) drops it.")
  }

  mutating func explain(_ text: String) -> [DeskEffect] {
    message = text
    return []
  }

  /// The code of a key; a letter with shift keeps the strip for another, unless a code has the capital itself.
  private func code(for key: Key, in strip: Strip) -> (code: Code, stays: Bool)? {
    let codes = strip.codes(in: session.codebook)
    if let code = keymap.code(for: key, among: codes) { return (code, false) }
    guard keymap.places.isEmpty, let scalar = key.plainCharacter else { return nil }
    let letter = String(Character(scalar))
    let small = letter.asciiFolded
    return small == letter ? nil : codes.first { $0.letter == small }.map { ($0, true) }
  }

  private func digit(_ key: Key) -> Int? {
    guard let scalar = key.plainCharacter, (0x31...0x35).contains(scalar.value) else { return nil }
    return Int(scalar.value) - 0x30
  }

  /// The open episode of a letter, where letters are not codes.
  private func episode(for key: Key) -> RecordID? {
    guard let scalar = key.plainCharacter, (0x61...0x7A).contains(scalar.value) else { return nil }
    return session.openPlaces[Int(scalar.value) - 0x61]
  }

  // MARK: Attendance

  private mutating func chooseForAttendance(_ key: Key) -> [DeskEffect] {
    if let member = seat(of: key) {
      mode = .attendance(member.id)
      return []
    }
    mode = .observing
    if keymap.action(key, in: .strip) == .cancel { return [] }
    return explain("\(key.shown) is no seat, so nobody came or went.")
  }

  mutating func attend(_ member: MemberID, _ key: Key) -> [DeskEffect] {
    mode = .observing
    switch key.plainCharacter {
    case "a": return carryOut(.arrive(member))
    case "l": return carryOut(.leave(member))
    case "p": return carryOut(.leave(member, because: .planned))
    case "r": return carryOut(.leave(member, because: .rupture))
    case "c": return carryOut(.consent(member, scope: "observation"))
    case "w": return carryOut(.withdraw(member))
    default: return key == .escape ? [] : explain("\(key.shown) says nothing about \(name(member)).")
    }
  }
}
