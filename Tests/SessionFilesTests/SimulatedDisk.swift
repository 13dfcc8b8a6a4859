import SessionFiles
import Synchronization

/// A disk in memory that can be full, slow of speech, or broken.
final class SimulatedDisk: JournalStorage {
  struct State: Sendable {
    var bytes: [UInt8] = []
    /// How many bytes had been written when the disk last said that all was safe.
    var safe = 0
    /// How many bytes fit.
    var room = Int.max
    /// The most that one call takes.
    var mouthful = Int.max
    var writes = 0
    var syncs = 0
    var syncFault: SystemFault?
    var isInPlace = true
    var isClosed = false
  }

  let state = Mutex(State())

  func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

  var now: State { state.withLock { $0 } }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFault) -> Int {
    let taken = state.withLock { state in
      state.writes += 1
      let taken = min(bytes.count, state.mouthful, state.room - state.bytes.count)
      state.bytes.append(contentsOf: bytes.prefix(taken))
      return taken
    }
    if taken == 0 { throw SystemFault("write", 28) }
    return taken
  }

  func syncData() throws(SystemFault) {
    let fault = state.withLock { state in
      state.syncs += 1
      if state.syncFault == nil { state.safe = state.bytes.count }
      return state.syncFault
    }
    if let fault { throw fault }
  }

  func syncAll() throws(SystemFault) { try syncData() }

  func syncDirectory() throws(SystemFault) {}

  func size() throws(SystemFault) -> Int { state.withLock { $0.bytes.count } }

  func isLocal() -> Bool { true }
  func isInPlace() -> Bool { state.withLock { $0.isInPlace } }

  func content() throws(SystemFault) -> [UInt8] { state.withLock { $0.bytes } }

  func discard() {}

  func close() { state.withLock { $0.isClosed = true } }
}

/// The reports of a journal, in the order in which they came, for a test to wait on.
final class Reports: Sendable {
  private let reports = Mutex<[SyncReport]>([])
  private let arrived: AsyncStream<SyncReport>
  private let arrive: AsyncStream<SyncReport>.Continuation

  init() { (arrived, arrive) = AsyncStream.makeStream() }

  var report: @Sendable (SyncReport) -> Void {
    { report in
      self.reports.withLock { $0.append(report) }
      self.arrive.yield(report)
    }
  }

  var all: [SyncReport] { reports.withLock { $0 } }

  /// Waits for the first report that will do.
  func first(where isWanted: (SyncReport) -> Bool) async {
    for await report in arrived where isWanted(report) { return }
  }
}
