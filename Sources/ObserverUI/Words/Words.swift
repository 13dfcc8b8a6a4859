import SessionCore

/// The words of a line, taken one by one.
struct Words {
  private let line: String
  private var rest: Substring.UTF8View

  init(_ line: String) {
    self.line = line
    rest = Substring(line).utf8
  }

  /// The next word without taking it; `nil` at the end. A word that begins with `>` ends after it.
  var peek: String? {
    var copy = self
    return copy.next()
  }

  var isAtEnd: Bool { peek == nil }

  mutating func next() -> String? {
    skipBlanks()
    guard let first = rest.first else { return nil }
    if first == UInt8(ascii: ">") {
      rest = rest.dropFirst()
      return ">"
    }
    let end = rest.firstIndex { Self.isBlank($0) || $0 == UInt8(ascii: ">") } ?? rest.endIndex
    defer { rest = rest[end...] }
    return String(Substring(rest[..<end]))
  }

  /// Everything that is left, without the blanks around it.
  mutating func remainder() -> String {
    skipBlanks()
    var end = rest.endIndex
    while end > rest.startIndex, Self.isBlank(rest[rest.index(before: end)]) { end = rest.index(before: end) }
    defer { rest = rest[rest.endIndex...] }
    return String(Substring(rest[..<end]))
  }

  /// Takes the next word if it is this one.
  mutating func take(_ word: String) -> Bool {
    guard peek == word else { return false }
    _ = next()
    return true
  }

  private mutating func skipBlanks() { rest = rest.drop(while: Self.isBlank) }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
