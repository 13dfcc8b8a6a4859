import SafeText

/// Writes JSON member by member, straight into bytes; the same on every machine.
///
/// One member or element a line, each level indented by one space. Whole numbers have no fraction, others the fewest
/// digits that read back as the same number, with a point and never a comma; what is not finite or not there becomes
/// `null`. Nothing is gathered before it is written: the report of a long session has a million lines.
package struct JSONWriter {
  /// What was written so far, in UTF-8.
  package private(set) var bytes: [UInt8] = []
  private var depth = 0
  // Whether nothing stands yet in the object or array that is being written.
  private var isEmpty = true

  package init() {}

  /// Forgets what was written and keeps its memory; goes on where so many objects and arrays are open, with something
  /// in the innermost of them.
  mutating func restart(depth: Int) {
    bytes.removeAll(keepingCapacity: true)
    (self.depth, isEmpty) = (depth, false)
  }

  // MARK: - Objects and arrays

  /// An object with the members that `write` writes, in that order.
  package mutating func object(_ write: (inout JSONWriter) -> Void) {
    begin("{")
    write(&self)
    end("}")
  }

  /// An array with the elements that `write` writes.
  package mutating func array(_ write: (inout JSONWriter) -> Void) {
    begin("[")
    write(&self)
    end("]")
  }

  /// An array with an element for each of some things.
  package mutating func array<Things: Sequence>(
    of things: Things, _ write: (inout JSONWriter, Things.Element) -> Void
  ) {
    array { json in for thing in things { json.element { write(&$0, thing) } } }
  }

  /// An element whose value `write` writes.
  package mutating func element(_ write: (inout JSONWriter) -> Void) {
    startPart()
    write(&self)
  }

  /// A member whose value `write` writes.
  package mutating func member(_ name: StaticString, _ write: (inout JSONWriter) -> Void) {
    startPart()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    bytes.append(UInt8(ascii: " "))
    write(&self)
  }

  /// A member whose name comes from a log.
  package mutating func member(named name: String, _ write: (inout JSONWriter) -> Void) {
    startPart()
    value(name)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(UInt8(ascii: " "))
    write(&self)
  }

  /// Begins an object or an array.
  mutating func begin(_ open: Unicode.Scalar) {
    bytes.append(UInt8(ascii: open))
    depth += 1
    isEmpty = true
  }

  /// Ends the innermost one.
  mutating func end(_ close: Unicode.Scalar) {
    depth -= 1
    if !isEmpty { startLine() }
    isEmpty = false
    bytes.append(UInt8(ascii: close))
  }

  private mutating func startPart() {
    if !isEmpty { bytes.append(UInt8(ascii: ",")) }
    isEmpty = false
    startLine()
  }

  private mutating func startLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes.append(UInt8(ascii: " ")) }
  }

  // MARK: - Values

  /// A whole number, or `null`.
  package mutating func value(_ number: Int?) {
    guard let number else { return null() }
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    for _ in 0..<Self.digits(of: rest) { bytes.append(0) }
    // The digits come from the last to the first.
    var place = bytes.count
    repeat {
      place -= 1
      bytes[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    } while rest > 0
  }

  /// How many digits a number has.
  private static func digits(of number: UInt) -> Int {
    var (count, bound) = (1, UInt(10))
    while number >= bound {
      count += 1
      let (next, isTooLarge) = bound.multipliedReportingOverflow(by: 10)
      if isTooLarge { break }
      bound = next
    }
    return count
  }

  /// A number; `null` for one that is not there or not finite.
  package mutating func value(_ number: Double?) {
    guard let number, number.isFinite else { return null() }
    bytes += number.description.utf8
  }

  /// `true` or `false`.
  package mutating func value(_ isTrue: Bool) { bytes += (isTrue ? "true" : "false").utf8 }

  /// A text in quotes; whatever could drive a terminal or turn the reading direction becomes `\uXXXX`.
  package mutating func value(_ text: String?) {
    guard let text else { return null() }
    bytes.append(UInt8(ascii: "\""))
    var plain = text
    let isWritten = plain.withUTF8 { utf8 in
      guard utf8.allSatisfy(Self.isPlain) else { return false }
      bytes.append(contentsOf: utf8)
      return true
    }
    if !isWritten { for scalar in text.unicodeScalars { write(scalar) } }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func null() { bytes += "null".utf8 }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes += "\\\"".utf8
    case "\\": bytes += "\\\\".utf8
    case _ where scalar.isSafeToShow: bytes += UTF8.encode(scalar) ?? .init()
    default:
      for unit in UTF16.encode(scalar) ?? .init() {
        let digits = String(unit, radix: 16)
        bytes += ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
      }
    }
  }
}

/// Members by what they hold.
extension JSONWriter {
  /// A whole number, or `null`.
  package mutating func member(_ name: StaticString, _ number: Int?) { member(name) { $0.value(number) } }
  /// A number; `null` for one that is not there or not finite.
  package mutating func member(_ name: StaticString, _ number: Double?) { member(name) { $0.value(number) } }
  /// A text, or `null`.
  package mutating func member(_ name: StaticString, _ text: String?) { member(name) { $0.value(text) } }
  /// `true` or `false`.
  package mutating func member(_ name: StaticString, _ isTrue: Bool) { member(name) { $0.value(isTrue) } }

  /// An object with the members that `write` writes, in that order.
  package mutating func object(_ name: StaticString, _ write: (inout JSONWriter) -> Void) {
    member(name) { $0.object(write) }
  }

  /// An array with an element for each of some things.
  package mutating func array<Things: Sequence>(
    _ name: StaticString, of things: Things, _ write: (inout JSONWriter, Things.Element) -> Void
  ) {
    member(name) { $0.array(of: things, write) }
  }

  /// An object with a number under each name that a log gives.
  package mutating func member(_ name: StaticString, counts: some Sequence<(String, Int)>) {
    member(name) { $0.object(counts: counts) }
  }

  /// An object with a number under each name that a log gives.
  package mutating func object(counts: some Sequence<(String, Int)>) {
    object { json in for (name, count) in counts { json.member(named: name) { $0.value(count) } } }
  }
}
