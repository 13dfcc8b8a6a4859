import SafeText
import SessionCore

/// One cell of a table for other programs.
enum CSVCell: Hashable, Sendable {
  /// Not available, or not applicable: an empty cell, which R and pandas read as missing.
  case missing
  case integer(Int)
  case number(Double)
  case bool(Bool)
  /// Somebody's text: a name, a code, whatever a log may hold.
  case text(String)
  /// A word of the program's own, from a list that is known.
  case word(String)

  init(_ value: Int?) { self = value.map { .integer($0) } ?? .missing }
  init(_ value: Double?) { self = value.map { .number($0) } ?? .missing }
  /// The number of a record.
  init(_ id: RecordID?) { self = id.map { .integer($0.rawValue) } ?? .missing }

  /// The cell as it stands between two commas.
  ///
  /// Numbers have a point and never a comma; texts are made safe to show, and safe from programs that take a
  /// text for a formula.
  var written: String {
    switch self {
    case .missing: ""
    case .integer(let value): String(value)
    case .number(let value): value.isFinite ? value.description : ""
    case .bool(let value): value ? "TRUE" : "FALSE"
    case .word(let word): word
    case .text(let text): Self.quoted(Self.guarded(text.displaySafe))
    }
  }

  /// A text with an apostrophe before it when a spreadsheet would take it for a formula.
  ///
  /// That is decided by its first scalar: of `=` and a combining mark, a character would be something else. A text
  /// that has such apostrophes already gets one more, so that taking one away always gives the text back.
  static func guarded(_ text: String) -> String {
    let start = text.unicodeScalars.drop { $0 == "'" }.first
    return start.map { formulaStarts.contains($0) } ?? false ? "'" + text : text
  }

  /// What a formula may begin with, the full-width forms included. Source: OWASP, CSV injection.
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "|", "\t", "\r", "\n", "\0", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]

  /// A text in quotes where RFC 4180 wants them, where its edges are blank, and where it was guarded.
  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let isPlain =
      scalars.first != "'" && scalars.first != " " && scalars.last != " "
      && !scalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" }
    guard !isPlain else { return text }
    var out = "\"".unicodeScalars
    for scalar in scalars {
      if scalar == "\"" { out.append("\"") }
      out.append(scalar)
    }
    out.append("\"")
    return String(out)
  }
}

/// A table as comma-separated values: a head, then one line a row.
///
/// RFC 4180 with one difference: lines end in LF alone, which R, pandas and every spreadsheet read, and which the
/// other tools of a terminal need.
struct CSVText {
  private(set) var text: String
  private let columns: Int

  init(_ head: [String]) {
    columns = head.count
    text = head.joined(separator: ",") + "\n"
  }

  /// Adds a row; it has as many cells as the head.
  mutating func row(_ cells: [CSVCell]) {
    let missing = Array(repeating: CSVCell.missing, count: max(0, columns - cells.count))
    text += (cells + missing).map(\.written).joined(separator: ",") + "\n"
  }
}
