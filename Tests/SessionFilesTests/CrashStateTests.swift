import SessionCore
import SessionFiles
import Synchronization
import TestSupport
import Testing

/// The power fails at every step of a journal's life, in every way a file system allows.
@Suite struct `A log after the power failed` {
  /// Three lives of one log: begun, torn and recovered, torn and recovered again, closed; 200 events in all.
  ///
  /// - Parameter visit: is given the disk of a life, how much of it was safe before, and its records.
  private func live(
    _ random: inout Seeded, _ visit: (CrashStateDisk, Int, [Record], inout Seeded) throws -> Void
  ) throws {
    var safe: [UInt8] = []
    for life in 0..<3 {
      // Now and then a call takes only a part of what it is given.
      let disk = CrashStateDisk(safe, mouthful: life == 1 ? Int.random(in: 60...400, using: &random) : .max)
      let records = try live(life, on: disk, after: safe, &random)
      try visit(disk, safe.count, records, &random)
      // What the next life finds: the last line is torn.
      let bytes = disk.bytes
      let last = bytes.dropLast().lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      safe = Array(bytes[..<Int.random(in: last + 1..<bytes.count, using: &random)])
    }
  }

  /// One life: recovery if there is something to recover, events in small heaps, and a sync now and then.
  private func live(
    _ life: Int, on disk: CrashStateDisk, after bytes: [UInt8], _ random: inout Seeded
  ) throws -> [Record] {
    var earlier = LogReading(of: bytes)
    var image = bytes
    var first: [Event] = [.opened(Sample.opening)]
    if case .torn(_, _, _, endsInLF: false) = earlier.verdict {
      image.append(0x0A)
      // A line that lacked nothing else is whole by it, as when a session is gone on with.
      let completed = LogReading(of: image)
      if completed.chain.next > earlier.chain.next {
        earlier = completed
        first = [.reopened(Sample.wall)]
      }
    }
    if case .torn(_, let offset, let length, _) = earlier.verdict {
      let hash = LineHash(of: Array(bytes[offset...])).hex
      first = [
        .recovered(
          .init(
            offset: offset, length: length, sha256: hash, good: RecordID(earlier.chain.next.rawValue - 1))),
        .reopened(Sample.wall),
      ]
    }
    var journal = try Journal(
      disk, path: "a.mend", image: image, written: bytes.count, chain: earlier.chain, history: earlier.records
    ) { _ in }
    var records = earlier.records
    var left = [90, 70, 40][life]
    var heap = first
    while true {
      records += try journal.append(heap, at: SessionTime(10 * records.count), asksForSync: false)
      if left == 0 { break }
      if Int.random(in: 0..<4, using: &random) == 0 {
        try journal.syncNow()
        disk.note(.acknowledged(RecordID(records.count - 1)))
      }
      heap = (0..<min(left, Int.random(in: 1...3, using: &random))).map { _ in
        Sample.events[Int.random(in: 0..<Sample.events.count, using: &random)]
      }
      left -= heap.count
      if left == 0, life == 2 { heap.append(.closed(.init(wall: Sample.wall, because: .end))) }
    }
    try journal.syncNow(wholly: true)
    disk.note(.acknowledged(RecordID(records.count - 1)))
    return records
  }

  /// Five seeds and one that once cut a line just before its LF; with MEND_LONG=1 four hundred.
  static let seeds = FaultGround.isLong ? Array(UInt64(0)..<400) : Array(0..<5) + [278]

  @Test(arguments: seeds)
  func `every record that was acknowledged is there, and the verdict is true`(seed: UInt64) throws {
    var random = Seeded(seed)
    var states = 0
    var holes = 0
    var violations: [String] = []
    try live(&random) { disk, before, records, random in
      let bytes = disk.bytes
      for (step, point) in CrashStatePoint.points(of: disk, from: before).enumerated() {
        let safe = Array(bytes[..<point.safe])
        let known = LogReading(of: safe)
        if !point.isNamed {
          // The file itself may be gone.
          states += 1
          if point.acknowledged >= 0 { violations.append("step \(step): saved under a name that is not") }
        }
        var file = safe
        CrashState.visit(point, of: bytes, most: 50, &random) { state in
          file.replaceSubrange(point.safe..., with: state.tail)
          states += 1
          let reading = LogReading(of: file, after: known.records.isEmpty ? nil : known)
          if case .corrupt = reading.verdict { holes += 1 }
          if let fault = fault(of: reading, state, point, known, records) {
            violations.append("seed \(seed), step \(step), \(state.tail.count) bytes: \(fault)")
          }
        }
      }
    }
    print("crash states, seed \(seed): \(states), of which \(holes) a hole before a good line")
    #expect(violations.prefix(5) == [])
    #expect(states > 15_000)
    #expect(holes > 0)
  }

  /// What is wrong with a reading; `nil` when all is as it must be.
  private func fault(
    of reading: LogReading, _ state: CrashState, _ point: CrashStatePoint, _ known: LogReading,
    _ records: [Record]
  ) -> String? {
    let count = reading.records.count
    guard count > point.acknowledged else {
      return "\(point.acknowledged) was saved, \(count) records are there"
    }
    guard count <= records.count,
      (min(known.records.count, count)..<count).allSatisfy({ reading.records[$0] == records[$0] })
    else { return "a record that nobody made" }
    switch reading.verdict {
    case .intactOpen, .intactClosed, .torn, .recovered: return nil
    // A hole before a good line cannot be told from later damage.
    case .corrupt where state.hasHole: return nil
    case .notALog where point.acknowledged < 0 && known.records.isEmpty: return nil
    default: return "\(reading.verdict)"
    }
  }

  @Test func `a journal acknowledges nothing before the name of its file is on the disk`() throws {
    let disk = CrashStateDisk()
    var journal = try Journal(disk, path: "a.mend") { report in
      if case .saved(let id) = report { disk.note(.acknowledged(id)) }
    }
    for index in 0..<200 {
      _ = try journal.append([index == 0 ? .opened(Sample.opening) : .silence()], at: SessionTime(index))
    }
    try journal.close()
    // Two threads took turns as they liked; whatever came of it, each promise was kept when it was made.
    let points = CrashStatePoint.points(of: disk, from: 0)
    let lines = Sample.lines(of: disk.bytes)
    #expect(points.contains { $0.acknowledged >= 0 })
    for point in points where point.acknowledged >= 0 {
      #expect(point.isNamed)
      #expect(point.safe >= lines[point.acknowledged].endIndex)
    }
  }
}
