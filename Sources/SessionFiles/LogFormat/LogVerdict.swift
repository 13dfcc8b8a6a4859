package import SessionCore

/// What reading a log found about its bytes.
package enum LogVerdict: Hashable, Sendable {
  /// Every line proves itself and its place, and the last one closes the session.
  case intactClosed
  /// The same without a closing line: a crash, or a session that is still going on.
  case intactOpen
  /// The last bytes, from `offset` on, are no line: an interrupted write. `endsInLF` tells a damaged last line
  /// from one that was cut off.
  case torn(line: Int, offset: Int, length: Int, endsInLF: Bool)
  /// As intact, but for torn bytes that a `recovered` record accounts for.
  case recovered(isClosed: Bool)
  /// A line that does not prove itself or is no record, though self-proving lines follow or it proves itself.
  case corrupt(line: Int, Corruption)
  /// A line that proves itself, but not here.
  case outOfPlace(line: Int, Misplacement)
  /// Something follows the closing line that did not reopen the log.
  case changedAfterClosing(line: Int)
  /// The log reads well without what an editor or a mail program put into it.
  case changedByEditor(Edit)
  /// The file is no log at all.
  case notALog(LookAlike)

  /// What is wrong with one line.
  package enum Corruption: Hashable, Sendable {
    /// The line's hash is not that of its bytes.
    case doesNotProveItself
    /// The line proves itself and yet is no record.
    case fault(LineFault)
    /// The record is earlier than the one before.
    case timeGoesBack(from: SessionTime, to: SessionTime)
    /// The first record opens no session.
    case noOpening(kind: String)
    /// A later record opens a session.
    case secondOpening
    /// A `recovered` record stands where nothing was torn.
    case nothingToRecover
  }

  /// How a line that proves itself is out of place.
  package enum Misplacement: Hashable, Sendable {
    /// Lines are missing before this one.
    case missing(from: RecordID, to: RecordID)
    /// A line of this number was there before: repeated, or moved.
    case again(RecordID)
    /// Its number is right, but it is chained to another line.
    case foreign
    /// Another log begins here.
    case anotherLog
  }

  /// What an editor or a mail program does to a file.
  package enum Edit: Hashable, Sendable {
    /// It puts three bytes in front, a byte order mark.
    case byteOrderMark
    /// It ends the lines with CR LF.
    case carriageReturns
  }

  /// Whether records may be added.
  package enum Appending: Hashable, Sendable {
    case allowed
    /// After a line that accounts for the torn bytes.
    case afterRecovery
    /// The session is closed: only by reopening, for corrections and late naming.
    case byReopening
    /// What goes on goes on in a new file.
    case refused
  }

  /// Whether records may be added to such a log.
  package var appending: Appending {
    switch self {
    case .intactOpen, .recovered(isClosed: false): .allowed
    case .torn: .afterRecovery
    case .intactClosed, .recovered(isClosed: true): .byReopening
    case .corrupt, .outOfPlace, .changedAfterClosing, .changedByEditor, .notALog: .refused
    }
  }

  /// How `verify` exits: 0 intact and closed, 1 usable with remarks, 65 damaged.
  package var exitCode: Int32 {
    switch self {
    case .intactClosed: 0
    case .intactOpen, .torn, .recovered: 1
    case .corrupt, .outOfPlace, .changedAfterClosing, .changedByEditor, .notALog: 65
    }
  }

  /// The first line with something wrong, counted from 0; `nil` when every line is good.
  package var line: Int? {
    switch self {
    case .torn(let line, _, _, _), .corrupt(let line, _), .outOfPlace(let line, _),
      .changedAfterClosing(let line):
      line
    case .changedByEditor, .notALog: 0
    case .intactClosed, .intactOpen, .recovered: nil
    }
  }
}
