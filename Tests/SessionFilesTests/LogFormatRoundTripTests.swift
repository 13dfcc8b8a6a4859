import SessionCore
import SessionFiles
import Testing

@Suite struct `A log read and written again` {
  @Test(arguments: ["a", "b", "c", "d", "e"])
  func `a worked session is the same byte for byte`(name: String) throws {
    let file = try LogFile(reading: Sample.path("docs/examples/session-\(name).mend"))
    let reading = LogReading(of: file.bytes)
    #expect(reading.verdict == .intactClosed)
    var chain = LogChain()
    var written: [UInt8] = []
    for record in reading.records { written += try chain.line(of: record.event, at: record.time).line }
    #expect(written == file.bytes)
    #expect(chain == reading.chain)
  }

  @Test func `every kind with every member is the same value`() {
    let log = Sample.log(Sample.events)
    let reading = LogReading(of: Array(log.lines.joined()))
    #expect(reading.verdict == .intactOpen)
    #expect(reading.records == log.records)
  }

  @Test func `a log of a hundred records holds every kind`() {
    let reading = LogReading(of: Sample.hundred)
    #expect(reading.verdict == .recovered(isClosed: true))
    #expect(reading.records.count == 100)
    #expect(Set(reading.records.map(\.event.kind)) == LogFormatKinds.all)
  }

  @Test func `a long log read by two threads is the same as read by one`() throws {
    let turns = (0..<12_000).map {
      Event.turn(.init(who: $0.isMultiple(of: 3) ? "rosa" : "ines", to: "milo"))
    }
    let log = Sample.log(turns)
    let bytes = Array(log.lines.joined())
    let reading = LogReading(of: bytes)
    #expect(bytes.count > 2_000_000)
    #expect(reading.verdict == .intactOpen)
    #expect(reading.records == log.records)
    // Damage in either half is found where it is.
    for line in [3, 5999, 6003, 11_998] {
      var damaged = bytes
      damaged[log.lines[..<line].reduce(0) { $0 + $1.count } + 12] ^= 1
      let reading = LogReading(of: damaged)
      #expect(reading.verdict == .corrupt(line: line, .doesNotProveItself))
      #expect(reading.records == Array(log.records[..<line]))
    }
  }

