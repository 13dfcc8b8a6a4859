import Glibc
import SessionCore
import Synchronization

/// Reads a long log in pieces on two threads, and hands the records on in order while later ones are still read.
///
/// Every line proves its own place, so a piece can be read from its first line on; whether it follows on the one
/// before is seen when both have been read. A file is read along with it, piece by piece.
enum LogPieces {
  /// From how many bytes on a log is read in pieces.
  static let worthIt = 1_000_000
  /// How many bytes lie between two borders: few enough that the memory of a piece and of its records is used again
  /// for the next ones, and not given back to the system and asked for once more.
  private static let length = 1 << 16
  /// How far behind a border the line must end with which the piece before ends. From a longer one on, the log is
  /// not read in pieces.
  private static let reach = 1 << 13

  /// How many pieces at most are read ahead, and how many are let go at once.
  private static let (ahead, batch) = (128, 32)

  /// Where the bytes of a log are.
  enum Source {
    case memory(UnsafeBufferPointer<UInt8>)
    case file(Int32, size: Int)

    var count: Int {
      switch self {
      case .memory(let bytes): bytes.count
      case .file(_, let size): size
      }
    }
  }

  /// Goes on with a run as far as the pieces are without fault; the first fault is left for the caller to meet.
  ///
  /// - Parameter take: what takes the records, a piece at a time; without it the run keeps them.
  static func read(_ source: Source, _ start: LineRun, _ take: (([Record]) -> Void)?) -> LineRun {
    var run = start
    if take == nil { run.reserve(for: source.count - run.offset) }
    let board = Board((source.count - run.offset + length - 1) / length)
    // The bytes outlive the thread, which is joined below.
    nonisolated(unsafe) let shared = source
    let thread = BackgroundThread {
      var reader = Reader(shared, start)
      while let piece = board.claimAhead() { board.finish(piece, reader.read(piece)) }
    }
    var reader = Reader(source, start)
    for piece in board.pieces {
      guard let read = board.result(of: piece, by: &reader),
        run.join(read.run, from: read.start, keepsRecords: take == nil)
      else { break }
      take?(read.run.records)
      guard read.isWhole else { break }
    }
    board.stop()
    thread?.join()
    return run
  }

  /// What was read of a piece: from where, up to where, and whether that was all of it.
  struct Piece: Sendable {
    let start: LineRun
    let run: LineRun
    let isWhole: Bool
  }

  /// Reads pieces, any of them, one after another.
  ///
  /// The borders lie at even distances. A piece ends with the first line that begins behind its border, and the next
  /// piece needs that line as well, to know what it is chained to.
  private struct Reader: ~Copyable {
    let source: Source
    let first: LineRun
    var decoder = RecordDecoder()
    // What a piece of a file is read into, again and again.
    private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: length + reach)

    init(_ source: Source, _ first: LineRun) {
      self.source = source
      self.first = first
    }

    deinit { buffer.deallocate() }

    /// What was read of a piece; `nil` when it has no beginning, or the file no such bytes.
    mutating func read(_ piece: Int) -> Piece? {
      let from = first.offset + piece * length
      let window = from..<min(source.count, from + length + reach)
      switch source {
      case .memory(let bytes): return read(piece, in: UnsafeBufferPointer(rebasing: bytes[window]), at: from)
      case .file(let descriptor, _):
        guard fill(window, of: descriptor) else { return nil }
        return read(piece, in: UnsafeBufferPointer(rebasing: buffer[..<window.count]), at: from)
      }
    }

    private mutating func read(_ piece: Int, in bytes: UnsafeBufferPointer<UInt8>, at from: Int) -> Piece? {
      guard let start = piece == 0 ? first : start(in: bytes, at: from) else { return nil }
      var run = LineRun(at: start.offset, chain: start.chain, isClosed: start.isClosed)
      let isLast = from + length >= source.count
      let border = isLast ? nil : lineBehind(length, in: bytes)
      // Without a line to end with, the piece has still all that begin before its border.
      let end = border.map { from + $0.end } ?? (from + min(length, bytes.count))
      if case .end = run.read(bytes, from: from, upTo: end, &decoder) {
        return Piece(start: start, run: run, isWhole: isLast || border != nil)
      }
      return Piece(start: start, run: run, isWhole: false)
    }

    /// After the line behind the border before, when that line proves itself.
    private mutating func start(in bytes: UnsafeBufferPointer<UInt8>, at from: Int) -> LineRun? {
      guard let before = lineBehind(0, in: bytes), let hash = LineProof.hash(of: before.line),
        let record = try? decoder.record(of: before.line)
      else { return nil }
      var chain = LogChain()
      chain.advance(past: record, hash)
      return LineRun(at: from + before.end, chain: chain, isClosed: record.event.kind == "closed")
    }

    /// The first whole line that begins behind a border, and where it ends.
    private func lineBehind(
      _ border: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> (line: UnsafeBufferPointer<UInt8>, end: Int)? {
      guard let broken = bytes.line(at: border, within: reach / 2),
        case let start = border + broken.count + 1, let line = bytes.line(at: start, within: reach / 2)
      else { return nil }
      return (line, start + line.count + 1)
    }

    private func fill(_ window: Range<Int>, of descriptor: Int32) -> Bool {
      var count = 0
      while count < window.count {
        let place = buffer.baseAddress.map { $0 + count }
        let taken = try? retrying("read") {
          pread(descriptor, place, window.count - count, off_t(window.lowerBound + count))
        }
        guard let taken, taken > 0 else { return false }
        count += taken
      }
      return true
    }
  }

  /// Which pieces are still to be read, and what was read of the others.
  private final class Board: Sendable {
    private struct State {
      var next = 0
      // For each piece whether it was read, and then what came of it.
      var results: [Piece??]
    }

    let pieces: Range<Int>
    private let state: Mutex<State>
    // Raised when a piece was read.
    private let finished = Semaphore()
    // Raised for every piece that may be read ahead: what is read and not yet taken fills the memory.
    private let room = Semaphore(ahead)

    init(_ count: Int) {
      pieces = 0..<count
      state = Mutex(State(results: Array(repeating: nil, count: count)))
    }

    /// The next piece to read; `nil` when none is left.
    func claim() -> Int? {
      state.withLock { state in
        guard state.next < pieces.count else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    /// The next piece to read, once it is not too far ahead; `nil` when none is left.
    func claimAhead() -> Int? {
      // A wait that a signal ends lets one piece more be read, and no harm is done.
      room.wait()
      return claim()
    }

    /// Leaves no piece to be read.
    func stop() {
      state.withLock { $0.next = pieces.count }
      room.raise()
    }

    func finish(_ piece: Int, _ result: Piece?) {
      state.withLock { $0.results[piece] = .some(result) }
      finished.raise()
    }

    /// What was read of a piece. Until it has been, others are read here, and then it is waited for.
    func result(of piece: Int, by reader: inout Reader) -> Piece? {
      if piece % batch == batch - 1 { for _ in 0..<batch { room.raise() } }
      var result = take(piece)
      while result == nil {
        if let other = claim() {
          let read = reader.read(other)
          state.withLock { $0.results[other] = .some(read) }
        } else {
          finished.wait()
        }
        result = take(piece)
      }
      return result.flatMap(\.self)
    }

    private func take(_ piece: Int) -> Piece?? { state.withLock { $0.results[piece].take() } }
  }
}
