package import SessionCore

/// Reads the records of lines; one decoder serves any number of lines, one after another.
///
/// Reading is strict, but for what it does not know: a record of an unknown kind becomes ``Event/unknown(kind:)``
/// and an unknown member is passed over. Their bytes are still in the line. Whether the line proves itself is
/// not asked here; see ``LineProof``.
package struct RecordDecoder: ~Copyable {
  var scanner = JSONScanner()
  /// The members of the object that is being read, on the scanner's stack.
  var members = 0..<0
  /// Where its members end in the line; where a missing one is reported.
  var objectEnd = 0
  // The next member in the order in which this program writes them: absent ones are then not searched for.
  private var next = 0

  package init() {}

  /// The record of a line without its LF.
  package mutating func record(of line: Span<UInt8>) throws(LineFault) -> Record {
    let result = line.withUnsafeBufferPointer { (line) -> Result<Record, LineFault> in
      do throws(LineFault) { return .success(try record(of: line)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// The record of a line without its LF.
  mutating func record(of line: UnsafeBufferPointer<UInt8>) throws(LineFault) -> Record {
    let end = line.count - LineProof.length
    guard end > 0, let start = line.baseAddress else {
      throw LineFault(offset: 0, cause: line.isEmpty ? .endsTooEarly : .noSuffix)
    }
    guard line.count < LogLimits.lineRead else {
      throw LineFault(offset: LogLimits.lineRead, cause: .tooLong)
    }
    if let turn = PlainTurn.record(at: start, upTo: end) { return turn }
    return try scanned(line, upTo: end)
  }

  /// The record of a line whose own members end at a byte, member by member.
  mutating func scanned(_ line: UnsafeBufferPointer<UInt8>, upTo end: Int) throws(LineFault) -> Record {
    try scanner.scanLine(line, upTo: end)
    members = 0..<scanner.memberCount
    objectEnd = end
    next = 3
    let kind = try envelope()
    let id = RecordID(scanner[0].value.number)
    let time = SessionTime(scanner[1].value.number)
    return Record(id: id, time: time, event: try event(kind, at: time))
  }

  // Checks that the line begins with n, t and k, and answers where k says its kind.
  private func envelope() throws(LineFault) -> JSONValue {
    guard scanner.memberCount >= 2, scanner[0].packed == PackedName("n"), scanner[1].packed == PackedName("t")
    else {
      let isSealed = scanner.memberCount == 2 && scanner[1].packed == PackedName("e")
      throw LineFault(offset: 1, cause: isSealed ? .sealed : .envelope)
    }
    for index in 0...1 {
      let member = scanner[index]
      let name = index == 0 ? "n" : "t"
      guard member.value.shape == .integer else {
        throw LineFault(offset: member.value.start, cause: .wrongType(name, expected: .integer))
      }
      guard member.value.number >= 0 else {
        throw LineFault(offset: member.value.start, cause: .outOfRange(name, 0...LogLimits.largestInteger))
      }
    }
    guard scanner.memberCount >= 3 else { throw LineFault(offset: objectEnd, cause: .missing("k")) }
    let kind = scanner[2]
    guard kind.packed == PackedName("k") else { throw LineFault(offset: kind.name.start, cause: .envelope) }
    guard kind.value.shape == .text else {
      throw LineFault(offset: kind.value.start, cause: .wrongType("k", expected: .text))
    }
    for index in 3..<max(3, scanner.memberCount) {
      let member = scanner[index]
      // Both stand at the end of every line.
      if member.packed == PackedName("p") || member.packed == PackedName("h") {
        throw LineFault(
          offset: member.name.start - 1, cause: .duplicate(member.packed == PackedName("p") ? "p" : "h"))
      }
    }
    return kind.value
  }

  // MARK: - Members by name

  /// The value of a member of the object that is being read, or `nil` when it has none of this name.
  @inline(__always)
  mutating func find(_ name: MemberName) -> JSONValue? {
    if next >= members.upperBound { return nil }
    if scanner[next].packed == name.packed {
      next += 1
      return scanner[next - 1].value
    }
    return search(name)
  }

  private func search(_ name: MemberName) -> JSONValue? {
    for index in members where scanner[index].packed == name.packed { return scanner[index].value }
    return nil
  }

  /// Reads an object inside the line by `read`, in which members are those of that object.
  mutating func inObject<Value>(
    _ value: JSONValue, _ read: (inout RecordDecoder) throws(LineFault) -> Value
  ) throws(LineFault) -> Value {
    let outer = (members, objectEnd, next)
    members = try scanner.pushObject(value)
    objectEnd = value.end - 1
    next = members.lowerBound
    let result = try read(&self)
    scanner.pop(to: members.lowerBound)
    (members, objectEnd, next) = outer
    return result
  }

  /// Reads every element of a list by `read`.
  mutating func elements<Value>(
    of list: JSONValue, _ read: (inout RecordDecoder, JSONValue) throws(LineFault) -> Value
  ) throws(LineFault) -> [Value] {
    var values: [Value] = []
    var element = try scanner.firstElement(of: list)
    while let current = element {
      values.append(try read(&self, current))
      element = try scanner.element(after: current)
    }
    return values
  }
}
