import SessionCore
import Synchronization

/// Reads the two halves of a long log at once.
enum LogHalves {
  /// Goes on with a run as far as both halves are without fault; the first fault is left for the caller to meet.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ run: LineRun, _ decoder: inout RecordDecoder
  ) -> LineRun {
    var first = run
    guard let start = middle(of: bytes, from: run.offset, &decoder) else { return run }
    // The bytes outlive the thread, which is joined below.
    nonisolated(unsafe) let shared = bytes
    let box = Shared(start)
    let thread = BackgroundThread {
      var run = start
      var decoder = RecordDecoder()
      _ = run.read(shared, upTo: shared.count, &decoder)
      box.run.withLock { $0 = run }
    }
    let stop = first.read(bytes, upTo: start.offset, &decoder)
    guard let thread else { return first }
    thread.join()
    if case .end = stop { _ = first.join(box.run.withLock { $0 }, from: start) }
    return first
  }

  private final class Shared: Sendable {
    let run: Mutex<LineRun>
    init(_ run: LineRun) { self.run = Mutex(run) }
  }

  // Where the second half begins: after a line near the middle that proves itself, to which the next one is
  // chained. `nil` when there is none just there.
  private static func middle(
    of bytes: UnsafeBufferPointer<UInt8>, from offset: Int, _ decoder: inout RecordDecoder
  ) -> LineRun? {
    guard let broken = bytes.line(at: offset + (bytes.count - offset) / 2) else { return nil }
    let before = offset + (bytes.count - offset) / 2 + broken.count + 1
    guard let line = bytes.line(at: before), let hash = LineProof.hash(of: line),
      let record = try? decoder.record(of: line)
    else { return nil }
    var chain = LogChain()
    chain.advance(past: record, hash)
    return LineRun(at: before + line.count + 1, chain: chain, isClosed: record.event.kind == "closed")
  }
}
