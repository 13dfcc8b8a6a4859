package import SessionCore

/// What was read of a log: the records of its good part, and the verdict on the rest.
package struct LogReading: Sendable {
  package var verdict: LogVerdict
  /// The records up to the first damage, in the order of the file; empty when the opening is damaged, and when
  /// they were handed on.
  package var records: [Record]
  /// The place after the last good line: where the next one is chained.
  package var chain: LogChain
  /// Where the good part ends in the file, in bytes.
  package var goodEnd: Int
  /// How many interrupted writes `recovered` records account for.
  package var recoveries: Int
  /// Whether the last good line closes the session.
  package var isClosed: Bool
  // Lines that accounted-for bytes make up.
  var tornLines: Int

  init(
    verdict: LogVerdict, records: [Record], chain: LogChain, goodEnd: Int, isClosed: Bool, recoveries: Int,
    tornLines: Int
  ) {
    self.verdict = verdict
    self.records = records
    self.chain = chain
    self.goodEnd = goodEnd
    self.isClosed = isClosed
    self.recoveries = recoveries
    self.tornLines = tornLines
  }

  /// What was read of a log by a run that took every line of it and handed the records on.
  init(intact run: LineRun) {
    self.init(
      verdict: run.verdict, records: [], chain: run.chain, goodEnd: run.offset, isClosed: run.isClosed,
      recoveries: 0, tornLines: 0)
  }

  /// How many records the good part has.
  package var count: Int { chain.next.rawValue }

  /// The hash of the last good line; ``LineHash/none`` when there is none.
  package var head: LineHash { chain.head }

  /// The session's opening; `nil` when the first line is damaged.
  package var opening: Opening? {
    guard case .opened(let opening)? = records.first?.event else { return nil }
    return opening
  }

  /// How many records are of a kind this version does not know.
  package var unknownKinds: Int {
    records.count { if case .unknown = $0.event { true } else { false } }
  }
}
