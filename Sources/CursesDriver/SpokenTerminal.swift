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
  private var keys: KeyReader
  private var unreported: [TerminalInput] = []

  /// How long a lone escape byte waits for the rest of a sequence, in ms: long enough for a slow line.
  private static let escapeDelay = 50

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
    keys = KeyReader(input, escapeDelay: Self.escapeDelay)
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
    var line = modes.raw
    line.c_oflag = modes.before.c_oflag
    modes.set(line, on: input)
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
    let end = Deadline.after(milliseconds: milliseconds)
    while inputs.isEmpty {
      let ready = wait(until: min(end, keys.deadline))
      if ready.watched { inputs.append(.woken) }
      if ready.events { report(ts_events_take(), to: &inputs) }
      if ready.input { keys.read(into: &inputs) } else { keys.giveUp(into: &inputs) }
      if ts_boottime_ns() >= end { break }
    }
    return inputs
  }

  private func wait(until deadline: Int64) -> (input: Bool, events: Bool, watched: Bool) {
    var requests = [
      keys.request,
      pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      pollfd(fd: watched, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&requests, 3, Deadline.timeout(until: deadline)) > 0 else { return (false, false, false) }
    return (requests[0].revents != 0, requests[1].revents != 0, requests[2].revents != 0)
  }

  private mutating func report(_ events: UInt32, to inputs: inout [TerminalInput]) {
    if Int(events) & TS_EVENT_CONTINUE != 0 {
      takeTerminal()
      inputs.append(.resumed)
    }
    inputs += TerminalInput.requests(in: Int(events))
  }
}
