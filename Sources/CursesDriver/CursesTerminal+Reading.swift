import CTermSupport
import Glibc
package import TerminalKit

extension CursesTerminal {
  package mutating func read(waitingAtMost milliseconds: Int?) -> [TerminalInput] {
    var inputs = unreported
    unreported.removeAll()
    if !inputs.isEmpty { return inputs }
    let end = Deadline.after(milliseconds: milliseconds)
    while true {
      let ready = waitForAny(until: min(end, keys.deadline))
      if ready.output { drain() }
      if ready.watched { inputs.append(.woken) }
      if ready.events { report(ts_events_take(), to: &inputs) }
      if ready.input { keys.read(into: &inputs) } else { keys.giveUp(into: &inputs) }
      if outlet.isGone && !keys.isClosed { keys.close(into: &inputs) }
      if !inputs.isEmpty || ts_boottime_ns() >= end { return inputs }
    }
  }

  private borrowing func waitForAny(until deadline: Int64) -> (
    input: Bool, events: Bool, output: Bool, watched: Bool
  ) {
    // A negative descriptor is passed over by poll.
    var requests = (
      keys.request,
      pollfd(fd: events, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wantsToDrain ? outlet.descriptor : -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: watched, events: Int16(POLLIN), revents: 0)
    )
    let timeout = Deadline.timeout(until: deadline)
    let count = withUnsafeMutableBytes(of: &requests) { bytes in
      poll(bytes.assumingMemoryBound(to: pollfd.self).baseAddress, 4, timeout)
    }
    guard count > 0 else { return (false, false, false, false) }
    return (
      requests.0.revents != 0, requests.1.revents != 0, requests.2.revents != 0, requests.3.revents != 0
    )
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
    inputs += TerminalInput.requests(in: happened)
  }
}
