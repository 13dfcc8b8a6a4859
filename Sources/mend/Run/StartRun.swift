import CTermSupport
import CursesDriver
import Glibc
import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit

/// `mend` without arguments: the start screen, and then what was chosen on it, in the same terminal.
struct StartRun {
  private var start: Start
  private let shelf: GroupShelf
  private let keymap: Keymap
  private let look: Look
  private let learns: Bool
  private let idle: Int?
  private let sessions: String
  private let remark: String?

  init(_ loaded: Preferences) throws(Failure) {
    var preferences = loaded
    keymap = try preferences.keymap(nil)
    look = preferences.look
    learns = preferences.learns
    idle = preferences.idle
    let usual = preferences.group()
    let codebook = preferences.codebook()
    shelf = GroupShelf(in: Places.configuration, usual: usual)
    sessions = if let folder = preferences.sessions { folder } else { try Places.sessions() }
    for fault in shelf.faults { preferences.note(fault) }
    preferences.complain()
    remark = preferences.remark
    var groups = shelf.entries.map(\.draft)
    if let lag = preferences.settings.lag { for place in groups.indices { groups[place].lag = lag } }
    var facts = StartFacts(
      groups: groups, practice: GroupDraft(GroupFile.builtIn), codebooks: Self.codebooks(usual: codebook))
    let found = SessionGlance.sessions(in: sessions)
    facts.sessions = found.sessions.map(KnownSession.init)
    facts.unreadable = found.unreadable
    facts.numbers = Dictionary(
      shelf.entries.map { ($0.draft.id, $0.session) }, uniquingKeysWith: { first, _ in first })
    facts.settings = preferences.lines
    facts.remark = remark
    start = Start(facts, keymap: keymap, look: look)
  }

  private static func codebooks(usual: String?) -> [String] {
    let builtIn = CodebookFile.builtIn.id
    let own = Places.configuration.map { Places.files(in: $0 + "/codebooks", ending: ".toml") } ?? []
    var names: [String] = []
    for name in [usual ?? builtIn, builtIn] + own where !names.contains(name) { names.append(name) }
    return names
  }

  /// Runs until a session that was chosen has come to its end, or somebody leaves; what was only watched leads back.
  consuming func run(on terminal: consuming CursesTerminal) throws(Failure) -> Int32 {
    terminal.show(start.frame(for: terminal.size))
    while true {
      var chosen: StartEffect?
      // What was typed after the choice is for what was chosen.
      var typed: [TerminalInput] = []
      for input in terminal.read(waitingAtMost: nil) {
        if chosen != nil {
          typed.append(input)
          continue
        }
        switch take(input, &terminal) {
        case .leave(let code): return code
        case .choose(let effect): chosen = effect
        case .stay: break
        }
      }
      switch chosen {
      case .begin(let plan):
        if let recording = begin(plan) {
          return try desk(recording, learns: plan.isPractice || learns, typed, on: terminal)
        }
      case .resume(let path):
        if let resumed = resume(path) {
          let source = resumed.source
          return try desk(resumed.recording, of: source, learns: learns, typed, on: terminal)
        }
      case .replay(let path):
        if let player = player(path) {
          var run = PlayerRun(player)
          let code = run.play(on: &terminal)
          if code != 0 { return code }
        }
      case .demo:
        var demonstration = try Demonstration(keymap: keymap, look: look)
        let code = demonstration.run(on: &terminal)
        if code != 0 { return code }
      case .redraw, .suspend, .quit, nil: break
      }
      _ = start.update(.sized(terminal.size))
      terminal.show(start.frame(for: terminal.size))
    }
  }

  /// What an input leads to.
  private enum Next {
    case stay
    case choose(StartEffect)
    case leave(Int32)
  }

  private mutating func take(_ input: TerminalInput, _ terminal: inout CursesTerminal) -> Next {
    switch input {
    case .key(let key): return carryOut(start.update(.key(key)), &terminal)
    case .paste(let text): return carryOut(start.update(.pasted(text)), &terminal)
    case .signal(.suspend): terminal.suspend()
    case .signal(let signal): return .leave(128 + signal.number)
    case .closed: return .leave(128 + SIGHUP)
    case .resumed, .resize: terminal.redraw()
    case .unrecognised, .woken: break
    }
    return .stay
  }

