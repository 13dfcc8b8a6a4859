import SessionCore
import SessionFiles
import TestSupport
import Testing

/// Invariants 3 and 4 of `docs/architecture.md`, over a log of a hundred records with one of each kind.
@Suite struct `A damaged log` {
  let bytes = Sample.hundred
  let lines = Sample.lines(of: Sample.hundred)
  let records = LogReading(of: Sample.hundred).records

  /// The line of torn bytes in the sample; the one after it accounts for them.
  let tornLine = Sample.lines(of: Sample.hundred).firstIndex { !Sample.proves($0) } ?? -1

  /// The reading of the first lines alone.
  func reading(before line: Int) -> LogReading {
    LogReading(of: Array(bytes[..<lines[line].startIndex]))
  }

  @Test func `a log cut at any byte yields a prefix of its records, and says so`() {
    for (index, line) in lines.enumerated() {
      let before = reading(before: index)
      // Lines and records differ by the torn line.
      let count = index <= tornLine ? index : index - 1
      #expect(before.records == Array(records[..<count]))
      if index == tornLine + 1 {
        #expect(before.verdict.appending == .afterRecovery)
      } else if index > 0 {
        #expect(before.verdict == (index > tornLine ? .recovered(isClosed: false) : .intactOpen))
      }
      for end in line.startIndex + 1..<line.endIndex {
        let cut = LogReading(of: Array(bytes[..<end]), after: before)
        #expect(cut.records.count == count)
        if index == 0 {
          #expect(cut.verdict == .notALog(.tornOpening))
        } else {
          let start = index == tornLine + 1 ? lines[tornLine].startIndex : line.startIndex
          let at = index == tornLine + 1 ? tornLine : index
          #expect(
            cut.verdict == .torn(line: at, offset: start, length: end - start, endsInLF: bytes[end - 1] == 10)
          )
        }
      }
    }
    #expect(LogReading(of: []).verdict == .notALog(.empty))
  }

  @Test func `every flipped bit is found, at its line`() {
    for (index, line) in lines.enumerated() where index != tornLine {
      var alone = Array(line)
      for byte in alone.indices.dropLast() {
        for bit in 0..<8 {
          alone[byte] ^= 1 << UInt8(bit)
          let hash = LineProof.hash(of: alone.span.extracting(0..<alone.count - 1))
          #expect(hash == nil)
          alone[byte] ^= 1 << UInt8(bit)
        }
      }
    }
    for index in lines.indices {
      let before = reading(before: index)
      // Torn bytes and the record that accounts for them stand and fall together.
      let expected = index == tornLine + 1 ? tornLine : index
      for byte in lines[index].indices {
        var damaged = bytes
        damaged[byte] ^= 1 << UInt8(byte % 8)
        let reading = LogReading(of: damaged, after: before)
        #expect(reading.verdict.line == expected)
        #expect(reading.records.count == before.records.count)
        #expect(reading.verdict.exitCode != 0)
      }
    }
  }

  @Test(arguments: UInt64(0)..<40)
  func `lines removed, repeated, swapped or overwritten are found`(seed: UInt64) {
    var random = Seeded(seed)
    var changed = lines.map { Array($0) }
    let first = Int.random(in: 1..<lines.count - 1, using: &random)
    // Any other of the lines between the first and the last.
    let second = 1 + (first + Int.random(in: 0..<lines.count - 3, using: &random)) % (lines.count - 2)
    switch seed % 4 {
    case 0: changed.remove(at: first)
    case 1: changed.insert(changed[first], at: second)
    case 2: changed.swapAt(first, second)
    default:
      let at = Int.random(in: 0..<changed[first].count, using: &random)
      changed[first][at] = changed[first][at] &+ UInt8.random(in: 1...255, using: &random)
    }
    let reading = LogReading(of: Array(changed.joined()))
    #expect(reading.verdict.exitCode == 65)
    #expect(records.starts(with: reading.records))
  }
}
