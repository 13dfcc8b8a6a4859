package import SessionCore

/// A damaged log written anew, and what could not be saved of it. Nothing here touches a file.
///
/// Every record keeps its number, its time and its own members byte for byte; only the chain is new. A record that
/// is lost leaves a record of the kind ``Salvage/lostKind`` in its place, because records name each other by number
/// (`docs/decisions/0006-salvage-keeps-the-numbers.md`).
package struct Salvage: Sendable {
  /// The new log.
  package private(set) var log: [UInt8] = []
  /// The identity of the session, 32 hex digits.
  package private(set) var sid = ""
  /// The SHA-256 of the source.
  package let source: LineHash
  /// How many bytes the source has.
  package let sourceLength: Int
  /// How many of its records are in the new log.
  package private(set) var saved = 0
  /// The number of the last one; the first is 0.
  package private(set) var last: RecordID = 0
  /// The numbers of the records that are lost, as ranges, in order. What was lost after ``last`` nobody knows.
  package private(set) var missing: [ClosedRange<RecordID>] = []
  /// The bytes of the source that are not in the new log, in their order.
  package private(set) var damage: [SalvageDamage] = []
  /// How many lines an editor had changed, which was undone.
  package let editsUndone: Int
  /// Whether the opening is another log's of the same session.
  package let openingIsGiven: Bool
  private var chain = LogChain()

  /// The kind that stands for a record that is lost.
  package static let lostKind = "lost-record"
  /// The kind that holds a record which can only be read in the source, whole, as its member `was`.
  package static let keptKind = "kept-record"

  /// Whether everything was saved.
  package var isWhole: Bool { !openingIsGiven && missing.isEmpty && damage.allSatisfy(\.isHarmless) }

  /// How many records are lost for certain.
  package var lost: Int { missing.reduce(0) { $0 + $1.upperBound.rawValue - $1.lowerBound.rawValue + 1 } }

  /// Saves what proves itself in a log.
  ///
  /// - Parameters:
  ///   - bytes: the damaged log, whole.
  ///   - other: another log of the same session, whose opening is taken when this one's is lost.
  package init(of bytes: [UInt8], opening other: [UInt8]? = nil) throws(SalvageRefusal) {
    let found = ProvenLines(in: bytes)
    source = LineHash(of: bytes)
    sourceLength = bytes.count
    editsUndone = found.editsUndone
    damage = found.damage
    var lines = found.lines
    var opening = SalvagePieces.openings(of: lines).first
    var given: [UInt8]?
    if opening == nil {
      if let cause = found.foreignFormat { throw .foreignFormat(cause) }
      guard !lines.isEmpty else { throw .notALog(LookAlike(bytes.span)) }
      guard let other else { throw .openingLost(records: lines.count) }
      let (line, members) = try Self.opening(of: other, for: lines)
      lines.append(line)
      opening = lines.count - 1
      given = members
    }
    openingIsGiven = given != nil
    guard let opening else { throw .openingLost(records: lines.count) }
    if case .opened(let opened) = lines[opening].record.event { sid = opened.sid }
    let pieces = SalvagePieces(of: lines, opening: opening)
    saved = openingIsGiven ? -1 : 0
    for line in pieces.lines {
      let members = line.record.id == 0 ? given ?? Array(bytes[line.members]) : Array(bytes[line.members])
      write(line, members)
    }
    damage = (damage + pieces.setAside).sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
    accountForTornBytes(pieces.lines, bytes)
  }

  // The opening of another log and its members, when at least one line ties the two together: a line that both
  // have, or one that names a line of the other as the one before it.
  private static func opening(
    of other: [UInt8], for lines: [ProvenLine]
  ) throws(SalvageRefusal) -> (ProvenLine, [UInt8]) {
    let found = ProvenLines(in: other).lines
    guard let index = SalvagePieces.openings(of: found).first else { throw .otherHasNoOpening }
    let names = Set(found.map(\.name))
    guard lines.contains(where: { names.contains($0.name) || names.contains($0.link) }) else {
      throw .otherIsAnotherSession
    }
    var line = found[index]
    line.place = 0..<0
    return (line, Array(other[found[index].members]))
  }

  // MARK: - The new log

  private mutating func write(_ line: ProvenLine, _ members: [UInt8]) {
    fillGap(before: line.record, after: last)
    let written: [UInt8]?
    switch line.record.event {
    case .opened: written = opening(members, at: line.record.time)
    // What it accounts for stands at another place now, or not at all.
    case .recovered: written = wrapped(members, at: line.record.time)
    default: written = next(members, at: line.record.time)
    }
    if let written {
      log += written
      saved += 1
    } else {
      damage.append(SalvageDamage(bytes: line.place, cause: .tooLong(line.record.id)))
      lose(line.record.id, at: line.record.time)
    }
    last = line.record.id
    wall = line.record.closingWall
  }

  // The wall clock of the record before, if that closed the session.
  private var wall: WallTime?

  private mutating func fillGap(before record: Record, after id: RecordID) {
    guard record.id.rawValue > chain.next.rawValue else { return }
    if let wall, let line = next(Self.inferredReopening(wall), at: chain.time) {
      // Nothing else can have followed the closing record.
      noteMissing(chain.next.rawValue - 1)
      log += line
    }
    while chain.next < record.id { lose(chain.next, at: chain.time) }
  }

  private mutating func lose(_ id: RecordID, at time: SessionTime) {
    guard let line = next(Array("\"k\":\"\(Self.lostKind)\"".utf8), at: time) else { return }
    log += line
    noteMissing(id.rawValue)
  }

  private mutating func noteMissing(_ number: Int) {
    let id = RecordID(number)
    if let last = missing.last, last.upperBound.rawValue == number - 1 {
      missing[missing.count - 1] = last.lowerBound...id
    } else {
      missing.append(id...id)
    }
  }

  private static func inferredReopening(_ wall: WallTime) -> [UInt8] {
    var writer = LineWriter()
    writer.member("k", "reopened")
    writer.member("wall", wall.text)
    writer.member("inferred", true)
    return writer.bytes
  }

  // The opening with a member that names the source; under another name if it has one already.
  private mutating func opening(_ members: [UInt8], at time: SessionTime) -> [UInt8]? {
    for name in ["salvaged", "salvaged-2", "salvaged-3", "salvaged-4"] {
      let mark = ",\"\(name)\":{\"sha256\":\"\(source.hex)\",\"bytes\":\(sourceLength)}"
      if let line = next(members + Array(mark.utf8), at: time) { return line }
    }
    return next(members, at: time)
  }

  private mutating func wrapped(_ members: [UInt8], at time: SessionTime) -> [UInt8]? {
    next(Array("\"k\":\"\(Self.keptKind)\",\"was\":{".utf8) + members + [UInt8(ascii: "}")], at: time)
  }

  // The line of some members, if it can be read again; the chain goes on only then.
  private mutating func next(_ members: [UInt8], at time: SessionTime) -> [UInt8]? {
    var chain = chain
    guard let line = try? chain.line(ofMembers: members, at: time, longest: LogLimits.lineRead),
      Self.canRead(line)
    else { return nil }
    self.chain = chain
    return line
  }

  private static func canRead(_ line: [UInt8]) -> Bool {
    var decoder = RecordDecoder()
    return (try? decoder.record(of: line.span.extracting(droppingLast: 1))) != nil
  }

  // Bytes that a record of the source accounts for are no loss.
  private mutating func accountForTornBytes(_ lines: [ProvenLine], _ bytes: [UInt8]) {
    for line in lines {
      guard case .recovered(let recovery) = line.record.event else { continue }
      for index in damage.indices
      where damage[index].cause == .doesNotProveItself && damage[index].bytes.count >= recovery.length {
        let torn = bytes[damage[index].bytes]
        guard torn.dropFirst(recovery.length).allSatisfy({ $0 == 0x0A || $0 == 0x0D }),
          LineHash(of: Array(torn.prefix(recovery.length))).hex == recovery.sha256
        else { continue }
        damage[index].cause = .interruptedWrite(by: line.record.id)
        break
      }
    }
  }
}

extension Record {
  /// The wall clock of a closing record.
  fileprivate var closingWall: WallTime? {
    if case .closed(let closing) = event { closing.wall } else { nil }
  }
}