  private mutating func carryOut(_ effects: [StartEffect], _ terminal: inout CursesTerminal) -> Next {
    for effect in effects {
      switch effect {
      case .redraw: terminal.redraw()
      case .suspend: terminal.suspend()
      case .quit: return .leave(0)
      case .begin, .resume, .replay, .demo: return .choose(effect)
      }
    }
    return .stay
  }

  // MARK: What was chosen

  /// Remembers the group and begins its session; `nil`, with the reason on screen, where that cannot be.
  private mutating func begin(_ plan: StartPlan) -> Recording? {
    do throws(Failure) {
      let next = min(plan.session + 1, 9999)
      if !plan.isPractice,
        case .changedMeanwhile(let path) = try shelf.remember(
          plan.group, session: next, overwrites: plan.overwrites)
      {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
        _ = start.update(.changedMeanwhile(name))
        return nil
      }
      return try SessionStart.new(SessionSetup(plan), in: sessions).recording()
    } catch {
      _ = start.update(.refused(error.message))
      return nil
    }
  }

  /// A log that is gone on with, and the first log where it is a second coding.
  private struct Resumed: ~Copyable {
    let recording: Recording
    let source: SavedSession?
  }

  private mutating func resume(_ path: String) -> Resumed? {
    do throws(Failure) {
      // Before anything is written: without it there is no going on.
      let source = try firstLog(of: path)
      let recording = try SessionStart.resuming(path, reopening: false, isScripted: false).recording()
      return Resumed(recording: recording, source: source)
    } catch {
      _ = start.update(.refused(error.message))
      return nil
    }
  }

  /// The log that a second coding was made from, looked for beside it; `nil` for any other session.
  private func firstLog(of path: String) throws(Failure) -> SavedSession? {
    let there = SessionGlance.sessions(in: sessions).sessions
    guard let source = there.first(where: { $0.path == path })?.opening.source else { return nil }
    guard let first = there.first(where: { $0.opening.sid == source.sid }) else {
      throw Failure(
        "Its first log is not here. Go on with: mend observe --resume LOG --from FIRST", code: Failure.usage)
    }
    return try SavedSession(first.path)
  }

  private mutating func player(_ path: String) -> Player? {
    do throws(Failure) {
      let saved = try SavedSession(path, keepingRecords: true)
      guard let replay = Replay(saved.records) else {
        throw Failure("\(path): it holds no session.", code: Failure.data)
      }
      return Player(replay, keymap: keymap, look: look, idle: idle, head: saved.head)
    } catch {
      _ = start.update(.refused(error.message))
      return nil
    }
  }

  /// - Parameter source: the first log, for a second coding.
  private func desk(
    _ recording: consuming Recording, of source: SavedSession? = nil, learns: Bool, _ typed: [TerminalInput],
    on terminal: consuming CursesTerminal
  ) throws(Failure) -> Int32 {
    let session = try recording.session()
    let second = try source.map { (source) throws(Failure) in try SecondCoding(session, of: source) }
    let clock = DeskClock(Clock(showing: session.lastTime), second: second, of: source?.session)
    let run = DeskRun(
      recording, session, clock: clock, keymap: keymap, look: look, learns: learns, remark: remark,
      typed: typed)
    return try run.run(on: terminal)
  }
}

extension KnownSession {
  init(_ glance: SessionGlance) {
    self.init(
      path: glance.path, group: glance.opening.group, session: glance.opening.session,
      wall: glance.opening.wall, records: glance.last.id.rawValue + 1, end: glance.last.time,
      state: glance.isInUse ? .inUse : glance.isClosed ? .closed : .unfinished)
  }
}

extension SessionSetup {
  /// A session as the start screen planned it.
  init(_ plan: StartPlan) {
    roster = GroupFile(
      id: plan.group.id, mode: plan.group.mode, session: plan.session, observer: plan.group.observer,
      lag: plan.group.lag, roster: Roster(plan.group.members))
    codebook = plan.codebook
    session = plan.session
    after = plan.after
    consents = plan.consents
  }
}
