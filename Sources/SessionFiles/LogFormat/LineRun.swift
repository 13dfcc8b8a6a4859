import Glibc
import SessionCore

/// Lines in a row, each proved, read and in its place, up to a byte or to the first line that is not.
///
/// A run may begin anywhere in a log where the line before is known; so two threads can read its pieces.
struct LineRun: Sendable {
  /// Why a run went no further. It stands at the line it could not take.
  enum Stop: Sendable {
    /// Every line that begins before the given byte was taken.
    case end
    /// No LF follows, or the line does not prove itself.
    case unproved
    /// The line proves itself, but not here.
    case outOfPlace(Record)
    case corrupt(LogVerdict.Corruption)
    /// The line follows a closing one and does not reopen the log.
    case afterClosing
  }

  private(set) var records: [Record] = []
  private(set) var chain: LogChain
  /// Whether the last line read closes the session.
  private(set) var isClosed: Bool
  /// Where the next line begins.
  private(set) var offset: Int

  /// The run that begins with the first byte of a log.
  static var start: LineRun { LineRun(at: 0, chain: LogChain(), isClosed: false) }

  init(at offset: Int, chain: LogChain, isClosed: Bool) {
    self.offset = offset
    self.chain = chain
    self.isClosed = isClosed
  }

  /// Goes on after an earlier reading.
  init(after reading: LogReading) {
    self.init(at: reading.goodEnd, chain: reading.chain, isClosed: reading.isClosed)
    records = reading.records
  }

  /// Takes the lines that begin before a byte.
  ///
  /// - Parameters:
  ///   - bytes: the log, or the part of it that begins at `start`.
  ///   - end: counted from the beginning of the log.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, upTo end: Int, _ decoder: inout RecordDecoder
  ) -> Stop {
    if records.isEmpty { reserve(for: end - offset) }
    while offset < end {
      guard let line = bytes.line(at: offset - start), let hash = LineProof.hash(of: line) else {
        return .unproved
      }
      if takeTurn(line, hash) { continue }
      if let stop = take(line, hash, &decoder) { return stop }
    }
    return .end
  }

  /// The verdict on a log of which every line was taken.
  var verdict: LogVerdict { isClosed ? .intactClosed : .intactOpen }

  /// Makes room for the records of so many bytes of lines.
  mutating func reserve(for bytes: Int) { records.reserveCapacity(records.count + max(0, bytes) / 170) }

  /// Takes the lines of a run that went on where this one ended; `false` when it did not, and this one stays.
  mutating func join(_ next: LineRun, from start: LineRun, keepsRecords: Bool) -> Bool {
    guard start.offset == offset, start.chain == chain, start.isClosed == isClosed else { return false }
    if keepsRecords { records.append(contentsOf: next.records) }
    (offset, chain, isClosed) = (next.offset, next.chain, next.isClosed)
    return true
  }

  /// Takes a `recovered` record that accounts for the bytes from here on, up to its own line.
  mutating func takeRecovery(_ record: Record, _ hash: LineHash, upTo end: Int) {
    records.append(record)
    chain.advance(past: record, hash)
    offset = end
  }

  // Takes a line that proves itself when it is a plain turn where one may stand, as most lines are.
  @inline(__always)
  private mutating func takeTurn(_ line: UnsafeBufferPointer<UInt8>, _ hash: LineHash) -> Bool {
    guard !isClosed, chain.next.rawValue > 0, let start = line.baseAddress, line.count < LogLimits.lineRead,
      LineProof.isChained(line, to: chain.head),
      let record = PlainTurn.record(at: start, upTo: line.count - LineProof.length),
      record.id == chain.next, record.time >= chain.time
    else { return false }
    chain.advance(past: record.id, at: record.time, hash)
    offset += line.count + 1
    records.append(record)
    return true
  }

  // Takes a line that proves itself, or says why not.
  @inline(__always)
  private mutating func take(
    _ line: UnsafeBufferPointer<UInt8>, _ hash: LineHash, _ decoder: inout RecordDecoder
  ) -> Stop? {
    let record: Record
    do throws(LineFault) { record = try decoder.record(of: line) } catch { return .corrupt(.fault(error)) }
    guard record.id == chain.next, LineProof.isChained(line, to: chain.head) else {
      return .outOfPlace(record)
    }
    switch record.event {
    case .opened:
      if record.id != 0 { return .corrupt(.secondOpening) }
    case _ where record.id == 0: return .corrupt(.noOpening(kind: record.event.kind))
    case .recovered: return .corrupt(.nothingToRecover)
    case .reopened: isClosed = false
    case .closed:
      if isClosed { return .afterClosing }
      isClosed = true
    default:
      if isClosed { return .afterClosing }
    }
    if record.time < chain.time { return .corrupt(.timeGoesBack(from: chain.time, to: record.time)) }
    records.append(record)
    chain.advance(past: record, hash)
    offset += line.count + 1
    return nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The line that begins at a byte, without its LF; `nil` when no LF follows, or none among so many bytes.
  @inline(__always)
  func line(at offset: Int, within length: Int = .max) -> UnsafeBufferPointer<UInt8>? {
    guard let baseAddress, offset < count,
      let found = memchr(baseAddress + offset, 0x0A, Swift.min(count - offset, length))
    else {
      return nil
    }
    return UnsafeBufferPointer(
      start: baseAddress + offset, count: found - UnsafeMutableRawPointer(mutating: baseAddress + offset))
  }
}
