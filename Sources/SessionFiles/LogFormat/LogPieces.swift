import Glibc
import SessionCore
import Synchronization

/// Reads a long log in pieces on two threads, and hands the records on in order while later ones are still read.
///
/// Every line proves its own place, so a piece can be read from its first line on; whether it follows on the one
/// before is seen when both have been read.
enum LogPieces {
  /// About how many bytes a piece has: few enough that the memory of its records is used again for the next ones,
  /// and not given back to the system and asked for once more.
  private static let length = 1 << 16

  /// Goes on with a run as far as the pieces are without fault; the first fault is left for the caller to meet.
  ///
  /// - Parameter take: what takes the records, a piece at a time; without it the run keeps them.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: LineRun, _ decoder: inout RecordDecoder,
    _ take: (([Record]) -> Void)?
  ) -> LineRun {
    var run = start
    if take == nil { run.reserve(for: bytes.count - run.offset) }
    let board = Board(starts(of: bytes, from: run, &decoder), end: bytes.count)
    // The bytes outlive the thread, which is joined below.
    nonisolated(unsafe) let shared = bytes
    let thread = BackgroundThread {
      var decoder = RecordDecoder()
      while let piece = board.claim() { board.finish(piece, board.read(piece, of: shared, &decoder)) }
    }
    for piece in board.starts.indices {
      let (read, isWhole) = board.result(of: piece, in: bytes, &decoder)
      guard run.join(read, from: board.starts[piece], keepsRecords: take == nil) else { break }
      take?(read.records)
      guard isWhole else { break }
    }
    board.stop()
    thread?.join()
    return run
  }

  /// Where the pieces begin: the first where the run stands, the others after a line that proves itself.
  private static func starts(
    of bytes: UnsafeBufferPointer<UInt8>, from run: LineRun, _ decoder: inout RecordDecoder
  ) -> [LineRun] {
    var starts = [LineRun(at: run.offset, chain: run.chain, isClosed: run.isClosed)]
    var offset = run.offset
    while bytes.count - offset > 2 * length {
      offset += length
      if let start = start(near: offset, of: bytes, &decoder) { starts.append(start) }
    }
    return starts
  }

  /// After the first whole line from a byte on, when that line proves itself.
  private static func start(
    near offset: Int, of bytes: UnsafeBufferPointer<UInt8>, _ decoder: inout RecordDecoder
  ) -> LineRun? {
    // Lines are looked for near by only: to the end of a file without any, that would be done for every piece.
    guard let broken = bytes.line(at: offset, within: length / 4),
      case let before = offset + broken.count + 1, let line = bytes.line(at: before, within: length / 4),
      let hash = LineProof.hash(of: line), let record = try? decoder.record(of: line)
    else { return nil }
    var chain = LogChain()
    chain.advance(past: record, hash)
    return LineRun(at: before + line.count + 1, chain: chain, isClosed: record.event.kind == "closed")
  }

  /// Which pieces are still to be read, and what was read of the others.
  private final class Board: Sendable {
    typealias Result = (run: LineRun, isWhole: Bool)

    private struct State {
      var next = 0
      var results: [Result?]
    }

    let starts: [LineRun]
    private let end: Int
    private let state: Mutex<State>
    // Raised when a piece was read.
    private nonisolated(unsafe) let finished: UnsafeMutablePointer<sem_t>

    init(_ starts: [LineRun], end: Int) {
      self.starts = starts
      self.end = end
      state = Mutex(State(results: Array(repeating: nil, count: starts.count)))
      finished = .allocate(capacity: 1)
      sem_init(finished, 0, 0)
    }

    deinit {
      sem_destroy(finished)
      finished.deallocate()
    }

    /// The next piece to read; `nil` when none is left.
    func claim() -> Int? {
      state.withLock { state in
        guard state.next < starts.count else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    /// Leaves no piece to be read.
    func stop() { state.withLock { $0.next = starts.count } }

    func read(
      _ piece: Int, of bytes: UnsafeBufferPointer<UInt8>, _ decoder: inout RecordDecoder
    ) -> Result {
      var run = starts[piece]
      let end = piece + 1 < starts.count ? starts[piece + 1].offset : end
      if case .end = run.read(bytes, upTo: end, &decoder) { return (run, true) }
      return (run, false)
    }

    func finish(_ piece: Int, _ result: Result) {
      state.withLock { $0.results[piece] = result }
      sem_post(finished)
    }

    /// What was read of a piece. Until it has been, others are read here, and then it is waited for.
    func result(
      of piece: Int, in bytes: UnsafeBufferPointer<UInt8>, _ decoder: inout RecordDecoder
    ) -> Result {
      while true {
        let result = state.withLock { $0.results[piece].take() }
        if let result { return result }
        if let other = claim() {
          let result = read(other, of: bytes, &decoder)
          if other == piece { return result }
          state.withLock { $0.results[other] = result }
        } else {
          sem_wait(finished)
        }
      }
    }
  }
}
