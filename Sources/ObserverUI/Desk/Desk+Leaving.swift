import SessionCore
import TerminalKit

/// Leaving the desk, and what would be lost by it.
extension Desk {
  mutating func leave(isSure: Bool) -> [DeskEffect] {
    if session.closing != nil || isSure { return [.quit] }
    wantsToLeave = true
    // A healthy disk answers long before a second has passed.
    let isSlow = pendingSince.map { $0.moved(by: 1000) <= now.session } ?? false
    if unsaved > 0, isUnsaved || isSlow {
      warn(of: unsaved)
      return []
    }
    let close = keymap.name(of: .close, in: .observe)
    message = "^C again leaves; the log stays open and can be resumed. \(close) closes the session."
    return []
  }

  /// How many records are in memory only, as far as is known.
  var unsaved: Int { session.entries.count - 1 - (savedUpTo?.rawValue ?? -1) }

  mutating func warn(of count: Int) {
    let what = count == 1 ? "1 record is" : "\(count) records are"
    message =
      "\(what) in memory only. The same key again leaves, and \(count == 1 ? "it is" : "they are") lost."
    wasWarned = true
  }

  /// Whether a key leaves the report.
  func isLeaving(_ key: Key) -> Bool {
    isShowingReport && keymap.action(key, in: .report) == .quit
  }
}

extension Desk.Mode {
  /// Where the keys of a mode are listed.
  var keymap: Keymap.Mode {
    switch self {
    case .observing, .again, .addressing, .attendance, .writing, .palette, .ratings, .locked: .observe
    case .strip: .strip
    case .bookmarks: .bookmarks
    case .events: .events
    case .help, .report: .report
    }
  }

  /// Whether a double press of a key is one act, because what a key does here is recorded.
  var countsKeysOnce: Bool {
    switch self {
    case .observing, .again, .addressing, .attendance, .strip, .bookmarks: true
    case .events, .writing, .palette, .ratings, .help, .report, .locked: false
    }
  }
}
