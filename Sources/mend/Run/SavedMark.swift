import SessionCore
import SessionFiles
import Synchronization

/// What the disk has acknowledged, told by the journal's thread and asked by the main one.
final class SavedMark: Sendable {
  private let state = Mutex(State())
  private let wake: @Sendable () -> Void

  private struct State {
    var saved: RecordID?
    var failure: LogFileError.Cause?
  }

  /// - Parameter wake: called on the journal's thread after every report.
  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Everything up to here is on disk; `nil` before the first acknowledgement.
  var saved: RecordID? { state.withLock { $0.saved } }

  /// Why the disk refused, once it has.
  var failure: LogFileError.Cause? { state.withLock { $0.failure } }

  /// Takes in what the journal reports.
  func take(_ report: SyncReport) {
    state.withLock { state in
      switch report {
      case .saved(let id): state.saved = max(id, state.saved ?? id)
      case .failed(let cause): state.failure = cause
      }
    }
    wake()
  }

  /// Notes what was synced without the journal's thread.
  func note(_ id: RecordID?) {
    guard let id else { return }
    state.withLock { $0.saved = max(id, $0.saved ?? id) }
  }
}
