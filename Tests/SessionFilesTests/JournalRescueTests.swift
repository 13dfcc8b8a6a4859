import Foundation
import Glibc
import SessionCore
import SessionFiles
import Synchronization
import TestSupport
import Testing

/// The same on a real disk and with the journal's own threads.
@Suite struct `A log that others touch` {
  let scratch: Scratch
  let reports = Reports()
  let name = "20260305-1400-01234567.mend"

  init() throws { scratch = try Scratch() }

  func create(rescueDirectory: String? = nil) throws -> Journal<DiskFile> {
    try Journal.create(
      Sample.opening, in: scratch.path + "/log", rescueDirectory: rescueDirectory, report: reports.report)
  }

  func path(_ name: String) -> String { scratch.path + "/log/" + name }

  @Test(arguments: ["deleted", "renamed", "replaced", "cut"])
  func `is noticed within a second or so without a key, and the whole session goes beside it`(
    how: String
  ) async throws {
    var journal = try create()
    _ = try journal.append([.lost, .regained], at: 10)
    await reports.first { $0 == .saved(upTo: 2) }
    switch how {
    case "deleted": unlink(path(name))
    case "renamed": rename(path(name), path("other"))
    case "replaced":
      scratch.write(Array("mine".utf8), to: "mine")
      rename(scratch.path + "/mine", path(name))
    default: truncate(path(name), 100)
    }
    await reports.first { $0 == .failed(.changedUnderneath) }
    let foreign = how == "deleted" ? nil : try scratch.bytes(of: "log/" + (how == "renamed" ? "other" : name))
    journal.tend()
    let moved = scratch.path + "/log/20260305-1400-01234567-r1.mend"
    await reports.first { $0 == .moved(to: moved) }
    await reports.first { $0 == .saved(upTo: 2) }
    journal.tend()
    _ = try journal.append([.silence()], at: 20)
    await reports.first { $0 == .saved(upTo: 3) }
    #expect(journal.path == moved)
    let image = journal.image
    try journal.close()
    #expect(try scratch.bytes(of: "log/20260305-1400-01234567-r1.mend") == image)
    #expect(scratch.mode(of: moved) == 0o600)
    let now = how == "deleted" ? nil : try scratch.bytes(of: "log/" + (how == "renamed" ? "other" : name))
    #expect(now == foreign)
  }

  @Test func `goes to the rescue folder when its own takes no file, and to the next free name`() async throws
  {
    let rescue = scratch.path + "/state/mend/rescue"
    var journal = try create(rescueDirectory: rescue)
    await reports.first { $0 == .saved(upTo: 0) }
    unlink(path(name))
    chmod(scratch.path + "/log", 0o777)
    _ = try? journal.append([.lost], at: 10)
    await reports.first { $0 == .failed(.changedUnderneath) }
    journal.tend()
    let moved = rescue + "/20260305-1400-01234567-r1.mend"
    await reports.first { $0 == .moved(to: moved) }
    journal.tend()
    // And once more: what was made is never made again.
    unlink(moved)
    scratch.write([], to: "state/mend/rescue/20260305-1400-01234567-r2.mend")
    _ = try? journal.append([.regained], at: 20)
    await reports.first { $0 == .failed(.changedUnderneath) }
    chmod(scratch.path + "/log", 0o700)
    journal.tend()
    await reports.first { $0 == .moved(to: self.path("20260305-1400-01234567-r1.mend")) }
    let image = journal.image
    try journal.close()
    #expect(try scratch.bytes(of: "log/20260305-1400-01234567-r1.mend") == image)
    #expect(scratch.mode(of: rescue) == 0o700)
  }

  @Test func `the next one of a log that was moved already has the next number`() async throws {
    try create().close()
    rename(path(name), path("20260305-1400-01234567-r1.mend"))
    var journal = try pastOtherLocks { () throws(LogFileError) in
      try Journal.resume(self.path("20260305-1400-01234567-r1.mend"), report: reports.report) {
        ($0.chain.time, Sample.wall)
      }
    }
    unlink(journal.path)
    journal.look()
    journal.tend()
    await reports.first { $0 == .moved(to: self.path("20260305-1400-01234567-r2.mend")) }
    let image = journal.image
    try journal.close()
    #expect(try scratch.bytes(of: "log/20260305-1400-01234567-r2.mend") == image)
  }

  @Test func `stays in memory when a hundred names are taken, and says so`() async throws {
    var journal = try create()
    await reports.first { $0 == .saved(upTo: 0) }
    for number in 1...99 { scratch.write([], to: "log/20260305-1400-01234567-r\(number).mend") }
    unlink(path(name))
    journal.look()
    journal.tend()
    await reports.first { $0 == .failed(.notRescued(SystemFault("open", EEXIST))) }
    do throws(LogFileError) {
      try journal.close(within: 0, elsewhere: 0)
      Issue.record("it was closed as if all were well")
    } catch {
      #expect(error.exitCode == 74)
    }
    for number in 1...99 {
      #expect(try scratch.bytes(of: "log/20260305-1400-01234567-r\(number).mend") == [])
    }
  }

