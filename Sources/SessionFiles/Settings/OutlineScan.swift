/// One pass over a TOML text that finds where everything stands, and refuses what nests too deep.
///
/// It knows keys, strings, brackets and comments, and leaves the meaning of values to the TOML library. It goes
/// first because that library overflows the stack on a key of a million parts; so where this scan stops, nothing
/// beyond may be handed on.
struct OutlineScan {
  let root = Outline(line: 1, offset: 0)
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  /// The most parts of a dotted key, and the deepest nesting of brackets.
  static let limit = 8

  init(_ text: SettingsText) { bytes = text.bytes }

  /// Scans to the end of the text.
  mutating func run() throws(OutlineStop) {
    var table = root
    while true {
      skipBlankLines()
      guard let byte = peek() else { return }
      if byte == UInt8(ascii: "[") {
        table = try header()
      } else {
        try pair(in: table, depth: 0)
      }
      skipBlanks()
      guard peek() == nil || peek() == UInt8(ascii: "#") || isAtLineEnd else { throw unreadable }
    }
  }

  // MARK: Keys

  private mutating func header() throws(OutlineStop) -> Outline {
    let line = line
    let offset = at
    at += 1
    let isList = take("[")
    let path = try keyPath()
    guard take("]"), !isList || take("]") else { throw unreadable }
    let parent = descend(path.dropLast(), from: root, line: line, offset: offset)
    let place = parent.key(path.last ?? "", line: line, offset: offset)
    return isList ? place.element(line: line, offset: offset) : place
  }

  private mutating func pair(in table: Outline, depth: Int) throws(OutlineStop) {
    let line = line
    let offset = at
    let path = try keyPath()
    guard take("=") else { throw unreadable }
    skipBlanks()
    let parent = descend(path.dropLast(), from: table, line: line, offset: offset)
    try value(at: parent.key(path.last ?? "", line: line, offset: offset), depth: depth)
  }

  private func descend(_ path: ArraySlice<String>, from start: Outline, line: Int, offset: Int) -> Outline {
    path.reduce(start) { $0.key($1, line: line, offset: offset).current }
  }

  private mutating func keyPath() throws(OutlineStop) -> [String] {
    var path: [String] = []
    repeat {
      if path.count == Self.limit {
        throw .refused(
          line: line,
          message: "This key has more than \(Self.limit) parts. Settings need no more than two; shorten it.")
      }
      skipBlanks()
      path.append(try key())
      skipBlanks()
    } while take(".")
    return path
  }

  private mutating func key() throws(OutlineStop) -> String {
    let start = at
    if peek() == UInt8(ascii: "\"") || peek() == UInt8(ascii: "'") {
      try string()
      guard at - start >= 2 else { throw unreadable }
      return text(start + 1, at - 1)
    }
    while let byte = peek(), Self.isBare(byte) { at += 1 }
    if at == start { throw unreadable }
    return text(start, at)
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  // MARK: Values

  private mutating func value(at place: Outline, depth: Int) throws(OutlineStop) {
    switch peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      try string()
    case UInt8(ascii: "["):
      try list(at: place, depth: try deeper(depth))
    case UInt8(ascii: "{"):
      try inlineTable(at: place, depth: try deeper(depth))
    default:
      let start = at
      while let byte = peek(), !Self.ends(byte) { at += 1 }
      if at == start { throw unreadable }
    }
  }

  private static func ends(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"), 0x0A, 0x0D: true
    default: false
    }
  }

  private func deeper(_ depth: Int) throws(OutlineStop) -> Int {
    if depth < Self.limit { return depth + 1 }
    throw .refused(
      line: line, message: "Brackets nest more than \(Self.limit) deep here. Settings need no more than two.")
  }

  private mutating func list(at place: Outline, depth: Int) throws(OutlineStop) {
    at += 1
    skipBlankLines()
    while !take("]") {
      try value(at: place.element(line: line, offset: at), depth: depth)
      skipBlankLines()
      guard take(",") || peek() == UInt8(ascii: "]") else { throw unreadable }
      skipBlankLines()
    }
  }

  private mutating func inlineTable(at place: Outline, depth: Int) throws(OutlineStop) {
    at += 1
    skipBlanks()
    if take("}") { return }
    while true {
      try pair(in: place, depth: depth)
      skipBlanks()
      if take("}") { return }
      guard take(",") else { throw unreadable }
    }
  }

  // MARK: Strings

  /// Passes over a string of any of the four kinds.
  private mutating func string() throws(OutlineStop) {
    let start = unreadable
    let quote = bytes[at]
    let isBasic = quote == UInt8(ascii: "\"")
    let isLong = peek(1) == quote && peek(2) == quote
    at += isLong ? 3 : 1
    while let byte = peek() {
      if byte == quote, !isLong {
        at += 1
        return
      }
      if byte == quote, peek(1) == quote, peek(2) == quote {
        at += 3
        // Up to two quotes may stand directly before the closing ones.
        for _ in 0..<2 where peek() == quote { at += 1 }
        return
      }
      if byte == UInt8(ascii: "\\"), isBasic {
        try escape()
      } else {
        if byte == 0x0A {
          if !isLong { throw start }
          line += 1
        }
        at += 1
      }
    }
    throw start
  }

  /// Passes over a backslash and what it escapes. A NUL is refused here: the TOML library would end the text at it.
  private mutating func escape() throws(OutlineStop) {
    at += 1
    let kind = peek()
    // A line end after a backslash is left to the caller, who counts lines.
    if kind == nil || isAtLineEnd { return }
    at += 1
    let digits =
      kind == UInt8(ascii: "u") ? 4 : kind == UInt8(ascii: "U") ? 8 : kind == UInt8(ascii: "x") ? 2 : 0
    if digits > 0, (0..<digits).allSatisfy({ peek($0) == UInt8(ascii: "0") }) {
      throw .refused(line: line, message: "An escape makes the character U+0000 here. Delete it.")
    }
  }

  // MARK: Bytes

  private func peek(_ ahead: Int = 0) -> UInt8? { at + ahead < bytes.count ? bytes[at + ahead] : nil }

  private var isAtLineEnd: Bool { peek() == 0x0A || peek() == 0x0D }

  private var unreadable: OutlineStop { .unreadable(offset: at, line: line) }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard let byte = peek(), UInt32(byte) == scalar.value else { return false }
    at += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 { at += 1 }
  }

  /// Skips blanks, line ends and comments.
  private mutating func skipBlankLines() {
    while let byte = peek() {
      switch byte {
      case 0x0A:
        line += 1
        at += 1
      case 0x20, 0x09, 0x0D:
        at += 1
      case UInt8(ascii: "#"):
        while let next = peek(), next != 0x0A { at += 1 }
      default:
        return
      }
    }
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
