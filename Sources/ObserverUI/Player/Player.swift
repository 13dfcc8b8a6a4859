import SafeText
package import SessionCore
package import TerminalKit

/// What the player is told. Time outside is whole ms on any clock that never goes back.
package enum PlayerInput: Sendable {
  case key(Key, at: Int)
  case pasted(String, at: Int)
  case tick(at: Int)
  /// The window has this size; pages are broken and turned by it.
  case sized(Size)
  /// Records that were made now, after a ``PlayerEffect/correct(_:)``.
  case recorded([Record])
  /// A correction that could not be recorded, and why.
  case refused(String)
}

/// What the player asks for.
package enum PlayerEffect: Hashable, Sendable {
  case redraw, suspend, quit
  /// To be decided and recorded at the end of the log; only of a player that can correct.
  case correct(Command)
}

/// A saved session played back: the panels of the desk, driven by the log. It does not end at the end.
///
/// A pure value, as the desk is. Where it stands is kept in the time of the view (``TimeMap``), so that idle
/// stretches that are skipped are skipped for events, signs and playhead alike.
package struct Player: Sendable {
  /// What the keys mean now.
  enum Mode: Hashable, Sendable {
    case watching
    case asking(Question, TextEntry)
    case page(Pager, title: String)
    case audit(place: Int)
    /// The list of events; what it corrects needs ``Player/canCorrect``.
    case events(EventsList)
  }

  /// What is being typed.
  enum Question: Hashable, Sendable {
    case goTo, search, walk
    /// A correction in words, or of the record at hand.
    case command
    case move(RecordID)
    case recode(RecordID)
  }

  var replay: Replay
  /// Runs in the time of the view.
  var clock: PlaybackClock
  let keymap: Keymap
  var look: Look
  var theme: Theme { look.theme }
  var mode = Mode.watching
  /// How much of a stretch without a record is shown, in ms, when idle time is skipped.
  let idleLimit: Int
  var skipsIdle: Bool
  var map: TimeMap
  var timeline: Timeline
  /// Whether the whole session is shown in place of the desk's panels.
  var showsTimeline = false
  var walk: Walk?
  var found: Found?
  var loop: Loop?
  /// The list of corrections, worked out when it is first opened.
  var audit: [AuditLine]?
  var auditPlace = 0
  /// The list of events that is gone back to when what is typed is done.
  var list: EventsList?
  /// Whether corrections can be recorded.
  package let canCorrect: Bool
  /// The number of the first record that is made here, if any is: `u` takes back nothing before it.
  let firstMade: RecordID
  /// The hash of the log's last line, for the figures.
  let head: String
  var outside = 0
  /// How large the window was last.
  var size = Size(rows: 24, columns: 80)
  var message: String?

  /// - Parameters:
  ///   - start: where it begins, paused.
  ///   - speed: how fast it plays at first.
  ///   - idle: how much of a stretch without a record is shown, in ms; `nil` shows all, until idle time is skipped by
  ///     its key.
  ///   - canCorrect: whether the log was opened for corrections.
  package init(
    _ replay: Replay, keymap: Keymap, look: Look = Look(), from start: SessionTime = .zero,
    speed: PlaybackClock.Speed = .normal, idle: Int? = nil, canCorrect: Bool = false, head: String = ""
  ) {
    self.replay = replay
    firstMade = RecordID(replay.records.count)
    self.keymap = keymap
    self.look = look
    self.canCorrect = canCorrect
    self.head = head
    idleLimit = idle ?? 5000
    skipsIdle = idle != nil
    map = TimeMap(replay.times, end: replay.end, idle: idle)
    timeline = Timeline(replay, map)
    clock = PlaybackClock(speed: speed)
    seek(to: start)
  }

  /// How long until the next thing changes on screen, in ms outside; `nil` while it stands still.
  package var nextChange: Int? {
    guard clock.isPlaying else { return nil }
    // The clock shows whole seconds, and what happens between two of them is shown when it does.
    let here = replay.position
    var next = SessionTime((here.milliseconds / 1000 + 1) * 1000)
    if replay.taken < replay.times.count { next = min(next, replay.times[replay.taken]) }
    if let loop, loop.end > here { next = min(next, loop.end) }
    let view = max(0, map.view(next) - map.view(here))
    return max(20, (view * 4 + clock.speed.quarters - 1) / clock.speed.quarters)
  }

  package mutating func update(_ input: PlayerInput) -> [PlayerEffect] {
    switch input {
    case .tick(let outside):
      self.outside = outside
      followClock()
    case .key(let key, let outside):
      self.outside = outside
      followClock()
      message = nil
      return press(key)
    case .pasted(let text, let outside):
      self.outside = outside
      followClock()
      paste(text)
    case .sized(let size): self.size = size
    case .recorded(let records): take(records)
    case .refused(let why): message = why
    }
    return []
  }

  private mutating func press(_ key: Key) -> [PlayerEffect] {
    switch key {
    case .control("l"): return [.redraw]
    case .control("z"): return [.suspend]
    case .control("c"): return [.quit]
    default: break
    }
    switch mode {
    case .watching: return watch(key)
    case .asking(let question, let entry): return ask(question, entry, key)
    case .page(let pager, let title): return page(pager, title, key)
    case .audit(let place): return look(throughAudit: place, key)
    case .events(let list): return edit(list, key)
    }
  }

  private mutating func watch(_ key: Key) -> [PlayerEffect] {
    if let scalar = key.plainCharacter, (0x30...0x39).contains(scalar.value) {
      seek(to: map.moment(map.length / 10 * (Int(scalar.value) - 0x30)))
      return []
    }
    guard let action = keymap.action(key, in: .replay) else {
      message = "\(key.shown) does nothing here. \(name(of: .help)) shows the keys."
      return []
    }
    return act(action)
  }

  private mutating func act(_ action: Action) -> [PlayerEffect] {
    switch action {
    case .play: playOrPause()
    case .slower, .faster:
      clock.set(clock.speed.stepped(by: action == .faster ? 1 : -1), at: outside)
      message = "speed \(clock.speed.text)"
    case .back5: shift(by: -5000)
    case .forward5: shift(by: 5000)
    case .back30: shift(by: -30_000)
    case .forward30: shift(by: 30_000)
    case .previousEvent: step(by: -1)
    case .nextEvent: step(by: 1)
    case .previousRupture, .nextRupture: goToRupture(forward: action == .nextRupture)
    case .previousSign, .nextSign: goToSign(forward: action == .nextSign)
    case .walkBack, .walkOn: walk(forward: action == .walkOn)
    case .walkBy: ask(.walk)
    case .goTo: ask(.goTo)
    case .search: ask(.search)
    case .nextFound, .previousFound: goToFound(forward: action == .nextFound)
    case .skipIdle: skipIdle(!skipsIdle)
    case .loop: startOrEndLoop()
    case .otherTime: tellOther()
    case .timeline: showsTimeline.toggle()
    case .figures: showFigures()
    case .audit: showAudit()
    case .events: showEvents()
    case .help: mode = .page(Pager(lines: help), title: "the keys")
    case .quit: return [.quit]
    case .takeBack, .putBack, .moveRecord, .recodeEvent, .palette, .undo, .redo: return correct(action)
    default: changeLook(action)
    }
    return []
  }

  private mutating func changeLook(_ action: Action) {
    guard look.change(by: action) else {
      message = "That does nothing here."
      return
    }
    switch action {
    case .names:
      // Its lines are made with the names that are shown.
      audit = nil
      message = look.hidesNames ? "people are shown by their seats" : "people are shown by their names"
    case .flip: message = "the seats from \(look.isFlipped ? "the other" : "the usual") side of the room"
    default: break
    }
  }

  private mutating func paste(_ text: String) {
    switch mode {
    case .asking(let question, var entry):
      if !entry.add(text) { message = "That is more than fits." }
      mode = .asking(question, entry)
    case .events(var list):
      if !list.paste(text) { message = "Pasted text is not played as keys." }
      mode = .events(list)
    case .watching, .page, .audit: message = "Pasted text is not played as keys."
    }
  }

  /// The first key of an action of the player, as it is shown.
  func name(of action: Action) -> String { keymap.name(of: action, in: .replay) }

  /// What a record says, with its moment, as it is told.
  func words(ofStep step: Int) -> String {
    let event = replay.event(ofStep: step).event
    let time = ageText(replay.times[step].milliseconds)
    return "\(time)  \(said(event))"
  }

  /// What a record says, as it may be shown.
  func said(_ event: Event) -> String { look.said(event, EventWords(replay.whole, manner: .screen)) }

  /// A text of the player's own, as it may be shown.
  func shown(_ text: String) -> String {
    (look.hidesNames ? replay.session.withSeatNumbers(in: text) : text).displaySafe
  }
}
