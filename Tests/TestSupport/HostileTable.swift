package import Foundation

/// One named case of the corpus of hostile input: what is made, what is run on it, and what must come of it.
///
/// The tables are `Tests/Corpus/hostile/*.tsv`; `Tests/Corpus/README.md` explains their columns.
package struct HostileCase: Sendable, CustomStringConvertible {
  /// The name in the list of bad inputs, such as `J21`; a letter after it tells several of one kind apart.
  package let id: String
  package let summary: String
  /// How its file is made; `-` for none.
  package let recipe: String
  /// The arguments of the program, or, after `sh `, a line of shell in which `$MEND` is the program, or,
  /// after `tty `, settings of the environment and arguments for the program in a terminal.
  package let command: String
  /// The exit code, or `nil` for a case that cannot be run yet.
  package let exit: Int32?
  /// What must stand in the output or the complaints; empty for nothing. For a case that is not run: why.
  package let piece: String
  /// What must not stand in either; empty for nothing.
  package let absent: String

  package var description: String { "\(id) \(summary)" }

  /// The cases of a table.
  package static func table(_ name: String) throws -> [HostileCase] {
    let text = try String(
      contentsOf: folder.appendingPathComponent("\(name).tsv"), encoding: .utf8)
    return text.lines.filter { !$0.isEmpty && $0.utf8.first != UInt8(ascii: "#") }.map { line in
      let fields = line.utf8.split(separator: 0x09, omittingEmptySubsequences: false).map {
        String(Substring($0))
      }
      func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }
      return HostileCase(
        id: field(0), summary: field(1), recipe: field(2), command: field(3), exit: Int32(field(4)),
        piece: field(5), absent: field(6))
    }
  }

  /// Where the tables and their files lie.
  package static let folder = WorkedSession.folder.appendingPathComponent("Corpus/hostile")
}

extension String {
  /// The bytes of a text in which `%1B` stands for the byte 0x1B.
  package var percentBytes: [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
