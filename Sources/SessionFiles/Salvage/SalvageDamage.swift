package import SessionCore

/// Some bytes of a damaged log that are not in the salvaged one, and why.
package struct SalvageDamage: Hashable, Sendable {
  /// Where they stand in the source.
  package var bytes: Range<Int>
  package var cause: Cause

  package init(bytes: Range<Int>, cause: Cause) {
    self.bytes = bytes
    self.cause = cause
  }

  /// Why bytes were left out.
  package enum Cause: Hashable, Sendable {
    /// They are no line, or one that was changed.
    case doesNotProveItself
    /// A line whose hash is right and which is no record all the same.
    case fault(LineFault)
    /// What an interrupted write left, as the record says that accounts for it.
    case interruptedWrite(by: RecordID)
    /// A line that stands in the file once more, and was saved there.
    case repeated(RecordID)
    /// The session has another record of this number, and more records follow that one.
    case branch(RecordID)
    /// A line of another session.
    case otherSession(RecordID)
    /// A line added after the session was closed, without reopening it.
    case afterClosing(RecordID)
    /// A line whose number or time does not fit the records that were saved.
    case outOfPlace(RecordID)
    /// A record too long for a line of the new log.
    case tooLong(RecordID)
  }

  /// Whether nothing is lost with these bytes.
  package var isHarmless: Bool {
    switch cause {
    case .interruptedWrite, .repeated: true
    default: false
    }
  }

  /// What is wrong with them, in a few words.
  package var wording: String {
    switch cause {
    case .doesNotProveItself: "these bytes are no line that proves itself"
    case .fault(let fault): "the hash is right, but byte \(fault.offset) of the line: \(fault.wording)"
    case .interruptedWrite(let id): "an interrupted write, which record \(id) accounts for"
    case .repeated(let id): "record \(id) once more"
    case .branch(let id): "another record \(id), with fewer records after it"
    case .otherSession(let id): "record \(id) of another session"
    case .afterClosing(let id): "record \(id), added after the session was closed"
    case .outOfPlace(let id): "record \(id), which fits neither by its number nor by its time"
    case .tooLong(let id): "record \(id), which is too long for a line of the new log"
    }
  }
}
