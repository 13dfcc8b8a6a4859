package import Foundation
package import SessionCore
import SessionFiles

/// One of the five worked sessions of `Tests/Corpus`, A to E, with the report it must give.
package struct WorkedSession {
  package let records: [Record]
  /// The hash of the last line.
  package let head: String
  /// The text of the report that it must give.
  package let expected: String

  /// The session of a letter; a fault in its log is the test's own.
  package init(_ letter: String) throws {
    let folder = Self.folder.appendingPathComponent("Corpus")
    let log = try Data(contentsOf: folder.appendingPathComponent("session-\(letter).mend"))
    var decoder = RecordDecoder()
    var records: [Record] = []
    var last: [UInt8] = []
    for line in log.split(separator: 0x0A) {
      last = Array(line)
      records.append(try decoder.record(of: last.span))
    }
    self.records = records
    head = LineProof.hash(of: last.span)?.hex ?? ""
    expected = try String(
      contentsOf: folder.appendingPathComponent("session-\(letter).expected.json"), encoding: .utf8)
  }

  /// The session its records make; `nil` when the first is no opening.
  package var session: Session? { Session(replaying: records) }

  /// The folder of all tests.
  package static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
}
