package import SessionCore
import Synchronization

/// What became of records that were written.
package enum SyncReport: Hashable, Sendable {
  /// Every record up to this one is on disk.
  case saved(upTo: RecordID)
  /// The disk refused, or the file was taken away. Nothing after the last ``saved(upTo:)`` can be relied on until
  /// the session is saved elsewhere; the file is not asked again.
  case failed(LogFileError.Cause)
  /// The whole session was saved to another file, and recording goes on there.
  case moved(to: String)
}

/// The one that waits for the disk, on a thread of its own, so that no other has to.
///
/// Requests that come while it waits are answered together. Once the disk has refused, it is never asked again:
/// the system forgets what it could not write, and a second call would say that all is well.
final class Syncer<Storage: JournalStorage>: Sendable {
  /// How often the file is looked at when nothing else happens, in ms.
  static var watchInterval: Int { 1000 }
  /// How long the thread sleeps when the owner has looked at the file meanwhile, in ms.
  static var longInterval: Int { 10_000 }

  let storage: Storage
  private let report: @Sendable (SyncReport) -> Void
  private let bell: Bell
  // Rung whenever something has become of what was asked.
  private let answered: Bell
  // The last record whose sync was asked for and done: of the data, and of the file with all its properties.
  private let requested = Atomic<Int>(-1)
  private let requestedWholly = Atomic<Int>(-1)
  private let synced: Atomic<Int>
  private let syncedWholly: Atomic<Int>
  // The file has at least as many bytes as were written, and at most as many as were meant to be.
  private let fewest: Atomic<Int>
  private let most: Atomic<Int>
  private let isStopping = Atomic<Bool>(false)
  private let isBroken = Atomic<Bool>(false)
  private let isWaiting = Atomic<Bool>(false)
  // Whether the owner has looked at the file since the thread last woke.
  private let isLookedAt = Atomic<Bool>(false)
  private let isNamed: Atomic<Bool>
  private let refusal = Mutex<LogFileError.Cause?>(nil)

  /// - Parameters:
  ///   - size: how many bytes the file has.
  ///   - saved: the last record that is known to be on disk, and the file's name with it.
  init(
    _ storage: Storage, size: Int, saved: RecordID? = nil, answered: Bell,
    report: @escaping @Sendable (SyncReport) -> Void
  ) {
    self.storage = storage
    self.report = report
    self.answered = answered
    bell = Bell()
    synced = Atomic(saved?.rawValue ?? -1)
    syncedWholly = Atomic(saved?.rawValue ?? -1)
    isNamed = Atomic(saved != nil)
    fewest = Atomic(size)
    most = Atomic(size)
  }

  /// Closes the file. The thread holds the syncer while it runs, so that none is closed under it.
  deinit { storage.close() }

  /// Whether the file can no longer be relied on.
  var hasFailed: Bool { isBroken.load(ordering: .acquiring) }

  /// Why the file can no longer be relied on.
  var fault: LogFileError.Cause? { hasFailed ? refusal.withLock { $0 } : nil }

  /// The last record known to be on disk; -1 for none.
  var saved: Int { synced.load(ordering: .acquiring) }

  /// The last record that was on disk when the file with all its properties was; -1 for none.
  var savedWholly: Int { syncedWholly.load(ordering: .acquiring) }

  /// Whether the disk is being waited for.
  var isBusy: Bool { isWaiting.load(ordering: .acquiring) }

  /// Says how many bytes the file will have once a write has succeeded wholly.
  func expect(upTo bytes: Int) { most.store(bytes, ordering: .releasing) }

  /// Says how many bytes were written.
  func note(written bytes: Int) { fewest.store(bytes, ordering: .releasing) }

  /// Asks that everything up to a record, all of it written before, be put on disk. Never waits.
  func request(upTo id: Int, wholly: Bool) {
    requested.store(id, ordering: .releasing)
    if wholly { requestedWholly.store(id, ordering: .releasing) }
    bell.ring()
  }

  /// Ends the thread once it has done what was asked. Never waits.
  func stop() {
    isStopping.store(true, ordering: .releasing)
    bell.ring()
  }

  /// The body of the thread.
  func run() {
    var isLast = false
    repeat {
      let isLookedAt = isLookedAt.exchange(false, ordering: .relaxed)
      bell.wait(atMost: isLookedAt ? Self.longInterval : Self.watchInterval)
      isLast = isStopping.load(ordering: .acquiring)
      work()
    } while !isLast
  }

  /// Does what was asked for, and looks whether the file is as it should be. Waits for the disk.
  func work() {
    guard !hasFailed else { return }
    let id = requested.load(ordering: .acquiring)
    let wholly = requestedWholly.load(ordering: .acquiring)
    if max(id, wholly) > saved || wholly > savedWholly {
      sync(upTo: max(id, wholly), wholly: wholly > savedWholly)
    } else {
      look()
    }
  }

  /// Looks whether the file is as it should be, on behalf of the thread, which then sleeps longer.
  func lookForThread() {
    guard !hasFailed else { return }
    isLookedAt.store(true, ordering: .relaxed)
    look()
  }

  private func look() {
    if !isAsExpected(atLeast: fewest.load(ordering: .acquiring)) { condemn(.changedUnderneath) }
  }

  private func sync(upTo id: Int, wholly: Bool) {
    isWaiting.store(true, ordering: .releasing)
    let refusal = putOnDisk(wholly: wholly)
    // Before anybody hears of it: who closes the file then waits for this thread, unless the disk holds it.
    isWaiting.store(false, ordering: .releasing)
    if let refusal { return condemn(refusal) }
    let isNews = id > saved
    synced.store(max(id, saved), ordering: .releasing)
    if wholly { syncedWholly.store(id, ordering: .releasing) }
    if isNews { report(.saved(upTo: RecordID(id))) }
    answered.ring()
  }

  /// Waits for the disk; answers why the file can no longer be relied on, if that is so.
  private func putOnDisk(wholly: Bool) -> LogFileError.Cause? {
    let written = fewest.load(ordering: .acquiring)
    do throws(SystemFault) {
      // A file whose name is not on disk would be lost with all that is in it.
      let isNamed = isNamed.load(ordering: .acquiring)
      if wholly || !isNamed { try storage.syncAll() } else { try storage.syncData() }
      if !isNamed { try storage.syncDirectory() }
      self.isNamed.store(true, ordering: .releasing)
    } catch {
      return .notSynced(error)
    }
    return isAsExpected(atLeast: written) ? nil : .changedUnderneath
  }

  private func isAsExpected(atLeast written: Int) -> Bool {
    guard storage.isInPlace(), let size = try? storage.size() else { return false }
    return size >= written && size <= most.load(ordering: .acquiring)
  }

  /// Gives the file up: it is neither written to nor synced from here on.
  func condemn(_ cause: LogFileError.Cause) {
    let isFirst = refusal.withLock { refusal in
      defer { refusal = refusal ?? cause }
      return refusal == nil
    }
    isBroken.store(true, ordering: .releasing)
    if isFirst { report(.failed(cause)) }
    answered.ring()
  }

  /// Lets go of the file because the session is saved elsewhere; nothing is said of it from here on.
  func retire() {
    refusal.withLock { refusal in refusal = refusal ?? .changedUnderneath }
    isBroken.store(true, ordering: .releasing)
    stop()
  }
}
