import SessionCore
import SessionFiles
import Synchronization
import TestSupport

/// A disk that writes down what a journal asks of it, so that every way in which the power can fail may be tried.
final class CrashStateDisk: JournalStorage {
  /// What was asked for, and what was promised to the observer.
  enum Step: Hashable, Sendable {
    /// The file now has so many bytes.
    case wrote(upTo: Int)
    case syncBegins
    case syncEnds
    case directorySynced
    /// Every record up to this one was said to be saved.
    case acknowledged(RecordID)
  }

  private let state: Mutex<(bytes: [UInt8], steps: [Step])>
  // The most that one call takes.
  private let mouthful: Int

  /// A disk that holds some bytes safely.
  init(_ bytes: [UInt8] = [], mouthful: Int = .max) {
    state = Mutex((bytes, []))
    self.mouthful = mouthful
  }

  var bytes: [UInt8] { state.withLock { $0.bytes } }
  var steps: [Step] { state.withLock { $0.steps } }

  func note(_ step: Step) { state.withLock { $0.steps.append(step) } }

  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFault) -> Int {
    state.withLock { state in
      let taken = min(bytes.count, mouthful)
      state.bytes.append(contentsOf: bytes.prefix(taken))
      state.steps.append(.wrote(upTo: state.bytes.count))
      return taken
    }
  }

  func syncData() throws(SystemFault) {
    note(.syncBegins)
    note(.syncEnds)
  }

  func syncAll() throws(SystemFault) { try syncData() }

  func syncDirectory() throws(SystemFault) { note(.directorySynced) }

  func size() throws(SystemFault) -> Int { bytes.count }

  func isLocal() -> Bool { true }
  func isInPlace() -> Bool { true }

  func content() throws(SystemFault) -> [UInt8] { bytes }

  func discard() {}

  func close() {}
}

/// A moment at which the power may fail: what the disk surely has, what it was given since, and what was promised.
struct CrashStatePoint {
  /// How many bytes are surely on the disk.
  var safe: Int
  /// Where each write since then ended.
  var writes: [Int] = []
  /// The last record that was said to be saved, -1 for none.
  var acknowledged = -1
  /// Whether the file's name is on the disk too.
  var isNamed: Bool

  /// Every moment after a step of a journal's life, and the one before the first.
  static func points(of disk: CrashStateDisk, from safe: Int) -> [CrashStatePoint] {
    var point = CrashStatePoint(safe: safe, isNamed: safe > 0)
    var points = [point]
    var asked = 0
    for step in disk.steps {
      switch step {
      case .wrote(let end): point.writes.append(end)
      case .syncBegins: asked = point.writes.count
      case .syncEnds:
        // What was written while the disk was busy is not promised.
        if asked > 0 { point.safe = point.writes[asked - 1] }
        point.writes.removeFirst(asked)
        asked = 0
      case .directorySynced: point.isNamed = true
      case .acknowledged(let id): point.acknowledged = id.rawValue
      }
      points.append(point)
    }
    return points
  }
}

/// What a disk may hold after the power failed: the bytes behind those that are safe.
struct CrashState {
  var tail: [UInt8]
  /// Whether something in the middle never reached the disk.
  var hasHole: Bool

  /// The states of one moment: cut at any byte, grown without its data, and written out of order.
  ///
  /// - Parameter most: of each sort, about how many at most; beyond that they are drawn.
  static func visit(
    _ point: CrashStatePoint, of bytes: [UInt8], most: Int, _ random: inout Seeded,
    _ look: (CrashState) -> Void
  ) {
    let end = point.writes.last ?? point.safe
    let whole = Array(bytes[point.safe..<end])
    guard !whole.isEmpty else { return look(CrashState(tail: [], hasHole: false)) }
    let cuts =
      whole.count <= most
      ? Array(0...whole.count) : (0..<most).map { _ in Int.random(in: 0...whole.count, using: &random) }
    for cut in cuts {
      look(CrashState(tail: Array(whole[..<cut]), hasHole: false))
      var grown = whole
      for index in cut..<whole.count { grown[index] = 0 }
      look(CrashState(tail: grown, hasHole: false))
    }
    // Writes, and sectors of 512 bytes as the file system sees them, each there or not.
    visitHoles(pieces(point.writes, from: point.safe), whole, most, &random, look)
    let sectors = (point.safe / 512...(end - 1) / 512).map { min(end, ($0 + 1) * 512) }
    visitHoles(pieces(sectors, from: point.safe), whole, most, &random, look)
  }

  private static func pieces(_ ends: [Int], from start: Int) -> [Range<Int>] {
    zip([start] + ends, ends).map { $0 - start..<$1 - start }
  }

  private static func visitHoles(
    _ pieces: [Range<Int>], _ whole: [UInt8], _ most: Int, _ random: inout Seeded,
    _ look: (CrashState) -> Void
  ) {
    guard pieces.count > 1 else { return }
    let all = pieces.count <= 6
    for choice in 1..<(all ? 1 << pieces.count : most / 4) {
      let missing = all ? UInt64(choice) : random.next() | 1
      var tail = whole
      for (index, piece) in pieces.enumerated() where missing >> UInt64(index % 64) & 1 == 1 {
        for byte in piece { tail[byte] = 0 }
      }
      // The file may also end inside what was written.
      for cut in [tail.count, Int.random(in: 0...tail.count, using: &random)] {
        look(CrashState(tail: Array(tail[..<cut]), hasHole: true))
      }
    }
  }
}
