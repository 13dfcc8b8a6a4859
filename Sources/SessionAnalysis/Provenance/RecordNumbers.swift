package import SessionCore

/// The records that a figure was made from, in order, each once.
package struct RecordNumbers: Hashable, Sendable {
  package let all: [RecordID]

  /// These records; empty when a figure rests on no record but the opening.
  package init(_ records: some Sequence<RecordID> = EmptyCollection()) {
    let sorted = records.sorted()
    var all: [RecordID] = []
    all.reserveCapacity(sorted.count)
    for id in sorted where all.last != id { all.append(id) }
    self.all = all
  }

  package var isEmpty: Bool { all.isEmpty }
  package var count: Int { all.count }

  package static func + (a: RecordNumbers, b: RecordNumbers) -> RecordNumbers {
    if a.isEmpty { return b }
    return b.isEmpty ? a : RecordNumbers(a.all + b.all)
  }

  /// As `#3, #5-#9`; of more than `most` such pieces the first ones, and how many records there are in all.
  package func text(atMost most: Int = .max) -> String {
    var runs: [ClosedRange<Int>] = []
    for id in all {
      if let last = runs.last, last.upperBound == id.rawValue - 1 {
        runs[runs.count - 1] = last.lowerBound...id.rawValue
      } else {
        runs.append(id.rawValue...id.rawValue)
      }
    }
    let shown = runs.count > most ? runs.prefix(max(1, most - 1)) : runs[...]
    let pieces = shown.map { run in
      switch run.count {
      case 1: "#\(run.lowerBound)"
      case 2: "#\(run.lowerBound), #\(run.upperBound)"
      default: "#\(run.lowerBound)-#\(run.upperBound)"
      }
    }
    return pieces.joined(separator: ", ") + (shown.count < runs.count ? ", … (\(all.count) records)" : "")
  }
}

extension RecordNumbers: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: RecordID...) { self.init(elements) }
}
