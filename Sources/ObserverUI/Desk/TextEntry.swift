package import SessionCore
package import TerminalKit

/// A line being typed: a note, or a command in words.
package struct TextEntry: Hashable, Sendable {
  package enum Purpose: Hashable, Sendable {
    case note, command
  }

  package let purpose: Purpose
  /// When the note was begun.
  package let claim: Event.Claim
  package private(set) var text = ""

  package init(_ purpose: Purpose, claim: Event.Claim) {
    self.purpose = purpose
    self.claim = claim
  }

  /// Adds text; what is no text on one line is left out.
  ///
  /// - Returns: `false` when there would be more than a record can hold; then nothing is added.
  package mutating func add(_ more: String) -> Bool {
    let scalars = more.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    let addition = String(String.UnicodeScalarView(scalars))
    guard text.utf8.count + addition.utf8.count <= Session.longestText else { return false }
    text += addition
    return true
  }

  package mutating func deleteLast() { if !text.isEmpty { text.removeLast() } }

  package mutating func deleteWord() {
    while text.hasSuffix(" ") { text.removeLast() }
    while !text.isEmpty, !text.hasSuffix(" ") { text.removeLast() }
  }

  /// Takes a key that writes or deletes.
  ///
  /// - Returns: `false` when there was no room for more; keys that do neither change nothing.
  package mutating func press(_ key: Key) -> Bool {
    switch key {
    case .backspace: deleteLast()
    case .control("w"): deleteWord()
    case .control("u"): text = ""
    default: if let scalar = key.plainCharacter { return add(String(Character(scalar))) }
    }
    return true
  }
}
