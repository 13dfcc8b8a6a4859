import CursesDriver
import Glibc
import ObserverUI
import SessionAnalysis
import SessionCore
import SessionFiles
import TerminalKit

/// A worked session's script played through the real desk, with a log in memory only.
struct Demonstration {
  private var desk: Desk
  private var chain = LogChain()
  private let script: [(time: SessionTime, line: String)]
  private var next = 0
  private let opening: Opening
  private var isPaused = false
  private var speed = 60
  /// Where the session's clock stood at a moment of the boot clock.
  private var anchor: (session: Int, boot: Int)
  /// The report, once the session is closed.
  private(set) var report: [String] = []

  init(keymap: Keymap, look: Look) throws(Failure) {
    let group = GroupFile.builtIn
    opening = Opening(
      sid: String(repeating: "b", count: 32), wall: WallTime("2026-02-26T14:00:00.000+01:00"),
      app: Mend.version, mode: .roleplay, group: group.id, session: 2, observer: group.observer,
      roster: group.roster, codebook: CodebookFile.builtIn)
    script = try Self.read(String(decoding: PackageResources.session_b_script, as: UTF8.self))
    desk = Desk(Session(opening), keymap: keymap, look: look, at: Moment(.zero, wall: opening.wall))
    anchor = (0, Clock.boot)
    do throws(LineTooLong) {
      _ = try chain.line(of: .opened(opening), at: .zero)
    } catch {
      throw Failure(error.wording, code: Failure.data)
    }
  }

  private static func read(_ text: String) throws(Failure) -> [(SessionTime, String)] {
    var lines: [(SessionTime, String)] = []
    for line in text.utf8.split(separator: 0x0A) {
      let stamped: (time: SessionTime?, rest: String)
      do throws(PhraseFault) {
        stamped = try LineGrammar.stamp(String(Substring(line)))
      } catch {
        throw Failure(error.message, code: 70)
      }
      lines.append((stamped.time ?? lines.last?.0 ?? .zero, stamped.rest))
    }
    return lines
  }

  /// Plays everything that is left at once.
  mutating func finishNow() { play(upTo: .latest) }

  /// Plays until the watcher leaves; answers the code to exit with.
  mutating func run(on terminal: consuming CursesTerminal) -> Int32 {
    while true {
      if report.isEmpty { play(upTo: now) }
      desk.hintsOfOthers = report.isEmpty ? hints : nil
      _ = desk.update(.tick(Moment(report.isEmpty ? now : desk.session.end, wall: opening.wall)))
      _ = desk.update(.sized(terminal.size))
      terminal.show(desk.frame(for: terminal.size))
      for input in terminal.read(waitingAtMost: report.isEmpty && !isPaused ? 33 : nil) {
        if let code = take(input, &terminal) { return code }
      }
    }
  }

  private var hints: [String] {
    [
      "demonstration at ×\(speed)", isPaused ? "space goes on" : "space stops it", "< > speed",
      "enter to the report", "q leaves",
    ]
  }

  private var now: SessionTime {
    let end = script.last?.time ?? .zero
    guard !isPaused else { return SessionTime(anchor.session) }
    return min(SessionTime(anchor.session + (Clock.boot - anchor.boot) * speed), end)
  }

  private mutating func play(upTo time: SessionTime) {
    while next < script.count, script[next].time <= time {
      let (time, line) = script[next]
      next += 1
      let moment = Moment(time, wall: opening.wall.adding(milliseconds: time.milliseconds))
      for effect in desk.update(.line(line, at: moment)) { carryOut(effect) }
    }
  }

  private mutating func carryOut(_ effect: DeskEffect) {
    switch effect {
    case .record(let events, let time):
      let records = events.compactMap { try? chain.line(of: $0, at: time).record }
      _ = desk.update(.recorded(records))
      if let last = records.last { _ = desk.update(.saved(upTo: last.id)) }
    case .finish:
      report = ReportText.of(desk.shownSession, head: chain.head.hex, records: chain.next.rawValue)
      _ = desk.update(.report(report))
    case .lock, .unlock, .redraw, .suspend, .quit: break
    }
  }

  /// While the session plays, q leaves, space stops and goes on, and > < change the speed; then the report's keys.
  private mutating func take(_ input: TerminalInput, _ terminal: inout CursesTerminal) -> Int32? {
    switch input {
    case .key(let key) where report.isEmpty: return press(key, &terminal)
    case .key(let key):
      for effect in desk.update(.key(key, at: Moment(desk.session.end, wall: opening.wall))) {
        switch effect {
        case .quit: return 0
        case .suspend: terminal.suspend()
        case .redraw: terminal.redraw()
        case .record, .finish, .lock, .unlock: carryOut(effect)
        }
      }
    case .signal(.suspend): terminal.suspend()
    case .signal(let signal): return 128 + signal.number
    case .closed: return 128 + SIGHUP
    case .resumed, .resize: terminal.redraw()
    case .paste, .unrecognised, .woken: break
    }
    return nil
  }

  private mutating func press(_ key: Key, _ terminal: inout CursesTerminal) -> Int32? {
    let session = now.milliseconds
    switch key {
    case .character("q"), .control("c"): return 0
    case .control("z"): terminal.suspend()
    case .control("l"): terminal.redraw()
    case .space: isPaused.toggle()
    case .character(">"): speed = min(speed * 2, 960)
    case .character("<"): speed = max(speed / 2, 1)
    case .enter: finishNow()
    default: break
    }
    anchor = (session, Clock.boot)
    return nil
  }
}
