import Glibc
package import SessionCore

/// Why a log could not be read, made or written to.
package struct LogFileError: Error, Hashable, Sendable {
  /// The file or directory, as it was named.
  package var path: String
  package var cause: Cause

  package init(_ path: String, _ cause: Cause) {
    self.path = path
    self.cause = cause
  }

  /// The causes, each with what is needed to act on it.
  package enum Cause: Error, Hashable, Sendable {
    /// A file of this name is there already.
    case exists
    /// Another program is recording into it.
    case locked
    /// The file system has no locks.
    case lockUnsupported(SystemFault)
    case cannotCreate(SystemFault)
    case cannotOpen(SystemFault)
    /// It is no plain file: a directory, a pipe, a device.
    case notAFile
    case tooLarge
    /// A link is never written through.
    case link
    case notPermitted(SystemFault)
    case ownedByAnother
    /// Others may put files into the directory.
    case directoryOpenToOthers
    /// The bytes are no log that can be gone on with.
    case damaged(LogVerdict)
    /// The session is closed, and was not to be reopened.
    case closed
    /// A record does not fit a line; nothing was recorded.
    case tooLong(LineTooLong)
    /// The opening cannot name a file: its session id is not 32 hex digits, or its wall clock no moment.
    case unusableOpening
    /// The records are numbered and chained, and wait in memory for the next attempt to write.
    case notWritten(kept: [Record], SystemFault)
    /// Some records may not be on disk though they were written; the file can no longer be relied on.
    case notSynced(SystemFault)
    /// The session could not be saved to any other file either.
    case notRescued(SystemFault)
    /// The file was cut, replaced, renamed or removed under the program.
    case changedUnderneath

    /// What the system said, where it said anything.
    package var fault: SystemFault? {
      switch self {
      case .lockUnsupported(let fault), .cannotCreate(let fault), .cannotOpen(let fault),
        .notPermitted(let fault), .notWritten(_, let fault), .notSynced(let fault), .notRescued(let fault):
        fault
      default: nil
      }
    }
  }

  /// How a program that ends for it exits.
  package var exitCode: Int32 {
    switch cause {
    case .damaged, .tooLong, .unusableOpening, .tooLarge: 65
    case .cannotOpen, .notAFile: 66
    case .exists, .cannotCreate: 73
    case .notWritten, .notSynced, .notRescued, .changedUnderneath: 74
    case .locked, .lockUnsupported: 75
    case .link, .notPermitted, .ownedByAnother, .directoryOpenToOthers, .closed: 77
    }
  }
}

/// A call to the system that was refused.
package struct SystemFault: Error, Hashable, Sendable {
  /// The name of the call, such as `fdatasync`.
  package var call: String
  /// Its `errno`.
  package var code: Int32

  package init(_ call: String, _ code: Int32) {
    self.call = call
    self.code = code
  }

  /// What a disk says that takes nothing more.
  static var noSpace: Int32 { ENOSPC }

  /// Whether there may be room later: the file itself is as good as it was.
  package var isForRoom: Bool { [ENOSPC, EDQUOT, EFBIG].contains(code) }
}
