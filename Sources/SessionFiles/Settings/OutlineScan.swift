/// One pass over a TOML text that finds where everything stands, and refuses what is not written as settings are.
///
/// It goes before the TOML library and is strict, because that library ends the program at some faults of writing,
/// such as the header `[.x]`, and overflows the stack on a key of a million parts: whatever is refused here is never
/// handed on. What is left to the library is what texts and numbers mean, and tables that contradict each other.
struct OutlineScan {
  let root = Outline(line: 1, offset: 0, origin: .written)
  private var cursor: TOMLCursor

  /// The most parts of a dotted key, and the deepest nesting of brackets.
  static let limit = 8

  init(_ text: SettingsText) { cursor = TOMLCursor(text.bytes) }

  /// Scans to the end of the text.
  mutating func run() throws(TOMLFault) {
    var table = root
    while true {
      cursor.skipBlankLines()
      guard let byte = cursor.peek() else { return }
      if byte == UInt8(ascii: "[") {
        table = try header()
      } else {
        try pair(in: table, depth: 0)
      }
      cursor.skipBlanks()
      guard cursor.isAtLineEnd || cursor.peek() == UInt8(ascii: "#") else {
        throw fault("Here stands \(cursor.found) where the line should end. Begin a new line.")
      }
    }
  }

  private func fault(_ message: String, at offset: Int? = nil) -> TOMLFault {
    TOMLFault(offset: offset ?? cursor.offset, message: message)
  }

  // MARK: Keys

  private mutating func header() throws(TOMLFault) -> Outline {
    let here = cursor
    cursor.advance()
    let isList = cursor.take("[")
    let path = try keyPath()
    guard cursor.take("]"), !isList || cursor.take("]") else {
      throw fault("Here stands \(cursor.found) where the header should be closed by \(isList ? "]]" : "]").")
    }
    let parent = descend(path.dropLast(), from: root, at: here, origin: .implied)
    let name = path.last ?? ""
    guard let known = parent.keys[name] else {
      let place = Outline(line: here.line, offset: here.offset, origin: isList ? .tables : .written)
      parent.keys[name] = place
      return isList ? place.element(line: here.line, offset: here.offset) : place
    }
    if isList, known.origin == .tables { return known.element(line: here.line, offset: here.offset) }
    if !isList, known.origin == .implied {
      known.origin = .written
      return known
    }
    throw fault("\(name.quoted) already stands on line \(known.line). Keep one of the two.", at: here.offset)
  }

  private mutating func pair(in table: Outline, depth: Int) throws(TOMLFault) {
    let here = cursor
    let path = try keyPath()
    guard cursor.take("=") else {
      throw fault("Here stands \(cursor.found) where a '=' should follow the key.")
    }
    cursor.skipBlanks()
    let parent = descend(path.dropLast(), from: table, at: here, origin: .written)
    let name = path.last ?? ""
    if let known = parent.keys[name] {
      throw fault(
        "\(name.quoted) already stands on line \(known.line). Keep one of the two.", at: here.offset)
    }
    let place = Outline(line: here.line, offset: here.offset, origin: .written)
    parent.keys[name] = place
    try value(at: place, depth: depth)
  }

  private func descend(
    _ path: ArraySlice<String>, from start: Outline, at here: TOMLCursor, origin: Outline.Origin
  ) -> Outline {
    path.reduce(start) { table, name in
      if let known = table.keys[name] { return known.current }
      let new = Outline(line: here.line, offset: here.offset, origin: origin)
      table.keys[name] = new
      return new
    }
  }

  private mutating func keyPath() throws(TOMLFault) -> [String] {
    let start = cursor.offset
    var path: [String] = []
    repeat {
      if path.count == Self.limit {
        throw fault(
          "This key has more than \(Self.limit) parts. Settings need no more than two; shorten it.", at: start
        )
      }
      cursor.skipBlanks()
      path.append(try key())
      cursor.skipBlanks()
    } while cursor.take(".")
    return path
  }

  private mutating func key() throws(TOMLFault) -> String {
    let start = cursor.offset
    if let quote = cursor.peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      if cursor.peek(1) == quote, cursor.peek(2) == quote {
        throw fault("A key cannot stand in three quotes. Write it in one or none.")
      }
      try cursor.passText()
      return String(decoding: cursor.bytes[(start + 1)..<(cursor.offset - 1)], as: UTF8.self)
    }
    while let byte = cursor.peek(), Self.isBare(byte) { cursor.advance() }
    if cursor.offset == start {
      throw fault("Here stands \(cursor.found) where a key should be: letters, digits, '-' and '_'.")
    }
    return cursor.text(from: start)
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

  private mutating func value(at place: Outline, depth: Int) throws(TOMLFault) {
    switch cursor.peek() {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      try cursor.passText()
    case UInt8(ascii: "["):
      try list(at: place, depth: try deeper(depth))
    case UInt8(ascii: "{"):
      try inlineTable(at: place, depth: try deeper(depth))
    default:
      try bareValue()
    }
  }

  /// A whole number of at most 18 digits, `true` or `false`: settings hold nothing else that has no quotes.
  private mutating func bareValue() throws(TOMLFault) {
    let start = cursor.offset
    while let byte = cursor.peek(), !Self.endsValue(byte) { cursor.advance() }
    var end = cursor.offset
    while end > start, cursor.bytes[end - 1] == 0x20 || cursor.bytes[end - 1] == 0x09 { end -= 1 }
    if end == start {
      throw fault("Here stands \(cursor.found) where a value should be.", at: start)
    }
    let word = cursor.bytes[start..<end]
    if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) { return }
    let digits = word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "+") ? word.dropFirst() : word
    let isNumber =
      (1...18).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
      && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
    if isNumber { return }
    let text = String(decoding: word, as: UTF8.self).quoted
    throw fault("\(text) is no whole number. If it is text, put it in quotes.", at: start)
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "#"), 0x0A, 0x0D: true
    default: false
    }
  }

  private func deeper(_ depth: Int) throws(TOMLFault) -> Int {
    if depth < Self.limit { return depth + 1 }
    throw fault("Brackets nest more than \(Self.limit) deep here. Settings need no more than two.")
  }

  private mutating func list(at place: Outline, depth: Int) throws(TOMLFault) {
    let line = cursor.line
    cursor.advance()
    cursor.skipBlankLines()
    while !cursor.take("]") {
      try value(at: place.element(line: cursor.line, offset: cursor.offset), depth: depth)
      cursor.skipBlankLines()
      guard cursor.take(",") || cursor.peek() == UInt8(ascii: "]") else {
        throw fault(
          "Here stands \(cursor.found) where the list of line \(line) should go on with ',' or end with ']'.")
      }
      cursor.skipBlankLines()
    }
  }

  private mutating func inlineTable(at place: Outline, depth: Int) throws(TOMLFault) {
    cursor.advance()
    cursor.skipBlanks()
    if cursor.take("}") { return }
    while true {
      try pair(in: place, depth: depth)
      cursor.skipBlanks()
      if cursor.take("}") { return }
      guard cursor.take(",") else {
        throw fault(
          "Here stands \(cursor.found) where the braces should go on with ',' or end with '}', on one line.")
      }
      cursor.skipBlanks()
    }
  }
}
