import SessionCore
import SessionFiles
import Synchronization

/// What the disk has acknowledged, told by the journal's thread and asked by the main one.
final class SavedMark: Sendable {
  private let state = Mutex(State())
  private let wake: @Sendable () -> Void

  private struct State {
    var saved: RecordID?
    /// Why the disk refuses, as long as the session was not saved elsewhere.
    var trouble: LogFileError.Cause?
    var news: [News] = []
  }

  /// What is worth saying once.
  enum News: Hashable, Sendable {
    /// The disk refuses, or the file was taken away.
    case refused(LogFileError.Cause)
    /// Recording goes on in another file, which holds the whole session.
    case moved(to: String)
  }

  /// - Parameter wake: called on the journal's thread after every report.
  init(wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Everything up to here is on disk; `nil` before the first acknowledgement.
  var saved: RecordID? { state.withLock { $0.saved } }

  /// Why the disk refuses, while nothing can be relied on but memory.
  var trouble: LogFileError.Cause? { state.withLock { $0.trouble } }

  /// What has happened since this was last asked, in order.
  func takeNews() -> [News] {
    state.withLock { state in
      defer { state.news.removeAll(keepingCapacity: true) }
      return state.news
    }
  }

  /// Takes in what the journal reports.
  func take(_ report: SyncReport) {
    state.withLock { state in
      switch report {
      case .saved(let id): state.saved = max(id, state.saved ?? id)
      case .failed(let cause):
        state.trouble = cause
        state.news.append(.refused(cause))
      case .moved(let path):
        state.trouble = nil
        state.news.append(.moved(to: path))
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
