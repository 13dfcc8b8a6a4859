import SessionCore
import TerminalKit

/// Setting up a session: its group, the people in it, and what else it is made of.
extension Start {
  /// A line of the page.
  enum Row: Hashable, Sendable {
    case begin, group, mode, codebook, session, after, observer
    case person(Int)
    case newPerson
  }

  var rows: [Row] {
    [.begin, .group, .mode, .codebook, .session, .after, .observer]
      + plan.group.members.indices.map { .person($0) } + [.newPerson]
  }

  private var row: Row { rows.indices.contains(cursor) ? rows[cursor] : .begin }

  private var person: Int? { if case .person(let place) = row { place } else { nil } }

  mutating func setUp(_ key: Key) -> [StartEffect] {
    guard let action = keymap.action(key, in: .group) else {
      return explain("\(key.shown) does nothing here. The line below says what the keys do.")
    }
    switch action {
    case .up: cursor = max(0, cursor - 1)
    case .down: cursor = min(rows.count - 1, cursor + 1)
    case .less: change(by: -1)
    case .more: change(by: 1)
    case .take: return take()
    case .newSession: return begin()
    case .add: page = .typing(.newPerson, "")
    case .cancel: open(.first)
    case .help: showHelp()
    case .remove, .role, .seatKey, .placeUp, .placeDown:
      guard let person else { return explain("That is for people: go down to one of them.") }
      change(person, action)
    default: return explain("\(key.shown) does nothing here. The line below says what the keys do.")
    }
    if message == nil { message = plan.group.fault }
    return []
  }

  private mutating func take() -> [StartEffect] {
    switch row {
    case .begin: return begin()
    case .group: page = .typing(.group, plan.group.id)
    case .observer: page = .typing(.observer, plan.group.observer)
    case .session: page = .typing(.session, "\(plan.session)")
    case .person(let place): page = .typing(.label(place), plan.group.members[place].label)
    case .newPerson: page = .typing(.newPerson, "")
    case .mode, .codebook, .after: change(by: 1)
    }
    return []
  }

  // MARK: Values

  private mutating func change(by step: Int) {
    switch row {
    case .group:
      let place = facts.groups.firstIndex { $0.id == plan.group.id } ?? 0
      guard let next = facts.groups.cyclic(place + step) else { return }
      plan.group = next
      plan.overwrites = false
      follow(next.id)
      if facts.groups.count == 1 { message = "There is one group. Rename it, and it is another." }
    case .mode:
      let modes: [Opening.Mode] = [.roleplay, .clinical, .research]
      let place = modes.firstIndex(of: plan.group.mode) ?? 0
      plan.group.mode = modes.cyclic(place + step) ?? .roleplay
    case .codebook:
      let place = facts.codebooks.firstIndex(of: plan.codebook) ?? 0
      plan.codebook = facts.codebooks.cyclic(place + step) ?? plan.codebook
    case .session: plan.session = min(max(plan.session + step, 1), 9999)
    case .after:
      let paths = [nil] + facts.sessions.filter { $0.group == plan.group.id }.map { $0.path as String? }
      let place = paths.firstIndex(of: plan.after) ?? 0
      plan.after = paths.cyclic(place + step) ?? nil
      if paths.count == 1 { message = "There is no session of this group before." }
    case .person(let place): change(place, .role)
    case .begin, .observer, .newPerson: message = "\(name(.take, .group)) is the key for this."
    }
  }

  private mutating func change(_ place: Int, _ action: Action) {
    switch action {
    case .remove:
      let label = plan.group.members.remove(at: place).label
      message = "\(label) is out of the group. \(name(.add, .group)) adds somebody."
    case .role:
      let isTherapist = plan.group.members[place].role == .therapist
      plan.group.members[place].role = isTherapist ? .member : .therapist
    case .seatKey: page = .seatKey(place)
    case .placeUp, .placeDown:
      let moved = plan.group.move(place, by: action == .placeUp ? -1 : 1)
      cursor += moved - place
    default: break
    }
    if message == nil { message = plan.group.fault }
  }

  mutating func giveSeatKey(_ key: Key, to place: Int) -> [StartEffect] {
    page = .setup
    guard key != .escape, plan.group.members.indices.contains(place) else { return [] }
    guard let scalar = key.plainCharacter, GroupDraft.isSeatKey(String(scalar)) else {
      return explain("\(key.shown) cannot be a seat's key: one letter or digit.")
    }
    plan.group.members[place].key = String(scalar)
    message = plan.group.fault
    if message == nil, let action = keymap.action(key, in: .observe) {
      message = "\(key.shown) is now this seat, and no longer the key for: \(action.meaning)."
    }
    return []
  }

  // MARK: Typing

  mutating func type(_ key: Key, _ field: Field, _ text: String) -> [StartEffect] {
    switch key {
    case .escape: page = .setup
    case .enter: keep(text, as: field)
    case .backspace, .control("h"): page = .typing(field, String(text.dropLast()))
    case .control("u"): page = .typing(field, "")
    default:
      guard let scalar = key.plainCharacter, text.utf8.count < 200 else { return [] }
      page = .typing(field, text + String(scalar))
    }
    return []
  }

  private mutating func keep(_ text: String, as field: Field) {
    page = .setup
    switch field {
    case .group:
      plan.group.id = text
      plan.overwrites = false
      follow(text)
    case .observer: plan.group.observer = text
    case .session:
      guard let number = Spelling.digits(text), (1...9999).contains(number) else {
        message = "'\(text)' is no number of a session: 1 to 9999."
        return
      }
      plan.session = number
    case .label(let place):
      if plan.group.members.indices.contains(place) { plan.group.members[place].label = text }
    case .newPerson:
      if text.isEmpty { return }
      plan.group.add(text, letters: freeLetters)
      // The next name can be typed at once.
      cursor = rows.count - 1
      if plan.group.fault == nil { page = .typing(.newPerson, "") }
    }
    message = plan.group.fault ?? plan.group.want(ofKeys: name(.seatKey, .group))
  }

  /// Letters for more people than there are digits: neither keys of the desk nor letters of the built-in codes.
  private var freeLetters: [String] {
    ["y", "z", "j", "q"].filter { letter in
      letter.unicodeScalars.allSatisfy { scalar in
        [.observe, .strip].allSatisfy { keymap.action(.character(scalar), in: $0) == nil }
      }
    }
  }
}

extension Array {
  /// The element at a place, counted on from the end and back from the beginning; `nil` in an empty list.
  func cyclic(_ place: Int) -> Element? {
    isEmpty ? nil : self[(place % count + count) % count]
  }
}
