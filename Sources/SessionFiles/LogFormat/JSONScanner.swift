/// Reads the bytes of a line as strict JSON (I-JSON, RFC 7493, with whole numbers only and no blanks).
///
/// Every byte of an object is checked in one pass, nested objects included; the members of the outermost one are
/// left on a stack that is allocated once and serves all lines. Nothing here knows what a record is.
struct JSONScanner: ~Copyable {
  private(set) var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private(set) var memberCount = 0
  private var at = 0
  private var end = 0
  // Deep enough for every object that is open at once.
  private let stack = UnsafeMutablePointer<JSONMember>.allocate(
    capacity: (LogLimits.depthRead + 2) * LogLimits.members)

  deinit { stack.deallocate() }

  subscript(index: Int) -> JSONMember { stack[index] }

  /// Reads the members of a line's object up to `end`, where the link begins; they are members 0 and up.
  mutating func scanLine(_ line: UnsafeBufferPointer<UInt8>, upTo end: Int) throws(LineFault) {
    bytes = line
    self.end = end
    at = 0
    memberCount = 0
    guard at < end, line[0] == UInt8(ascii: "{") else { throw fault(.notAnObject) }
    at = 1
    try scanMembers(depth: 1, isLine: true)
  }

  /// Reads an object inside the line once more and leaves its members on the stack; answers which they are.
  mutating func pushObject(_ value: JSONValue) throws(LineFault) -> Range<Int> {
    let first = memberCount
    at = value.start + 1
    try scanMembers(depth: 1, isLine: false)
    return first..<memberCount
  }

  /// Takes the members of objects that were pushed off the stack again.
  mutating func pop(to count: Int) { memberCount = min(memberCount, count) }

  /// The first element of a list, or `nil` when it is empty.
  mutating func firstElement(of list: JSONValue) throws(LineFault) -> JSONValue? {
    at = list.start + 1
    return try at < end && bytes[at] == UInt8(ascii: "]") ? nil : scanValue(depth: 1)
  }

  /// The element of a list after another, or `nil` after the last.
  mutating func element(after value: JSONValue) throws(LineFault) -> JSONValue? {
    at = value.shape == .text ? value.end + 1 : value.end
    guard at < end, bytes[at] == UInt8(ascii: ",") else { return nil }
    at += 1
    return try scanValue(depth: 1)
  }

  func fault(_ cause: LineFault.Cause) -> LineFault { LineFault(offset: at, cause: cause) }

  // Reads members from just after `{`. The object of a line itself ends where the link begins; any other ends
  // with its brace.
  private mutating func scanMembers(depth: Int, isLine: Bool) throws(LineFault) {
    let first = memberCount
    // The link and the hash are members too.
    let limit = isLine ? LogLimits.members - 2 : LogLimits.members
    if !isLine, at < end, bytes[at] == UInt8(ascii: "}") {
      at += 1
      return
    }
    repeat {
      let member = try scanMember(depth: depth)
      guard memberCount - first < limit else { throw fault(.tooManyMembers) }
      try refuseDuplicate(of: member, from: first)
      stack[memberCount] = member
      memberCount += 1
    } while try passMemberEnd(isLine: isLine)
  }

  /// Passes what follows a member; `false` where that is the end of its object.
  @inline(__always)
  private mutating func passMemberEnd(isLine: Bool) throws(LineFault) -> Bool {
    guard at < end else {
      if isLine { return false }
      throw fault(.endsTooEarly)
    }
    switch bytes[at] {
    case UInt8(ascii: ","):
      at += 1
      return true
    case UInt8(ascii: "}"):
      at += 1
      if isLine { throw fault(.textAfterObject) }
      return false
    default: throw fault(unexpected(.noComma))
    }
  }

  private mutating func scanMember(depth: Int) throws(LineFault) -> JSONMember {
    guard at < end else { throw fault(.endsTooEarly) }
    guard bytes[at] == UInt8(ascii: "\"") else {
      if bytes[at] == UInt8(ascii: "}"), at > 0, bytes[at - 1] == UInt8(ascii: ",") {
        throw fault(.trailingComma)
      }
      throw fault(unexpected(.notAName))
    }
    let name = try scanText()
    guard at < end else { throw fault(.endsTooEarly) }
    guard bytes[at] == UInt8(ascii: ":") else { throw fault(unexpected(.noColon)) }
    at += 1
    return JSONMember(packed: packed(name), name: name, value: try scanValue(depth: depth))
  }

  @inline(__always)
  private mutating func scanValue(depth: Int) throws(LineFault) -> JSONValue {
    guard at < end else { throw fault(.endsTooEarly) }
    switch bytes[at] {
    case UInt8(ascii: "\""): return try scanText()
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return try scanNumber()
    case UInt8(ascii: "["), UInt8(ascii: "{"): return try scanNested(depth: depth)
    default: return try scanLiteral()
    }
  }

  private mutating func scanNested(depth: Int) throws(LineFault) -> JSONValue {
    guard depth < LogLimits.depthRead else { throw fault(.tooDeep) }
    let start = at
    let isObject = bytes[at] == UInt8(ascii: "{")
    at += 1
    if isObject {
      let outer = memberCount
      try scanMembers(depth: depth + 1, isLine: false)
      memberCount = outer
    } else {
      try scanElements(depth: depth + 1)
    }
    return JSONValue(shape: isObject ? .object : .list, start: start, end: at)
  }

