import Glibc
import SessionCore

/// What the owner does now and then, so that the journal copes with its disk.
extension Journal {
  /// Looks after what could not be written or synced: a full disk is tried again every two seconds, and a session
  /// whose file can no longer be relied on is saved elsewhere, behind the scenes. Never waits for a sync.
  ///
  /// - Parameter isLeaving: whether another file is tried too when this one is only full or slow.
  package mutating func tend(isLeaving: Bool = false) {
    takeRescue()
    let isInNeed = syncer.hasFailed || (isLeaving && !isSaved)
    if isInNeed, rescue == nil, now() >= nextRescue { startRescue() }
    if !syncer.hasFailed, isBehind, now() >= nextWrite || isLeaving { try? write() }
  }

  /// Looks whether the file is still there and as it should be, so that the journal's thread need not wake for it. Whoever
  /// wakes every second anyway calls this then; where a look might wait for a server, it is left to the thread.
  package func look() { if isLocal { syncer.lookForThread() } }

  /// Whether every record is on disk, in a file that is whole.
  package var isSaved: Bool {
    written == image.count && !syncer.hasFailed && syncer.savedWholly >= chain.next.rawValue - 1
  }

  /// Waits until everything is on disk, but not for longer than so many ms; answers whether it is.
  ///
  /// - Parameter isLeaving: whether everything is tried, another file too, because there will be no other time.
  package mutating func settle(within milliseconds: Int, isLeaving: Bool = false) -> Bool {
    let end = now() + max(0, milliseconds)
    if isLeaving { nextRescue = 0 }
    press(isLeaving: isLeaving)
    while !isSaved {
      if isHopeless(isLeaving: isLeaving) || now() >= end { return false }
      pause(atMost: min(50, end - now()))
      press(isLeaving: isLeaving)
    }
    return true
  }

  /// Tries what can be tried now, and asks for everything to be put on disk.
  private mutating func press(isLeaving: Bool) {
    tend(isLeaving: isLeaving)
    if !syncer.hasFailed, !isSaved { requestSync(wholly: true) }
  }

  /// Whether waiting would change nothing: the file refuses, and no other was found or is being filled.
  private func isHopeless(isLeaving: Bool) -> Bool {
    guard syncer.hasFailed || isBehind, rescue == nil else { return false }
    return !isLeaving || now() < nextRescue
  }

  /// Waits until every record is on disk, however long it takes; `wholly` if the file's size and times are to be
  /// there too. Nothing is tried elsewhere.
  package mutating func syncNow(wholly: Bool = false) throws(LogFileError) {
    try write()
    let last = chain.next.rawValue - 1
    requestSync(wholly: wholly)
    while try !isOnDisk(upTo: last, wholly: wholly) { pause(atMost: 1000) }
  }

  private func isOnDisk(upTo last: Int, wholly: Bool) throws(LogFileError) -> Bool {
    if let cause = syncer.fault { throw LogFileError(path, cause) }
    return (wholly ? syncer.savedWholly : syncer.saved) >= last
  }

  /// Puts everything on disk, wherever that succeeds, and gives the file back.
  ///
  /// - Parameters:
  ///   - milliseconds: how long its own disk is waited for.
  ///   - elsewhere: how long another file is tried after that.
  /// - Throws: the cause when records are in memory only. A disk that does not answer is left to itself.
  package consuming func close(within milliseconds: Int = 30_000, elsewhere: Int = 10_000)
    throws(LogFileError)
  {
    // Whatever others did to the file since it was last looked at: nobody looks after this.
    look()
    let isAllSaved =
      settle(within: milliseconds) || settle(within: elsewhere, isLeaving: true)
    let cause = syncer.fault ?? .notSynced(SystemFault("fdatasync", ETIMEDOUT))
    syncer.stop()
    // The thread lets go of the file before this returns, and with it of the lock; not one that is stuck.
    if !syncer.isBusy { thread?.join() }
    if !isAllSaved { throw LogFileError(path, cause) }
  }

  /// What the threads do otherwise: syncs, looks at the file, and saves the session elsewhere if that was begun.
  package mutating func workByHand() {
    rescue?.attempt()
    takeRescue()
    syncer.work()
  }

  private mutating func pause(atMost milliseconds: Int) {
    if pace == .byHand { workByHand() } else { answered.wait(atMost: milliseconds) }
  }

  // MARK: Another file

  private mutating func startRescue() {
    let rescue = Rescue(
      of: image, upTo: RecordID(chain.next.rawValue - 1), to: refuge, answered: answered, report: report)
    self.rescue = rescue
    guard pace == .threads else { return }
    rescuer = BackgroundThread { rescue.run() }
    if rescuer == nil { rescue.fail(.notRescued(SystemFault("pthread_create", EAGAIN))) }
  }

  /// Takes in what became of an attempt to save the session elsewhere.
  private mutating func takeRescue() {
    guard let rescue else { return }
    switch rescue.state {
    case .underWay, .abandoned: return
    case .failed:
      rescuer?.detach()
      nextRescue = now() + patience
      patience = min(2 * patience, 60_000)
    case .saved(let syncer, let path):
      self.syncer.retire()
      thread?.detach()
      retired.append(self.syncer)
      (self.syncer, thread, self.path) = (syncer, rescuer, path)
      written = rescue.size
      // Some of these may have been in the old file already.
      waiting = image.indices[written...].filter { image[$0] == 0x0A }.map { $0 + 1 }
      isBehind = written < image.count
      nextRescue = 0
      patience = 2000
      try? write()
    }
    self.rescue = nil
    rescuer = nil
  }
}

/// The clock that a journal's waits are measured by.
package enum JournalClock {
  /// Milliseconds of a clock that never goes back and is not set.
  package static var now: Int {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
  }
}
