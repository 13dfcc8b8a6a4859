/// A list of records in which most follow on the one before by number; each run of them takes the room of one.
package struct RecordRuns: Hashable, Sendable {
  private var runs = Blocks<Range<Int>>()

  init() {}

  init(_ ids: some Sequence<RecordID>) { for id in ids { append(id) } }

  /// The last record; `nil` when there is none.
  package var last: RecordID? { runs.last.map { RecordID($0.upperBound - 1) } }

  /// Adds a record at the end.
  mutating func append(_ id: RecordID) {
    if let last = runs.last, last.upperBound == id.rawValue {
      runs[runs.count - 1] = last.lowerBound..<id.rawValue + 1
    } else {
      runs.append(id.rawValue..<id.rawValue + 1)
    }
  }

  /// Takes the last record out; `nil` when there is none.
  mutating func popLast() -> RecordID? {
    guard let run = runs.popLast() else { return nil }
    if run.count > 1 { runs.append(run.lowerBound..<run.upperBound - 1) }
    return RecordID(run.upperBound - 1)
  }
}

extension RecordRuns: Sequence {
  package func makeIterator() -> some IteratorProtocol<RecordID> {
    runs.lazy.joined().lazy.map { RecordID($0) }.makeIterator()
  }
}
