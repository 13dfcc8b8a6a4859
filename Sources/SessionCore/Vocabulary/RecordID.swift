/// The identity of a record: the index of its line in the log, counted from 0.
///
/// Two people who read one log mean the same record by the same number. An episode goes by the number of the
/// record that opened it.
package struct RecordID: Hashable, Comparable, Sendable {
  /// The index of the line, from 0 for the opening.
  package var rawValue: Int

  @inlinable package init(_ rawValue: Int) { self.rawValue = rawValue }

  // Inlined, as the numbers they are, in every module.
  @inlinable package static func < (a: RecordID, b: RecordID) -> Bool { a.rawValue < b.rawValue }
  @inlinable package static func == (a: RecordID, b: RecordID) -> Bool { a.rawValue == b.rawValue }
}

extension RecordID: ExpressibleByIntegerLiteral {
  @inlinable package init(integerLiteral value: Int) { self.init(value) }
}

extension RecordID: CustomStringConvertible {
  package var description: String { String(rawValue) }
}
