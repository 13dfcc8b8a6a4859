import SessionCore
import SessionFiles
import TestSupport
import Testing

@Suite struct `When the disk says no` {
  let drive = SimulatedDrive()
  let broken = SystemFault("fdatasync", 5)

  /// A journal with its opening and some records on disk.
  func journal(places: Int = 1) throws -> Journal<SimulatedFile> {
    var journal = try drive.journal(places: places)
    _ = try journal.append([.opened(Sample.opening)], at: 0)
    _ = try journal.append([.lost, .regained], at: 10)
    journal.workByHand()
    return journal
  }

  func records(_ index: Int) -> Int { LogReading(of: drive.now.files[index].durable).records.count }

  func checkEnd(_ image: [UInt8]) {
    #expect(drive.now.violations == [])
    #expect(drive.now.files.contains { $0.isNamed && $0.isNameDurable && $0.durable == image })
    #expect(drive.now.files.allSatisfy { $0.isClosed })
  }

  @Test(arguments: [SimulatedDrive.Fault.forgets, .reverts, .refuses(SystemFault("fdatasync", 28))])
  func `after one failed sync the whole session is saved to another file, and the old one never synced again`(
    fault: SimulatedDrive.Fault
  ) throws {
    var journal = try journal()
    _ = try journal.append([.silence()], at: 20)
    drive.change { $0.script[.sync] = [fault] }
    journal.workByHand()
    #expect(drive.now.saved == 2)
    // What is recorded before the move is in memory.
    #expect(throws: LogFileError.self) { _ = try journal.append([.lost], at: 30) }
    #expect(journal.unsaved == 2)
    let old = drive.now.files[0].bytes
    journal.tend()
    // Keys go on while the other file is written.
    #expect(throws: LogFileError.self) { _ = try journal.append([.regained], at: 40) }
    journal.workByHand()
    #expect(journal.path == "1")
    #expect(drive.now.saved >= 4)
    _ = try journal.append([.closed(.init(wall: Sample.wall, because: .end))], at: 50)
    journal.workByHand()
    #expect(drive.now.saved == 6)
    #expect(journal.unsaved == 0)
    let image = journal.image
    try journal.close()
    #expect(LogReading(of: drive.now.files[1].durable).verdict == .intactClosed)
    #expect(drive.now.files[0].bytes == old)
    #expect(drive.now.moves == 1)
    checkEnd(image)
  }

  @Test(arguments: 0..<4) func `a failed write leads to another file at once`(calls: Int) throws {
    var journal = try journal()
    drive.change {
      $0.script[.write] = Array(repeating: .short(7), count: calls) + [.refuses(SystemFault("write", 5))]
    }
    #expect(throws: LogFileError.self) { _ = try journal.append([.silence()], at: 20) }
    journal.tend()
    journal.workByHand()
    #expect(drive.now.saved == 3)
    #expect(journal.path == "1")
    let image = journal.image
    try journal.close()
    checkEnd(image)
  }

  @Test func `an opening that is not on disk is saved elsewhere too`() throws {
    drive.change { $0.script[.syncDirectory] = [.refuses(broken)] }
    var journal = try journal()
    #expect(drive.now.saved == -1)
    journal.tend()
    journal.workByHand()
    #expect(drive.now.saved == 2)
    let image = journal.image
    try journal.close()
    checkEnd(image)
  }

  @Test func `a full disk is tried again after two seconds, and the torn line completed`() throws {
    var journal = try journal()
    drive.change {
      $0.script[.write] = [.short(40)]
      $0.rest[.write] = .refuses(SystemFault("write", 28))
    }
    #expect(throws: LogFileError.self) { _ = try journal.append([.silence()], at: 20) }
    #expect(journal.trouble == SystemFault("write", 28))
    drive.change { $0.rest[.write] = nil }
    let before = drive.now.files[0].bytes
    journal.tend()
    #expect(drive.now.files[0].bytes == before)
    drive.change { $0.clock += 2000 }
    journal.tend()
    journal.workByHand()
    #expect(drive.now.saved == 3)
    #expect(drive.now.moves == 0)
    #expect(journal.trouble == nil)
    let image = journal.image
    try journal.close()
    checkEnd(image)
  }

  @Test func `what is whole in a file on a full disk is saved before there is room`() throws {
    var journal = try journal()
    _ = try journal.append([.silence()], at: 20, asksForSync: false)
    drive.change { $0.rest[.write] = .refuses(SystemFault("write", 28)) }
    #expect(throws: LogFileError.self) { _ = try journal.append([.lost], at: 30, asksForSync: false) }
    journal.requestSync()
    journal.workByHand()
    #expect(drive.now.saved == 3)
    #expect(journal.unsaved == 1)
    #expect(drive.now.violations == [])
  }

  @Test func `at the end a full disk is given up for another file`() throws {
    var journal = try journal()
    drive.change { $0.script[.write] = Array(repeating: .refuses(SystemFault("write", 28)), count: 3) }
    #expect(throws: LogFileError.self) { _ = try journal.append([.silence()], at: 20) }
    let image = journal.image
    try journal.close()
    #expect(drive.now.saved == 3)
    checkEnd(image)
  }

