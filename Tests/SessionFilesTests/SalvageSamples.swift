import Foundation
import SessionCore
import SessionFiles
import Testing

/// What the tests of salvage ask of logs, computed here without the code under test.
enum Salvaging {
  /// The frozen log of format 1, with every kind.
  static let golden: [UInt8] =
    (try? LogFile(reading: Sample.path("Tests/Corpus/golden/format-1.mend")).bytes) ?? []

  /// The own members of a line, if it proves itself; a missing LF is no matter.
  static func members(of line: ArraySlice<UInt8>) -> String? {
    let text = Array(line.last == 0x0A ? line.dropLast() : line)
    guard LineProof.hash(of: text.span) != nil, let range = LineProof.ownMembers(of: text.span) else {
      return nil
    }
    return String(decoding: text[range], as: UTF8.self)
  }

  /// The own members of every line that proves itself.
  static func members(of bytes: [UInt8]) -> [String] {
    Sample.lines(of: bytes).compactMap { members(of: $0) }
  }

  /// What becomes of a record's own members in a salvaged log.
  static func kept(_ members: String, of source: [UInt8]) -> String {
    if members.utf8.starts(with: "\"k\":\"recovered\"".utf8) {
      return "\"k\":\"kept-record\",\"was\":{\(members)}"
    }
    if members.utf8.starts(with: "\"k\":\"opened\"".utf8) {
      return members
        + ",\"salvaged\":{\"sha256\":\"\(LineHash(of: source).hex)\",\"bytes\":\(source.count)}"
    }
    return members
  }

  static let lost = "\"k\":\"lost-record\""

  /// A log of one session with its own sid, of some `lost` and `regained` records, 10 ms apart.
  static func lines(sid digit: String, _ count: Int, closed: Bool = false) -> [[UInt8]] {
    var opening = Sample.opening
    opening.sid = String(repeating: digit, count: 32)
    let events = (1..<count).map { Event.note(.init(text: "\(digit) \($0)")) }
    return Sample.log(
      events + (closed ? [.closed(.init(wall: Sample.wall, because: .end))] : []), opening: opening
    ).lines
  }

  static func salvage(_ lines: [[UInt8]], opening: [UInt8]? = nil) throws(SalvageRefusal) -> Salvage {
    try Salvage(of: Array(lines.joined()), opening: opening)
  }
}

extension Salvage {
  /// Its records' own members, the first line's left out.
  var members: [String] { Array(Salvaging.members(of: log).dropFirst()) }

  /// What reading the new log finds.
  var reading: LogReading { LogReading(of: log) }

  /// The numbers of the records that it could not save.
  var lostNumbers: [Int] { missing.flatMap { Array($0.lowerBound.rawValue...$0.upperBound.rawValue) } }
}