  @Test func `a log read from disk in pieces gives what it gives in memory, whatever is wrong`() throws {
    let scratch = try Scratch()
    let turns = (0..<12_000).map { index -> Event in
      .turn(
        .init(who: index.isMultiple(of: 3) ? "milo" : "rosa", to: index.isMultiple(of: 2) ? "ines" : .group))
    }
    let log = Sample.log(turns)
    let bytes = Array(log.lines.joined())
    func flipped(_ places: [Int]) -> [UInt8] {
      var bytes = bytes
      for place in places { bytes[place] ^= 1 }
      return bytes
    }
    let middle = bytes.count / 2
    let logs = [
      bytes, Array(bytes.dropLast(40)), Array(bytes.dropFirst(1_000_000)), [], Array(bytes.prefix(300)),
      flipped([12]), flipped([middle]), flipped([middle, bytes.count - 500]),
      Array(log.lines[..<5000].joined()) + Array(log.lines[5001...].joined()),
      Array(log.lines[..<5000].joined()) + Array(log.lines[4000...].joined()),
      Array(bytes.prefix(middle)) + Array("\n".utf8) + Array(bytes.dropFirst(middle)),
      Array([0xEF, 0xBB, 0xBF]) + bytes, Self.longLine(after: log.lines[..<5000].joined()),
      Self.longLine(after: bytes.dropLast(bytes.count % 65_536 + 100)),
    ]
    for (index, bytes) in logs.enumerated() {
      let kept = LogReading(of: bytes)
      var handed: [Record] = []
      scratch.write(bytes, to: "log")
      let reading = try LogReading(of: OpenLog(scratch.path + "/log")) { handed += $0 }
      #expect(reading.verdict == kept.verdict, "log \(index)")
      #expect(reading.chain == kept.chain, "log \(index)")
      #expect(reading.count == kept.records.count, "log \(index)")
      #expect(reading.goodEnd == kept.goodEnd, "log \(index)")
      if kept.verdict != .changedByEditor(.byteOrderMark) { #expect(handed == kept.records, "log \(index)") }
    }
  }

  @Test func `a log of more pieces than are read ahead is read to its end`() throws {
    let log = Sample.log((0..<50_000).map { _ in Event.turn(.init(who: "rosa", to: "milo")) })
    let bytes = Array(log.lines.joined())
    #expect(bytes.count > 128 << 16)
    let scratch = try Scratch()
    scratch.write(bytes, to: "log")
    var count = 0
    let reading = try LogReading(of: OpenLog(scratch.path + "/log")) { count += $0.count }
    #expect(reading.verdict == .intactOpen)
    #expect(count == log.records.count && reading.count == count)
  }

  /// A log of a line so long that no piece can end with it, and of more lines than one piece has.
  private static func longLine(after start: some Sequence<UInt8>) -> [UInt8] {
    let reading = LogReading(of: Array(start))
    var (chain, bytes) = (reading.chain, Array(start.prefix(reading.goodEnd)))
    let note = Event.note(.init(text: String(repeating: "long ", count: 12_000)))
    for event in [note] + Array(repeating: note, count: 2) + Array(repeating: .lost, count: 3000) {
      bytes += (try? chain.line(of: event, at: chain.time))?.line ?? []
    }
    return bytes
  }

  @Test func `a log that is written over while it is read is not taken for whole`() throws {
    let log = Sample.log((0..<12_000).map { _ in Event.turn(.init(who: "rosa", to: "milo")) })
    let scratch = try Scratch()
    scratch.write(Array(log.lines.joined()), to: "log")
    let path = scratch.path + "/log"
    let error = #expect(throws: LogFileError.self) {
      try LogReading(of: OpenLog(path)) { _ in scratch.write([], to: "log") }
    }
    #expect(error?.cause == .changedUnderneath)
  }

  @Test func `reading goes on where it stopped while the log grows`() {
    let log = Sample.log(Sample.events)
    let bytes = Array(log.lines.joined())
    var reading = LogReading(of: [])
    var end = 0
    for line in log.lines {
      end += line.count
      reading = LogReading(of: Array(bytes[..<end]), after: reading)
    }
    #expect(reading.records == log.records)
    #expect(reading.verdict == .intactOpen)
    // A file that became shorter is read from its start.
    #expect(LogReading(of: log.lines[0], after: reading).records == Array(log.records[..<1]))
  }
}

@Suite struct `What a log holds and this version does not know` {
  @Test func `an unknown kind is kept and counted`() {
    let bytes = Sample.log(withLine: #"{"n":1,"t":3,"k":"hummed","tune":["a",{"b":null}],"":true"#)
    let reading = LogReading(of: bytes)
    #expect(reading.verdict == .intactOpen)
    #expect(reading.records.last?.event == .unknown(kind: "hummed"))
    #expect(reading.unknownKinds == 1)
  }

  @Test func `an unknown member of a known kind is passed over`() {
    let body = #"{"n":1,"t":3,"k":"turn","mood":-12,"who":"rosa","voice":{"pitch":["low"]},"to":"*""#
    #expect(
      LogReading(of: Sample.log(withLine: body)).records.last?.event == .turn(.init(who: "rosa", to: .group)))
  }

