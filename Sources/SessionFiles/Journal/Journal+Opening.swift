import Glibc
package import SessionCore

extension Journal where Storage == DiskFile {
  /// Starts the log of a new session: the file is made and locked, and its first record written.
  ///
  /// That the record and the file's own name are on disk is said by the first report, as of every record; a slow
  /// disk makes nobody wait for the desk.
  ///
  /// - Parameters:
  ///   - opening: what the session is; the file is named after it (``Opening/logName``).
  ///   - directory: where the log goes; made for its owner alone if it is not there.
  ///   - rescueDirectory: where the session goes when it can be saved in the log's own directory no more.
  ///   - report: called on the journal's own threads whenever records are on disk, or cannot be put there.
  package static func create(
    _ opening: Opening, in directory: String, rescueDirectory: String? = nil,
    report: @escaping @Sendable (SyncReport) -> Void
  ) throws(LogFileError) -> Journal {
    guard let name = opening.logName else { throw LogFileError(directory, .unusableOpening) }
    let path = directory + "/" + name
    let file = try DiskFile.create(name, in: directory)
    var journal = try Journal(
      file, path: path, refuge: Refuge(beside: path, otherwise: rescueDirectory), report: report)
    do throws(LogFileError) {
      journal.history = try journal.append([.opened(opening)], at: .zero)
    } catch {
      // Nobody has recorded anything yet: better to say now that this is no place for it.
      journal.abandonNewFile()
      guard case .notWritten(_, let fault) = error.cause else { throw error }
      throw LogFileError(path, .cannotCreate(fault))
    }
    return journal
  }

  /// Goes on with the log of a session that was cut short, or was closed and is reopened for corrections.
  ///
  /// Torn bytes at the end stay where they are: a `recovered` record accounts for them. Then `reopened` is
  /// written, and both are on disk when this returns.
  ///
  /// - Parameters:
  ///   - reopening: whether a closed log may be reopened.
  ///   - rescueDirectory: where the session goes when it can be saved in the log's own directory no more.
  ///   - report: called on the journal's own threads whenever records are on disk, or cannot be put there.
  ///   - now: the session's time and the wall clock, given what the log holds.
  package static func resume(
    _ path: String, reopening: Bool = false, rescueDirectory: String? = nil,
    report: @escaping @Sendable (SyncReport) -> Void,
    now: (LogReading) -> (at: SessionTime, wall: WallTime)
  ) throws(LogFileError) -> Journal {
    let file = try DiskFile.open(path)
    let bytes: [UInt8]
    var image: [UInt8]
    let reading: LogReading
    do throws(LogFileError) {
      bytes = try file.content(path: path)
      (reading, image) = mended(LogReading(of: bytes), of: bytes)
      try refuse(reading.verdict, path, reopening: reopening)
      // Not before: a log that is refused is left as it was, with its times.
      file.reserve()
    } catch {
      file.close()
      throw error
    }
    var events: [Event] = []
    if case .torn(_, let offset, let length, _) = reading.verdict {
      let torn = LineHash(of: Array(bytes[offset...]))
      events.append(
        .recovered(
          .init(
            offset: offset, length: length, sha256: torn.hex,
            good: RecordID(reading.chain.next.rawValue - 1))))
    }
    let (time, wall) = now(reading)
    events.append(.reopened(wall))
    var journal = try Journal(
      file, path: path, image: image, written: bytes.count, chain: reading.chain, history: reading.records,
      refuge: Refuge(beside: path, otherwise: rescueDirectory), report: report)
    journal.history += try journal.append(events, at: time)
    try journal.syncNow(wholly: true)
    return journal
  }

  /// A log whose last line was cut off, with the LF that ends the cut; a line that lacked nothing else is whole by it.
  private static func mended(
    _ reading: LogReading, of bytes: [UInt8]
  ) -> (reading: LogReading, image: [UInt8]) {
    guard case .torn(_, _, _, endsInLF: false) = reading.verdict else { return (reading, bytes) }
    let image = bytes + [0x0A]
    let completed = LogReading(of: image)
    return (completed.chain.next > reading.chain.next ? completed : reading, image)
  }

  private static func refuse(
    _ verdict: LogVerdict, _ path: String, reopening: Bool
  ) throws(LogFileError) {
    switch verdict.appending {
    case .allowed, .afterRecovery: break
    case .byReopening: if !reopening { throw LogFileError(path, .closed) }
    case .refused: throw LogFileError(path, .damaged(verdict))
    }
  }

  // Takes a file away that not even its opening could be written to.
  private func abandonNewFile() { syncer.storage.discard() }
}

extension Refuge where Storage == DiskFile {
  /// Beside a log, as `NAME-r1.mend` or the first number that is free; otherwise in another directory.
  init(beside path: String, otherwise directory: String?) {
    let (own, name) = LogPath.parts(of: path)
    let directories = [own, directory].compactMap(\.self)
    self.init(directories.map { directory in { Self.shelter(for: name, in: directory) } })
  }

  private static func shelter(for name: String, in directory: String) -> Result<Shelter, LogFileError> {
    let (stem, number) = RescueName.parts(of: name)
    for next in number + 1...number + 99 {
      let name = "\(stem)-r\(next).mend"
      do throws(LogFileError) {
        return .success(Shelter(try DiskFile.create(name, in: directory), path: directory + "/" + name))
      } catch {
        if error.cause != .exists { return .failure(error) }
      }
    }
    return .failure(LogFileError(directory, .cannotCreate(SystemFault("open", EEXIST))))
  }
}

/// How logs are named to which a session was saved when its own file could no longer be relied on.
enum RescueName {
  /// The name without `.mend` and without `-rN`, and N or 0.
  static func parts(of name: String) -> (stem: String, number: Int) {
    var stem = Substring(name)
    if name.utf8.suffix(5).elementsEqual(".mend".utf8) { stem = Substring(name.utf8.dropLast(5)) }
    let digits = stem.utf8.reversed().prefix { (0x30...0x39).contains($0) }.count
    let rest = stem.utf8.dropLast(digits)
    guard (1...4).contains(digits), rest.suffix(2).elementsEqual("-r".utf8),
      let number = Int(Substring(stem.utf8.suffix(digits)))
    else { return (String(stem), 0) }
    return (String(Substring(rest.dropLast(2))), number)
  }
}
