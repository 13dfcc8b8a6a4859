import SessionAnalysis
import SessionCore
import SessionReports

/// The report of a session as lines for the screen.
enum ReportText {
  /// - Parameters:
  ///   - head: the hash of the log's last line, 64 hex digits.
  ///   - records: how many records the log has.
  static func of(_ session: Session, head: String, records: Int) -> [String] {
    let facts = LogFacts(head: head, records: records, isClosed: session.closing != nil)
    let text = TextReport(Indicators(of: session, log: facts), of: session).text
    return text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
  }
}
