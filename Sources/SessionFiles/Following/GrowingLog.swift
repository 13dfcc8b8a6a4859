import Glibc
package import SessionCore

/// A log that is looked at while somebody else records into it: read only, without a lock, up to its last whole line.
///
/// Every look proves what has come since the one before, and nothing again. When the session goes on in another
/// file, because its own could no longer be relied on, so does this.
package struct GrowingLog: ~Copyable {
  /// How the log stands, as far as its bytes say.
  package enum State: Hashable, Sendable {
    /// Every line is whole, and the session is not closed.
    case open
    /// Not closed, but nobody on this machine records into it, and nothing has come since it is followed.
    ///
    /// `isCut` where the last bytes are no whole line.
    case unattended(isCut: Bool)
    case closed
    /// The last record says that recording was interrupted, or whoever recorded is gone, in the middle of a line
    /// when `isCut`.
    case interrupted(isCut: Bool)
    /// The last bytes are no whole line: somebody writes it, or recording was cut short where nobody is seen.
    case cut
    /// What follows the good part is damaged; the verdict says how.
    case damaged(LogVerdict)
    /// The file is gone, or another one has its name.
    case takenAway
  }

  /// What a look found.
  package struct Look: Hashable, Sendable {
    /// The records that have come.
    package var records: [Record] = []
    package var state: State
    /// The file in which the session goes on, when it is another one than before.
    package var moved: String?
  }

  package private(set) var path: String
  /// The session's opening.
  package let opening: Opening
  private let rescueDirectory: String?
  private var file: Int32
  /// The whole lines so far, damage and all.
  private var bytes: [UInt8] = []
  /// What follows the last LF.
  private var rest: [UInt8] = []
  private var reading: LogReading
  private var lastKind: String?
  /// Whether somebody was ever seen to record into the file.
  private var wasHeld = false
  /// Whether somebody was seen to at the last look; `nil` before the first one, and where that cannot be seen.
  private var isHeld: Bool?
  /// Whether anything has come since it is followed; then somebody records, though it may be out of sight.
  private var hasGrown = false
  /// Files that were looked at and are not where the session goes on.
  private var passedOver: Set<FileMark> = []

  deinit { close(file) }

  /// Opens a log that holds at least its opening.
  ///
  /// - Parameter rescueDirectory: where the session goes when it can be saved beside its log no more.
  /// - Throws: ``Refusal``, in words, when it cannot be opened or is no log.
  package init(_ path: String, rescueDirectory: String? = nil) throws(Refusal) {
    let (file, bytes) = try Self.open(path)
    var start = bytes
    let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    start.removeLast(bytes.count - whole)
    let reading = LogReading(of: start)
    guard reading.verdict.exitCode <= 1, let opening = reading.opening else {
      Glibc.close(file)
      throw bytes.isEmpty || (whole == 0 && bytes.first == UInt8(ascii: "{"))
        ? .empty(path) : .notReadable(path, reading.verdict)
    }
    self.path = path
    self.opening = opening
    self.rescueDirectory = rescueDirectory
    self.file = file
    // Handed out by the first look.
    self.reading = LogReading(of: [])
    pending = start
    rest = Array(bytes[whole...])
  }

  /// Whole lines that were read and not yet proved here.
  private var pending: [UInt8]

  /// Why a log cannot be followed.
  package enum Refusal: Error, Sendable {
    case file(LogFileError)
    /// It holds no whole line yet.
    case empty(String)
    case notReadable(String, LogVerdict)
  }

  /// Takes in what has come since the last look.
  package mutating func look() -> Look {
    // Before the bytes: who closes the session writes first and lets go then.
    seeWhoHolds()
    readOn()
    var found = Look(state: .open)
    if !pending.isEmpty { found.records = prove() }
    found.state = state
    return found
  }

  /// Looks for the file in which the session goes on, if it is another one; then takes in what is new there.
  ///
  /// It reads directories, so it is for when nothing has come for a while.
  package mutating func lookElsewhere() -> Look? {
    guard let other = successor() else { return nil }
    close(file)
    (file, path) = (other.file, other.path)
    passedOver = []
    (wasHeld, isHeld, hasGrown) = (false, nil, false)
    rest = []
    pending = []
    take(Array(other.bytes[reading.goodEnd...]))
    bytes.removeLast(bytes.count - reading.goodEnd)
    let records = prove()
    return Look(records: records, state: state, moved: path)
  }

  /// Proves the lines that have come; answers their records.
  private mutating func prove() -> [Record] {
    bytes += pending
    pending = []
    reading.records = []
    // Before the opening there is nothing to go on from.
    reading = LogReading(of: bytes, after: reading.count == 0 ? nil : reading)
    lastKind = reading.records.last?.event.kind ?? lastKind
    return reading.records
  }

  private var state: State {
    switch reading.verdict {
    case .intactClosed, .recovered(isClosed: true): return rest.isEmpty ? .closed : .cut
    case .intactOpen, .recovered(isClosed: false):
      return rest.isEmpty && lastKind == "interrupted"
        ? .interrupted(isCut: false) : standing(isCut: !rest.isEmpty)
    case .torn: return standing(isCut: true)
    default: return .damaged(reading.verdict)
    }
  }

  /// How a log stands whose session is not closed. A line that is not whole is being written only while somebody is
  /// there to write it.
  private func standing(isCut: Bool) -> State {
    if wasHeld, isHeld == false { return .interrupted(isCut: isCut) }
    if !isThere { return .takenAway }
    if isHeld == false, !hasGrown { return .unattended(isCut: isCut) }
    return isCut ? .cut : .open
  }

  // MARK: Reading

  private mutating func readOn() {
    var status = stat()
    guard fstat(file, &status) == 0 else { return }
    let known = bytes.count + pending.count + rest.count
    guard status.st_size > known, status.st_size <= LogLimits.file else { return }
    hasGrown = true
    take(Self.read(file, from: known, upTo: Int(status.st_size)))
  }

  /// Notes whether somebody records into the file; whoever was never seen may do so where it cannot be seen.
  private mutating func seeWhoHolds() {
    var status = stat()
    guard fstat(file, &status) == 0, let isSeen = HeldLock.isHeld(inode: UInt(status.st_ino)) else { return }
    wasHeld = wasHeld || isSeen
    isHeld = isSeen
  }

  private mutating func take(_ more: [UInt8]) {
    guard let last = more.lastIndex(of: 0x0A) else {
      rest += more
      return
    }
    pending += rest + more[...last]
    rest = Array(more[(last + 1)...])
  }

  private static func open(_ path: String) throws(Refusal) -> (file: Int32, bytes: [UInt8]) {
    do throws(LogFileError) {
      // All that is to be refused of a file is refused there.
      let bytes = try LogFile(reading: path).bytes
      let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
      guard file >= 0 else { throw LogFileError(path, .cannotOpen(SystemFault("open", errno))) }
      return (file, bytes)
    } catch {
      throw .file(error)
    }
  }

  private static func read(_ file: Int32, from start: Int, upTo end: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: max(0, end - start)) { buffer, count in
      while count < end - start {
        let place = buffer.baseAddress.map { $0 + count }
        let taken = pread(file, place, end - start - count, off_t(start + count))
        if taken < 0, errno == EINTR { continue }
        if taken <= 0 { break }
        count += taken
      }
    }
  }

  // MARK: Another file

  /// What tells one state of one file from any other.
  private struct FileMark: Hashable {
    let device: UInt
    let inode: UInt
    let size: Int

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
      (device, inode, size) = (UInt(status.st_dev), UInt(status.st_ino), Int(status.st_size))
    }
  }

  /// Whether the file that is read has its name still.
  private var isThere: Bool {
    var (own, named) = (stat(), stat())
    return fstat(file, &own) == 0 && stat(path, &named) == 0 && own.st_dev == named.st_dev
      && own.st_ino == named.st_ino
  }

  /// A file with the session's rescue name, or its own in the hands of another file, that begins with everything
  /// that was proved here.
  private mutating func successor() -> (file: Int32, path: String, bytes: [UInt8])? {
    for path in candidates {
      guard let mark = FileMark(path), !passedOver.contains(mark), mark.size >= reading.goodEnd else {
        continue
      }
      if let (file, bytes) = try? Self.open(path) {
        if bytes.count >= reading.goodEnd,
          bytes[..<reading.goodEnd].elementsEqual(self.bytes[..<reading.goodEnd])
        {
          return (file, path, bytes)
        }
        close(file)
      }
      passedOver.insert(mark)
    }
    return nil
  }

  private var candidates: [String] {
    let (own, name) = LogPath.parts(of: path)
    let (stem, number) = RescueName.parts(of: name)
    let rescues = [own, rescueDirectory].compactMap(\.self).flatMap { directory in
      (number + 1...number + 9).map { "\(directory)/\(stem)-r\($0).mend" }
    }
    return (isThere ? [] : [path]) + rescues
  }
}
