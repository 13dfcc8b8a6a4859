import SessionCore
import SessionFiles
import TestSupport
import Testing

/// Records, looks, time that passes and a disk that fails in between, in any order.
@Suite struct `Whatever the disk does, and whenever` {
  /// Two hundred schedules and those that once found something; with MEND_LONG=1 in the environment ten thousand.
  static let seeds =
    FaultGround.isLong
    ? Array(0..<10_000) : Array(0..<200) + [8043, 9993]

  @Test(arguments: seeds) func `no schedule of faults loses what was called saved`(seed: Int) throws {
    var random = Seeded(UInt64(seed) + 77)
    let drive = SimulatedDrive()
    let places = Int.random(in: 0...2, using: &random)
    var journal = try drive.journal(places: places)
    drive.change { $0.chance = .init(random: Seeded(UInt64(seed)), perMille: seed % 7 * 40) }
    _ = try? journal.append([.opened(Sample.opening)], at: 0)
    var lengths: [Int] = []
    for step in 1...60 {
      switch Int.random(in: 0..<12, using: &random) {
      case 0..<5:
        let events = Array(repeating: Event.silence(), count: Int.random(in: 1...3, using: &random))
        _ = try? journal.append(events, at: SessionTime(step), asksForSync: Bool.random(using: &random))
      case 5: journal.requestSync(wholly: Bool.random(using: &random))
      case 6, 7: journal.tend(isLeaving: Int.random(in: 0..<8, using: &random) == 0)
      case 8: drive.change { $0.clock += 3000 }
      case 9 where seed.isMultiple(of: 3):
        // Somebody else, at the file in use; what was acknowledged in it is theirs to lose until it is noticed.
        let index = Int(journal.path) ?? 0
        drive.change { state in
          if Bool.random(using: &random) {
            state.files[index].isNamed = false
          } else {
            state.files[index].bytes += [0x78]
          }
        }
      default: journal.workByHand()
      }
      let now = drive.now
      #expect(now.violations == [], "seed \(seed), step \(step)")
      guard step.isMultiple(of: 5) else { continue }
      for (index, file) in now.files.enumerated() {
        // Nothing that was never recorded, and nothing out of order.
        let isForeign = seed.isMultiple(of: 3)
        #expect(
          isForeign || journal.image.starts(with: file.bytes), "seed \(seed), step \(step), file \(index)")
        #expect(isForeign || journal.image.starts(with: file.durable), "seed \(seed), step \(step)")
        if index < lengths.count { #expect(file.durable.count >= lengths[index], "seed \(seed)") }
      }
      lengths = now.files.map(\.durable.count)
      if !seed.isMultiple(of: 3) {
        let best = now.files.filter(\.isNamed).map { $0.durable.count { $0 == 0x0A } }.max() ?? 0
        #expect(best > now.saved, "seed \(seed), step \(step)")
      }
    }
    // The disk is well again: everything is saved, whatever happened.
    drive.change {
      $0.chance = nil
      $0.clock += 100_000
    }
    let image = journal.image
    do throws(LogFileError) {
      try journal.close()
      #expect(
        drive.now.files.contains { $0.isNamed && $0.isNameDurable && $0.durable == image }, "seed \(seed)")
    } catch {
      #expect(places == 0, "seed \(seed): \(error)")
    }
    #expect(drive.now.violations == [], "seed \(seed)")
  }
}
