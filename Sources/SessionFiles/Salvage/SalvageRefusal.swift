/// Why nothing can be salvaged of a file.
package enum SalvageRefusal: Error, Hashable, Sendable {
  /// Not one line proves itself.
  case notALog(LookAlike)
  /// Records are there, but not the one that says whose they are.
  case openingLost(records: Int)
  /// The log given for its opening has none either.
  case otherHasNoOpening
  /// The log given for its opening has no line in common with this one.
  case otherIsAnotherSession
  /// The log is sealed, or of a newer format.
  case foreignFormat(LineFault.Cause)

  /// The refusal in one line: what was found, where, what to do next. Nothing is written then.
  package func wording(for path: String) -> String {
    switch self {
    case .notALog(let look):
      "\(path): nothing to salvage: \(look.wording). No line in it proves itself. Look for a copy."
    case .openingLost(let records):
      "\(path): the opening is lost, and with it who took part and by which codebook. "
        + "The other \(records) records are whole. Name another log of this session with --opening LOG."
    case .otherHasNoOpening:
      "\(path): the log named with --opening has no opening that proves itself. Nothing was written. Name another."
    case .otherIsAnotherSession:
      "\(path): no line ties it to the log named with --opening, so they may be two sessions. "
        + "Nothing was written. Name another log of this session."
    case .foreignFormat(let cause):
      "\(path): \(LineFault(offset: 0, cause: cause).wording). Nothing was written."
    }
  }
}
