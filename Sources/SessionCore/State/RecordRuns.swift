/// A list of records in which most follow on the one before by number; each run of them takes the room of one.
package struct RecordRuns: Hashable, Sendable {
  /// The runs but the last.
  private var former = Blocks<Range<Int>>()
  /// The last run; empty when there is none.
  private var run = 0..<0

  init() {}

  init(_ ids: some Sequence<RecordID>) { for id in ids { append(id) } }

  /// The last record; `nil` when there is none.
  package var last: RecordID? { run.isEmpty ? nil : RecordID(run.upperBound - 1) }

  /// Adds a record at the end.
  mutating func append(_ id: RecordID) {
    if run.upperBound == id.rawValue, !run.isEmpty {
      run = run.lowerBound..<id.rawValue + 1
    } else {
      if !run.isEmpty { former.append(run) }
      run = id.rawValue..<id.rawValue + 1
    }
  }

  /// Takes the last record out; `nil` when there is none.
  mutating func popLast() -> RecordID? {
    guard let last else { return nil }
    run = run.lowerBound..<run.upperBound - 1
    if run.isEmpty { run = former.popLast() ?? 0..<0 }
    return last
  }
}

extension RecordRuns: Sequence {
  package func makeIterator() -> some IteratorProtocol<RecordID> {
    [Array(former), [run]].joined().lazy.joined().lazy.map { RecordID($0) }.makeIterator()
  }
}
