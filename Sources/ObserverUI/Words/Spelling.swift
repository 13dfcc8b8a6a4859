package import SessionCore

/// Why a line of words is no command; the message says what was found and what would do.
package struct PhraseFault: Error, Hashable, Sendable {
  package let message: String

  package init(_ message: String) { self.message = message }
}

/// How times and numbers are spelled in line mode.
package enum Spelling {
  /// A place on a clock: `MM:SS`, `H:MM:SS`, either with `.mmm`; `nil` for anything else.
  package static func clock(_ word: some StringProtocol) -> SessionTime? {
    var text = Substring(word)
    var fraction = 0
    if let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")) {
      guard let value = milliseconds(text[text.utf8.index(after: dot)...]) else { return nil }
      fraction = value
      text = text[..<dot]
    }
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3 else { return nil }
    var seconds = 0
    for (index, part) in parts.enumerated() {
      guard let value = digits(Substring(part)), index == 0 || value < 60 else { return nil }
      seconds = seconds * 60 + value
    }
    return SessionTime(seconds * 1000 + fraction)
  }

  /// A length of time: `12s`, `1m30s`, `2m`, `1h5m`, `1.5s`, in ms; `nil` for anything else.
  package static func duration(_ word: some StringProtocol) -> Int? {
    let units: [(UInt8, Int)] = [(0x68, 3_600_000), (0x6D, 60_000), (0x73, 1000)]
    var rest = Substring(word)
    var total = 0
    var found = false
    for (letter, unit) in units {
      guard let place = rest.utf8.firstIndex(of: letter) else { continue }
      let number = rest[..<place]
      if unit == 1000, let dot = number.utf8.firstIndex(of: UInt8(ascii: ".")) {
        guard let whole = digits(number[..<dot]),
          let part = milliseconds(number[number.utf8.index(after: dot)...])
        else { return nil }
        total += whole * 1000 + part
      } else {
        guard let value = digits(number) else { return nil }
        total += value * unit
      }
      found = true
      rest = rest[rest.utf8.index(after: place)...]
    }
    return found && rest.isEmpty ? total : nil
  }

  /// A number of at most nine ASCII digits.
  package static func digits(_ word: some StringProtocol) -> Int? {
    guard (1...9).contains(word.utf8.count), word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(word)
  }

  /// One to three digits after a decimal point, as thousandths.
  private static func milliseconds(_ word: Substring) -> Int? {
    guard word.utf8.count <= 3, let value = digits(word) else { return nil }
    return value * [100, 10, 1][word.utf8.count - 1]
  }

  /// A length of time on a clock: `0:52`, `21:25`, `1:05:00`; milliseconds are cut off.
  package static func span(_ milliseconds: Int) -> String {
    SessionTime(max(0, milliseconds) / 1000 * 1000).clockText
  }
}
