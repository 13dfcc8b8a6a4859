import SessionCore
import SessionFiles
import Testing

/// The table of section 5 of the format.
@Suite struct `The verdict on a log` {
  static let wall = Sample.wall
  static let closing = Event.closed(.init(wall: wall, because: .end))

  static func bytes(_ events: [Event]) -> [UInt8] { Array(Sample.log(events).lines.joined()) }

  let open = bytes([.lost, .regained])
  let closed = bytes([.lost, .regained, closing])

  @Test func `closed and whole is intact`() {
    let reading = LogReading(of: closed)
    #expect(reading.verdict == .intactClosed)
    #expect(reading.verdict.exitCode == 0)
    #expect(reading.verdict.appending == .byReopening)
    #expect(reading.goodEnd == closed.count)
  }

  @Test func `an opening alone is a session without events`() {
    let reading = LogReading(of: Self.bytes([]))
    #expect(reading.verdict == .intactOpen)
    #expect(reading.verdict.exitCode == 1)
    #expect(reading.verdict.appending == .allowed)
    #expect(reading.opening == Sample.opening)
  }

  @Test func `bytes at the end that are no line are a torn tail`() {
    for tail in ["{\"n\":3", "nonsense\n", "\n", String(repeating: "\0", count: 4096)] {
      let verdict = LogReading(of: open + Array(tail.utf8)).verdict
      let endsInLF = tail.hasSuffix("\n")
      #expect(
        verdict == .torn(line: 3, offset: open.count, length: tail.utf8.count, endsInLF: endsInLF))
      #expect(verdict.exitCode == 1)
      #expect(verdict.appending == .afterRecovery)
    }
  }

  @Test(arguments: ["{\"n\":3,\"t\"", "lost\nagain\n", "\n"])
  func `torn bytes that a record accounts for are recovered`(tail: String) throws {
    let torn = Array(tail.utf8)
    var chain = LogReading(of: open).chain
    let recovery = Event.Recovery(
      offset: open.count, length: torn.count, sha256: LineHash(of: torn).hex, good: 2)
    let line = try chain.line(of: .recovered(recovery), at: 50).line
    let more = try chain.line(of: .lost, at: 60).line
    let parting: [UInt8] = torn.last == 0x0A ? [] : [0x0A]
    let reading = LogReading(of: open + torn + parting + line + more)
    #expect(reading.verdict == .recovered(isClosed: false))
    #expect(reading.verdict.exitCode == 1)
    #expect(reading.records.count == 5)
    #expect(reading.recoveries == 1)
    // A byte more, and it accounts for something else.
    for parting in [[0x20] + parting, parting + [0x0A, 0x0A]] as [[UInt8]] {
      let verdict = LogReading(of: open + torn + parting + line + more).verdict
      #expect(verdict == .corrupt(line: 3, .doesNotProveItself))
    }
  }

  @Test func `a record that accounts for nothing is corruption`() throws {
    let recovery = Event.Recovery(offset: open.count, length: 0, sha256: LineHash(of: []).hex, good: 2)
    var chain = LogReading(of: open).chain
    let line = try chain.line(of: .recovered(recovery), at: 50).line
    #expect(LogReading(of: open + line).verdict == .corrupt(line: 3, .nothingToRecover))
  }

  @Test func `bad bytes before a good line are corruption`() {
    var bytes = closed
    bytes[Self.bytes([]).count + 5] ^= 1
    let verdict = LogReading(of: bytes).verdict
    #expect(verdict == .corrupt(line: 1, .doesNotProveItself))
    #expect(verdict.exitCode == 65)
    #expect(verdict.appending == .refused)
  }

  @Test func `lines missing, repeated, moved or foreign are told apart`() {
    let lines = Sample.log([.lost, .regained, .lost, .regained]).lines
    var other = Sample.opening
    other.sid = String(repeating: "1", count: 32)
    let foreign = Sample.log([.lost, .regained], opening: other).lines
    func verdict(_ lines: [[UInt8]]) -> LogVerdict { LogReading(of: Array(lines.joined())).verdict }
    #expect(verdict([lines[0], lines[3]]) == .outOfPlace(line: 1, .missing(from: 1, to: 2)))
    #expect(verdict([lines[0], lines[1], lines[1]]) == .outOfPlace(line: 2, .again(1)))
    #expect(verdict([lines[0], lines[2], lines[1]]) == .outOfPlace(line: 1, .missing(from: 1, to: 1)))
    #expect(verdict([lines[0], foreign[1]]) == .outOfPlace(line: 1, .foreign))
    #expect(verdict(lines + foreign) == .outOfPlace(line: 5, .anotherLog))
    #expect(verdict([lines[1], lines[2]]) == .outOfPlace(line: 0, .missing(from: 0, to: 0)))
    #expect(verdict([lines[0], lines[3]]).exitCode == 65)
  }

  @Test func `anything after the closing line is a change`() throws {
    var chain = LogReading(of: closed).chain
    let late = try chain.line(of: .lost, at: 99).line
    for tail in [late, Array("note\n".utf8), [0x0A], Array("{".utf8)] {
      let verdict = LogReading(of: closed + tail).verdict
      #expect(verdict == .changedAfterClosing(line: 4))
      #expect(verdict.exitCode == 65)
      #expect(verdict.appending == .refused)
    }
  }

  @Test func `what follows a reopening is no change`() throws {
    var chain = LogReading(of: closed).chain
    let reopened = try chain.line(of: .reopened(Self.wall), at: 99).line
    let late = try chain.line(of: .retracted(1), at: 100).line
    #expect(LogReading(of: closed + reopened + late).verdict == .intactOpen)
    let closing = try chain.line(of: Self.closing, at: 101).line
    #expect(LogReading(of: closed + reopened + late + closing).verdict == .intactClosed)
  }

  @Test func `a file that an editor changed verifies without the change`() {
    let crlf = closed.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    let marked = LogReading(of: [0xEF, 0xBB, 0xBF] + closed)
    #expect(marked.verdict == .changedByEditor(.byteOrderMark))
    #expect(marked.records == LogReading(of: closed).records)
    #expect(LogReading(of: crlf).verdict == .changedByEditor(.carriageReturns))
    #expect(LogReading(of: crlf).verdict.exitCode == 65)
    #expect(LogReading(of: crlf).verdict.appending == .refused)
    // One CR LF alone is damage like any other.
    var once = closed
    once.insert(0x0D, at: Self.bytes([.lost]).count - 1)
    #expect(LogReading(of: once).verdict == .corrupt(line: 1, .doesNotProveItself))
  }

  @Test func `a log that opens no session is refused`() throws {
    let line = Sample.line(#"{"n":0,"t":0,"k":"lost""#, link: .none)
    #expect(LogReading(of: line).verdict == .corrupt(line: 0, .noOpening(kind: "lost")))
    let second = try LogReading(of: open).chain.following(.opened(Sample.opening))
    #expect(LogReading(of: open + second).verdict == .corrupt(line: 3, .secondOpening))
  }

  static let lookAlikes: [([UInt8], LookAlike)] = [
    ([], .empty), ([0x0A], .blankLines), ([0x0D, 0x0A], .blankLines), ([0xEF, 0xBB, 0xBF], .text),
    (Array(repeating: 0, count: 99), .nulBytes),
    (Array("{\"n\":0,\"t\":0,\"k\":\"open".utf8), .tornOpening), ([0x1F, 0x8B, 8, 0], .gzip),
    ([0x50, 0x4B, 3, 4, 9], .zip), (Array("SQLite format 3\0".utf8), .sqlite),
    (Array("%PDF-1.7\n".utf8), .pdf),
    ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], .png), (Array("<!DOCTYPE html>\n".utf8), .html),
    ([0xFF, 0xFE, 0x7B, 0], .utf16), ([0, 0x7B, 0, 0x22], .utf16), ([0xFF, 0xFE, 0, 0], .utf32),
    (Array("speaker,start,end\n".utf8), .text), ([7, 9, 200, 3, 10], .unknown),
  ]

  @Test(arguments: lookAlikes)
  func `a file of another kind is named for what it looks like`(bytes: [UInt8], look: LookAlike) {
    let verdict = LogReading(of: bytes).verdict
    #expect(verdict == .notALog(look))
    #expect(verdict.exitCode == 65)
    #expect(verdict.wording(for: "x").hasPrefix("x: not a session log: it"))
  }

  @Test func `every verdict has one line of its own`() {
    let fault = LineFault(offset: 31, cause: .duplicate("wh\u{1B}o"))
    let verdicts: [LogVerdict] = [
      .intactClosed, .intactOpen, .torn(line: 3, offset: 9, length: 2, endsInLF: false),
      .torn(line: 3, offset: 9, length: 2, endsInLF: true), .recovered(isClosed: true),
      .recovered(isClosed: false),
      .corrupt(line: 3, .doesNotProveItself), .corrupt(line: 3, .fault(fault)),
      .corrupt(line: 3, .timeGoesBack(from: 2, to: 1)), .corrupt(line: 0, .noOpening(kind: "\u{1B}")),
      .corrupt(line: 3, .secondOpening), .corrupt(line: 3, .nothingToRecover), .outOfPlace(line: 3, .foreign),
      .outOfPlace(line: 3, .missing(from: 3, to: 5)), .outOfPlace(line: 3, .again(1)),
      .outOfPlace(line: 3, .anotherLog), .changedAfterClosing(line: 3), .changedByEditor(.byteOrderMark),
      .changedByEditor(.carriageReturns),
    ]
    let wordings = verdicts.map { $0.wording(for: "a.mend") }
    #expect(Set(wordings).count == verdicts.count)
    for wording in wordings {
      #expect(wording.hasPrefix("a.mend:") && wording.hasSuffix("."))
      #expect(!wording.unicodeScalars.contains { $0.value < 0x20 })
    }
    #expect(
      wordings[7]
        == "a.mend:4: byte 31: the member 'wh^[o' is there twice. Every line before it is kept. "
        + "Salvage what follows into a new log.")
  }

  @Test func `the fingerprint is the first eight digits of the last line's hash`() {
    let head = LogReading(of: closed).head
    #expect(String(decoding: closed.dropLast(3).suffix(64), as: UTF8.self) == head.hex)
    #expect(head.fingerprint == "\(head.hex.prefix(4)) \(head.hex.dropFirst(4).prefix(4))")
    #expect(head.link == String(head.hex.prefix(32)))
    #expect(
      LineHash(of: Array("abc".utf8)).hex
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}

extension LogChain {
  /// The line of an event put after this place.
  func following(_ event: Event) throws(LineTooLong) -> [UInt8] {
    var chain = self
    return try chain.line(of: event, at: time).line
  }
}
