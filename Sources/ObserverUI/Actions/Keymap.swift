package import SessionCore
package import TerminalKit

/// Which key does what, mode by mode.
package struct Keymap: Sendable {
  /// Where keys mean something of their own.
  package enum Mode: String, CaseIterable, Hashable, Sendable {
    case observe, strip, bookmarks, events, replay, report, start, group
  }

  /// A binding that cannot be.
  package enum Fault: Error, Hashable, Sendable {
    case unknownAction(String, mode: String)
    case notAKey(String, action: String)
    case boundTwice(String, first: Action, second: Action)
  }

  private var actions: [Mode: [Key: Action]] = [:]
  private var keys: [Mode: [Action: [Key]]] = [:]
  /// The names of the first keys, mode by mode; the hints ask for a dozen of them at every key.
  private var names: [Mode: Names] = [:]
  /// The keys of codes by their place in a strip; empty when codes have their letters alone.
  package private(set) var places: [Key] = []

  /// A keymap from tables of action names and key notations; modes it does not know are passed over. In a strip
  /// `codes` is no action: its keys are those of the codes by their place.
  ///
  /// Actions named here that this version does not carry out are faults of the file, except in the built-in
  /// one, which the tests hold against ``Action``.
  package init(_ tables: [String: [String: [String]]]) throws(Fault) {
    for mode in Mode.allCases {
      for (name, notations) in (tables[mode.rawValue] ?? [:]).sorted(by: { $0.key < $1.key }) {
        if mode == .strip, name == "codes" {
          for notation in notations {
            guard let key = try? Key.parse(notation) else { throw .notAKey(notation, action: name) }
            places.append(key)
          }
          continue
        }
        guard let action = Action(rawValue: name) else {
          throw .unknownAction(name, mode: mode.rawValue)
        }
        for notation in notations {
          guard let key = try? Key.parse(notation) else { throw .notAKey(notation, action: name) }
          if let other = actions[mode]?[key] {
            throw .boundTwice(notation, first: other, second: action)
          }
          actions[mode, default: [:]][key] = action
          keys[mode, default: [:]][action, default: []].append(key)
        }
      }
      names[mode] = Names(keys[mode] ?? [:])
    }
  }

  /// What a key does in a mode.
  package func action(_ key: Key, in mode: Mode) -> Action? { actions[mode]?[key] }

  /// The keys of an action, in the order in which the keymap lists them.
  package func keys(of action: Action, in mode: Mode) -> [Key] { keys[mode]?[action] ?? [] }

  /// The code that a key picks among those of a strip: by its place, or by its letter where it has no place.
  package func code(for key: Key, among codes: [Code]) -> Code? {
    if let place = places.prefix(codes.count).firstIndex(of: key) { return codes[place] }
    guard let scalar = key.plainCharacter else { return nil }
    let letter = String(Character(scalar))
    return codes.dropFirst(places.count).first { $0.letter == letter }
  }

  /// The key of a code among those of a strip, as it is shown; empty when only words reach it.
  package func key(ofCodeAt place: Int, among codes: [Code]) -> String {
    if places.indices.contains(place) { return places[place].shown }
    guard codes.indices.contains(place) else { return "" }
    return places.contains { $0.shown == codes[place].letter } ? "" : codes[place].letter
  }

  /// Whether seats and codes want the same keys in a strip, so that a seat comes after the key of ``Action/who``.
  package func codesTakeSeats(of roster: Roster) -> Bool {
    roster.members.contains { member in places.contains { $0.shown == member.key } }
  }

  /// The first key of an action as it is shown; empty when it has none.
  package func name(of action: Action, in mode: Mode) -> String {
    names[mode]?[action] ?? ""
  }
}

/// The names of the first keys of actions. They are looked through, which costs less than making a hash of an action.
private struct Names {
  private let actions: [Action]
  private let names: [String]

  init(_ keys: [Action: [Key]]) {
    actions = Array(keys.keys)
    names = keys.values.map { $0.first?.shown ?? "" }
  }

  subscript(action: Action) -> String? { actions.firstIndex(of: action).map { names[$0] } }
}

extension Key {
  /// The key as a person reads it: `w`, `space`, `tab`, `^R`.
  package var shown: String {
    if self == .space { return "space" }
    if let scalar = plainCharacter { return String(Character(scalar)) }
    switch self {
    case Key(.left): return "←"
    case Key(.right): return "→"
    case Key(.up): return "↑"
    case Key(.down): return "↓"
    default: break
    }
    let text = notation
    if text.utf8.count == 5, text.hasPrefix("<C-"), text.hasSuffix(">") {
      return "^" + String(text.utf8.dropFirst(3).dropLast()).uppercasedASCII
    }
    let name = String(text.utf8.dropFirst().dropLast()).loweredASCII
    return text.hasPrefix("<A-") ? "alt+" + String(name.utf8.dropFirst(2)) : name
  }
}

extension String {
  fileprivate init(_ bytes: some Sequence<UInt8>) { self.init(decoding: Array(bytes), as: UTF8.self) }
  fileprivate var uppercasedASCII: String { String(utf8.map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }) }
  fileprivate var loweredASCII: String { String(utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }) }
}
