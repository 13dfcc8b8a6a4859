package import SessionCore

/// The place where the next line of a log goes: its number, its earliest time, and what it is chained to.
package struct LogChain: Hashable, Sendable {
  /// The number of the next record.
  package private(set) var next: RecordID
  /// The time of the record before; nothing is written earlier.
  package private(set) var time: SessionTime
  /// The hash of the line before; ``LineHash/none`` at the start of a log.
  package private(set) var head: LineHash

  /// The start of a log.
  package init() { self.init(next: 0, time: .zero, head: .none) }

  init(next: RecordID, time: SessionTime, head: LineHash) {
    (self.next, self.time, self.head) = (next, time, head)
  }

  /// The line of an event as the next of the chain, with its LF, and its record. A time before the last
  /// record's counts as that record's.
  ///
  /// - Throws: ``LineTooLong``, and the chain stays as it was.
  package mutating func line(
    of event: Event, at time: SessionTime
  ) throws(LineTooLong) -> (record: Record, line: [UInt8]) {
    let record = Record(id: next, time: moment(for: time), event: event)
    var writer = LineWriter()
    writer.begin(record)
    return (record, try seal(&writer, record))
  }

  /// A line made of another line's own members (see ``LineProof/ownMembers(of:)``), byte for byte, as the next of
  /// the chain and with its LF.
  ///
  /// - Parameter longest: how long the line may be; one that was read may be longer than those that are written.
  package mutating func line(
    ofMembers members: [UInt8], at time: SessionTime, longest: Int = LogLimits.lineWritten
  ) throws(LineTooLong) -> [UInt8] {
    var writer = LineWriter()
    writer.open()
    writer.member("n", next.rawValue)
    writer.member("t", moment(for: time).milliseconds)
    writer.append(",")
    writer.append(members)
    let record = Record(id: next, time: moment(for: time), event: .unknown(kind: ""))
    return try seal(&writer, record, longest: longest)
  }

  private func moment(for time: SessionTime) -> SessionTime { min(max(time, self.time), .latest) }

  private mutating func seal(
    _ writer: inout LineWriter, _ record: Record, longest: Int = LogLimits.lineWritten
  ) throws(LineTooLong) -> [UInt8] {
    writer.append(",\"p\":\"")
    writer.append(head, digits: 32)
    writer.append("\"")
    let hash = LineHash(of: writer.bytes)
    writer.append(",\"h\":\"")
    writer.append(hash, digits: 64)
    writer.append("\"}\n")
    guard writer.bytes.count <= longest else { throw LineTooLong(bytes: writer.bytes.count) }
    (next, time, head) = (RecordID(record.id.rawValue + 1), record.time, hash)
    return writer.bytes
  }

  /// Moves past a line that was read.
  mutating func advance(past record: Record, _ hash: LineHash) {
    advance(past: record.id, at: record.time, hash)
  }

  mutating func advance(past id: RecordID, at time: SessionTime, _ hash: LineHash) {
    (next, self.time, head) = (RecordID(id.rawValue + 1), time, hash)
  }
}

/// A record that is too long for one line of a log, which holds 64 KiB.
package struct LineTooLong: Error, Hashable, Sendable {
  /// How long the line would be.
  package var bytes: Int

  package init(bytes: Int) { self.bytes = bytes }

  /// What was found and what to do.
  package var wording: String {
    "a record of \(bytes) bytes is longer than a line of a log may be (\(LogLimits.lineWritten)); shorten its text"
  }
}
