import SafeText

/// A JSON value, written out the same on every machine.
///
/// Whole numbers have no fraction, others the fewest digits that read back as the same number, with a point and
/// never a comma; what is not finite becomes `null`. Members keep the order in which they are given.
package enum JSONValue: Hashable, Sendable {
  /// One member of an object.
  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A whole number, or `null`.
  init(_ value: Int?) { self = value.map { .integer($0) } ?? .null }

  /// A number, or `null`.
  init(_ value: Double?) { self = value.map { .number($0) } ?? .null }

  /// A text, or `null`.
  init(_ value: String?) { self = value.map { .string($0) } ?? .null }

  /// The text, one member or element a line, each level indented by one space.
  package var text: String {
    var out: [UInt8] = []
    write(to: &out, indent: 0)
    return String(decoding: out, as: UTF8.self)
  }

  private func write(to out: inout [UInt8], indent: Int) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let value): out += (value ? "true" : "false").utf8
    case .integer(let value): Self.write(value, to: &out)
    case .number(let value): out += (value.isFinite ? value.description : "null").utf8
    case .string(let value): Self.write(value, to: &out)
    case .array(let values):
      Self.write(values, between: "[", "]", to: &out, indent: indent) { value, out in
        value.write(to: &out, indent: indent + 1)
      }
    case .object(let members):
      Self.write(members, between: "{", "}", to: &out, indent: indent) { member, out in
        Self.write(member.name, to: &out)
        out.append(UInt8(ascii: ":"))
        out.append(UInt8(ascii: " "))
        member.value.write(to: &out, indent: indent + 1)
      }
    }
  }

  private static func write<Part>(
    _ parts: [Part], between open: Unicode.Scalar, _ close: Unicode.Scalar, to out: inout [UInt8],
    indent: Int, _ write: (Part, inout [UInt8]) -> Void
  ) {
    out.append(UInt8(ascii: open))
    for index in parts.indices {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      startLine(&out, indent + 1)
      write(parts[index], &out)
    }
    if !parts.isEmpty { startLine(&out, indent) }
    out.append(UInt8(ascii: close))
  }

  private static func startLine(_ out: inout [UInt8], _ indent: Int) {
    out.append(UInt8(ascii: "\n"))
    for _ in 0..<indent { out.append(UInt8(ascii: " ")) }
  }

  private static func write(_ number: Int, to out: inout [UInt8]) {
    guard (0..<1_000_000_000).contains(number) else {
      out += String(number).utf8
      return
    }
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      out.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  /// A string in quotes; whatever could drive a terminal or turn the reading direction becomes `\uXXXX`.
  private static func write(_ string: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    let isPlain = string.utf8.allSatisfy {
      (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { out += string.utf8 } else { for scalar in string.unicodeScalars { write(scalar, to: &out) } }
    out.append(UInt8(ascii: "\""))
  }

  private static func write(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
    switch scalar {
    case "\"": out += "\\\"".utf8
    case "\\": out += "\\\\".utf8
    case _ where scalar.isSafeToShow: out += UTF8.encode(scalar) ?? .init()
    default:
      for unit in UTF16.encode(scalar) ?? .init() {
        let digits = String(unit, radix: 16)
        out += ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
      }
    }
  }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// An object with the members in the order written.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
