#if canImport(Glibc)
  import Glibc
#endif
import SessionCore

/// Lines in a row, each proved, read and in its place, up to a byte or to the first that is not.
///
/// A run may begin anywhere at the start of a line: what it is chained to is then taken from its first line, and
/// checked by whoever joins it to the run before. So two threads can read the two halves of a log.
struct LineRun: Sendable {
  /// What a run cannot decide alone, at the line where it stopped.
  enum Stop: Sendable {
    /// Every byte of its range was read.
    case end
    /// No LF follows, or the line does not prove itself.
    case unproved
    /// The line proves itself, but not here.
    case outOfPlace
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
  private(set) var stop = Stop.end

  /// Reads on from a place in a log.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, from offset: Int, upTo end: Int, chain: LogChain, isClosed: Bool,
    _ decoder: inout RecordDecoder
  ) {
    self.chain = chain
    self.isClosed = isClosed
    self.offset = offset
    records.reserveCapacity(max(0, end - offset) / 200)
    while self.offset < end {
      guard let line = Self.line(bytes, at: self.offset), let hash = LineProof.hash(of: line) else {
        stop = .unproved
        return
      }
      if let stop = take(line, hash, &decoder) {
        self.stop = stop
        return
      }
    }
  }

  /// The line that begins at a byte, without its LF; `nil` when no LF follows.
  static func line(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UnsafeBufferPointer<UInt8>? {
    guard let end = lineEnd(bytes, at: offset) else { return nil }
    return UnsafeBufferPointer(rebasing: bytes[offset..<end])
  }

  /// Where the LF of the line that begins at a byte stands; `nil` when none follows.
  static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    guard let start = bytes.baseAddress, offset < bytes.count,
      let found = memchr(start + offset, 0x0A, bytes.count - offset)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  // Takes a line that proves itself, or says why not.
  @inline(__always)
  private mutating func take(
    _ line: UnsafeBufferPointer<UInt8>, _ hash: LineHash, _ decoder: inout RecordDecoder
  ) -> Stop? {
    let record: Record
    do throws(LineFault) {
      record = try decoder.record(of: line)
    } catch {
      // The place is the graver finding, but it takes a number to be told.
      return LineProof.isChained(line, to: chain.head) ? .corrupt(.fault(error)) : .corrupt(.fault(error))
    }
    guard record.id == chain.next, LineProof.isChained(line, to: chain.head) else { return .outOfPlace }
    switch record.event {
    case .opened where record.id != 0: return .corrupt(.fault(LineFault(offset: 0, cause: .unknownValue("k"))))
    case .recovered: return .corrupt(.nothingToRecover)
    case .reopened: isClosed = false
    default: break
    }
    if isClosed { return .afterClosing }
    if record.time < chain.time { return .corrupt(.timeGoesBack(from: chain.time, to: record.time)) }
    if case .closed = record.event { isClosed = true }
    records.append(record)
    chain.advance(past: record, hash)
    offset += line.count + 1
    return nil
  }
}
