import SessionCore

extension Opening {
  /// The name of a session's log, `YYYYMMDD-HHMM-<8 hex of sid>.mend`, by the wall clock at its opening; `nil`
  /// when that is no moment or the session id not 32 lower-case hex digits. No name of a person is in it.
  package var logName: String? {
    guard HexDigits.areAll(sid, count: 32), wall.parsed != nil else { return nil }
    let digits = wall.text.utf8.prefix(16).filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let date = String(decoding: digits.prefix(8), as: UTF8.self)
    let clock = String(decoding: digits.dropFirst(8), as: UTF8.self)
    return "\(date)-\(clock)-\(sid.utf8.prefix(8).map { String(UnicodeScalar($0)) }.joined()).mend"
  }
}