  @Test func `own members can be put into another chain byte for byte`() throws {
    let members = #""k":"hummed","tune":["a",{"b":null}],"é":"\u202e""#
    let line = Sample.line(#"{"n":12,"t":345,"# + members, link: .none)
    let found = LineProof.ownMembers(of: line.span.extracting(0..<line.count - 1))
    let range = try #require(found)
    #expect(String(decoding: line[range], as: UTF8.self) == members)
    var chain = LogChain()
    _ = try chain.line(of: .opened(Sample.opening), at: 0)
    let head = chain.head
    let moved = try chain.line(ofMembers: Array(line[range]), at: 900)
    #expect(moved == Sample.line(#"{"n":1,"t":900,"# + members, link: head))
  }

  @Test func `members may come in another order than ours`() {
    let body =
      #"{"n":1,"t":30,"k":"marker","on":20,"episode":0,"to":"*","clarity":2,"who":"ines","code":"W2""#
    let marker = Event.Marker(
      code: "W2", who: "ines", to: .group, clarity: .clear, episode: 0, claim: .init(on: 20))
    #expect(LogReading(of: Sample.log(withLine: body)).records.last?.event == .marker(marker))
  }

  @Test func `names with escapes are the names they spell`() {
    let body = #"{"n":1,"t":30,"k":"note","t\u0065xt":"caf\u00e9 \ud83d\ude42 \/\b\f\n\r\t\"\\""#
    let note = Event.Note(text: "café 🙂 /\u{8}\u{C}\n\r\t\"\\")
    #expect(LogReading(of: Sample.log(withLine: body)).records.last?.event == .note(note))
  }
}

@Suite struct `Texts in a log` {
  static let escaped: [ClosedRange<UInt32>] = [
    0x01...0x1F, 0x7F...0x9F, 0x061C...0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
    0xFDD0...0xFDEF, 0xFEFF...0xFEFF, 0xE0000...0xE007F,
  ]

  @Test func `nothing that drives a terminal stands in a log unescaped`() throws {
    let nonCharacters = (UInt32(0)...0x10).flatMap { [$0 << 16 | 0xFFFE, $0 << 16 | 0xFFFF] }
    for value in Self.escaped.flatMap(Array.init) + nonCharacters {
      let scalar = try #require(Unicode.Scalar(value))
      let text = "a\(String(Character(scalar)))b"
      let (bytes, read) = try written(text)
      let units = Array(String(Character(scalar)).utf16)
      let expected = units.map { "\\u" + (String($0, radix: 16).leftPadded(to: 4)) }.joined()
      #expect(bytes.contains(#""text":"a\#(expected)b""#))
      #expect(read == text)
    }
  }

  @Test func `everything else stands as it is`() throws {
    let text = "é e\u{301} שלום 🙂 \u{200B}\u{AD}\u{10FFFD}\u{FDCF}\u{FDF0}\u{E0080}\u{2027}\u{2065}"
    let (line, read) = try written(text)
    #expect(line.contains(text))
    #expect(read.unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func `a quote or a backslash with a mark on it is still escaped`() throws {
    let text = "x\"\u{301} \\\u{301}"
    let (line, read) = try written(text)
    #expect(Array(line.utf8).contains(sequence: Array("x\\\"\u{301} \\\\\u{301}".utf8)))
    #expect(read.unicodeScalars.elementsEqual(text.unicodeScalars))
  }

  @Test func `a NUL is never written`() throws {
    #expect(try written("a\0b").read == "a\u{FFFD}b")
  }

  @Test func `a text beyond 64 KiB is refused and leaves the chain as it was`() {
    var chain = LogChain()
    let before = chain
    let text = String(repeating: "a", count: 65_536)
    #expect(throws: LineTooLong.self) { try chain.line(of: .note(.init(text: text)), at: 0) }
    #expect(chain == before)
  }

  private func written(_ text: String) throws -> (bytes: String, read: String) {
    var chain = LogChain()
    let line = try chain.line(of: .note(.init(text: text)), at: 0).line
    var decoder = RecordDecoder()
    let record = try decoder.record(of: Array(line.dropLast()).span)
    guard case .note(let note) = record.event else { return ("", "") }
    return (String(decoding: line, as: UTF8.self), note.text)
  }
}

extension [UInt8] {
  fileprivate func contains(sequence: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: sequence) }
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - utf8.count)) + self
  }
}

enum LogFormatKinds {
  /// The kinds of section 3 of the format.
  static let all: Set<String> = [
    "opened", "consented", "withdrew", "arrived", "left", "turn", "silence", "marker", "repair", "partly",
    "resolved", "caused", "relapse", "merged", "carried", "moment", "bookmark", "lost", "regained", "paused",
    "resumed", "sync", "rated", "note", "amended", "retracted", "restored", "clock", "recovered", "reopened",
    "interrupted", "closed",
  ]
}
