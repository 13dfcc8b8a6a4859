/// A key as it was pressed: a character or a named key, with what was held down as far as terminals tell.
///
/// Shift is known only for named keys; of a character the character itself tells it. Control makes
/// letters lower case, because terminals send one byte for both.
package struct Key: Hashable, Sendable {
  /// Which key.
  package enum Name: Hashable, Sendable {
    case character(Unicode.Scalar)
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(UInt8)
  }

  /// What was held down with it.
  package struct Modifiers: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let control = Modifiers(rawValue: 1)
    package static let alt = Modifiers(rawValue: 2)
    package static let shift = Modifiers(rawValue: 4)
  }

  package let name: Name
  package let modifiers: Modifiers

  /// A key with what was held down.
  package init(_ name: Name, _ modifiers: Modifiers = []) {
    guard case .character(let scalar) = name else {
      self.name = name
      self.modifiers = modifiers
      return
    }
    self.modifiers = modifiers.subtracting(.shift)
    let isCapital = (0x41...0x5A).contains(scalar.value)
    self.name =
      isCapital && modifiers.contains(.control)
      ? .character(Unicode.Scalar(UInt8(truncatingIfNeeded: scalar.value + 0x20))) : name
  }

  /// The key of a character alone.
  package static func character(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar)) }
  /// A character with control held down.
  package static func control(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar), .control) }
  /// A character with alt held down.
  package static func alt(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar), .alt) }
  package static let enter = Key(.enter)
  package static let escape = Key(.escape)
  package static let tab = Key(.tab)
  package static let space = Key.character(" ")
  package static let backspace = Key(.backspace)

  /// The character, if the key is one and neither control nor alt was held down; else `nil`.
  package var plainCharacter: Unicode.Scalar? {
    guard modifiers.isEmpty, case .character(let scalar) = name else { return nil }
    return scalar
  }
}
