import SessionAnalysis
import SessionCore
import SessionFiles

/// A log that was read and found good enough to be folded.
struct SavedSession {
  let session: Session
  let reading: LogReading
  let path: String

  /// The hash of the last good line, 64 hex digits.
  var head: String { reading.head.hex }

  /// Reads a log; a torn tail is left out and said, anything worse is refused.
  init(_ path: String) throws(Failure) {
    let file: LogFile
    do throws(LogFileError) {
      file = try LogFile(reading: path)
    } catch {
      throw Failure(error.wording, code: error.exitCode)
    }
    reading = LogReading(of: file.bytes)
    self.path = path
    guard reading.verdict.exitCode <= 1, let session = Session(replaying: reading.records) else {
      throw Failure(reading.verdict.wording(for: path), code: Failure.data)
    }
    self.session = session
  }

  /// What a reader should know before trusting the rest; `nil` when the log is whole.
  var remark: String? {
    switch reading.verdict {
    case .torn: reading.verdict.wording(for: path)
    default: nil
    }
  }

  var indicators: Indicators {
    Indicators(
      of: session,
      log: LogFacts(head: head, records: reading.records.count, isClosed: reading.isClosed))
  }
}
