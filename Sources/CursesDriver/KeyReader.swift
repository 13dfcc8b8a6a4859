import CTermSupport
import Glibc
import TerminalKit

/// The keys that come through a descriptor, read byte by byte past whatever else knows the terminal.
struct KeyReader {
  private let descriptor: Int32
  /// How long a lone escape byte waits for the rest of a sequence, in ms.
  private let escapeDelay: Int
  private var decoder = KeyDecoder()
  /// When what the decoder has begun is given up, in nanoseconds of the boot clock; `.max` while it has begun nothing.
  private(set) var deadline: Int64 = .max
  /// Whether the input has ended; it is not read any more then.
  private(set) var isClosed = false

  init(_ descriptor: Int32, escapeDelay: Int) {
    self.descriptor = descriptor
    self.escapeDelay = escapeDelay
  }

  /// What `poll` is to wait for; it passes over a negative descriptor.
  var request: pollfd { pollfd(fd: isClosed ? -1 : descriptor, events: Int16(POLLIN), revents: 0) }

  /// Reads what has come, at most so much that a flood of it cannot keep the program from drawing.
  mutating func read(into inputs: inout [TerminalInput]) {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { bytes in
      for _ in 0..<16 {
        let count = Glibc.read(descriptor, bytes.baseAddress, bytes.count)
        if count < 0 && (errno == EINTR || errno == EAGAIN) { break }
        guard count > 0 else {
          close(into: &inputs)
          return
        }
        for byte in bytes[..<count] { decoder.feed(byte, into: &inputs) }
        guard count == bytes.count, hasMore else { break }
      }
    }
    let patience: Int? =
      switch decoder.pending {
      case .nothing: nil
      case .escape: escapeDelay
      // The rest may be on a slow line; a key made of half a sequence would be a record of somebody.
      case .sequence: 400
      case .paste: 2_000
      }
    deadline = Deadline.after(milliseconds: patience)
  }

  /// Takes what the decoder has begun for what it is, once it has waited long enough for the rest.
  mutating func giveUp(into inputs: inout [TerminalInput]) {
    guard ts_boottime_ns() >= deadline else { return }
    decoder.flush(into: &inputs)
    deadline = .max
  }

  /// Says that nothing will ever come again.
  mutating func close(into inputs: inout [TerminalInput]) {
    if decoder.pending != .nothing { decoder.flush(into: &inputs) }
    deadline = .max
    isClosed = true
    inputs.append(.closed)
  }

  private var hasMore: Bool {
    var request = request
    return poll(&request, 1, 0) > 0 && request.revents & Int16(POLLIN) != 0
  }
}