  @Test(arguments: ["deleted", "cut", "grown"])
  func `a file that others changed is noticed without a key, left alone, and the session saved elsewhere`(
    how: String
  ) throws {
    var journal = try journal()
    drive.change { state in
      switch how {
      case "deleted": state.files[0].isNamed = false
      case "cut": state.files[0].bytes.removeLast(100)
      default: state.files[0].bytes += Array("mine".utf8)
      }
    }
    let foreign = drive.now.files[0].bytes
    journal.workByHand()
    #expect(journal.trouble != nil)
    journal.tend()
    journal.workByHand()
    #expect(journal.path == "1")
    _ = try journal.append([.silence()], at: 20)
    journal.workByHand()
    #expect(drive.now.saved == 3)
    #expect(drive.now.files[0].bytes == foreign)
    let image = journal.image
    try journal.close()
    checkEnd(image)
  }

  @Test func `not a byte goes to a file that was cut, even before the watch has seen it`() throws {
    var journal = try journal()
    drive.change { $0.files[0].bytes.removeLast(100) }
    let foreign = drive.now.files[0].bytes
    #expect(throws: LogFileError.self) { _ = try journal.append([.silence()], at: 20) }
    #expect(drive.now.files[0].bytes == foreign)
    journal.tend()
    journal.workByHand()
    #expect(drive.now.saved == 3)
    #expect(drive.now.violations == [])
  }

  @Test(arguments: [SimulatedDrive.Call.create, .write, .sync, .syncDirectory, .content])
  func `a rescue that fails is said, tried again later and elsewhere, and nothing is called saved before`(
    call: SimulatedDrive.Call
  ) throws {
    var journal = try journal(places: 2)
    _ = try journal.append([.silence()], at: 20)
    drive.change { $0.script[.sync] = [.forgets] }
    journal.workByHand()
    drive.change { $0.rest[call] = .refuses(SystemFault("x", 5)) }
    for _ in 0..<5 {
      journal.tend()
      journal.workByHand()
    }
    #expect(drive.now.saved == 2)
    #expect(journal.unsaved == 1)
    // Two places were tried once; the next attempt waits.
    #expect(drive.now.files.count <= 3)
    drive.change {
      $0.rest[call] = nil
      $0.clock += 2000
    }
    journal.tend()
    journal.workByHand()
    #expect(drive.now.saved == 3)
    let image = journal.image
    try journal.close()
    checkEnd(image)
  }

  @Test func `with no disk at all everything stays in memory, and leaving says how much`() throws {
    var journal = try journal()
    drive.change { state in
      for call in [SimulatedDrive.Call.create, .write, .sync] {
        state.rest[call] = .refuses(SystemFault("x", 5))
      }
    }
    for index in 1...20 { _ = try? journal.append([.silence()], at: SessionTime(index * 100)) }
    #expect(journal.unsaved == 20)
    let settled = [journal.settle(within: 1000), journal.settle(within: 1000, isLeaving: true)]
    #expect(settled == [false, false])
    #expect(LogReading(of: journal.image).records.count == 23)
    do throws(LogFileError) {
      try journal.close()
      Issue.record("it was closed as if all were well")
    } catch {
      #expect(error.exitCode == 74)
    }
    #expect(drive.now.saved == 2)
    #expect(drive.now.violations == [])
  }

  @Test func `a disk that takes nothing and says nothing is full`() throws {
    var journal = try journal()
    drive.change { $0.script[.write] = [.short(0)] }
    #expect(throws: LogFileError.self) { _ = try journal.append([.silence()], at: 20) }
    #expect(journal.trouble == SystemFault("write", 28))
    drive.change { $0.clock += 3000 }
    journal.tend()
    let image = journal.image
    try journal.close()
    checkEnd(image)
    #expect(drive.now.files.count == 1)
  }

  @Test func `a file that gives back something else is not taken for the session`() throws {
    var journal = try journal(places: 2)
    drive.change {
      $0.script[.sync] = [.refuses(SystemFault("fdatasync", 5))]
      $0.script[.content] = [.short(100)]
    }
    let image = journal.image
    journal.requestSync(wholly: true)
    journal.workByHand()
    try journal.close()
    #expect(drive.now.violations == [])
    #expect(drive.now.files.count == 3)
    #expect(drive.now.files.last.map { $0.isNamed && $0.durable == image } == true)
  }

  @Test(arguments: [true, false]) func `a file that others touch just before closing is not taken for saved`(
    isRemoved: Bool
  ) throws {
    var journal = try journal()
    _ = try journal.append([.closed(.init(wall: Sample.wall, because: .end))], at: 9)
    let isSettled = journal.settle(within: 1000)
    #expect(isSettled)
    drive.change { state in
      if isRemoved { state.files[0].isNamed = false } else { state.files[0].bytes += [0x78] }
    }
    let image = journal.image
    try journal.close()
    #expect(drive.now.files.contains { $0.isNamed && $0.isNameDurable && $0.durable == image })
    #expect(drive.now.violations == [])
  }
}
