package import SessionCore
package import TerminalKit

/// The palette: a command found by its words, and run.
///
/// What is typed narrows a list of everything the desk can do, by what it means; a line that begins with a verb of
/// line mode is that command in words.
package struct Palette: Hashable, Sendable {
  /// Something that can be run.
  package enum Choice: Hashable, Sendable {
    case action(Action)
    /// A command in words, which may want more of them.
    case verb(Verb)
  }

  /// What a key led to.
  package enum Outcome: Hashable, Sendable {
    case nothing
    case run(Action)
    /// A line of words to be read and carried out.
    case read(String)
    case tooLong
    case leave
  }

  /// The line being typed; its claim is when the palette was opened.
  package private(set) var entry: TextEntry
  /// The place of the choice pointed at; `nil` until somebody points at one.
  private var place: Int?

  /// - Parameter text: how the line begins.
  package init(_ text: String = "", claim: Event.Claim) {
    entry = TextEntry(.command, claim: claim)
    _ = entry.add(text)
  }

  /// Everything that fits what is typed: all of it at first. Actions come before verbs, each in its own order.
  package var choices: [Choice] {
    let typed = entry.text.asciiFolded.utf8.split(separator: 0x20).map { String(Substring($0)) }
    let all = Self.actions.map { Choice.action($0) } + Verb.allCases.map { .verb($0) }
    let found = all.filter { choice in
      let words = choice.words
      return typed.allSatisfy { part in words.contains { $0.hasPrefix(part) } }
    }
    // A verb that more words follow is on its way to being a line of its own.
    guard let verb, typed.count > 1 || entry.text.hasSuffix(" ") else { return found }
    return [.verb(verb)] + found.filter { $0 != .verb(verb) }
  }

  /// The choice that enter would take: the one pointed at, or the first; `nil` when nothing fits.
  package var chosen: Choice? {
    let all = choices
    return all.indices.contains(place ?? 0) ? all[place ?? 0] : nil
  }

  /// Whether the line is a command in words, which enter reads as it stands.
  private var isLine: Bool { place == nil && (verb != nil || entry.text.utf8.first == UInt8(ascii: "~")) }

  /// The verb that the line begins with.
  private var verb: Verb? {
    entry.text.utf8.split(separator: 0x20).first.flatMap { Verb(rawValue: String(Substring($0))) }
  }

  /// What can be done at the desk, in the order in which the help explains it.
  static let actions: [Action] = HelpPage.deskActions.joined().filter { $0 != .palette }

  package mutating func press(_ key: Key) -> Outcome {
    switch key {
    case .escape: return .leave
    case .enter: return finish()
    case .tab:
      complete()
      return .nothing
    case Key(.up), Key(.down):
      let count = choices.count
      if count > 0 {
        place = min(max((place ?? (key == Key(.up) ? 0 : -1)) + (key == Key(.up) ? -1 : 1), 0), count - 1)
      }
      return .nothing
    default:
      place = nil
      return entry.press(key) ? .nothing : .tooLong
    }
  }

  /// Adds pasted text; `false` when there was no room for it.
  package mutating func paste(_ text: String) -> Bool {
    place = nil
    return entry.add(text)
  }

  private mutating func finish() -> Outcome {
    if isLine { return .read(entry.text) }
    if entry.text.isEmpty, place == nil { return .leave }
    switch chosen {
    case .action(let action)?: return .run(action)
    case .verb(let verb)?:
      if verb.standsAlone { return .read(verb.rawValue) }
      complete()
      return .nothing
    case nil: return .read(entry.text)
    }
  }

  /// Writes the verb that is meant, the one pointed at or the first, so that the rest can be typed.
  private mutating func complete() {
    let verbs = (place == nil ? choices : chosen.map { [$0] } ?? []).compactMap { choice -> Verb? in
      if case .verb(let verb) = choice { verb } else { nil }
    }
    guard let verb = verbs.first, !isLine || verb != self.verb else { return }
    var line = TextEntry(.command, claim: entry.claim)
    _ = line.add(verb.rawValue + " ")
    entry = line
    place = nil
  }
}

extension Palette.Choice {
  /// The words it is found by, in lower case.
  fileprivate var words: [String] {
    let text =
      switch self {
      case .action(let action): "\(action.rawValue) \(action.meaning)"
      case .verb(let verb): "\(verb.rawValue) \(verb.meaning)"
      }
    return text.asciiFolded.utf8.split { byte in
      !(0x61...0x7A).contains(byte) && !(0x30...0x39).contains(byte)
    }.map { String(Substring($0)) }
  }
}

extension Verb {
  /// Whether it is a whole command by itself.
  package var standsAlone: Bool { usage == rawValue || usage.hasPrefix(rawValue + " [") }
}
