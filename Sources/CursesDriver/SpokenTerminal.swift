import CNcurses
import CTermSupport
import Glibc
package import TerminalKit

/// A terminal that is read key by key and never drawn on: what is to be said is written to it as lines.
///
/// For screen readers, which follow lines as they come and lose their way in a screen that is drawn again.
package struct SpokenTerminal: Terminal, ~Copyable {
  package let size = Size(rows: 24, columns: 80)
  package var watched: Int32 = -1

  private let input: Int32
  private let modes: TerminalModes
  private let events: Int32
  private var decoder = KeyDecoder()
  private var decoderDeadline: Int64 = .max
  private var isClosed = false
  private var unreported: [TerminalInput] = []

  /// How long the rest of a sequence is waited for, in nanoseconds.
  private static let patience: Int64 = 50_000_000

  /// Takes the terminal behind a descriptor, which stays the caller's.
  package static func open(input: Int32 = 0) throws(TerminalOpenError) -> SpokenTerminal {
    guard let modes = TerminalModes(of: input) else { throw .notATerminal(descriptor: input) }
    let events = ts_events_open()
    guard events >= 0 else { throw .system(call: "pipe", number: errno) }
    return SpokenTerminal(input: input, modes: modes, events: events)
  }

  private init(input: Int32, modes: TerminalModes, events: Int32) {
    self.input = input
    self.modes = modes
    self.events = events
    takeTerminal()
  }

  deinit {
    modes.set(modes.before, on: input)
    ts_fault_guard_disarm()
  }

  /// Keys come one by one and unseen; lines still begin at the left.
  private func takeTerminal() {
    var before = modes.before
    ts_fault_guard_arm(1, &before, "", 0)
    var keys = modes.raw
    keys.c_oflag = modes.before.c_oflag
    modes.set(keys, on: input)
  }

  @discardableResult
  package mutating func show(_ frame: Frame) -> Bool { true }

  package mutating func redraw() {}

  package mutating func suspend() {
    modes.set(modes.before, on: input)
    ts_fault_guard_disarm()
    _ = ts_stop_self()
    takeTerminal()
    unreported.append(.resumed)
  }

  package mutating func read(waitingAtMost milliseconds: Int?) -> [TerminalInput] {
    var inputs = unreported
    unreported.removeAll()
    let end = milliseconds.map { ts_boottime_ns() + Int64(min(max($0, 0), 86_400_000)) * 1_000_000 } ?? .max
    while inputs.isEmpty {
      let ready = wait(until: min(end, decoderDeadline))
      if ready.watched { inputs.append(.woken) }
      if ready.events { report(ts_events_take(), to: &inputs) }
      if ready.input {
        readKeys(&inputs)
      } else if ts_boottime_ns() >= decoderDeadline {
        decoder.flush(into: &inputs)
        decoderDeadline = .max
      }
      if end != .max, ts_boottime_ns() >= end { break }
    }
    return inputs
  }

  private func wait(until deadline: Int64) -> (input: Bool, events: Bool, watched: Bool) {
    var requests = [
      pollfd(fd: isClosed ? -1 : input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      pollfd(fd: watched, events: Int16(POLLIN), revents: 0),
    ]
    let left =
      deadline == .max ? -1 : min((max(deadline - ts_boottime_ns(), 0) + 999_999) / 1_000_000, 86_400_000)
    guard poll(&requests, 3, Int32(left)) > 0 else { return (false, false, false) }
    return (requests[0].revents != 0, requests[1].revents != 0, requests[2].revents != 0)
  }

  private mutating func readKeys(_ inputs: inout [TerminalInput]) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(input, &bytes, bytes.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return }
    guard count > 0 else {
      if decoder.pending != .nothing { decoder.flush(into: &inputs) }
      isClosed = true
      inputs.append(.closed)
      return
    }
    for byte in bytes[..<count] { decoder.feed(byte, into: &inputs) }
    decoderDeadline = decoder.pending == .nothing ? .max : ts_boottime_ns() + Self.patience
  }

  private mutating func report(_ events: UInt32, to inputs: inout [TerminalInput]) {
    func has(_ event: Int) -> Bool { Int(events) & event != 0 }
    if has(TS_EVENT_CONTINUE) {
      takeTerminal()
      inputs.append(.resumed)
    }
    if has(TS_EVENT_STOP) { inputs.append(.signal(.suspend)) }
    if has(TS_EVENT_INTERRUPT) { inputs.append(.signal(.interrupt)) }
    if has(TS_EVENT_QUIT) { inputs.append(.signal(.quit)) }
    if has(TS_EVENT_HANGUP) { inputs.append(.signal(.hangup)) }
    if has(TS_EVENT_TERMINATE) { inputs.append(.signal(.terminate)) }
    if has(TS_EVENT_RUNG) { inputs.append(.woken) }
  }
}
