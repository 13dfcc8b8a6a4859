import SessionFiles

/// Logs whose lines prove themselves whatever stands in them: a hostile author can always hash.
package struct HostileLog {
  /// The lines so far, each with its LF.
  package private(set) var bytes: [UInt8] = []
  private var count = 0
  private var head = LineHash.none

  /// A log that begins with a plain opening, or with other own members of one.
  package init(opening: String) { self.init(opening: Array(opening.utf8)) }

  package init(opening: [UInt8] = Array(Self.plainOpening.utf8)) { seal(opening) }

  /// The own members of an opening with two people and a codebook of three codes.
  package static let plainOpening = opening()

  /// The own members of an opening in which some texts, already written as JSON, stand everywhere.
  package static func opening(
    label: String = "Ann", code: String = "Denial", group: String = "g", observer: String = "o",
    roster: String? = nil
  ) -> String {
    let people =
      roster
        ?? """
        {"id":"ann","label":"\(label)","role":"member","key":"1"},\
        {"id":"tom","label":"Tom","role":"therapist","key":"2"}
        """
    return """
      "k":"opened","v":1,"sid":"0123456789abcdef0123456789abcdef","wall":"2026-03-05T14:00:00.000+01:00",\
      "app":"mend 0.1.0","mode":"roleplay","group":"\(group)","session":1,"observer":"\(observer)","lag":0,\
      "roster":[\(people)],"codebook":{"id":"b","version":"1","title":"\(code)","codes":[\
      {"code":"W1","family":"withdrawal","label":"\(code)","letter":"d"},\
      {"code":"C1","family":"confrontation","label":"\(code)","letter":"c"},\
      {"code":"R1","family":"repair","label":"\(code)","letter":"r"}],"scales":[]}
      """
  }

  /// Adds a line. A body that begins with `"` or is empty lacks `n` and `t`, which are put before it; any other is
  /// taken as it is. Link and hash follow.
  package mutating func seal(_ body: [UInt8]) {
    var line: [UInt8] = []
    if body.first == UInt8(ascii: "\"") { line += Array("{\"n\":\(count),\"t\":\(count * 1000),".utf8) }
    line += body
    line += Array(",\"p\":\"\(head.link)\"".utf8)
    head = LineHash(of: line)
    line += Array(",\"h\":\"\(head.hex)\"}\n".utf8)
    bytes += line
    count += 1
  }

  package mutating func seal(_ body: String) { seal(Array(body.utf8)) }

  /// A text as it stands in JSON, with everything but plain ASCII written as an escape.
  package static func json(_ text: String) -> String {
    text.utf16.map { unit in
      switch unit {
      case 0x22, 0x5C: "\\" + String(UnicodeScalar(UInt8(unit)))
      case 0x20..<0x7F: String(UnicodeScalar(UInt8(unit)))
      default:
        "\\u" + String(repeating: "0", count: 4 - String(unit, radix: 16).utf8.count)
          + String(unit, radix: 16)
      }
    }.joined()
  }
}
