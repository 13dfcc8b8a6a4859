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
    var out = ""
    write(to: &out, indent: 0)
    return out
  }

  private func write(to out: inout String, indent: Int) {
    switch self {
    case .null: out += "null"
    case .bool(let value): out += value ? "true" : "false"
    case .integer(let value): out += String(value)
    case .number(let value): out += value.isFinite ? value.description : "null"
    case .string(let value): Self.write(value, to: &out)
    case .array(let values):
      Self.write(values, between: "[", "]", to: &out, indent: indent) { value, out in
        value.write(to: &out, indent: indent + 1)
      }
    case .object(let members):
      Self.write(members, between: "{", "}", to: &out, indent: indent) { member, out in
        Self.write(member.name, to: &out)
        out += ": "
        member.value.write(to: &out, indent: indent + 1)
      }
    }
  }

  private static func write<Part>(
    _ parts: [Part], between open: String, _ close: String, to out: inout String, indent: Int,
    _ write: (Part, inout String) -> Void
  ) {
    guard !parts.isEmpty else {
      out += open + close
      return
    }
    out += open
    for (index, part) in parts.enumerated() {
      out += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent + 1)
      write(part, &out)
    }
    out += "\n" + String(repeating: " ", count: indent) + close
  }

  /// A string in quotes; whatever could drive a terminal or turn the reading direction becomes `\uXXXX`.
  private static func write(_ string: String, to out: inout String) {
    out += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      default:
        if scalar.isSafeToShow {
          out.unicodeScalars.append(scalar)
        } else {
          for unit in UTF16.encode(scalar) ?? .init() {
            let digits = String(unit, radix: 16)
            out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
          }
        }
      }
    }
    out += "\""
  }
}

extension JSONValue: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// An object with the members in the order written.
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
