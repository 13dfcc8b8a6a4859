import Dispatch
import SessionCore
import SessionFiles
import Testing

@Suite struct `A journal on any disk` {
  let disk = SimulatedDisk()
  let reports = Reports()

  func journal(pace: Journal<SimulatedDisk>.Pace = .threads) throws -> Journal<SimulatedDisk> {
    var journal = try Journal(disk, path: "a.mend", pace: pace, report: reports.report)
    _ = try journal.append([.opened(Sample.opening)], at: 0)
    return journal
  }

  @Test func `events appended together are numbered, chained and written with one call`() throws {
    var journal = try journal()
    let before = disk.now.writes
    let records = try journal.append([.lost, .regained, .silence()], at: 500)
    #expect(disk.now.writes == before + 1)
    #expect(records.map(\.id) == [1, 2, 3])
    #expect(records.allSatisfy { $0.time == 500 })
    let reading = LogReading(of: disk.now.bytes)
    #expect(reading.records.dropFirst() == records[...])
    #expect(reading.chain == journal.chain)
  }

  @Test func `nothing to append is nothing written`() throws {
    var journal = try journal()
    let before = disk.now.bytes
    #expect(try journal.append([], at: 500).isEmpty)
    #expect(disk.now.bytes == before)
  }

  @Test func `time never runs backwards in a log`() throws {
    var journal = try journal()
    let times: [SessionTime] = [700, 300, -5, .latest, 800]
    let written = try times.map { try journal.append([.silence()], at: $0).first?.time }
    #expect(written == [700, 700, 700, .latest, .latest])
    #expect(LogReading(of: disk.now.bytes).verdict == .intactOpen)
  }

  @Test func `a disk that takes a few bytes at a time gets them all in order`() throws {
    disk.set { $0.mouthful = 7 }
    var journal = try journal()
    _ = try journal.append(Sample.events, at: 100)
    #expect(LogReading(of: disk.now.bytes).records.count == Sample.events.count + 1)
  }

  @Test func `acknowledgements come in order, and only for what was safe before them`() async throws {
    var journal = try journal()
    for index in 1...200 { _ = try journal.append([.silence()], at: SessionTime(index)) }
    await reports.first { $0 == .saved(upTo: 200) }
    let saved = reports.all.compactMap { report in
      if case .saved(let id) = report { id } else { nil }
    }
    #expect(saved.count == reports.all.count)
    #expect(saved == saved.sorted())
    #expect(disk.now.syncs == saved.count)
    #expect(disk.now.safe == disk.now.bytes.count)
    #expect(journal.written == journal.image.count)
  }

  @Test(arguments: [0, 1, 100, 163, 164, 165, 400])
  func `what a full disk did not take is kept, and written when there is room`(room: Int) throws {
    var journal = try journal()
    disk.set { $0.room = $0.bytes.count + room }
    var events = 0
    var fault: LogFileError?
    while fault == nil {
      events += 1
      do throws(LogFileError) { _ = try journal.append([.lost], at: 5) } catch { fault = error }
    }
    #expect(fault?.exitCode == 74)
    let kept = Record(id: RecordID(events), time: 5, event: .lost)
    #expect(fault?.cause == .notWritten(kept: [kept], SystemFault("write", 28)))
    // Recording goes on without the disk.
    #expect(throws: LogFileError.self) { _ = try journal.append([.regained], at: 6) }
    #expect(disk.now.bytes.count <= journal.image.count)
    disk.set { $0.room = .max }
    try journal.write()
    #expect(disk.now.bytes == journal.image)
    let reading = LogReading(of: disk.now.bytes)
    #expect(reading.verdict == .intactOpen)
    #expect(reading.records.count == events + 2)
  }

  @Test func `a file that changed while the disk was full is not written to`() throws {
    var journal = try journal()
    disk.set { $0.room = $0.bytes.count + 10 }
    #expect(throws: LogFileError.self) { _ = try journal.append([.lost], at: 5) }
    disk.set {
      $0.room = .max
      $0.bytes.removeLast()
    }
    let before = disk.now.bytes
    #expect(throws: LogFileError.self) { try journal.write() }
    #expect(disk.now.bytes == before)
  }

  @Test func `a disk that refused once is never asked again`() async throws {
    var journal = try journal()
    await reports.first { $0 == .saved(upTo: 0) }
    disk.set { $0.syncFault = SystemFault("fdatasync", 5) }
    _ = try journal.append([.lost], at: 5)
    await reports.first { $0 == .failed(.notSynced(SystemFault("fdatasync", 5))) }
    let syncs = disk.now.syncs
    disk.set { $0.syncFault = nil }
    #expect(throws: LogFileError.self) { _ = try journal.append([.regained], at: 6) }
    #expect(throws: LogFileError.self) { try journal.syncNow() }
    #expect(disk.now.syncs == syncs)
    #expect(!reports.all.contains(.saved(upTo: 1)))
    // The whole session is still there to be written elsewhere.
    #expect(LogReading(of: journal.image).records.count == 3)
    do throws(LogFileError) {
      try journal.close()
      Issue.record("it was closed as if all were well")
    } catch {
      #expect(error.exitCode == 74)
    }
    #expect(disk.now.isClosed)
  }

  @Test func `a file replaced by something else is noticed before it is called saved`() async throws {
    var journal = try journal()
    await reports.first { $0 == .saved(upTo: 0) }
    disk.set { $0.isInPlace = false }
    _ = try journal.append([.lost], at: 5)
    await reports.first { $0 == .failed(.changedUnderneath) }
    #expect(reports.all == [.saved(upTo: 0), .failed(.changedUnderneath)])
    _ = journal.written
  }

  @Test func `whoever looks at the file notices that it is another one, without the journal's thread`() throws
  {
    let journal = try journal(pace: .byHand)
    journal.look()
    #expect(journal.trouble == nil)
    disk.set { $0.isInPlace = false }
    journal.look()
    #expect(journal.trouble != nil)
    #expect(reports.all.last == .failed(.changedUnderneath))
  }

  @Test func `a record too long for a line leaves the journal as it was`() throws {
    var journal = try journal()
    let (chain, image) = (journal.chain, journal.image)
    let long = Event.note(.init(text: String(repeating: "a", count: 70_000)))
    do throws(LogFileError) {
      _ = try journal.append([.lost, long], at: 5)
      Issue.record("it was recorded")
    } catch {
      #expect(error.exitCode == 65)
    }
    #expect(journal.chain == chain)
    #expect(journal.image == image)
    #expect(disk.now.bytes == image)
  }

  @Test func `closing puts everything on disk and gives the file back`() throws {
    var journal = try journal()
    _ = try journal.append([.closed(.init(wall: Sample.wall, because: .end))], at: 9)
    try journal.close()
    #expect(disk.now.safe == disk.now.bytes.count)
    #expect(disk.now.isClosed)
    #expect(LogReading(of: disk.now.bytes).verdict == .intactClosed)
  }

  /// The thread that waited for the disk says so, and is then not gone yet.
  @Test func `closing gives the file back while what is saved is still being reported`() throws {
    let isOver = DispatchSemaphore(value: 0)
    var journal = try Journal(disk, path: "a.mend") { report in
      // Closing waits for this, and not this for the closing; only if it does not, it ends before.
      if case .saved = report { _ = isOver.wait(timeout: .now() + .milliseconds(300)) }
    }
    _ = try journal.append([.opened(Sample.opening)], at: 0, asksForSync: false)
    try journal.close()
    let isClosed = disk.now.isClosed
    isOver.signal()
    #expect(isClosed)
  }
}
