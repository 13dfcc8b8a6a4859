import SessionCore
import Synchronization

/// Where a session goes when its own file can no longer be relied on.
package struct Refuge<Storage: JournalStorage>: Sendable {
  /// A new file, empty.
  package struct Shelter: Sendable {
    package var storage: Storage
    package var path: String

    package init(_ storage: Storage, path: String) {
      self.storage = storage
      self.path = path
    }
  }

  /// Makes a new file in one place, never one that is there already.
  package typealias Place = @Sendable () -> Result<Shelter, LogFileError>

  /// The places in the order in which they are tried.
  package var places: [Place]

  package init(_ places: [Place] = []) { self.places = places }

  /// Writes a whole session into the first place that keeps it: synced with its directory and read back.
  ///
  /// A file that did not take all of it is discarded; one whose sync failed stays, as it may yet hold everything.
  func save(_ image: [UInt8]) throws(LogFileError.Cause) -> Shelter {
    var last = SystemFault("open", 2)
    for place in places {
      let shelter: Shelter
      switch place() {
      case .success(let made): shelter = made
      case .failure(let error):
        last = error.cause.fault ?? last
        continue
      }
      do throws(SystemFault) {
        try fill(shelter.storage, with: image)
        return shelter
      } catch {
        last = error
        shelter.storage.close()
      }
    }
    throw .notRescued(last)
  }

  private func fill(_ storage: Storage, with image: [UInt8]) throws(SystemFault) {
    do throws(SystemFault) {
      var written = 0
      while written < image.count { written += try storage.write(image, from: written) }
    } catch {
      storage.discard()
      throw error
    }
    try storage.syncAll()
    try storage.syncDirectory()
    guard try storage.content() == image, storage.isInPlace() else { throw SystemFault("read", 5) }
  }
}

extension JournalStorage {
  /// Writes what is left of some bytes with one call; answers how many were taken, at least one.
  func write(_ bytes: [UInt8], from start: Int) throws(SystemFault) -> Int {
    let result = bytes.withUnsafeBytes { bytes -> Result<Int, SystemFault> in
      do throws(SystemFault) {
        return .success(try write(UnsafeRawBufferPointer(rebasing: bytes[start...])))
      } catch {
        return .failure(error)
      }
    }
    let taken = min(try result.get(), bytes.count - start)
    // A disk that takes nothing and says nothing is full.
    guard taken > 0 else { throw SystemFault("write", SystemFault.noSpace) }
    return taken
  }
}

/// One attempt to save a whole session elsewhere, on a thread that then waits for the new file's disk.
final class Rescue<Storage: JournalStorage>: Sendable {
  /// What has become of it.
  enum State: Sendable {
    case underWay
    case saved(Syncer<Storage>, path: String)
    case failed
    /// Nobody waits for it any more.
    case abandoned
  }

  /// How many bytes, and up to which record, are saved.
  let size: Int
  let last: RecordID
  private let image: Mutex<[UInt8]>
  private let refuge: Refuge<Storage>
  private let answered: Bell
  private let report: @Sendable (SyncReport) -> Void
  private let mutable = Mutex<State>(.underWay)

  init(
    of image: [UInt8], upTo last: RecordID, to refuge: Refuge<Storage>, answered: Bell,
    report: @escaping @Sendable (SyncReport) -> Void
  ) {
    size = image.count
    self.last = last
    self.image = Mutex(image)
    self.refuge = refuge
    self.answered = answered
    self.report = report
  }

  var state: State { mutable.withLock { $0 } }

  /// The body of the thread.
  func run() { attempt()?.run() }

  /// Saves the session; answers who waits for the new file's disk, unless nobody needs it.
  @discardableResult
  func attempt() -> Syncer<Storage>? {
    defer { answered.ring() }
    let shelter: Refuge<Storage>.Shelter
    do throws(LogFileError.Cause) {
      shelter = try refuge.save(takeImage())
    } catch {
      fail(error)
      return nil
    }
    let path = shelter.path
    let syncer = Syncer(shelter.storage, size: size, saved: last, answered: answered, report: report)
    let isWanted = mutable.withLock { state in
      if case .abandoned = state { return false }
      state = .saved(syncer, path: path)
      return true
    }
    report(.moved(to: path))
    report(.saved(upTo: last))
    return isWanted ? syncer : nil
  }

  /// Notes that it came to nothing.
  func fail(_ cause: LogFileError.Cause) {
    mutable.withLock { state in if case .underWay = state { state = .failed } }
    report(.failed(cause))
  }

  /// Says that nobody waits for it any more.
  func abandon() {
    let state = mutable.withLock { state in
      defer { state = .abandoned }
      return state
    }
    if case .saved(let syncer, _) = state { syncer.stop() }
  }

  private func takeImage() -> [UInt8] {
    image.withLock { image in
      defer { image = [] }
      return image
    }
  }
}
