package import SessionCore

extension LogReading {
  /// Reads a log: proves every line, its place and its record, and judges what does not hold.
  ///
  /// Nothing is thrown: whatever the bytes are, there is a verdict on them. Large logs are read by two threads.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, or the part of it up to the last LF while it grows.
  ///   - earlier: a reading of the same file when it was shorter, to go on from; what it read is not read again.
  package init(of bytes: [UInt8], after earlier: LogReading? = nil) {
    self = bytes.withUnsafeBufferPointer { bytes in
      // A file that shrank below what was read is another file.
      var reader = LogReader(bytes, after: earlier.flatMap { $0.goodEnd <= bytes.count ? $0 : nil }, nil)
      return reader.read()
    }
  }

  /// Reads a log on disk and hands its good records on, in order and many at a time, instead of keeping them.
  ///
  /// They are handed on while later ones are still being read, so that whatever becomes of them costs hardly any
  /// time of its own. The verdict comes last: what was handed on may be the good part of a damaged log.
  ///
  /// A long log that is whole is read a piece at a time and never all in memory. From where it is not, all of it is
  /// looked at together, because what follows decides what the damage is.
  package init(of log: borrowing OpenLog, handingTo take: @escaping ([Record]) -> Void) throws(LogFileError) {
    var run = LineRun.start
    if log.size > LogPieces.worthIt {
      run = LogPieces.read(.file(log.descriptor, size: log.size), run, take)
      if run.offset == log.size {
        self.init(intact: run)
        return
      }
    }
    let bytes = try log.content()
    // Shorter than what was read of it: somebody is writing over it.
    guard run.offset <= bytes.count else { throw LogFileError(log.path, .changedUnderneath) }
    self = bytes.withUnsafeBufferPointer { bytes in
      var reader = LogReader(bytes, goingOnWith: run, take)
      return reader.read()
    }
  }
}

/// The table of section 5 of the format, as a machine over the lines of a file.
private struct LogReader: ~Copyable {
  let bytes: UnsafeBufferPointer<UInt8>
  var run: LineRun
  var recoveries: Int
  // Lines that torn bytes make up, so that lines can be counted as an editor counts them.
  var tornLines: Int
  var decoder = RecordDecoder()
  // What takes the records; `nil` when they are kept.
  let take: (([Record]) -> Void)?

  init(_ bytes: UnsafeBufferPointer<UInt8>, after earlier: LogReading?, _ take: (([Record]) -> Void)?) {
    self.bytes = bytes
    self.take = take
    run = earlier.map { LineRun(after: $0) } ?? .start
    recoveries = earlier?.recoveries ?? 0
    tornLines = earlier?.tornLines ?? 0
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>, goingOnWith run: LineRun, _ take: @escaping ([Record]) -> Void) {
    self.init(bytes, after: nil, take)
    self.run = run
  }

  var line: Int { run.chain.next.rawValue + tornLines }

  mutating func read() -> LogReading {
    if bytes.count - run.offset > LogPieces.worthIt { run = LogPieces.read(.memory(bytes), run, take) }
    while run.offset < bytes.count {
      switch run.read(bytes, upTo: bytes.count, &decoder) {
      case .end: break
      case .unproved:
        if let verdict = judgeUnproved() { return verdict }
      case .outOfPlace(let record): return reading(.outOfPlace(line: line, misplacement(record)))
      case .corrupt(let corruption): return reading(.corrupt(line: line, corruption))
      case .afterClosing: return reading(.changedAfterClosing(line: line))
      }
    }
    if bytes.isEmpty { return reading(.notALog(.empty)) }
    return reading(recoveries > 0 ? .recovered(isClosed: run.isClosed) : run.verdict)
  }

  // Bytes that are no line, from where the run stands: `nil` when a record accounts for them and reading goes on.
  private mutating func judgeUnproved() -> LogReading? {
    if run.isClosed { return reading(.changedAfterClosing(line: line)) }
    if run.offset == 0, let edited = readWithoutEdits() { return edited }
    guard let next = nextProvenLine() else {
      if run.offset == 0 { return reading(.notALog(LookAlike(bytes))) }
      return reading(
        .torn(
          line: line, offset: run.offset, length: bytes.count - run.offset, endsInLF: bytes.last == 0x0A))
    }
    let torn = run.offset..<next.offset
    guard let record = try? decoder.record(of: next.line), accounts(record, for: torn),
      LineProof.isChained(next.line, to: run.chain.head)
    else { return reading(.corrupt(line: line, .doesNotProveItself)) }
    tornLines += bytes[torn].count { $0 == 0x0A }
    recoveries += 1
    run.takeRecovery(record, next.hash, upTo: next.offset + next.line.count + 1)
    return nil
  }

  private func nextProvenLine() -> (offset: Int, line: UnsafeBufferPointer<UInt8>, hash: LineHash)? {
    var offset = run.offset
    while let line = bytes.line(at: offset) {
      if let hash = LineProof.hash(of: line) { return (offset, line, hash) }
      offset += line.count + 1
    }
    return nil
  }

  // Whether a record names exactly these bytes, as the next of the chain. An LF that parts them from the record
  // is not counted among them, unless they ended in one of their own.
  private func accounts(_ record: Record, for torn: Range<Int>) -> Bool {
    guard case .recovered(let recovery) = record.event, record.id == run.chain.next,
      record.time >= run.chain.time, recovery.offset == torn.lowerBound,
      recovery.good.rawValue == run.chain.next.rawValue - 1,
      recovery.length == torn.count || recovery.length == torn.count - 1
    else { return false }
    let named = UnsafeBufferPointer(rebasing: bytes[torn].prefix(recovery.length))
    return LineHash(of: named).hex == recovery.sha256
  }

  private func misplacement(_ record: Record) -> LogVerdict.Misplacement {
    let expected = run.chain.next
    if case .opened = record.event, record.id == 0, expected != 0 { return .anotherLog }
    if record.id > expected { return .missing(from: expected, to: RecordID(record.id.rawValue - 1)) }
    return record.id < expected ? .again(record.id) : .foreign
  }

  // The reading of the file without what an editor puts into one, when that alone is wrong with it.
  private func readWithoutEdits() -> LogReading? {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let hasReturns = bytes.line(at: 0)?.last == 0x0D
    guard hasMark || hasReturns else { return nil }
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    let start = hasMark ? 3 : 0
    for index in start..<max(start, bytes.count) {
      let isReturn = hasReturns && bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      if !isReturn { plain.append(bytes[index]) }
    }
    var reading = LogReading(of: plain)
    guard reading.verdict.exitCode <= 1 else { return nil }
    reading.verdict = .changedByEditor(hasMark ? .byteOrderMark : .carriageReturns)
    reading.goodEnd = 0
    return reading
  }

  private func reading(_ verdict: LogVerdict) -> LogReading {
    take?(run.records)
    return LogReading(
      verdict: verdict, records: take == nil ? run.records : [], chain: run.chain, goodEnd: run.offset,
      isClosed: run.isClosed, recoveries: recoveries, tornLines: tornLines)
  }
}
