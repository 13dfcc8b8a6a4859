import SessionCore

extension LogVerdict {
  /// The verdict in one line, to follow the file's name: what was found, what was kept, what to do.
  ///
  /// Lines are counted from 1 here, as editors count them.
  package func wording(for path: String) -> String {
    switch self {
    case .intactClosed: "\(path): intact, and closed."
    case .intactOpen:
      "\(path): intact, not closed: the session is going on, or was cut short between two records."
    case .torn(let line, _, length: 1, endsInLF: true):
      "\(path):\(line + 1): an empty line was added at the end. Every line before it is kept. "
        + "Resume the session, and it is accounted for."
    case .torn(let line, let offset, let length, endsInLF: false):
      "\(path):\(line + 1): the last line is cut off (\(length) bytes from byte \(offset)). "
        + "Every line before it is kept. Resume the session, and the rest is accounted for."
    case .torn(let line, let offset, let length, endsInLF: true):
      "\(path):\(line + 1): the last line is damaged (\(length) bytes from byte \(offset)). "
        + "Every line before it is kept. Resume the session, and the rest is accounted for."
    case .recovered(isClosed: false):
      "\(path): intact but for an interrupted write that was accounted for, and not closed."
    case .recovered(isClosed: true):
      "\(path): intact but for an interrupted write that was accounted for, and closed."
    case .corrupt(line: 0, .fault(let fault)) where fault.cause.isAboutTheProgram:
      "\(path): \(fault.wording). Nothing was changed."
    case .corrupt(let line, let corruption):
      "\(path):\(line + 1): \(corruption.wording). Every line before it is kept. Salvage what follows into a new log."
    case .outOfPlace(let line, let misplacement):
      "\(path):\(line + 1): \(misplacement.wording(at: line)). Every line before it is kept. "
        + "Compare the file with a copy, or salvage it into a new log."
    case .changedAfterClosing(let line):
      "\(path):\(line + 1): something was added after the session was closed. Every line before it is kept. "
        + "Compare the file with a copy."
    case .changedByEditor(.byteOrderMark):
      "\(path): changed by an editor or a mail program: it verifies without its first 3 bytes. "
        + "It can be read, not written to. Salvage it into a new log."
    case .changedByEditor(.carriageReturns):
      "\(path): changed by an editor or a mail program: it verifies with LF for every CR LF. "
        + "It can be read, not written to. Salvage it into a new log."
    case .notALog(let look): "\(path): not a session log: \(look.wording)."
    }
  }
}

extension LogVerdict.Corruption {
  /// What is wrong, in a few words.
  package var wording: String {
    switch self {
    case .doesNotProveItself: "the line was changed: its hash is not that of its bytes"
    case .fault(let fault): "byte \(fault.offset): \(fault.wording)"
    case .timeGoesBack(let from, let to):
      "time goes back, from \(from.milliseconds) ms to \(to.milliseconds) ms"
    case .noOpening(let kind): "a log begins with 'opened', not with \(kind.quotedForMessage)"
    case .secondOpening: "the session is opened a second time"
    case .nothingToRecover: "a 'recovered' record accounts for bytes that are not there"
    }
  }
}

extension LogVerdict.Misplacement {
  /// What is wrong, in a few words; `line` is where, counted from 0.
  package func wording(at line: Int) -> String {
    switch self {
    case .missing(let from, let to):
      to == 0
        ? "record 0, the opening, is missing before it"
        : from == to
          ? "record \(from) is missing before it" : "records \(from) to \(to) are missing before it"
    case .again(let id): "record \(id) stands here again: the line was repeated or moved"
    case .foreign:
      "the line is chained to another one than the line before it: it was moved, or is another log's"
    case .anotherLog: "another log begins here: two were joined"
    }
  }
}
