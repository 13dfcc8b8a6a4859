import SafeText

/// Something wrong in a settings file: where it stands, what was found, and what to do about it.
package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The path of the file, as the user gave it.
  package var path: String
  /// The line, from 1; 1 also for what concerns the file as a whole.
  package var line: Int
  /// The column in characters, from 1; `nil` where the line says enough.
  package var column: Int?
  /// One or two sentences.
  package var message: String

  package init(path: String, line: Int, column: Int? = nil, message: String) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
  }

  /// `path:line: message`, or `path:line:column: message`; safe to print on a terminal.
  package var description: String {
    let place = column.map { "\(line):\($0)" } ?? "\(line)"
    return "\(path.displaySafe):\(place): \(message)"
  }
}

/// Everything wrong in a settings file, in the order of its lines; never empty.
package struct Faults: Error, Hashable, Sendable, CustomStringConvertible {
  package let all: [Fault]

  /// One fault a line.
  package var description: String { all.map(\.description).joined(separator: "\n") }
}

/// The faults found so far while a file is being read.
struct FaultNotes {
  let path: String
  private var found: [Fault] = []

  /// No more than this many are kept: a file with more is the wrong file.
  static let limit = 100

  init(path: String) { self.path = path }

  mutating func add(_ line: Int, column: Int? = nil, _ message: String) {
    guard found.count < Self.limit else { return }
    found.append(Fault(path: path, line: line, column: column, message: message))
  }

  /// What was noted, in the order of the lines; empty when nothing was.
  var all: [Fault] {
    found.indices.sorted { (found[$0].line, $0) < (found[$1].line, $1) }.map { found[$0] }
  }

  /// Ends the reading when anything was noted.
  func settle() throws(Faults) {
    if !found.isEmpty { throw Faults(all: all) }
  }
}

extension String {
  /// The text in single quotes, short, and with everything that could drive or confuse a terminal written out.
  var quoted: String {
    let scalars = unicodeScalars
    let start = String(String.UnicodeScalarView(scalars.prefix(40)))
    return "'\(start.displaySafe)\(scalars.dropFirst(40).isEmpty ? "" : "…")'"
  }
}

extension Unicode.Scalar {
  /// The number in hexadecimal, at least two digits.
  var number: String {
    let digits = String(value, radix: 16, uppercase: true)
    return digits.utf8.count < 2 ? "0" + digits : digits
  }

  /// Whether this must not stand in a text that is shown: controls, line separators, marks that turn the direction
  /// of writing, tags, a byte-order mark, noncharacters.
  var isHidden: Bool {
    switch value {
    case 0x20...0x7E: false
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
      0xFDD0...0xFDEF, 0xE0000...0xE007F:
      true
    default: value & 0xFFFE == 0xFFFE
    }
  }
}
