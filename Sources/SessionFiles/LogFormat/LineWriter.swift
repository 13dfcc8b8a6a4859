/// Writes the members of records as JSON without blanks, onto the end of a run of bytes.
struct LineWriter {
  private(set) var bytes: [UInt8] = []
  // Whether the next member or element stands first in its object or list.
  private var isFirst = true

  /// Room for a line as most are.
  init() { bytes.reserveCapacity(256) }

  /// The first so many digits of a hash, which are eight or a multiple of them.
  mutating func append(_ hash: LineHash, digits count: Int) { hash.writeDigits(count, to: &bytes) }

  mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

  mutating func append(_ literal: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  // MARK: - Members

  mutating func member(_ name: StaticString, _ text: String) {
    self.name(name)
    write(text)
  }

  mutating func member(_ name: StaticString, _ number: Int) {
    self.name(name)
    write(number)
  }

  mutating func member(_ name: StaticString, _ flag: Bool) {
    self.name(name)
    append(flag ? "true" : "false")
  }

  mutating func null(_ name: StaticString) {
    self.name(name)
    append("null")
  }

  mutating func member(_ name: StaticString, optional text: String?) {
    if let text { member(name, text) }
  }

  mutating func member(_ name: StaticString, optional number: Int?) {
    if let number { member(name, number) }
  }

  /// A text that is left out when it is empty.
  mutating func member(_ name: StaticString, unlessEmpty text: String) {
    if !text.isEmpty { member(name, text) }
  }

  mutating func member(_ name: StaticString, _ texts: [String]) {
    list(name, texts) { $0.write($1) }
  }

  mutating func member(_ name: StaticString, unlessEmpty texts: [String]) {
    if !texts.isEmpty { member(name, texts) }
  }

  mutating func member(_ name: StaticString, _ numbers: [Int]) {
    list(name, numbers) { $0.write($1) }
  }

  mutating func list<Element>(
    _ name: StaticString, _ elements: [Element], _ write: (inout LineWriter, Element) -> Void
  ) {
    self.name(name)
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func object(_ name: StaticString, _ members: (inout LineWriter) -> Void) {
    self.name(name)
    object(members)
  }

  mutating func object(_ members: (inout LineWriter) -> Void) {
    open()
    members(&self)
    bytes.append(UInt8(ascii: "}"))
    isFirst = false
  }

  /// Begins an object that is not closed here, as a record is not until it is chained.
  mutating func open() {
    bytes.append(UInt8(ascii: "{"))
    isFirst = true
  }

  private mutating func name(_ name: StaticString) {
    append(isFirst ? "\"" : ",\"")
    append(name)
    append("\":")
    isFirst = false
  }

  // MARK: - Values

  mutating func write(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    writeDigits(number.magnitude)
  }

  private mutating func writeDigits(_ number: UInt) {
    if number > 9 { writeDigits(number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      // No reader of a log may meet a NUL, so that none is ever cut short there.
      case "\0": append("\\ufffd")
      case _ where scalar.value < 0x20 || (scalar.value >= 0x7F && scalar.needsEscape): escape(scalar)
      case _ where scalar.isASCII: bytes.append(UInt8(scalar.value))
      default: bytes.append(contentsOf: scalar.utf8)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    for unit in scalar.utf16 {
      append("\\u")
      for shift in stride(from: 12, through: 0, by: -4) {
        let digit = UInt8(truncatingIfNeeded: unit >> UInt16(shift)) & 0xF
        bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether a log writes this scalar as `\uXXXX`, the quote and the backslash apart: whatever could drive a
  /// terminal, reorder a line or hide in it.
  package var needsEscape: Bool {
    switch value {
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
      0xFDD0...0xFDEF, 0xE0000...0xE007F:
      true
    default: value & 0xFFFE == 0xFFFE
    }
  }
}