  @Test func `is given back by a journal that is let go of just when the session was saved elsewhere`()
    async throws
  {
    let moved = path("20260305-1400-01234567-r1.mend")
    try await letGo(whenMovedTo: moved)
    // Its lock is free again as soon as its thread is gone.
    let reading = LogReading(of: try scratch.bytes(of: "log/20260305-1400-01234567-r1.mend"))
    #expect(reading.verdict == .intactOpen && reading.records.count == 2)
    try pastOtherLocks { () throws(LogFileError) in
      try Journal.resume(moved, report: { _ in }) { ($0.chain.time, Sample.wall) }
    }.close()
  }

  private func letGo(whenMovedTo moved: String) async throws {
    var journal = try create()
    _ = try journal.append([.lost], at: 10)
    await reports.first { $0 == .saved(upTo: 1) }
    unlink(path(name))
    journal.look()
    journal.tend()
    await reports.first { $0 == .moved(to: moved) }
  }

  @Test func `space set aside for it does not make it longer`() throws {
    let journal = try create()
    let size = journal.image.count
    try journal.close()
    #expect(try scratch.bytes(of: "log/" + name).count == size)
  }
}

/// A disk that does not answer until it is let.
final class StalledDisk: JournalStorage {
  let disk = SimulatedDisk()
  let isStalled = Atomic<Bool>(false)

  func syncData() throws(SystemFault) {
    while isStalled.load(ordering: .acquiring) { sched_yield() }
    try disk.syncData()
  }

  func syncAll() throws(SystemFault) { try syncData() }
  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFault) -> Int { try disk.write(bytes) }
  func syncDirectory() throws(SystemFault) {}
  func size() throws(SystemFault) -> Int { try disk.size() }
  func isLocal() -> Bool { true }
  func isInPlace() -> Bool { true }
  func content() throws(SystemFault) -> [UInt8] { try disk.content() }
  func discard() {}
  func close() {}
}

@Suite struct `A disk that stalls` {
  let stalled = StalledDisk()
  let other = StalledDisk()
  let reports = Reports()

  func journal() throws -> Journal<StalledDisk> {
    var journal = try Journal(
      stalled, path: "a", refuge: Refuge([{ .success(.init(self.other, path: "a-r1")) }]),
      report: reports.report)
    _ = try journal.append([.opened(Sample.opening)], at: 0)
    return journal
  }

  @Test func `keeps no key waiting, and everything is saved once it answers`() async throws {
    var journal = try journal()
    await reports.first { $0 == .saved(upTo: 0) }
    stalled.isStalled.store(true, ordering: .releasing)
    // If any of these waited for the disk, it would wait for ever.
    for index in 1...500 {
      _ = try journal.append([.silence()], at: SessionTime(index))
      journal.tend()
    }
    #expect(journal.unsaved == 500)
    #expect(!reports.all.contains(.saved(upTo: 500)))
    stalled.isStalled.store(false, ordering: .releasing)
    await reports.first { $0 == .saved(upTo: 500) }
    try journal.close()
    #expect(stalled.disk.now.safe == stalled.disk.now.bytes.count)
    #expect(other.disk.now.bytes.isEmpty)
  }

  @Test func `for ever is left for another file, and nobody waits to close it`() async throws {
    var journal = try journal()
    await reports.first { $0 == .saved(upTo: 0) }
    stalled.isStalled.store(true, ordering: .releasing)
    _ = try journal.append([.silence()], at: 10)
    let image = journal.image
    try journal.close(within: 100, elsewhere: 10_000)
    #expect(other.disk.now.bytes == image)
    #expect(other.disk.now.safe == image.count)
    stalled.isStalled.store(false, ordering: .releasing)
  }

  @Test func `for ever everywhere lets the program go all the same, and says what is lost`() async throws {
    var journal = try journal()
    await reports.first { $0 == .saved(upTo: 0) }
    for disk in [stalled, other] { disk.isStalled.store(true, ordering: .releasing) }
    _ = try journal.append([.silence()], at: 10)
    let isSettled = journal.settle(within: 50)
    #expect(!isSettled)
    #expect(journal.unsaved == 1)
    do throws(LogFileError) {
      try journal.close(within: 50, elsewhere: 50)
      Issue.record("it was closed as if all were well")
    } catch {
      #expect(error.exitCode == 74)
    }
    for disk in [stalled, other] { disk.isStalled.store(false, ordering: .releasing) }
  }
}
