import Foundation
import SessionCore
import SessionFiles
import TestSupport
import Testing

@Suite struct `A salvage` {
  static let intact: [[UInt8]] =
    [Salvaging.golden, Sample.hundred]
    + ["a", "b", "c", "d", "e"].compactMap { letter in
      try? LogFile(reading: Sample.path("Tests/Corpus/session-\(letter).mend")).bytes
    }

  @Test(arguments: intact)
  func `an intact log keeps every record's own members byte for byte`(bytes: [UInt8]) throws {
    let salvage = try Salvage(of: bytes)
    #expect(salvage.isWhole)
    let wanted = Salvaging.members(of: bytes).map { Salvaging.kept($0, of: bytes) }
    #expect(Salvaging.members(of: salvage.log) == wanted)
    #expect(salvage.saved == wanted.count)
    let reading = salvage.reading
    #expect(reading.verdict == .intactClosed)
    let before = LogReading(of: bytes).records
    for (old, new) in zip(before, reading.records) where old.event.kind != "recovered" { #expect(old == new) }
  }

  @Test func `a lost record leaves a place that changes nothing, and every reference stays true`() throws {
    let lines = Sample.lines(of: Salvaging.golden).map { Array($0) }
    let before = LogReading(of: Salvaging.golden).records
    // The bookmark that marker 14 names, and marker 15, which an amendment corrects.
    let salvage = try Salvaging.salvage(
      lines.enumerated().filter { ![12, 15].contains($0.offset) }.map(\.element))
    #expect(salvage.lostNumbers == [12, 15])
    var wanted = before
    for lost in [12, 15] { wanted[lost].event = .unknown(kind: "lost-record") }
    wanted[50].event = .unknown(kind: "kept-record")
    let read = salvage.reading.records
    // Nobody knows when a lost record was made; it stands no earlier than the one before it.
    wanted[12].time = wanted[11].time
    wanted[15].time = wanted[14].time
    #expect(read == wanted)
    let session = try #require(Session(replaying: read))
    #expect(session.entries[14].event.kind == "marker")
    #expect(salvage.reading.unknownKinds == LogReading(of: Salvaging.golden).unknownKinds + 3)
  }

  @Test func `lines that were moved or repeated are put in their places`() throws {
    var lines = Salvaging.lines(sid: "a", 9)
    lines.swapAt(3, 6)
    lines.insert(lines[2], at: 8)
    let salvage = try Salvaging.salvage(lines)
    #expect(salvage.isWhole)
    #expect(salvage.reading.records == LogReading(of: Array(Salvaging.lines(sid: "a", 9).joined())).records)
    #expect(salvage.damage.map(\.cause) == [.repeated(2)])
    // A file pasted behind itself, with a record lost in its second half.
    let again = Salvaging.lines(sid: "a", 9)
    let doubled = try Salvaging.salvage(Array(again[..<4]) + again[..<2] + again[6...])
    #expect(doubled.lostNumbers == [4, 5] && doubled.last == 8)
  }

  @Test func `records of another session are not mixed in`() throws {
    let ours = Salvaging.lines(sid: "a", 9)
    let other = Salvaging.lines(sid: "b", 14)
    // A foreign line in the place of ours, where both neighbours say so.
    var lines = ours
    lines[4] = other[4]
    #expect(try Salvaging.salvage(lines).lostNumbers == [4])
    #expect(try Salvaging.salvage(lines).damage.map(\.cause) == [.otherSession(4)])
    // Two logs joined; the tail of the second has numbers that would fit ours.
    let joined = try Salvaging.salvage(ours + other[..<6] + other[11...])
    #expect(joined.saved == 9 && joined.last == 8 && joined.sid == String(repeating: "a", count: 32))
    #expect(joined.damage.allSatisfy { if case .otherSession = $0.cause { true } else { false } })
    #expect(!joined.isWhole)
    // The opening of the second lost as well: its records start where ours are.
    let headless = try Salvaging.salvage(ours + other[1...])
    #expect(headless.saved == 9 && headless.missing.isEmpty)
  }

  @Test func `of two versions of a record the one with more after it is saved`() throws {
    let ours = Sample.log((1..<9).map { .note(.init(text: "\($0)")) }).lines
    var chain = LogReading(of: Array(ours[..<5].joined())).chain
    let rival = try chain.line(of: .lost, at: 999).line
    let salvage = try Salvaging.salvage(Array(ours[..<5]) + [rival] + ours[5...])
    #expect(salvage.missing.isEmpty && salvage.saved == 9)
    #expect(salvage.damage.map(\.cause) == [.branch(5)])
  }

  @Test func `what an editor does is undone`() throws {
    let closed = Array(Salvaging.lines(sid: "a", 6, closed: true).joined())
    let returns = closed.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    let edited: [[UInt8]] = [[0xEF, 0xBB, 0xBF] + closed, returns, [0xEF, 0xBB, 0xBF] + returns]
    for (bytes, count) in zip(edited, [1, 7, 7]) {
      #expect(LogReading(of: bytes).verdict.exitCode == 65)
      let salvage = try Salvage(of: bytes)
      #expect(salvage.isWhole && salvage.editsUndone == count)
      #expect(salvage.reading.records == LogReading(of: closed).records)
      #expect(salvage.reading.verdict == .intactClosed)
    }
  }

  @Test func `a log without its opening is refused unless another of the session gives it`() throws {
    let ours = Salvaging.lines(sid: "a", 9)
    let other = Array(Salvaging.lines(sid: "b", 9).joined())
    let headless = Array(ours[1...])
    #expect(throws: SalvageRefusal.openingLost(records: 8)) { try Salvaging.salvage(headless) }
    #expect(throws: SalvageRefusal.otherIsAnotherSession) { try Salvaging.salvage(headless, opening: other) }
    #expect(throws: SalvageRefusal.otherHasNoOpening) {
      try Salvaging.salvage(headless, opening: Array(headless.joined()))
    }
    // The opening alone is tied to record 1 by its hash; with record 1 lost too, something else has to be.
    let salvage = try Salvaging.salvage(headless, opening: ours[0])
    #expect(salvage.openingIsGiven && !salvage.isWhole && salvage.missing.isEmpty && salvage.saved == 8)
    #expect(salvage.reading.records == LogReading(of: Array(ours.joined())).records)
    #expect(throws: SalvageRefusal.otherIsAnotherSession) {
      try Salvaging.salvage(Array(ours[3...]), opening: ours[0])
    }
    let late = try Salvaging.salvage(Array(ours[3...]), opening: Array(ours[..<5].joined()))
    #expect(late.lostNumbers == [1, 2])
  }

  @Test func `a record added after the closing one is left out, and a lost reopening is inferred`() throws {
    let closed = Salvaging.lines(sid: "a", 4, closed: true)
    var chain = LogReading(of: Array(closed.joined())).chain
    let added = try chain.line(of: .lost, at: 90).line
    let salvage = try Salvaging.salvage(closed + [added])
    #expect(salvage.damage.map(\.cause) == [.afterClosing(5)])
    #expect(salvage.reading.verdict == .intactClosed)

    chain = LogReading(of: Array(closed.joined())).chain
    _ = try chain.line(of: .reopened(Sample.wall), at: 90)
    let late = try chain.line(of: .note(.init(text: "late")), at: 91).line
    let reopened = try Salvaging.salvage(closed + [late])
    #expect(reopened.lostNumbers == [5])
    #expect(reopened.reading.verdict == .intactOpen)
    #expect(reopened.reading.records.suffix(2).map(\.event.kind) == ["reopened", "note"])
  }

  @Test func `a line with a right hash that is no record is left out and its fault named`() throws {
    let lines = Salvaging.lines(sid: "a", 5)
    let head = LogReading(of: Array(lines[..<2].joined())).head
    let bad = Sample.line(#"{"n":2,"t":20,"k":"lost","x":1,"x":2"#, link: head)
    let salvage = try Salvaging.salvage([lines[0], lines[1], bad, lines[3], lines[4]])
    #expect(salvage.lostNumbers == [2])
    #expect(salvage.damage.first?.wording.contains("'x' is there twice") == true)
  }

  @Test func `a number far ahead makes no long log`() throws {
    let lines = Salvaging.lines(sid: "a", 3)
    let far = Sample.line(#"{"n":9007199254740990,"t":20,"k":"lost""#, link: LineHash(of: []))
    let salvage = try Salvaging.salvage(lines + [far])
    #expect(salvage.saved == 3 && salvage.log.count < 20_000)
    #expect(salvage.damage.map(\.cause) == [.outOfPlace(RecordID(9_007_199_254_740_990))])
    // Nor do many numbers, each a little ahead of the one before.
    let many = (1...9).map { Sample.line(#"{"n":\#($0 * 4_000),"t":20,"k":"lost""#, link: LineHash(of: [])) }
    let bounded = try Salvaging.salvage(lines + many)
    #expect(bounded.lost < 20_000 && bounded.damage.count == 4)
  }

  @Test func `a line longer than we write is saved, and so is a log salvaged before`() throws {
    let start = Salvaging.lines(sid: "a", 3)
    let head = LogReading(of: Array(start.joined())).head
    let text = String(repeating: "a", count: 200_000)
    let long = Sample.line(#"{"n":3,"t":30,"k":"note","text":"\#(text)""#, link: head)
    let once = try Salvaging.salvage(start + [long])
    #expect(once.isWhole && once.reading.records.count == 4)
    let twice = try Salvage(of: once.log)
    #expect(twice.isWhole && twice.reading.records == once.reading.records)
    let first = Salvaging.members(of: twice.log)[0]
    #expect(first.contains(once.source.hex) && first.contains(twice.source.hex))
  }

  @Test func `what is no log, is sealed or is newer is refused in words`() {
    let sealed = Sample.line(
      #"{"n":0,"t":0,"k":"opened","v":1,"sid":"\#(Sample.sid)","wall":"w","app":"a","mode":"roleplay","enc":{}"#,
      link: .none)
    let newer = Sample.line(#"{"n":0,"t":0,"k":"opened","v":99"#, link: .none)
    let refusals: [([UInt8], SalvageRefusal)] = [
      ([], .notALog(.empty)), (Array("speaker,start\n".utf8), .notALog(.text)),
      (sealed, .foreignFormat(.sealed)),
      (newer, .foreignFormat(.newerVersion(99))),
    ]
    for (bytes, refusal) in refusals {
      #expect(throws: refusal) { try Salvage(of: bytes) }
      #expect(refusal.wording(for: "x").hasPrefix("x: ") && refusal.wording(for: "x").hasSuffix("."))
    }
  }

  @Test func `the damage report is JSON that names the source and every loss`() throws {
    var bytes = Salvaging.golden
    bytes[bytes.count / 2] ^= 4
    let salvage = try Salvage(of: bytes)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(salvage.damageReport(for: "new.mend"))) as? [String: Any])
    #expect((report["source"] as? [String: Any])?["sha256"] as? String == LineHash(of: bytes).hex)
    #expect(report["salvaged"] as? String == "new.mend")
    let missing = try #require(report["missing"] as? [[String: Int]])
    #expect(
      missing == salvage.missing.map { ["from": $0.lowerBound.rawValue, "to": $0.upperBound.rawValue] })
    #expect(missing.count == 1)
    #expect((report["damage"] as? [[String: Any]])?.count == salvage.damage.count)
    #expect(salvage.summary(of: "x")[0] == "x: 58 records saved, the last is record 58.")
  }
}

@Suite struct `The files of a salvage` {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("salvage-\(UUID().uuidString)")

  @Test func `are for their owner alone, whole, and never in the place of others`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let salvage = try Salvage(of: Array(Salvaging.golden.dropLast(50)))
    let source = folder.path + "/walk.mend"
    let files = try SalvagedFiles(writing: salvage, of: source, in: folder.path, stamp: "20260305T140000Z")
    #expect(files.log == folder.path + "/walk.salvaged-20260305T140000Z.mend")
    #expect(files.report == folder.path + "/walk.salvaged-20260305T140000Z.damage.json")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["walk.salvaged-20260305T140000Z.damage.json", "walk.salvaged-20260305T140000Z.mend"])
    for name in names {
      let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
    #expect(try LogFile(reading: files.log).bytes == salvage.log)
    #expect(try LogFile(reading: files.log).remarks == [])
    let error = #expect(throws: LogFileError.self) {
      try SalvagedFiles(writing: salvage, of: source, in: folder.path, stamp: "20260305T140000Z")
    }
    #expect(error?.cause == .exists)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    #expect(try LogFile(reading: files.log).bytes == salvage.log)
  }
}
