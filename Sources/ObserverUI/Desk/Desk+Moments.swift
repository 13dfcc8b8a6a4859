import SessionCore
import TerminalKit

/// Keys that record something at a moment that is past: naming a bookmark, one code more, another code instead.
extension Desk {
  // MARK: Naming

  mutating func beginNaming() -> [DeskEffect] {
    guard let queue = BookmarkQueue(session) else { return explain("No bookmark waits for a name.") }
    mode = .bookmarks(queue)
    return []
  }

  mutating func beginNaming(_ bookmark: RecordID) -> [DeskEffect] {
    _ = beginNaming()
    guard case .bookmarks(var queue) = mode else { return [] }
    queue.choose(bookmark, in: session)
    mode = .bookmarks(queue)
    return []
  }

  /// A key while bookmarks wait for their names. The floor does not wait: its keys leave the queue.
  mutating func name(_ queue: BookmarkQueue, _ key: Key) -> [DeskEffect] {
    var queue = queue
    if seat(of: key) == nil, let action = keymap.action(key, in: .bookmarks) {
      switch action {
      case .up: queue.move(by: -1, in: session)
      case .down: queue.move(by: 1, in: session)
      case .top: queue.move(by: -session.unnamedBookmarks.count, in: session)
      case .bottom: queue.move(by: session.unnamedBookmarks.count, in: session)
      case .drop: return drop(queue)
      case .cancel:
        mode = .observing
        return []
      case .help: return act(.help)
      default: return explain("That does nothing here.")
      }
      mode = .bookmarks(queue)
      return []
    }
    if keymap.action(key, in: .observe) == nil, seat(of: key) == nil {
      let cancel = keymap.name(of: .cancel, in: .bookmarks)
      return explain("\(key.shown) names nothing. \(cancel) goes back.")
    }
    let (effects, isTaken) = borrow(Event.Claim(from: queue.chosen), for: key)
    if !isTaken { message = message ?? "The bookmark still waits for its name." }
    return effects
  }

  private mutating func drop(_ queue: BookmarkQueue) -> [DeskEffect] {
    let effects = carryOut(.retract(queue.chosen))
    guard !effects.isEmpty else { return [] }
    var queue = queue
    let place = session.unnamedBookmarks.firstIndex(of: queue.chosen) ?? 0
    queue.move(by: place == session.unnamedBookmarks.count - 1 ? -1 : 1, in: session)
    mode = session.unnamedBookmarks.count > 1 ? .bookmarks(queue) : .observing
    message = "The bookmark is taken back; \(keymap.name(of: .undo, in: .observe)) puts it back."
    return effects
  }

  // MARK: One more at the same moment

  mutating func beginAgain() -> [DeskEffect] {
    guard let last = session.lastObservation else { return explain("There is no moment to add to yet.") }
    mode = .again(last)
    return []
  }

  /// A key while what comes next happened at the moment of a record.
  mutating func add(to record: RecordID, _ key: Key) -> [DeskEffect] {
    if keymap.action(key, in: .strip) == .cancel {
      mode = .observing
      return []
    }
    guard let entry = session[record] else { return [] }
    let claim = Event.Claim(on: entry.moment)
    if keymap.action(key, in: .observe) == .again {
      guard let strip = strip(like: entry.event, claim) else {
        return explain("That was no code. Say what else it was: its own key begins a strip.")
      }
      mode = .strip(strip)
      return []
    }
    return borrow(claim, for: key).effects
  }

  /// Takes the last code back and opens its strip again, at the same moment and with the same people.
  mutating func recode() -> [DeskEffect] {
    guard let found = session.lastCoded, let entry = session[found] else {
      return explain("There is no code to take back yet.")
    }
    let claim = entry.event.claim ?? Event.Claim()
    let kept = claim.on == nil && claim.from == nil ? Event.Claim(on: entry.moment) : claim
    guard let strip = strip(like: entry.event, kept) else { return [] }
    let effects = carryOut(.retract(found))
    guard !effects.isEmpty else { return [] }
    mode = .strip(strip)
    let words = EventWords(session, manner: .screen).text(entry.event)
    message = "Taken back: \(words). Another letter codes it anew."
    return effects
  }

  /// A strip of the kind of a coded record, with its people; `nil` for any other record.
  private func strip(like event: Event, _ claim: Event.Claim) -> Strip? {
    var strip: Strip
    switch event {
    case .marker(let marker):
      guard let family = session.codebook.family(of: marker.code) else { return nil }
      strip = Strip(.marker(family), claim: claim, in: session, now: now.session)
      (strip.who, strip.to, strip.clarity) = (marker.who, marker.to, marker.clarity)
      strip.isToGiven = true
    case .repair(let repair):
      strip = Strip(.repair, claim: claim, in: session, now: now.session)
      (strip.who, strip.to) = (repair.who, repair.to)
      strip.isToGiven = true
      strip.choose(repair.episodes.first, in: session)
      if repair.episodes.count > 1 { strip.ticked = repair.episodes }
    case .moment(let moment):
      strip = Strip(.moment, claim: claim, in: session, now: now.session)
      (strip.who, strip.to) = (moment.who, moment.to)
      strip.isToGiven = moment.to != nil
    default: return nil
    }
    strip.settle(in: session)
    return strip
  }

  // MARK: Borrowing a moment

  /// Carries out a key at the desk with a moment that is not its own.
  ///
  /// What records nothing of its own leaves that moment alone, so that nothing later takes it by surprise.
  private mutating func borrow(_ claim: Event.Claim, for key: Key) -> (effects: [DeskEffect], isTaken: Bool) {
    mode = .observing
    let isTaken = seat(of: key) == nil && (keymap.action(key, in: .observe)?.takesMoment ?? false)
    borrowed = isTaken ? claim : nil
    defer { borrowed = nil }
    return (observe(key), isTaken)
  }

  // MARK: Moving in time

  /// Moves the last standing observation in time, and says where to.
  mutating func nudge(by milliseconds: Int) -> [DeskEffect] {
    guard let found = session.lastObservation, let entry = session[found] else {
      return explain("There is nothing to move yet.")
    }
    let moment = entry.moment.moved(by: milliseconds)
    let effects = carryOut(.amend(found, [.on(moment)]))
    guard !effects.isEmpty else { return [] }
    let words = EventWords(session, manner: .screen).text(entry.event)
    message = "Now at \(moment.clockText), keyed at \(entry.time.clockText): \(words)"
    return effects
  }
}

extension Action {
  /// Whether what it records can be said of a moment that is past.
  var takesMoment: Bool {
    switch self {
    case .withdrawal, .confrontation, .groupMarker, .repair, .partly, .resolved, .moment, .note: true
    default: false
    }
  }
}

extension Event {
  /// Whether a strip with a code made it.
  var isCoded: Bool {
    switch self {
    case .marker, .repair, .moment: true
    default: false
    }
  }
}
