import Glibc
package import SessionCore

/// A session's log, open for recording: whatever happens is written at once and put on disk behind the scenes.
///
/// One thread owns a journal and appends to it. A second one, which it starts, waits for the disk and reports
/// what is saved. A journal that is let go of without ``close()`` gives its file back when the disk lets it.
package struct Journal<Storage: JournalStorage>: ~Copyable {
  /// The file, as it was named.
  package let path: String
  /// What the log held when the journal was opened, the records of its opening included.
  package internal(set) var history: [Record]
  /// Where the next record goes.
  package private(set) var chain: LogChain
  /// Every byte of the file as it is meant to be: enough to write the whole session once more elsewhere.
  package private(set) var image: [UInt8]
  /// How many of those bytes are in the file; fewer than all while the disk is full.
  package private(set) var written: Int
  // The records of the bytes that are not.
  private var kept: [Record] = []
  // Whether the last attempt to write was refused.
  private var isBehind = false
  private let syncer: Syncer<Storage>
  private let thread: BackgroundThread

  deinit {
    syncer.stop()
    thread.detach()
  }

  /// A journal over a file that is chained up to `chain`.
  ///
  /// - Parameters:
  ///   - image: what the file is meant to hold.
  ///   - written: how many bytes of it the file holds; the rest is written with the first records.
  ///   - report: called on the journal's own thread whenever records are on disk, or cannot be put there.
  package init(
    _ storage: Storage, path: String, image: [UInt8] = [], written: Int = 0, chain: LogChain = LogChain(),
    history: [Record] = [],
    report: @escaping @Sendable (SyncReport) -> Void
  ) throws(LogFileError) {
    let syncer: Syncer<Storage>
    do throws(SystemFault) {
      syncer = try Syncer(storage, report: report)
    } catch {
      storage.close()
      throw LogFileError(path, .cannotOpen(error))
    }
    guard let thread = syncer.start() else {
      throw LogFileError(path, .cannotOpen(SystemFault("pthread_create", EAGAIN)))
    }
    self.path = path
    self.history = history
    self.chain = chain
    self.image = image
    self.written = written
    self.syncer = syncer
    self.thread = thread
  }

  /// Records events as the next of the log: numbers and chains them, writes them with one call, and asks for them
  /// to be put on disk. A time before the last record's counts as that record's.
  ///
  /// - Parameter asksForSync: whether to ask for them to be put on disk now, or to leave that to ``requestSync()``,
  ///   so that something urgent can come first.
  ///
  /// - Throws: ``LogFileError/Cause/tooLong(_:)``, and then nothing is recorded. Any other error says that the
  ///   records are not on disk; those of ``LogFileError/Cause/notWritten(kept:_:)`` are part of the session all
  ///   the same, and are written before the next.
  package mutating func append(
    _ events: [Event], at time: SessionTime, asksForSync: Bool = true
  ) throws(LogFileError) -> [Record] {
    var chain = chain
    var records: [Record] = []
    let start = image.count
    for event in events {
      do throws(LineTooLong) {
        let (record, line) = try chain.line(of: event, at: time)
        records.append(record)
        image.append(contentsOf: line)
      } catch {
        image.removeLast(image.count - start)
        throw LogFileError(path, .tooLong(error))
      }
    }
    self.chain = chain
    kept += records
    do throws(LogFileError) {
      try write(asksForSync: asksForSync)
    } catch {
      guard case .notWritten(_, let fault) = error.cause else { throw error }
      throw LogFileError(path, .notWritten(kept: records, fault))
    }
    return records
  }

  /// Tries again to write what a full disk did not take. Nothing to do is no error.
  package mutating func write(asksForSync: Bool = true) throws(LogFileError) {
    guard written < image.count else { return }
    guard !syncer.hasFailed else {
      throw LogFileError(path, .notWritten(kept: kept, SystemFault("fdatasync", EIO)))
    }
    do throws(SystemFault) {
      // After a refusal the file must be as it was left, or the rest would not fit its torn line.
      if isBehind { try checkSize() }
      isBehind = true
      while written < image.count { written = min(image.count, written + (try writeOnce(from: written))) }
    } catch {
      throw LogFileError(path, .notWritten(kept: kept, error))
    }
    isBehind = false
    kept.removeAll(keepingCapacity: true)
    if asksForSync { requestSync() }
  }

  /// Asks for everything that was written to be put on disk. Never waits.
  package func requestSync() {
    if written == image.count { syncer.request(upTo: RecordID(chain.next.rawValue - 1)) }
  }

  private func writeOnce(from start: Int) throws(SystemFault) -> Int {
    let result = image.withUnsafeBytes { bytes -> Result<Int, SystemFault> in
      do throws(SystemFault) {
        return .success(try syncer.storage.write(UnsafeRawBufferPointer(rebasing: bytes[start...])))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func checkSize() throws(SystemFault) {
    guard try syncer.storage.size() == written else { throw SystemFault("fstat", ESTALE) }
  }

  /// Waits until every record is on disk; `wholly` if the file's size and times are to be there too.
  package mutating func syncNow(wholly: Bool = false) throws(LogFileError) {
    try write()
    if let cause = syncer.sync(upTo: RecordID(chain.next.rawValue - 1), wholly: wholly) {
      throw LogFileError(path, cause)
    }
  }

  /// Writes what is left, waits until the file with all its properties is on disk, and gives it back.
  package consuming func close() throws(LogFileError) {
    // The thread lets go of the file before this returns, and with it of the lock.
    defer {
      syncer.stop()
      thread.join()
    }
    try syncNow(wholly: true)
  }
}
