internal import SessionCore

/// A key as keymaps write it: `w`, `<Space>`, `<C-r>`.
///
/// A light check without a terminal at hand; two ways to write one key come out the same.
enum KeyName {
  /// What a key can be called between angle brackets, each as it is written here first.
  private static let words = [
    ["Space"], ["Enter", "Return", "CR"], ["Esc", "Escape"], ["Tab"], ["Backspace", "BS"], ["Del", "Delete"],
    ["Ins", "Insert"], ["Up"], ["Down"], ["Left"], ["Right"], ["Home"], ["End"], ["PageUp"], ["PageDown"],
    ["lt"], ["gt"],
  ]

  /// Every word by what it stands for, small letters only.
  private static let canonical: [String: String] = Dictionary(
    words.flatMap { names in names.map { ($0.lowercased(), names[0]) } },
    uniquingKeysWith: { first, _ in first })

  /// The one way to write this key.
  /// - Throws: why it is no key, as a sentence.
  static func canonical(_ text: String) throws(Refusal) -> String {
    let scalars = Array(text.unicodeScalars)
    if scalars.isEmpty { throw Refusal("An empty text is no key. Write one, or leave the list empty: [].") }
    if scalars.count == 1 { return try character(scalars[0]) }
    guard scalars[0] == "<", scalars.last == ">" else {
      let advice = scalars.allSatisfy { $0.properties.isAlphabetic } ? bracketHint(text) : nil
      throw Refusal("\(text.quoted) is more than one key. \(advice ?? "Write each in quotes of its own.")")
    }
    return try named(scalars.dropFirst().dropLast(), of: text)
  }

  /// Why something is no key.
  struct Refusal: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
  }

  private static func character(_ scalar: Unicode.Scalar) throws(Refusal) -> String {
    let text = String(scalar)
    if scalar == " " { throw Refusal("A blank is written '<Space>'.") }
    if scalar == "<" { throw Refusal("The character '<' is written '<lt>'.") }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format, .control, .unassigned, .privateUse,
      .surrogate,
      .spaceSeparator, .lineSeparator, .paragraphSeparator:
      throw Refusal("U+\(scalar.fourDigits) cannot be seen by itself. Choose a letter, a digit or a sign.")
    default: return text
    }
  }

  private static func named(
    _ inside: ArraySlice<Unicode.Scalar>, of text: String
  ) throws(Refusal) -> String {
    var rest = inside
    var modifiers: Set<Character> = []
    while rest.count > 2, let modifier = rest.first, rest.dropFirst().first == "-" {
      switch modifier {
      case "C", "c": modifiers.insert("C")
      case "A", "a", "M", "m": modifiers.insert("A")
      case "S", "s": modifiers.insert("S")
      default: throw Refusal("\(text.quoted) begins with none of C-, A- and S-.")
      }
      rest = rest.dropFirst(2)
    }
    var view = String.UnicodeScalarView()
    view += rest
    let word = String(view)
    let prefix = ["C", "A", "S"].filter { modifiers.contains(Character($0)) }.map { $0 + "-" }.joined()
    let name: String
    if rest.count == 1, let only = rest.first {
      name = only == "<" ? "lt" : try character(only)
    } else if let known = canonical[word.lowercased()] {
      name = known
    } else if word.utf8.first == UInt8(ascii: "F") || word.utf8.first == UInt8(ascii: "f"),
      let number = Int(word.dropFirst()), (1...24).contains(number)
    {
      name = "F\(number)"
    } else {
      let hint =
        nearest(word, among: words.map { $0[0] }).map { "Did you mean '<\(prefix)\($0)>'?" }
        ?? "There is no such key."
      throw Refusal("\(text.quoted) names no key. \(hint)")
    }
    if name == "gt" { return prefix.isEmpty ? ">" : "<\(prefix)>>" }
    if prefix.isEmpty { return name.unicodeScalars.count == 1 ? name : "<\(name)>" }
    // Control makes no difference between small and large letters on a terminal.
    let written = modifiers == ["C"] && name.unicodeScalars.count == 1 ? name.lowercased() : name
    let key = "<\(prefix)\(written)>"
    if ["<C-c>", "<C-z>", "<C-\\>"].contains(key) {
      throw Refusal("'\(key)' belongs to the terminal, which stops programs by it. Choose another key.")
    }
    return key
  }

  private static func bracketHint(_ text: String) -> String? {
    canonical[text.lowercased()].map { "Did you mean '<\($0)>'?" }
  }
}
