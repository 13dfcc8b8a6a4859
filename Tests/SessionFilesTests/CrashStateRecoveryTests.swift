import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

/// The power fails while a log is recovered, and while that is recovered, five times over.
@Suite struct `A recovery that is cut short` {
  let scratch: Scratch
  var path: String { scratch.path + "/a.mend" }

  init() throws { scratch = try Scratch() }

  /// What a log of a few records holds when its last line is torn at a byte.
  private func torn(at cut: Int) -> (bytes: [UInt8], records: [Record]) {
    let log = Sample.log(Array(Sample.events[4..<9]))
    let good = Array(log.lines.dropLast().joined())
    return (good + (log.lines.last ?? []).prefix(cut), log.records.dropLast())
  }

  /// Recovers what the file holds, and answers with the bytes it holds then.
  private func recover(_ bytes: [UInt8]) throws -> [UInt8] {
    // A file anew: a program that another test is just starting may hold the old one, and its lock, for a moment.
    unlink(path)
    scratch.write(bytes, to: "a.mend")
    try Journal.resume(path, report: { _ in }, now: { (at: $0.chain.time, wall: Sample.wall) }).close()
    let after = try scratch.bytes(of: "a.mend")
    try #require(after.starts(with: bytes))
    return after
  }

  /// Whether the last line is whole but for its LF. That case has a test of its own.
  private static func lacksOnlyItsEnd(_ bytes: ArraySlice<UInt8>) -> Bool {
    let line = Array(bytes[((bytes.lastIndex(of: 0x0A) ?? bytes.startIndex - 1) + 1)...])
    return LineProof.hash(of: line.span) != nil
  }

  @Test
  func `a line that lacks only its line feed does not spoil what is recorded after it`() throws {
    let log = Sample.log(Array(Sample.events[4..<9]))
    let after = try recover(Array(log.lines.joined().dropLast()))
    let reading = LogReading(of: after)
    #expect(reading.verdict.exitCode == 1)
    #expect(reading.records.starts(with: log.records.dropLast()))
    #expect(reading.records.last?.event.kind == "reopened")
  }

  @Test func `a cut at any byte of a recovery is recovered in its turn`() throws {
    let (bytes, records) = torn(at: 40)
    let whole = try recover(bytes)
    for cut in bytes.count...whole.count where !Self.lacksOnlyItsEnd(whole[..<cut]) {
      let again = LogReading(of: try recover(Array(whole[..<cut])))
      try #require(again.verdict == .recovered(isClosed: false), "cut at byte \(cut)")
      try #require(again.records.starts(with: records), "cut at byte \(cut)")
    }
    print("recoveries cut at every byte: \(whole.count - bytes.count + 1)")
  }

  @Test(arguments: UInt64(0)..<(FaultGround.isLong ? 2_000 : 40))
  func `five recoveries, each cut somewhere, still give every good record`(seed: UInt64) throws {
    var random = Seeded(seed)
    var (bytes, records) = torn(at: Int.random(in: 1...100, using: &random))
    for level in 1...5 {
      let whole = try recover(bytes)
      let cut = Int.random(in: bytes.count...whole.count, using: &random)
      bytes = Array(whole[..<(Self.lacksOnlyItsEnd(whole[..<cut]) ? cut - 1 : cut)])
      let reading = LogReading(of: bytes)
      #expect(reading.verdict.exitCode == 1, "seed \(seed), level \(level)")
      #expect(reading.records.starts(with: records), "seed \(seed), level \(level)")
      // What one recovery wrote whole is good for all that come after.
      records = reading.records
    }
    let last = LogReading(of: try recover(bytes))
    #expect(last.records.starts(with: records))
    #expect(last.verdict == .recovered(isClosed: false))
  }
}
