import SessionCore

/// Where a replay stands: playing, going somewhere, and the time of the view that all of it goes by.
extension Player {
  /// Brings the session to where the clock stands. At the end the clock stops, in a loop it goes round.
  mutating func followClock() {
    guard clock.isPlaying else { return }
    let view = clock.position(at: outside).milliseconds
    if let loop, view >= map.view(loop.end) { return seek(to: loop.start) }
    // Within a stretch that is left out the view stands still, and the session must not go back.
    replay.seek(to: max(map.moment(view), replay.position))
    if view >= map.length {
      seek(to: replay.end)
      clock.pause(at: outside)
    }
  }

  mutating func playOrPause() {
    if clock.isPlaying {
      clock.pause(at: outside)
    } else if replay.isAtEnd, loop == nil {
      message = "This is the end. \(name(of: .back5)) goes back, 0 to the beginning."
    } else {
      seek(to: replay.position)
      clock.play(at: outside)
    }
  }

  mutating func seek(to moment: SessionTime) {
    replay.seek(to: moment)
    clock.move(to: SessionTime(map.view(replay.position)), at: outside)
  }

  mutating func seek(toStep step: Int) {
    replay.seek(toStep: step)
    clock.move(to: SessionTime(map.view(replay.position)), at: outside)
  }

  /// Goes a way in the time of the view.
  mutating func shift(by milliseconds: Int) {
    let view = SessionTime(map.view(replay.position)).moved(by: milliseconds)
    seek(to: map.moment(min(view.milliseconds, map.length)))
  }

  mutating func step(by steps: Int) {
    clock.pause(at: outside)
    replay.step(by: steps)
    seek(toStep: replay.taken - 1)
    if replay.taken > 1 { message = words(ofStep: replay.taken - 1) }
  }

  /// Skips idle time, or shows all of it; everything that is shown follows.
  mutating func skipIdle(_ skips: Bool) {
    skipsIdle = skips
    redrawMap()
    message =
      skips
      ? "idle time over \(Spelling.span(idleLimit)) is skipped: the view is \(Spelling.span(map.length)) long"
      : "all of the time is shown"
  }

  /// Works out anew what depends on the steps of the session.
  mutating func redrawMap() {
    map = TimeMap(replay.times, end: replay.end, idle: skipsIdle ? idleLimit : nil)
    timeline = Timeline(replay, map)
    clock.move(to: SessionTime(map.view(replay.position)), at: outside)
    refreshFinds()
  }

  mutating func tellOther() {
    replay.tell(replay.telling == .recorded ? .believed : .recorded)
    redrawMap()
    switch replay.telling {
    case .recorded: message = "as it was recorded: what had been keyed by then, mistakes and all"
    case .believed: message = "as it is now believed: corrected, everything at its claimed moment"
    }
  }

  mutating func startOrEndLoop() {
    if loop != nil {
      loop = nil
      message = "the loop is over"
      return
    }
    let position = replay.position
    guard let episode = replay.whole.episodes.last(where: { $0.onset <= position }) else {
      message = "No episode has begun yet. \(name(of: .nextRupture)) goes to the next."
      return
    }
    let stop = min(episode.end?.moment ?? replay.end, replay.end)
    let words = EventWords(replay.whole, manner: .screen)
    loop = Loop(
      start: episode.onset.moved(by: -Loop.margin),
      end: min(max(stop, episode.onset).moved(by: Loop.margin), replay.end),
      name: words.pair(episode.who, episode.to))
    if let loop { seek(to: loop.start) }
    message = "again and again: \(loop?.name ?? "") until \(name(of: .loop))"
  }
}

/// An episode that is played again and again, with a little before and after it.
struct Loop: Hashable, Sendable {
  /// How much is shown before the onset and after the end, in ms.
  static let margin = 5000

  let start: SessionTime
  let end: SessionTime
  let name: String
}
