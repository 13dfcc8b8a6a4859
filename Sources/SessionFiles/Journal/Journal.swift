import Glibc
package import SessionCore

/// A session's log, open for recording: whatever happens is written at once and put on disk behind the scenes.
///
/// One thread owns a journal and appends to it; it never waits for the disk to sync. A second one, which the
/// journal starts, waits for the disk and reports what is saved. When the file can no longer be relied on, the
/// whole session is written from memory to another one, behind the scenes too, and recording goes on there; the
/// owner calls ``tend(isLeaving:)`` now and then for it. A journal that is let go of without ``close(within:)``
/// gives its file back when the disk lets it.
package struct Journal<Storage: JournalStorage>: ~Copyable {
  /// Who waits for the disk.
  package enum Pace: Sendable {
    /// Threads of the journal's own.
    case threads
    /// Whoever calls ``workByHand()``; for tests that choose when that happens.
    case byHand
  }

  /// The file, as it was named; another one after the session was saved elsewhere.
  package internal(set) var path: String
  /// What the log held when the journal was opened, the records of its opening included.
  package internal(set) var history: [Record]
  /// Where the next record goes.
  package private(set) var chain: LogChain
  /// Every byte of the file as it is meant to be: enough to write the whole session once more elsewhere.
  package private(set) var image: [UInt8]
  /// How many of those bytes are in the file; fewer than all while the disk is full.
  package internal(set) var written: Int
  /// Where the lines end that are not wholly in the file, in order.
  var waiting: [Int] = []
  /// Whether the last attempt to write was refused.
  var isBehind = false
  // What the system said when it last refused to write; `nil` when the last attempt went well.
  private var refusal: SystemFault?
  var syncer: Syncer<Storage>
  var thread: BackgroundThread?
  /// Files that were given up. They stay open, and with that locked, so that nobody else goes on with them.
  var retired: [Syncer<Storage>] = []
  let refuge: Refuge<Storage>
  var rescue: Rescue<Storage>?
  var rescuer: BackgroundThread?
  /// When a full disk and a new file are tried again, in ms of ``now``.
  var nextWrite = 0
  var nextRescue = 0
  /// How long the attempt after the next failed rescue waits, in ms.
  var patience = 2000
  let pace: Pace
  /// Whether a look at the file never waits.
  let isLocal: Bool
  let now: @Sendable () -> Int
  let answered: Bell
  let report: @Sendable (SyncReport) -> Void

  deinit {
    rescue?.abandon()
    rescuer?.detach()
    syncer.stop()
    thread?.detach()
  }

  /// A journal over a file that is chained up to `chain`.
  ///
  /// - Parameters:
  ///   - image: what the file is meant to hold.
  ///   - written: how many bytes of it the file holds; the rest is written with the first records.
  ///   - refuge: where the session goes when the file can no longer be relied on.
  ///   - now: a clock in ms that never goes back.
  ///   - report: called on any of the journal's threads whenever records are on disk, or cannot be put there.
  package init(
    _ storage: Storage, path: String, image: [UInt8] = [], written: Int = 0, chain: LogChain = LogChain(),
    history: [Record] = [], refuge: Refuge<Storage> = Refuge(), pace: Pace = .threads,
    now: @escaping @Sendable () -> Int = { JournalClock.now },
    report: @escaping @Sendable (SyncReport) -> Void
  ) throws(LogFileError) {
    let answered = Bell()
    let syncer = Syncer(storage, size: written, answered: answered, report: report)
    thread = pace == .threads ? BackgroundThread { syncer.run() } : nil
    if thread == nil, pace == .threads {
      // Of a new file there would be nothing but its name.
      if written == 0 { storage.discard() }
      throw LogFileError(path, .cannotOpen(SystemFault("pthread_create", EAGAIN)))
    }
    isLocal = storage.isLocal()
    self.path = path
    self.history = history
    self.chain = chain
    self.image = image
    self.written = written
    self.syncer = syncer
    self.refuge = refuge
    self.pace = pace
    self.now = now
    self.answered = answered
    self.report = report
  }

  /// Records events as the next of the log: numbers and chains them, writes them with one call, and asks for them
  /// to be put on disk. A time before the last record's counts as that record's.
  ///
  /// - Parameter asksForSync: whether to ask for them to be put on disk now, or to leave that to ``requestSync()``,
  ///   so that something urgent can come first.
  ///
  /// - Throws: ``LogFileError/Cause/tooLong(_:)``, and then nothing is recorded. Any other error is
  ///   ``LogFileError/Cause/notWritten(kept:_:)``: the records are part of the session all the same, and are
  ///   written as soon as there is a disk that takes them.
  package mutating func append(
    _ events: [Event], at time: SessionTime, asksForSync: Bool = true
  ) throws(LogFileError) -> [Record] {
    var chain = chain
    var records: [Record] = []
    var ends: [Int] = []
    let start = image.count
    for event in events {
      do throws(LineTooLong) {
        let (record, line) = try chain.line(of: event, at: time)
        records.append(record)
        image.append(contentsOf: line)
        ends.append(image.count)
      } catch {
        image.removeLast(image.count - start)
        throw LogFileError(path, .tooLong(error))
      }
    }
    self.chain = chain
    waiting += ends
    do throws(SystemFault) {
      try writeWaiting(asksForSync: asksForSync)
    } catch {
      throw LogFileError(path, .notWritten(kept: records, error))
    }
    return records
  }

  /// Tries again to write what a full disk did not take. Nothing to do is no error.
  package mutating func write(asksForSync: Bool = true) throws(LogFileError) {
    do throws(SystemFault) {
      try writeWaiting(asksForSync: asksForSync)
    } catch {
      throw LogFileError(path, .notWritten(kept: [], error))
    }
  }

  private mutating func writeWaiting(asksForSync: Bool) throws(SystemFault) {
    guard written < image.count else { return }
    if let cause = syncer.fault { throw cause.fault ?? SystemFault("fdatasync", EIO) }
    defer {
      syncer.note(written: written)
      waiting.removeFirst(waiting.prefix(while: { $0 <= written }).count)
      if asksForSync { requestSync() }
    }
    do throws(SystemFault) {
      // The file must be as it was left, or the rest would not fit its end, and somebody else's file might grow.
      guard try syncer.storage.size() == written else { throw SystemFault("fstat", ESTALE) }
      syncer.expect(upTo: image.count)
      while written < image.count { written += try syncer.storage.write(image, from: written) }
      isBehind = false
      refusal = nil
    } catch {
      isBehind = true
      refusal = error
      nextWrite = now() + 2000
      if error.code == ESTALE {
        syncer.condemn(.changedUnderneath)
      } else if !error.isForRoom {
        syncer.condemn(.notWritten(kept: [], error))
      }
      throw error
    }
  }

  /// Asks for everything that was written to be put on disk; `wholly` if the file's size and times are to be there
  /// too. Never waits.
  package func requestSync(wholly: Bool = false) {
    syncer.request(upTo: chain.next.rawValue - 1 - waiting.count, wholly: wholly)
  }

  /// How many records are known to be in memory only.
  package var unsaved: Int {
    chain.next.rawValue - 1 - ([syncer.saved] + retired.map(\.saved)).reduce(-1, max)
  }

  /// What the system said about the disk, while something is not saved for it.
  package var trouble: SystemFault? {
    syncer.fault.map { $0.fault ?? SystemFault("fstat", ESTALE) } ?? refusal
  }
}
