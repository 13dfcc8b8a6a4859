package import TerminalKit

/// Which key does what, mode by mode.
package struct Keymap: Sendable {
  /// Where keys mean something of their own.
  package enum Mode: String, CaseIterable, Hashable, Sendable {
    case observe, strip, bookmarks, events, replay, report
  }

  /// A binding that cannot be.
  package enum Fault: Error, Hashable, Sendable {
    case unknownAction(String, mode: String)
    case notAKey(String, action: String)
    case boundTwice(String, first: Action, second: Action)
  }

  private var actions: [Mode: [Key: Action]] = [:]
  private var keys: [Mode: [Action: [Key]]] = [:]

  /// A keymap from tables of action names and key notations; modes it does not know are passed over.
  ///
  /// Actions named here that this version does not carry out are faults of the file, except in the built-in
  /// one, which the tests hold against ``Action``.
  package init(_ tables: [String: [String: [String]]]) throws(Fault) {
    for mode in Mode.allCases {
      for (name, notations) in (tables[mode.rawValue] ?? [:]).sorted(by: { $0.key < $1.key }) {
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
    }
  }

  /// What a key does in a mode.
  package func action(_ key: Key, in mode: Mode) -> Action? { actions[mode]?[key] }

  /// The keys of an action, in the order in which the keymap lists them.
  package func keys(of action: Action, in mode: Mode) -> [Key] { keys[mode]?[action] ?? [] }

  /// The first key of an action as it is shown; empty when it has none.
  package func name(of action: Action, in mode: Mode) -> String {
    keys(of: action, in: mode).first?.shown ?? ""
  }
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
    return String(text.utf8.dropFirst().dropLast()).loweredASCII
  }
}

extension String {
  fileprivate init(_ bytes: some Sequence<UInt8>) { self.init(decoding: Array(bytes), as: UTF8.self) }
  fileprivate var uppercasedASCII: String { String(utf8.map { (0x61...0x7A).contains($0) ? $0 - 32 : $0 }) }
  fileprivate var loweredASCII: String { String(utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }) }
}
