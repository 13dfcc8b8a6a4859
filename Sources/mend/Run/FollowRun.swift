import CursesDriver
import Glibc
import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit

/// A log looked at again and again while it grows.
struct FollowRun: ~Copyable {
  private var log: GrowingLog
  private var elsewhere = 0

  /// How often the log is looked at, in ms.
  private static let pace = 250
  /// How many looks without news come before one at other files.
  private static let patience = 4

  init(_ log: consuming GrowingLog) { self.log = log }

  /// Shows the session until somebody leaves or the terminal goes away; answers the code to exit with.
  consuming func run(on terminal: consuming CursesTerminal, _ keymap: Keymap, look: Look) -> Int32 {
    var follower = Follower(log.opening, keymap: keymap, look: look)
    while true {
      take(nextLook(), &follower)
      terminal.show(follower.frame(for: terminal.size))
      for input in terminal.read(waitingAtMost: Self.pace) {
        switch input {
        case .key(let key):
          for effect in follower.update(.key(key)) {
            switch effect {
            case .redraw: terminal.redraw()
            case .suspend: terminal.suspend()
            case .quit: return 0
            }
          }
        case .signal(.suspend): terminal.suspend()
        case .signal(let signal): return 128 + signal.number
        case .closed: return 128 + SIGHUP
        case .resumed, .resize: terminal.redraw()
        case .paste, .unrecognised, .woken: break
        }
      }
    }
  }

  /// Prints a line a record, and one whenever the log stands otherwise, until nobody reads them any more.
  consuming func print() -> Int32 {
    var lines = LineMode(Session(log.opening))
    var state = GrowingLog.State.open
    while true {
      let look = nextLook()
      if let path = look.moved, !Output.say("-- goes on in \(path)") { return 0 }
      for record in look.records where record.id == 0 || record.id == lines.session.nextID {
        // The session was made of its opening.
        if record.id > 0 { lines.apply([record]) }
        let words = EventWords(lines.session, manner: .line).text(record.event)
        if !Output.say("\(record.id) \(record.time.clockText) \(record.event.kind) \(words)") { return 0 }
      }
      if look.state != state {
        state = look.state
        if !Output.say("-- " + words(state)) { return 0 }
      }
      // A reader that went away is noticed though nothing is written.
      var reader = pollfd(fd: 1, events: 0, revents: 0)
      if poll(&reader, 1, Int32(Self.pace)) > 0, reader.revents & Int16(POLLERR | POLLHUP) != 0 { return 0 }
    }
  }

  private mutating func nextLook() -> GrowingLog.Look {
    let look = log.look()
    guard look.records.isEmpty, look.state != .closed else {
      elsewhere = 0
      return look
    }
    switch look.state {
    // Whoever is gone may have gone on in another file.
    case .interrupted, .unattended: elsewhere = Self.patience
    default: elsewhere += 1
    }
    guard elsewhere >= Self.patience else { return look }
    elsewhere = 0
    return log.lookElsewhere() ?? look
  }

  private func take(_ look: GrowingLog.Look, _ follower: inout Follower) {
    if !look.records.isEmpty { _ = follower.update(.records(look.records)) }
    let elapsed = Clock.elapsed(since: log.opening.wall)
    let state: Follower.State =
      switch look.state {
      case .open: .open
      case .unattended(let isCut): .unattended(isCut: isCut)
      case .closed: .closed
      case .interrupted(let isCut): .interrupted(isCut: isCut)
      case .cut: .cut
      case .takenAway: .takenAway
      case .damaged(let verdict): .damaged(verdict.wording(for: log.path))
      }
    _ = follower.update(.state(state, elapsed: elapsed))
    if let path = look.moved { _ = follower.update(.moved(to: path)) }
  }

  private func words(_ state: GrowingLog.State) -> String {
    switch state {
    case .open: "goes on"
    case .unattended(let isCut):
      "nobody on this machine is recording it now" + (isCut ? ", and the last line is not whole" : "")
    case .closed: "closed"
    case .interrupted(let isCut): isCut ? "interrupted in the middle of a line" : "interrupted"
    case .cut: "the last line is not whole"
    case .damaged(let verdict): verdict.wording(for: log.path)
    case .takenAway: "the file is gone or was replaced"
    }
  }
}
