import SessionCore
import SessionFiles

/// Small invented logs, made as bytes.
enum Sample {
  static let sid = "0123456789abcdef0123456789abcdef"
  static let wall = WallTime("2026-03-05T14:00:00.000+01:00")

  static let opening = Opening(
    sid: sid, wall: wall, app: "mend 0.1.0", mode: .roleplay, group: "garden", session: 2, observer: "obs1",
    lag: 800,
    roster: Roster([
      Member(id: "rosa", label: "Rosa", role: .therapist, key: "1"),
      Member(id: "milo", label: "Milo", role: .member, key: "2"),
      Member(id: "ines", label: "Inès", role: .member),
    ]),
    codebook: Codebook(
      id: "small", version: "1", title: "A small codebook",
      codes: [
        Code(
          "W2", family: .withdrawal, label: "Minimal response", letter: "w", meaning: "Answers shut the door",
          isNot: "A short answer to a short question", example: "\"Fine.\"", source: "3RS-2015"),
        Code("X1", family: .group, label: "Dismisses another"),
        Code(
          "R4", family: .repair, label: "Invites thoughts and feelings", source: "3RS-2015",
          path: "exploratory",
          places: ["A2b", "B1"]),
      ],
      scales: [
        Scale(
          id: "resolution", label: "Resolution", asks: "How far were ruptures resolved?",
          anchors: ["not", "", "half", "", "fully"]),
        Scale(id: "contribution", label: "Contribution"),
      ]),
    after: Opening.After(
      sid: "fedcba9876543210fedcba9876543210", head: String(repeating: "5a", count: 32), session: 1))

  /// Every kind but `opened`, `recovered`, `reopened` and `closed`, with every member it can have, and once more
  /// with as few as it may.
  static let events: [Event] = [
    .carried(
      .init(
        sid: "fedcba9876543210fedcba9876543210", number: 11, who: "milo", to: "ines", form: .mixed,
        exposure: 1_285_000, codes: ["X1", "W2"])),
    .consented(.init(member: "milo", scope: "roleplay", until: "2026-12-31")),
    .consented(.init(member: "ines", scope: "roleplay")),
    .arrived(.init("ines", because: .planned)),
    .turn(.init(who: "rosa", to: .group, focus: Event.Focus.none, minimal: true, claim: .init(on: 5))),
    .turn(.init(who: "milo", to: "ines", focus: .own)),
    .turn(.init(who: "ines")),
    .silence(.init(on: 6)),
    .silence(),
    .bookmark(.init(on: 7)),
    .bookmark(),
    .marker(
      .init(
        code: "X1", who: "milo", to: "ines", affected: ["ines", "rosa"], clarity: .strong, episode: 1,
        claim: .init(on: 7, from: 10))),
    .marker(.init(code: "W2", who: "ines", to: .group)),
    .repair(.init(code: "R4", who: "rosa", to: "ines", episodes: [1, 13], claim: .init(on: 9, from: 11))),
    .repair(.init(code: "R4", who: "rosa", to: .group, episodes: [])),
    .partly(.init(episode: 1, claim: .init(on: 8))),
    .resolved(.init(episode: 1, strength: 4, evidence: .record(12), claim: .init(on: 8))),
    .resolved(.init(episode: 13, strength: 1, evidence: .text("\"Ja, so ist's besser.\""))),
    .resolved(.init(episode: 13, strength: 5)),
    .caused(.init(episode: 13, other: 1)),
    .relapse(.init(episode: 13, other: 1)),
    .merged(.init(episode: 13, other: 1)),
    .moment(.init(code: "GOAL+", who: "milo", to: "rosa", about: 3, claim: .init(on: 9, from: 11))),
    .moment(.init(code: "P1", who: "ines")),
    .lost,
    .regained,
    .paused(wall),
    .resumed(wall),
    .sync(.init(media: 61_000, label: "camera 2")),
    .sync(.init(media: 0)),
    .rated(.init(scale: "resolution", value: 4, member: "ines")),
    .rated(.init(scale: "significance.W", value: nil)),
    .note(.init(text: "Looks at the door, \\ then at the floor.", about: 13, claim: .init(on: 9))),
    .note(.init(text: "")),
    .amended(.init(of: 13, changes: [.who("milo"), .to(.group), .on(3), .clarity(.weak), .affected([])])),
    .amended(
      .init(
        of: 16, changes: [.episodes([1]), .from(10), .evidence(.text("yes")), .value(nil), .minimal(false)])),
    .retracted(24),
    .restored(24),
    .clock(.init(wall: wall, jump: -3_600_000)),
    .withdrew("milo"),
    .left(.init("ines", because: .rupture)),
    .left(.init("rosa")),
    .interrupted(.terminal),
  ]

  /// The records of an opening and some events, 10 ms apart, and their lines.
  static func log(_ events: [Event], opening: Opening = opening) -> (records: [Record], lines: [[UInt8]]) {
    var chain = LogChain()
    var log: (records: [Record], lines: [[UInt8]]) = ([], [])
    for (index, event) in ([.opened(opening)] + events).enumerated() {
      guard let (record, line) = try? chain.line(of: event, at: SessionTime(10 * index)) else { continue }
      log.records.append(record)
      log.lines.append(line)
    }
    return log
  }

  /// A log of 100 records with at least one of each kind, among them one that accounts for torn bytes, closed.
  static let hundred: [UInt8] = {
    let turns = (0..<100 - events.count - 4).map { index in
      Event.turn(.init(who: index.isMultiple(of: 2) ? "rosa" : "milo"))
    }
    let start = log(turns + events)
    let bytes = Array(start.lines.joined())
    let torn = Array(#"{"n":97,"t":99"#.utf8)
    var chain = LogReading(of: bytes).chain
    let good = RecordID(chain.next.rawValue - 1)
    let rest: [Event] = [
      .recovered(.init(offset: bytes.count, length: torn.count, sha256: LineHash(of: torn).hex, good: good)),
      .reopened(wall), .closed(.init(wall: wall, because: .end)),
    ]
    return bytes + torn + [0x0A]
      + rest.flatMap { event in (try? chain.line(of: event, at: 2000))?.line ?? [] }
  }()

  /// A line with any body at all that proves itself; `link` is what it says it is chained to.
  static func line(_ body: String, link: LineHash) -> [UInt8] { line(Array(body.utf8), link: link) }

  /// The same of a body that may be no text.
  static func line(_ body: [UInt8], link: LineHash) -> [UInt8] {
    let body = body + Array(",\"p\":\"\(link.link)\"".utf8)
    return body + Array(",\"h\":\"\(LineHash(of: body).hex)\"}\n".utf8)
  }

  /// A log of an opening and one hand-made line as its record 1.
  static func log(withLine body: [UInt8]) -> [UInt8] {
    let start = Array(log([]).lines.joined())
    return start + line(body, link: LogReading(of: start).head)
  }

  static func log(withLine body: String) -> [UInt8] { log(withLine: Array(body.utf8)) }

  /// Whether a line with its LF proves itself.
  static func proves(_ line: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(line.dropLast())
    return LineProof.hash(of: bytes.span) != nil
  }

  /// The place in this repository of a file.
  static func path(_ file: String) -> String {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return (parts.dropLast(3) + [Substring(file)]).joined(separator: "/")
  }

  /// The lines of some bytes, each with its LF; the last one may have none.
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while let end = bytes[start...].firstIndex(of: 0x0A) {
      lines.append(bytes[start...end])
      start = end + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }
}
