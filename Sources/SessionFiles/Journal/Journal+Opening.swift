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
  ///   - report: called on the journal's own thread whenever records are on disk, or cannot be put there.
  package static func create(
    _ opening: Opening, in directory: String, report: @escaping @Sendable (SyncReport) -> Void
  ) throws(LogFileError) -> Journal {
    guard let name = opening.logName else { throw LogFileError(directory, .unusableOpening) }
    let path = directory + "/" + name
    let file = try DiskFile.create(name, in: directory)
    var journal = try Journal(file, path: path, report: report)
    journal.history = try journal.append([.opened(opening)], at: .zero)
    return journal
  }

  /// Goes on with the log of a session that was cut short, or was closed and is reopened for corrections.
  ///
  /// Torn bytes at the end stay where they are: a `recovered` record accounts for them. Then `reopened` is
  /// written, and both are on disk when this returns.
  ///
  /// - Parameters:
  ///   - reopening: whether a closed log may be reopened.
  ///   - report: called on the journal's own thread whenever records are on disk, or cannot be put there.
  ///   - now: the session's time and the wall clock, given what the log holds.
  package static func resume(
    _ path: String, reopening: Bool = false, report: @escaping @Sendable (SyncReport) -> Void,
    now: (LogReading) -> (at: SessionTime, wall: WallTime)
  ) throws(LogFileError) -> Journal {
    let file = try DiskFile.open(path)
    let bytes: [UInt8]
    let reading: LogReading
    do throws(LogFileError) {
      bytes = try file.content(path: path)
      reading = LogReading(of: bytes)
      try refuse(reading.verdict, path, reopening: reopening)
    } catch {
      file.close()
      throw error
    }
    var image = bytes
    var events: [Event] = []
    if case .torn(_, let offset, let length, let endsInLF) = reading.verdict {
      if !endsInLF { image.append(0x0A) }
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
      report: report)
    journal.history += try journal.append(events, at: time)
    try journal.syncNow(wholly: true)
    return journal
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

}
