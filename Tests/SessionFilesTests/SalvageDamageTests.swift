import SessionCore
import SessionFiles
import TestSupport
import Testing

/// Every truncation and every flipped bit of the golden log, through salvage. A bounded part by default; all of it
/// with `MEND_LONG=1`. The counts are printed.
@Suite struct `Salvage of the golden log` {
  let bytes = Salvaging.golden
  let lines = Sample.lines(of: Salvaging.golden)

  /// What the new log must hold when these lines are whole: their members at their numbers, and lost places
  /// before the last of them.
  func expected(whole: [Int: String], of source: [UInt8]) -> [String] {
    let last = whole.keys.max() ?? 0
    return (0...last).map { whole[$0].map { Salvaging.kept($0, of: source) } ?? Salvaging.lost }
  }

  /// The records of the log by number, with the line each stands in.
  var records: [(number: Int, line: Int, members: String)] {
    var number = 0
    return lines.enumerated().compactMap { index, line in
      guard let members = Salvaging.members(of: line) else { return nil }
      defer { number += 1 }
      return (number, index, members)
    }
  }

  @Test func `cut at any byte, it keeps every line before the cut`() throws {
    let records = records
    let step = FaultGround.isLong ? 1 : 61
    let ends = lines.flatMap { [$0.endIndex - 1, $0.endIndex] }
    let cuts = Set(Array(stride(from: 0, through: bytes.count, by: step)) + ends).sorted()
    for cut in cuts {
      let source = Array(bytes[..<cut])
      // A line whose LF alone is cut off still proves itself.
      let whole = records.filter { lines[$0.line].endIndex - 1 <= cut }
      guard !whole.isEmpty else {
        #expect(throws: SalvageRefusal.self) { try Salvage(of: source) }
        continue
      }
      let salvage = try Salvage(of: source)
      let map = Dictionary(uniqueKeysWithValues: whole.map { ($0.number, $0.members) })
      #expect(Salvaging.members(of: salvage.log) == expected(whole: map, of: source), "cut at \(cut)")
      #expect(salvage.missing.isEmpty)
      #expect(salvage.reading.verdict.exitCode <= 1)
      let isWhole = lines.contains { $0.endIndex == cut || $0.endIndex - 1 == cut }
      // Torn bytes are harmless once the record that accounts for them is there.
      let isTorn = records.allSatisfy { lines[$0.line].endIndex != cut && lines[$0.line].endIndex - 1 != cut }
      #expect(salvage.isWhole == (isWhole && !isTorn), "cut at \(cut)")
    }
    print("salvage: \(cuts.count) cuts of \(bytes.count + 1)")
  }

  @Test func `with any bit flipped, it keeps every other line and names the damaged bytes`() throws {
    let records = records
    let step = FaultGround.isLong ? 1 : 401
    let ends = lines.flatMap { [($0.endIndex - 1) * 8, ($0.endIndex - 1) * 8 + 3] }
    let flips = Set(Array(stride(from: 0, to: bytes.count * 8, by: step)) + ends).sorted()
    for flip in flips {
      var source = bytes
      source[flip / 8] ^= 1 << UInt8(flip % 8)
      let line = lines.firstIndex { $0.indices.contains(flip / 8) } ?? -1
      let isLineEnd = lines[line].endIndex - 1 == flip / 8
      let isTorn = !records.contains { $0.line == line }
      // A damaged LF costs no record.
      let whole = records.filter { $0.line != line || isLineEnd || isTorn }
      guard whole.first?.number == 0 else {
        #expect(throws: SalvageRefusal.openingLost(records: records.count - 1)) { try Salvage(of: source) }
        let salvage = try Salvage(of: source, opening: bytes)
        #expect(
          salvage.members
            == Array(
              expected(
                whole: Dictionary(uniqueKeysWithValues: records.map { ($0.number, $0.members) }), of: source
              ).dropFirst()))
        continue
      }
      let salvage = try Salvage(of: source)
      let map = Dictionary(uniqueKeysWithValues: whole.map { ($0.number, $0.members) })
      var found = Salvaging.members(of: salvage.log)
      var wanted = expected(whole: map, of: source)
      if records.first(where: { $0.line == line })?.members.hasPrefix(
        "\"k\":\"reopened\",\"wall\":\"2026-03-05T14:21") == true,
        !isLineEnd
      {
        // After the closing record it can only have been this kind.
        let lost = found.remove(at: 56)
        #expect(lost == #""k":"reopened","wall":"2026-03-05T14:20:05.000+01:00","inferred":true"#)
        #expect(wanted.remove(at: 56) == Salvaging.lost)
      }
      #expect(found == wanted, "bit \(flip)")
      #expect(salvage.reading.verdict.exitCode <= 1, "bit \(flip)")
      #expect(!salvage.isWhole, "bit \(flip)")
      #expect(salvage.damage.contains { $0.bytes.contains(flip / 8) }, "bit \(flip)")
    }
    print("salvage: \(flips.count) flips of \(bytes.count * 8)")
  }

  @Test(arguments: UInt64(0)..<(FaultGround.isLong ? 20_000 : 100))
  func `of any session, damaged anyhow, everything that proves itself is saved or named`(seed: UInt64) throws
  {
    let records = RandomSession(seed: seed, length: 40).records
    var chain = LogChain()
    var lines = try records.map { try chain.line(of: $0.event, at: $0.time).line }
    var random = Seeded(seed)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let at = Int.random(in: 1..<lines.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: lines.remove(at: at)
      case 1: lines.insert(lines[Int.random(in: 1..<lines.count, using: &random)], at: at)
      case 2: lines.swapAt(at, Int.random(in: 1..<lines.count, using: &random))
      case 3: lines[at].removeLast(Int.random(in: 1...min(90, lines[at].count), using: &random))
      default:
        guard !lines[at].isEmpty else { continue }
        lines[at][Int.random(in: 0..<lines[at].count, using: &random)] ^= 0x11
      }
    }
    let source = Array(lines.joined())
    let salvage = try Salvage(of: source)
    let reading = salvage.reading
    #expect(reading.verdict.exitCode <= 1, "seed \(seed): \(reading.verdict)")
    // A record that is there is the one that was, at its own number.
    for record in reading.records.dropFirst() where !salvage.lostNumbers.contains(record.id.rawValue) {
      #expect(record == records[record.id.rawValue], "seed \(seed)")
    }
    let saved = Set(salvage.members)
    let setAside = salvage.damage.map { String(decoding: source[$0.bytes], as: UTF8.self) }
    for line in Sample.lines(of: source).dropFirst() {
      guard let members = Salvaging.members(of: line) else { continue }
      let isNamed = setAside.contains { $0.contains(members) }
      #expect(saved.contains(members) || isNamed, "seed \(seed): \(members)")
    }
  }
}
