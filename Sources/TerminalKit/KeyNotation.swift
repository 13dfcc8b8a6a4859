import SafeText

extension Key {
  /// The key in writing, as keymaps, help and key scripts have it: `3`, `w`, `<Enter>`, `<C-r>`, `<lt>`.
  ///
  /// `Key.parse` reads it back. Characters that cannot be seen by themselves are written by number,
  /// `<U+0301>`.
  package var notation: String {
    var prefix = ""
    if modifiers.contains(.control) { prefix += "C-" }
    if modifiers.contains(.alt) { prefix += "A-" }
    if modifiers.contains(.shift) { prefix += "S-" }
    switch name {
    case .character(let scalar):
      let written = Key.written(scalar)
      return prefix.isEmpty && written.unicodeScalars.count == 1 ? written : "<\(prefix)\(written)>"
    case .function(let number):
      return "<\(prefix)F\(number)>"
    default:
      let word = Key.words.first { $0.name == name }?.word ?? ""
      return "<\(prefix)\(word)>"
    }
  }

  private static func written(_ scalar: Unicode.Scalar) -> String {
    if scalar == " " { return "Space" }
    if scalar == "<" { return "lt" }
    if case .base = ScalarShape(of: scalar), scalar != "\u{AD}",
      scalar.properties.generalCategory != .spaceSeparator
    {
      return String(Character(scalar))
    }
    return "U+" + String(scalar.value, radix: 16, uppercase: true)
  }

  /// Every named key with the word it is written as.
  private static let words: [(word: String, name: Name)] = [
    ("Enter", .enter), ("Esc", .escape), ("Tab", .tab), ("Backspace", .backspace), ("Del", .delete),
    ("Ins", .insert), ("Up", .up), ("Down", .down), ("Left", .left), ("Right", .right), ("Home", .home),
    ("End", .end), ("PageUp", .pageUp), ("PageDown", .pageDown),
  ]

  /// Other ways to write some of them, understood and never written.
  private static let synonyms: [(word: String, name: Name)] = [
    ("Return", .enter), ("CR", .enter), ("Escape", .escape), ("BS", .backspace), ("Delete", .delete),
    ("Insert", .insert), ("Space", .character(" ")), ("lt", .character("<")), ("gt", .character(">")),
  ]

  /// Reads a line of keys, one after the other; blanks between them do not count.
  ///
  /// A blank as a key is `<Space>`, the less-than sign `<lt>`. Names and modifiers may be written small
  /// or large.
  /// - Throws: `KeyNotationError` at the first thing that is not a key, with its place in the line.
  package static func parse(line: String) throws(KeyNotationError) -> [Key] {
    var keys: [Key] = []
    let scalars = Array(line.unicodeScalars)
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      if scalar == " " || scalar == "\t" {
        place += 1
      } else if scalar == "<" {
        guard let close = scalars[place...].firstIndex(of: ">") else {
          throw KeyNotationError(column: place + 1, problem: .unclosed)
        }
        // `<C->>` is the greater-than sign with control.
        let isSign =
          close > place + 1 && scalars[close - 1] == "-" && scalars.count > close + 1
          && scalars[close + 1] == ">"
        let end = isSign ? close + 1 : close
        keys.append(try named(Array(scalars[(place + 1)..<end]), column: place + 1))
        place = end + 1
      } else {
        guard case .base = ScalarShape(of: scalar) else {
          throw KeyNotationError(column: place + 1, problem: .unseen(scalar))
        }
        keys.append(.character(scalar))
        place += 1
      }
    }
    return keys
  }

  /// Reads the notation of exactly one key.
  /// - Throws: `KeyNotationError` when it is none, or more than one.
  package static func parse(_ notation: String) throws(KeyNotationError) -> Key {
    let keys = try parse(line: notation)
    guard let key = keys.first, keys.count == 1 else {
      throw KeyNotationError(column: 1, problem: .notOne(count: keys.count))
    }
    return key
  }

  /// The key written between the angle brackets.
  private static func named(
    _ inside: [Unicode.Scalar], column: Int
  ) throws(KeyNotationError) -> Key {
    var rest = inside[...]
    var modifiers: Modifiers = []
    while rest.count > 2, rest[rest.startIndex + 1] == "-" {
      switch rest[rest.startIndex] {
      case "C", "c": modifiers.insert(.control)
      case "A", "a", "M", "m": modifiers.insert(.alt)
      case "S", "s": modifiers.insert(.shift)
      default: throw KeyNotationError(column: column, problem: .unknownModifier(rest[rest.startIndex]))
      }
      rest = rest.dropFirst(2)
    }
    var view = String.UnicodeScalarView()
    view += rest
    let word = String(view)
    guard let name = name(of: word, rest) else {
      throw KeyNotationError(column: column, problem: .unknownName(word))
    }
    return Key(name, modifiers)
  }

  private static func name(of word: String, _ scalars: ArraySlice<Unicode.Scalar>) -> Name? {
    if let only = scalars.first, scalars.count == 1 {
      if case .base = ScalarShape(of: only) { return .character(only) }
      return nil
    }
    let small = word.lowercased()
    if let known = (words + synonyms).first(where: { $0.word.lowercased() == small }) { return known.name }
    if small.utf8.first == UInt8(ascii: "f"), let number = UInt8(small.utf8.dropFirst().text) {
      return .function(number)
    }
    if small.utf8.starts(with: "u+".utf8), let value = UInt32(small.utf8.dropFirst(2).text, radix: 16),
      let scalar = Unicode.Scalar(value)
    {
      return .character(scalar)
    }
    return nil
  }
}

extension Substring.UTF8View {
  fileprivate var text: String { String(Substring(self)) }
}

extension Key: CustomStringConvertible {
  package var description: String { notation }
}

/// Why a line of key notation could not be read, and where.
package struct KeyNotationError: Error, Equatable, Sendable {
  /// What was found.
  package enum Problem: Equatable, Sendable {
    /// A `<` without its `>`.
    case unclosed
    /// A name between the brackets that no key has.
    case unknownName(String)
    /// A letter before `-` that is none of C, A and S.
    case unknownModifier(Unicode.Scalar)
    /// A character that cannot be seen by itself.
    case unseen(Unicode.Scalar)
    /// One key was wanted.
    case notOne(count: Int)
  }

  /// The place in the line, the first character being 1, counted in Unicode scalars.
  package let column: Int
  package let problem: Problem

  package init(column: Int, problem: Problem) {
    self.column = column
    self.problem = problem
  }
}

extension KeyNotationError: CustomStringConvertible {
  package var description: String {
    switch problem {
    case .unclosed:
      "column \(column): '<' begins the name of a key, but no '>' ends it. Write <lt> for the sign itself."
    case .unknownName(let name):
      "column \(column): no key is called '\(name.displaySafe.truncated(to: 40))'. "
        + "Names are such as <Enter>, <Esc>, <Tab>, <Space>, <Up>, <F5>, <C-r>, <A-x>."
    case .unknownModifier(let letter):
      "column \(column): '\(String(Character(letter)).displaySafe)-' holds nothing down. "
        + "Use C- for control, A- for alt, S- for shift."
    case .unseen(let scalar):
      "column \(column): the character \(String(Character(scalar)).displaySafe) cannot be seen by itself. "
        + "Write it by number, as in <U+0301>."
    case .notOne(let count):
      "one key was wanted here, \(count) were found. Write one, such as 'w' or '<C-r>'."
    }
  }
}