  private mutating func scanElements(depth: Int) throws(LineFault) {
    if at < end, bytes[at] == UInt8(ascii: "]") {
      at += 1
      return
    }
    repeat { _ = try scanValue(depth: depth) } while try passElementEnd()
  }

  /// Passes what follows an element of a list; `false` where that is its end.
  @inline(__always)
  private mutating func passElementEnd() throws(LineFault) -> Bool {
    guard at < end else { throw fault(.endsTooEarly) }
    switch bytes[at] {
    case UInt8(ascii: ","):
      at += 1
      if at < end, bytes[at] == UInt8(ascii: "]") { throw fault(.trailingComma) }
      return true
    case UInt8(ascii: "]"):
      at += 1
      return false
    default: throw fault(unexpected(.noComma))
    }
  }

  private mutating func scanNumber() throws(LineFault) -> JSONValue {
    let start = at
    let isNegative = bytes[at] == UInt8(ascii: "-")
    if isNegative { at += 1 }
    let digits = at
    var number = 0
    while at < end, case let digit = bytes[at] &- UInt8(ascii: "0"), digit < 10 {
      if number > LogLimits.largestInteger / 10 { throw fault(.tooLarge) }
      number = number * 10 + Int(digit)
      at += 1
    }
    guard at > digits else { throw fault(.notAValue) }
    guard number <= LogLimits.largestInteger else { throw fault(.tooLarge) }
    if bytes[digits] == UInt8(ascii: "0") {
      guard at == digits + 1 else { throw LineFault(offset: start, cause: .leadingZero) }
    }
    if at < end {
      switch bytes[at] {
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): throw fault(.notAWholeNumber)
      default: break
      }
    }
    if isNegative, number == 0 { throw LineFault(offset: start, cause: .negativeZero) }
    return JSONValue(shape: .integer, start: start, end: at, number: isNegative ? -number : number)
  }

  private mutating func scanLiteral() throws(LineFault) -> JSONValue {
    let start = at
    let shape: JSONValue.Shape
    if take("true") {
      shape = .yes
    } else if take("false") {
      shape = .no
    } else if take("null") {
      shape = .null
    } else {
      let follows = at > 0 && bytes[at - 1] == UInt8(ascii: ",")
      let closes = bytes[at] == UInt8(ascii: "]") || bytes[at] == UInt8(ascii: "}")
      throw fault(follows && closes ? .trailingComma : unexpected(.notAValue))
    }
    return JSONValue(shape: shape, start: start, end: at)
  }

  private mutating func take(_ literal: StaticString) -> Bool {
    let count = literal.utf8CodeUnitCount
    guard end - at >= count else { return false }
    for index in 0..<count where bytes[at + index] != literal.utf8Start[index] { return false }
    at += count
    return true
  }

  // A byte out of place: blanks and controls have causes of their own.
  private func unexpected(_ cause: LineFault.Cause) -> LineFault.Cause {
    switch bytes[at] {
    case 0x20, 0x09, 0x0A, 0x0D: .blank
    case 0: .nul
    case 0..<0x20: .rawControl
    default: cause
    }
  }

  private func refuseDuplicate(of member: JSONMember, from first: Int) throws(LineFault) {
    for index in first..<memberCount where stack[index].packed == member.packed {
      guard member.packed == .none else {
        throw LineFault(offset: member.name.start - 1, cause: .duplicate(text(of: member.name)))
      }
      // Names too long to be packed, and the empty one.
      if utf8(of: stack[index].name).elementsEqual(utf8(of: member.name)) {
        throw LineFault(offset: member.name.start - 1, cause: .duplicate(text(of: member.name)))
      }
    }
  }

  @inline(__always)
  private func packed(_ name: JSONValue) -> PackedName {
    if name.escaped { return utf8(of: name).withUnsafeBufferPointer { PackedName($0) } }
    return PackedName(UnsafeBufferPointer(rebasing: bytes[name.start..<name.end]))
  }
}

// MARK: - Texts

extension JSONScanner {
  /// Reads a text from its opening quote and past its closing one.
  private mutating func scanText() throws(LineFault) -> JSONValue {
    at += 1
    var text = JSONValue(shape: .text, start: at, end: at)
    while at < end {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        text.end = at
        at += 1
        return text
      }
      if byte >= 0x80 {
        guard let length = UTF8Sequence.length(at: at, in: bytes, before: end) else {
          throw fault(.invalidUTF8)
        }
        at += length
      } else if byte == UInt8(ascii: "\\") {
        text.escaped = true
        at += try JSONEscape.check(at: at, in: bytes, before: end)
      } else if byte < 0x20 {
        throw fault(byte == 0 ? .nul : .rawControl)
      } else {
        at += 1
      }
    }
    throw fault(.endsTooEarly)
  }

  /// What a text says. Its escapes were checked when it was scanned.
  @inline(__always)
  func text(of value: JSONValue) -> String {
    if value.escaped { return String(decoding: utf8(of: value), as: UTF8.self) }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[value.start..<value.end]), as: UTF8.self)
  }

  /// The bytes of what a text says, without its escapes.
  private func utf8(of value: JSONValue) -> [UInt8] {
    let raw = UnsafeBufferPointer(rebasing: bytes[value.start..<value.end])
    return value.escaped ? JSONEscape.unescaped(raw) : Array(raw)
  }
}
