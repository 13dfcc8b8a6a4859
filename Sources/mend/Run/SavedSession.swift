import SessionAnalysis
import SessionCore
import SessionFiles

/// A log that was read and found good enough to be folded.
struct SavedSession {
  let session: Session
  let reading: LogReading
  /// The records, when they were asked for.
  let records: [Record]
  let path: String

  /// The hash of the last good line, 64 hex digits.
  var head: String { reading.head.hex }

  /// Reads a log; a torn tail is left out and said, anything worse is refused.
  init(_ path: String, keepingRecords keeps: Bool = false) throws(Failure) {
    var folded: Session?
    var kept: [Record] = []
    do throws(LogFileError) {
      let log = try OpenLog(path)
      let expected = log.size / Self.bytesOfRecord
      reading = try LogReading(of: log) { records in
        if keeps { kept += records }
        Self.fold(records, into: &folded, expecting: expected)
      }
    } catch {
      throw Failure(error.wording, code: error.exitCode)
    }
    self.path = path
    guard reading.verdict.exitCode <= 1, let session = folded else {
      throw Failure(reading.verdict.wording(for: path), code: Failure.data)
    }
    self.session = session
    records = kept
  }

  /// Few lines are shorter: two thirds of one are its own proof.
  private static let bytesOfRecord = 170

  private static func fold(_ records: [Record], into session: inout Session?, expecting count: Int) {
    if session != nil {
      session?.apply(contentsOf: records[...])
    } else if case .opened(let opening)? = records.first?.event {
      session = Session(opening)
      session?.reserve(count)
      session?.apply(contentsOf: records.dropFirst())
    }
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
      log: LogFacts(head: head, records: reading.count, isClosed: reading.isClosed), on: TwoThreads())
  }
}
