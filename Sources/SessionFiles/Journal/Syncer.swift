import Glibc
package import SessionCore
import Synchronization

/// What became of records that were written.
package enum SyncReport: Hashable, Sendable {
  /// Every record up to this one is on disk.
  case saved(upTo: RecordID)
  /// The disk refused. Nothing after the last ``saved(upTo:)`` can be relied on, and the file is not asked again.
  case failed(LogFileError.Cause)
}

/// The thread that waits for the disk, so that no other has to.
///
/// Requests that come while it waits are answered together. Once the disk has refused, it is never asked again:
/// the system forgets what it could not write, and a second call would say that all is well.
final class Syncer<Storage: JournalStorage>: Sendable {
  let storage: Storage
  private let report: @Sendable (SyncReport) -> Void
  // The last record whose sync was asked for, and whether to stop.
  private let requested = Atomic<Int>(-1)
  private let isStopping = Atomic<Bool>(false)
  private let isBroken = Atomic<Bool>(false)
  // Held while the disk is waited for, so that its answer reaches whoever asks.
  private let state: Mutex<State>
  private let bell: Bell

  private struct State {
    /// Whether the directory that names the file was put on disk; a file without its name would be lost.
    var isNamed = false
    var synced = -1
    var fault: LogFileError.Cause?
  }

  init(_ storage: Storage, report: @escaping @Sendable (SyncReport) -> Void) throws(SystemFault) {
    self.storage = storage
    self.report = report
    state = Mutex(State())
    guard let bell = Bell() else { throw SystemFault("sem_init", errno) }
    self.bell = bell
  }

  /// Closes the file. The thread holds the syncer while it runs, so that none is closed under it.
  deinit { storage.close() }

  /// Whether the disk has refused.
  var hasFailed: Bool { isBroken.load(ordering: .acquiring) }

  /// Starts the thread; `nil` when the system has none left.
  func start() -> BackgroundThread? {
    BackgroundThread { self.run() }
  }

  /// Asks that everything up to a record, all of it written before, be put on disk. Never waits.
  func request(upTo id: RecordID) {
    requested.store(id.rawValue, ordering: .releasing)
    bell.ring()
  }

  /// Ends the thread once it has done what was asked. Never waits.
  func stop() {
    isStopping.store(true, ordering: .releasing)
    bell.ring()
  }

  private func run() {
    var reported = -1
    while true {
      bell.wait()
      let isLast = isStopping.load(ordering: .acquiring)
      let id = requested.load(ordering: .acquiring)
      if id > reported {
        reported = id
        switch sync(upTo: RecordID(id), wholly: false) {
        case nil: report(.saved(upTo: RecordID(id)))
        case let cause?: report(.failed(cause))
        }
      }
      if isLast { return }
    }
  }

  /// Waits until everything up to a record is on disk; answers why not.
  func sync(upTo id: RecordID, wholly: Bool) -> LogFileError.Cause? {
    state.withLock { state in
      if let fault = state.fault { return fault }
      if id.rawValue <= state.synced, !wholly { return nil }
      do throws(SystemFault) {
        if wholly || !state.isNamed { try storage.syncAll() } else { try storage.syncData() }
        if !state.isNamed { try storage.syncDirectory() }
        state.isNamed = true
        if storage.isInPlace() {
          state.synced = max(state.synced, id.rawValue)
          return nil
        }
        state.fault = .changedUnderneath
      } catch {
        state.fault = .notSynced(error)
      }
      isBroken.store(true, ordering: .releasing)
      return state.fault
    }
  }
}

/// A bell that one thread rings and another waits for; rings are not lost, and several are heard as they come.
private final class Bell: @unchecked Sendable {
  // A semaphore may be used from any thread; nothing else touches this memory.
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init?() {
    semaphore.initialize(to: sem_t())
    guard sem_init(semaphore, 0, 0) == 0 else { return nil }
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func ring() { sem_post(semaphore) }

  func wait() {
    while sem_wait(semaphore) != 0, errno == EINTR {}
    // One answer does for all the rings until now.
    while sem_trywait(semaphore) == 0 {}
  }
}
