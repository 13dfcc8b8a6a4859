import Glibc
import SafeText

extension LogFileError {
  /// The error in one line: the file, the cause, what was kept, what to do.
  package var wording: String { "\(path.displaySafe): \(cause.wording)" }
}

extension LogFileError.Cause {
  /// The cause, what was kept, and what to do.
  package var wording: String {
    switch self {
    case .exists: "there is such a file already. It was left as it is. Start again in a minute, or elsewhere."
    case .locked:
      "another program is recording into it. It was left as it is. Watch it with 'replay', or stop the other one."
    case .lockUnsupported(let fault):
      "the file system keeps no locks (\(fault.wording)), so that two programs could write at once. "
        + "Nothing was written. Record on a local disk."
    case .cannotCreate(let fault):
      "no log can be made here: \(fault.wording). Nothing was recorded. Choose another directory."
    case .cannotOpen(let fault): "it cannot be opened: \(fault.wording). Check the name."
    case .notAFile: "it is not a plain file. Name the log itself."
    case .tooLarge: "it is larger than the 4 GiB a log may have. Check that it is one."
    case .link:
      "it is a link, and links are not written through. Nothing was written. Name the file it leads to."
    case .notPermitted(let fault): "it may not be used: \(fault.wording). Check who owns it and its mode."
    case .ownedByAnother: "it belongs to another user. Nothing was written. Copy it to a file of your own."
    case .directoryOpenToOthers:
      "others may put files into its directory. Nothing was written. Take that right away with chmod o-w."
    case .damaged: "the log is damaged. It was left as it is. See what is wrong with 'verify'."
    case .closed: "the session is closed. It was left as it is. Reopen it for corrections with --reopen."
    case .tooLong(let line): "\(line.wording). Nothing was recorded."
    case .unusableOpening:
      "a log is named by its session id and start, and one of them is not as it should be."
    case .notWritten(_, let fault) where fault.isForRoom:
      "not on disk: \(fault.wording). It is kept in memory, and recording goes on. Make room; it is tried again."
    case .notWritten(_, let fault):
      "not on disk: \(fault.wording). Everything is kept in memory, and is being saved to another file."
    case .notSynced(let fault):
      "the disk did not take what was written: \(fault.wording). Everything is kept in memory, and is being "
        + "saved to another file."
    case .notRescued(let fault):
      "no other file could be made for the session either: \(fault.wording). It is kept in memory, and recording "
        + "goes on. Make room or mend the disk; it is tried again."
    case .changedUnderneath:
      "the file was cut, replaced or removed by something else. Everything is kept in memory, and is being saved "
        + "to another file."
    }
  }
}

extension SystemFault {
  /// What the system said, with the name of the call.
  package var wording: String { "\(String(cString: strerror(code))) (\(call))" }
}
