package import SessionCore
package import TerminalKit

/// What the player is told. Time outside is whole ms on any clock that never goes back.
package enum PlayerInput: Sendable {
  case key(Key, at: Int)
  case tick(at: Int)
}

/// What the player asks for.
package enum PlayerEffect: Hashable, Sendable {
  case redraw, suspend, quit
}

/// A saved session played back: the panels of the desk, driven by the log. It does not end at the end.
package struct Player: Sendable {
  var replay: Replay
  var clock: PlaybackClock
  let keymap: Keymap
  var look: Look
  var theme: Theme { look.theme }
  /// What the bar shows, worked out once: `!` a marker, `r` a repair, `v` a resolution.
  let signs: [(time: SessionTime, symbol: Unicode.Scalar)]
  private var outside = 0
  var message: String?
  private var helpScroll: Int?

  /// - Parameter speed: how fast it plays at first; it begins paused at `start`.
  package init(
    _ replay: Replay, keymap: Keymap, look: Look = Look(), from start: SessionTime = .zero,
    speed: PlaybackClock.Speed = .normal
  ) {
    self.replay = replay
    self.keymap = keymap
    self.look = look
    clock = PlaybackClock(at: min(start, replay.end), speed: speed)
    signs = replay.records.compactMap { record in
      switch record.event {
      case .marker: (record.time, "!")
      case .repair: (record.time, "r")
      case .resolved: (record.time, "v")
      default: nil
      }
    }
    self.replay.seek(to: start)
  }

  /// How long until the next thing changes on screen, in ms outside; `nil` while it stands still.
  package var nextChange: Int? {
    guard clock.isPlaying else { return nil }
    return max(20, 250 * 4 / clock.speed.quarters)
  }

  package mutating func update(_ input: PlayerInput) -> [PlayerEffect] {
    switch input {
    case .tick(let outside):
      self.outside = outside
      followClock()
      return []
    case .key(let key, let outside):
      self.outside = outside
      followClock()
      message = nil
      return press(key)
    }
  }

  /// Brings the session to where the clock stands; at the end the clock stops.
  private mutating func followClock() {
    guard clock.isPlaying else { return }
    let position = clock.position(at: outside)
    replay.seek(to: position)
    if position >= replay.end {
      clock.move(to: replay.end, at: outside)
      clock.pause(at: outside)
    }
  }

  private mutating func press(_ key: Key) -> [PlayerEffect] {
    switch key {
    case .control("l"): return [.redraw]
    case .control("z"): return [.suspend]
    case .control("c"): return [.quit]
    default: break
    }
    if let helpScroll { return page(help: helpScroll, key) }
    if let scalar = key.plainCharacter, (0x30...0x39).contains(scalar.value) {
      seek(to: SessionTime(replay.end.milliseconds / 10 * (Int(scalar.value) - 0x30)))
      return []
    }
    guard let action = keymap.action(key, in: .replay) else {
      message = "\(key.shown) does nothing here. \(keymap.name(of: .help, in: .replay)) shows the keys."
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
    case .back5: seek(to: replay.position.moved(by: -5000))
    case .forward5: seek(to: replay.position.moved(by: 5000))
    case .back30: seek(to: replay.position.moved(by: -30_000))
    case .forward30: seek(to: replay.position.moved(by: 30_000))
    case .previousEvent: step(by: -1)
    case .nextEvent: step(by: 1)
    case .previousRupture, .nextRupture: goToRupture(forward: action == .nextRupture)
    case .help: helpScroll = 0
    case .quit: return [.quit]
    default: message = "That does nothing here."
    }
    return []
  }

  private mutating func playOrPause() {
    if clock.isPlaying {
      clock.pause(at: outside)
    } else if replay.isAtEnd {
      message = "This is the end. \(keymap.name(of: .back5, in: .replay)) goes back, 0 to the beginning."
    } else {
      clock.move(to: replay.position, at: outside)
      clock.play(at: outside)
    }
  }

  mutating func seek(to moment: SessionTime) {
    replay.seek(to: moment)
    clock.move(to: replay.position, at: outside)
  }

  private mutating func step(by records: Int) {
    clock.pause(at: outside)
    replay.step(by: records)
    clock.move(to: replay.position, at: outside)
  }

  private mutating func goToRupture(forward: Bool) {
    if replay.seekRupture(forward: forward) {
      clock.move(to: replay.position, at: outside)
    } else {
      message = forward ? "No rupture after this." : "No rupture before this."
    }
  }

  private mutating func page(help scroll: Int, _ key: Key) -> [PlayerEffect] {
    var pager = Pager(lines: help)
    // Few lines: the smallest window that shows them must reach the last.
    pager.rows = 4
    pager.move(by: scroll)
    if let action = keymap.action(key, in: .report), pager.act(action) {
      helpScroll = pager.top
    } else {
      helpScroll = nil
    }
    return []
  }

  /// The help page that is open, from its first line shown.
  var openHelp: ArraySlice<String>? { helpScroll.map { help.dropFirst($0) } }

  private var help: [String] {
    let actions: [Action] = [
      .play, .slower, .faster, .back5, .forward5, .back30, .forward30, .previousEvent, .nextEvent,
      .previousRupture, .nextRupture, .help, .quit,
    ]
    return actions.map { action in
      let keys = keymap.keys(of: action, in: .replay).map(\.shown).joined(separator: " ")
      return "  \(keys.padded(to: 18)) \(action.meaning)"
    } + ["  \("0-9".padded(to: 18)) that tenth of the session"]
  }
}
