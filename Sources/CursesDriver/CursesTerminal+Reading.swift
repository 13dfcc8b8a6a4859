import CTermSupport
import Glibc
package import TerminalKit

extension CursesTerminal {
  package mutating func read(waitingAtMost milliseconds: Int?) -> [TerminalInput] {
    var inputs = unreported
    unreported.removeAll()
    if !inputs.isEmpty { return inputs }
    let end = milliseconds.map { ts_boottime_ns() + Int64(min(max($0, 0), 86_400_000)) * 1_000_000 }
    while true {
      let ready = waitForAny(until: min(end ?? .max, decoderDeadline))
      if ready.output { drain() }
      if ready.watched { inputs.append(.woken) }
      if ready.events { report(ts_events_take(), to: &inputs) }
      if ready.input {
        readKeys(&inputs)
      } else if ts_boottime_ns() >= decoderDeadline {
        decoder.flush(into: &inputs)
        decoderDeadline = .max
      }
      if outlet.isGone && !isClosed { closeInput(&inputs) }
      if !inputs.isEmpty { return inputs }
      if let end, ts_boottime_ns() >= end { return inputs }
    }
  }

  private borrowing func waitForAny(until deadline: Int64) -> (
    input: Bool, events: Bool, output: Bool, watched: Bool
  ) {
    // A negative descriptor is passed over by poll.
    var requests = (
      pollfd(fd: isClosed ? -1 : input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wantsToDrain ? outlet.descriptor : -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: watched, events: Int16(POLLIN), revents: 0)
    )
    var timeout: Int32 = -1
    if deadline != .max {
      // Rounded up, so that a wait never ends just before its time and comes back for nothing.
      let left = max(deadline - ts_boottime_ns(), 0)
      timeout = Int32(min((left + 999_999) / 1_000_000, 86_400_000))
    }
    let count = withUnsafeMutableBytes(of: &requests) { bytes in
      poll(bytes.assumingMemoryBound(to: pollfd.self).baseAddress, 4, timeout)
    }
    guard count > 0 else { return (false, false, false, false) }
    return (
      requests.0.revents != 0, requests.1.revents != 0, requests.2.revents != 0, requests.3.revents != 0
    )
  }

  /// Reads what has come, at most so much that a flood of it cannot keep the program from drawing.
  private mutating func readKeys(_ inputs: inout [TerminalInput]) {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { bytes in
      for _ in 0..<16 {
        let count = Glibc.read(input, bytes.baseAddress, bytes.count)
        if count < 0 && (errno == EINTR || errno == EAGAIN) { break }
        guard count > 0 else {
          closeInput(&inputs)
          return
        }
        for byte in bytes[..<count] { decoder.feed(byte, into: &inputs) }
        guard count == bytes.count, hasMore else { break }
      }
    }
    let patience: Int? =
      switch decoder.pending {
      case .nothing: nil
      case .escape: options.escapeDelay
      // The rest may be on a slow line; a key made of half a sequence would be a record of somebody.
      case .sequence: 400
      case .paste: 2_000
      }
    decoderDeadline = patience.map { ts_boottime_ns() + Int64(max($0, 0)) * 1_000_000 } ?? .max
  }

  private var hasMore: Bool {
    var request = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0 && request.revents & Int16(POLLIN) != 0
  }

  private mutating func closeInput(_ inputs: inout [TerminalInput]) {
    if decoder.pending != .nothing { decoder.flush(into: &inputs) }
    decoderDeadline = .max
    isClosed = true
    inputs.append(.closed)
  }

  /// Turns the events of the process into inputs; after a stop of our own, going on is no news.
  mutating func report(_ events: UInt32, to inputs: inout [TerminalInput], afterStop: Bool = false) {
    var happened = Int(events)
    if afterStop { happened &= ~(TS_EVENT_CONTINUE | TS_EVENT_STOP | TS_EVENT_RESIZE) }
    func has(_ event: Int) -> Bool { happened & event != 0 }
    if has(TS_EVENT_CONTINUE) {
      // Stopped from outside: the shell has used the terminal meanwhile.
      takeTerminal()
      inputs.append(.resumed)
    }
    if has(TS_EVENT_RESIZE) || has(TS_EVENT_CONTINUE), noticeSize() {
      inputs.append(.resize)
    } else if has(TS_EVENT_RESIZE) {
      // There and back again before anybody looked: the size is the same, what the window shows is not.
      redraw()
      inputs.append(.woken)
    }
    if has(TS_EVENT_STOP) { inputs.append(.signal(.suspend)) }
    if has(TS_EVENT_INTERRUPT) { inputs.append(.signal(.interrupt)) }
    if has(TS_EVENT_QUIT) { inputs.append(.signal(.quit)) }
    if has(TS_EVENT_HANGUP) { inputs.append(.signal(.hangup)) }
    if has(TS_EVENT_TERMINATE) { inputs.append(.signal(.terminate)) }
    if has(TS_EVENT_RUNG) { inputs.append(.woken) }
  }
}
