import SessionCore

/// The members of a record as values of the vocabulary. A member with `optional` may be absent; any member that
/// is there must be of its type and in its range.
extension RecordDecoder {
  @inline(__always)
  mutating func required(_ name: MemberName, _ shape: LineFault.Shape) throws(LineFault) -> JSONValue {
    guard let value = find(name) else { throw LineFault(offset: objectEnd, cause: .missing(name.text)) }
    return value
  }

  // MARK: - Texts

  @inline(__always)
  func text(_ value: JSONValue, _ name: MemberName) throws(LineFault) -> String {
    guard value.shape == .text else { throw wrong(value, name, .text) }
    return scanner.text(of: value)
  }

  @inline(__always)
  mutating func text(_ name: MemberName) throws(LineFault) -> String {
    try text(required(name, .text), name)
  }

  mutating func optionalText(_ name: MemberName) throws(LineFault) -> String? {
    guard let value = find(name) else { return nil }
    return try text(value, name)
  }

  @inline(__always)
  func name(_ value: JSONValue, _ name: MemberName) throws(LineFault) -> Name {
    if value.shape == .text, !value.escaped,
      let short = Name(short: UnsafeBufferPointer(rebasing: scanner.bytes[value.start..<value.end]))
    {
      return short
    }
    return Name(try text(value, name))
  }

  @inline(__always)
  mutating func member(_ name: MemberName) throws(LineFault) -> MemberID {
    MemberID(try self.name(required(name, .text), name))
  }

  @inline(__always)
  mutating func codeID() throws(LineFault) -> CodeID { CodeID(try name(required("code", .text), "code")) }

  @inline(__always)
  mutating func party(_ name: MemberName) throws(LineFault) -> Party {
    try party(required(name, .text), name)
  }

  @inline(__always)
  mutating func optionalParty(_ name: MemberName) throws(LineFault) -> Party? {
    guard let value = find(name) else { return nil }
    return try party(value, name)
  }

  @inline(__always)
  func party(_ value: JSONValue, _ name: MemberName) throws(LineFault) -> Party {
    guard value.shape == .text else { throw wrong(value, name, .text) }
    if value.end - value.start == 1, scanner.bytes[value.start] == UInt8(ascii: "*") { return .group }
    if value.escaped { return Party(scanner.text(of: value)) }
    return .person(MemberID(try self.name(value, name)))
  }

  mutating func texts(_ name: MemberName) throws(LineFault) -> [String] {
    try texts(required(name, .list), name)
  }

  mutating func texts(_ list: JSONValue, _ name: MemberName) throws(LineFault) -> [String] {
    guard list.shape == .list else { throw wrong(list, name, .list) }
    return try elements(of: list) { (decoder, value) throws(LineFault) in try decoder.text(value, name) }
  }

  /// One of the words that an enumeration lists.
  @inline(__always)
  func choice<Choice: RawRepresentable<String>>(
    _ value: JSONValue, _ name: MemberName
  ) throws(LineFault) -> Choice {
    guard let choice = Choice(rawValue: try text(value, name)) else {
      throw LineFault(offset: value.start, cause: .unknownValue(name.text))
    }
    return choice
  }

  mutating func choice<Choice: RawRepresentable<String>>(_ name: MemberName) throws(LineFault) -> Choice {
    try choice(required(name, .text), name)
  }

  @inline(__always)
  mutating func optionalChoice<Choice: RawRepresentable<String>>(
    _ name: MemberName
  ) throws(LineFault) -> Choice? {
    guard let value = find(name) else { return nil }
    return try choice(value, name)
  }

  /// What a turn is about: nearly every record says it, so it is told by its bytes.
  @inline(__always)
  mutating func optionalFocus() throws(LineFault) -> Event.Focus? {
    guard let value = find("focus") else { return nil }
    guard value.shape == .text, !value.escaped else { return try choice(value, "focus") }
    switch PackedName(UnsafeBufferPointer(rebasing: scanner.bytes[value.start..<value.end])) {
    case PackedName("self"): return .own
    case PackedName("other"): return .other
    case PackedName("group"): return .group
    case PackedName("none"): return Event.Focus.none
    default: return try choice(value, "focus")
    }
  }

  mutating func hex(_ name: MemberName, digits: Int) throws(LineFault) -> String {
    let value = try required(name, .text)
    let text = try text(value, name)
    guard HexDigits.areAll(text, count: digits) else {
      throw LineFault(offset: value.start, cause: .notHex(name.text, digits: digits))
    }
    return text
  }

  // MARK: - Numbers

  @inline(__always)
  func number(
    _ value: JSONValue, _ name: MemberName, in range: ClosedRange<Int> = 0...LogLimits.largestInteger
  ) throws(LineFault) -> Int {
    guard value.shape == .integer else { throw wrong(value, name, .integer) }
    guard range.contains(value.number) else {
      throw LineFault(offset: value.start, cause: .outOfRange(name.text, range))
    }
    return value.number
  }

  mutating func number(
    _ name: MemberName, in range: ClosedRange<Int> = 0...LogLimits.largestInteger
  ) throws(LineFault) -> Int {
    try number(required(name, .integer), name, in: range)
  }

  @inline(__always)
  mutating func record(_ name: MemberName) throws(LineFault) -> RecordID {
    RecordID(try number(required(name, .integer), name))
  }

  @inline(__always)
  mutating func optionalRecord(_ name: MemberName) throws(LineFault) -> RecordID? {
    guard let value = find(name) else { return nil }
    return RecordID(try number(value, name))
  }

  mutating func records(_ list: JSONValue, _ name: MemberName) throws(LineFault) -> [RecordID] {
    guard list.shape == .list else { throw wrong(list, name, .list) }
    return try elements(of: list) { (decoder, value) throws(LineFault) in
      RecordID(try decoder.number(value, name))
    }
  }

  // MARK: - What several kinds share

  /// `from` and `on`: when it happened, never after the observer acted.
  @inline(__always)
  mutating func claim(at time: SessionTime) throws(LineFault) -> Event.Claim {
    let from = try optionalRecord("from")
    guard let on = find("on") else { return Event.Claim(on: nil, from: from) }
    return Event.Claim(on: SessionTime(try number(on, "on", in: 0...time.milliseconds)), from: from)
  }

  mutating func wall() throws(LineFault) -> WallTime { WallTime(try text("wall")) }

  func boolean(_ value: JSONValue, _ name: MemberName) throws(LineFault) -> Bool {
    switch value.shape {
    case .yes: true
    case .no: false
    default: throw wrong(value, name, .boolean)
    }
  }

  func clarity(_ value: JSONValue) throws(LineFault) -> Event.Clarity {
    guard let clarity = Event.Clarity(rawValue: try number(value, "clarity")) else {
      throw LineFault(offset: value.start, cause: .outOfRange("clarity", 1...3))
    }
    return clarity
  }

  func evidence(_ value: JSONValue) throws(LineFault) -> Event.Evidence {
    switch value.shape {
    case .text: .text(scanner.text(of: value))
    case .integer: .record(RecordID(try number(value, "evidence")))
    default: throw wrong(value, "evidence", .integerOrText)
    }
  }

  func rating(_ value: JSONValue) throws(LineFault) -> Int? {
    switch value.shape {
    case .null: nil
    case .integer: try number(value, "value", in: 1...5)
    default: throw wrong(value, "value", .integerOrNull)
    }
  }

  func wrong(_ value: JSONValue, _ name: MemberName, _ expected: LineFault.Shape) -> LineFault {
    LineFault(offset: value.start, cause: .wrongType(name.text, expected: expected))
  }
}
