import SafeText
package import SessionCore
import TerminalKit

/// The observing desk: keys in, effects and frames out.
///
/// A pure value. Nothing here waits, and nothing stops time: a strip half typed, a help page, a list of ratings
/// are states in which seats and clocks go on.
package struct Desk: Sendable {
  /// What the keys mean now. What is under way in a mode lies apart: a desk is looked at far more often than changed.
  indirect enum Mode: Hashable, Sendable {
    case observing
    /// The next key says to whom the turn is addressed.
    case addressing
    case strip(Strip)
    case attendance(MemberID)
    /// The bookmarks that wait for a name; what is keyed next names the one pointed at.
    case bookmarks(BookmarkQueue)
    /// What is keyed next happened at the moment of this record.
    case again(RecordID)
    case events(EventsList)
    case writing(TextEntry)
    case ratings(RatingForm)
    case palette(Palette)
    /// What the keys of the other mode mean.
    case help(HelpScreen, over: Mode)
    case locked(Lock)
    case report(Pager)
  }

  package internal(set) var session: Session
  let keymap: Keymap
  /// The group and the number of the session, for the head.
  let title: String
  let usualHints: UsualHints
  var look: Look
  var theme: Theme { look.theme }
  /// Where the log is, in words for the report; empty in a demonstration.
  var place: String
  var mode = Mode.observing
  var now: Moment
  var size = Size(rows: 24, columns: 80)
  var savedUpTo: RecordID?
  var isUnsaved = false
  /// Since when something has been on its way to the disk; `nil` when all is there.
  var pendingSince: SessionTime?
  /// Why the disk refuses, as long as it does.
  var trouble: String?
  var isBlank = false
  /// What the last key led to, when it needs saying.
  var message: String? { didSet { if message != nil { saidAt = now.session } } }
  /// When that was said.
  var saidAt: SessionTime
  /// The moment that what is being keyed takes instead of its own, while one key is carried out.
  var borrowed: Event.Claim?
  /// The key pressed over and over, if one is.
  var run = KeyRun()
  /// What the desk was about before the last key, and the number the next record had then.
  private var before: (mode: Mode, next: RecordID) = (.observing, RecordID(0))
  /// Whether each code is named in words for a while after it was recorded, for somebody who is learning them.
  package var learns = false
  /// The code that is being named in words.
  var lesson: Lesson?
  /// Counts what the desk took in, but for the passing of time.
  private(set) var revision = 0
  /// Whether ^C was pressed once; a second one leaves.
  var wantsToLeave = false
  /// Whether the observer was told, by the message on screen, that records are lost by leaving.
  var wasWarned = false
  /// Whether the observer was told so and leaves all the same; said together with ``DeskEffect/quit``.
  package internal(set) var acceptsLoss = false

  /// - Parameters:
  ///   - place: where the log is, as shown on the report; empty when there is none.
  ///   - message: what stands in the hint line until the first key.
  package init(
    _ session: Session, keymap: Keymap, look: Look = Look(), place: String = "", at now: Moment,
    savedUpTo: RecordID? = nil, saying message: String? = nil
  ) {
    self.message = message
    saidAt = now.session
    self.session = session
    title = "\(session.opening.group)  session \(session.opening.session)".displaySafe
    usualHints = UsualHints(keymap, session.roster)
    self.keymap = keymap
    self.look = look
    self.place = place
    self.now = now
    self.savedUpTo = savedUpTo
  }

  /// Takes in what happened and says what is to be done about it.
  package mutating func update(_ input: DeskInput) -> [DeskEffect] {
    if isNews(input) { revision += 1 }
    switch input {
    case .key(let key, let moment):
      now = moment
      return press(key)
    case .line(let line, let moment):
      now = moment
      return take(line: line)
    case .pasted(let text, let moment):
      now = moment
      return paste(text)
    case .recorded(let records):
      for record in records { session.apply(record) }
      follow(records)
      pendingSince = pendingSince ?? now.session
    case .saved(let id):
      if id > savedUpTo ?? -1 { pendingSince = now.session }
      savedUpTo = max(id, savedUpTo ?? id)
      if unsaved <= 0 { pendingSince = nil }
      if unsaved <= 0 { (isUnsaved, trouble) = (false, nil) }
    case .notSaved(let why):
      // Said at once when it begins; later it is there whenever nothing else needs saying.
      if trouble == nil { message = why }
      isUnsaved = true
      trouble = why
    case .moved(let path):
      (isUnsaved, trouble) = (false, nil)
      place = path
      message = "Recording goes on in \(path), which holds the whole session."
    case .unsavedAtLeaving(let count): warn(of: count)
    case .unlocked(let isRight): takeUnlocking(isRight)
    case .report(let lines): mode = .report(Pager(lines: lines))
    case .tick(let moment): now = moment
    case .sized(let size): self.size = size
    }
    return []
  }

  /// Whether an input is more than the passing of time.
  private func isNews(_ input: DeskInput) -> Bool {
    switch input {
    case .tick: false
    case .sized(let size): size != self.size
    case .saved(let id): id != savedUpTo || pendingSince != nil || isUnsaved
    default: true
    }
  }

  /// Hints that stand in place of the desk's own, while somebody else takes the keys.
  package var hintsOfOthers: [String]?

  /// The state of the clock when it is a session's that is coded a second time.
  package var replayed: ReplayedStatus?

  /// Whether the session is closed and its report shown.
  package var isShowingReport: Bool { if case .report = mode { true } else { false } }

  private mutating func press(_ key: Key) -> [DeskEffect] {
    if case .locked(let lock) = mode { return key == .control("l") ? [.redraw] : press(key, behind: lock) }
    let hadAsked = wantsToLeave
    let hadWarned = wasWarned
    message = nil
    wantsToLeave = false
    wasWarned = false
    acceptsLoss = false
    switch key {
    case .control("l"): return [.redraw]
    case .control("z"): return [.suspend]
    case .control("c"):
      acceptsLoss = hadWarned
      return leave(isSure: hadAsked || hadWarned)
    default: acceptsLoss = hadWarned && isLeaving(key)
    }
    if isBlank { return wake(key) }
    if blanks(key) {
      isBlank = true
      return []
    }
    if let effects = passOver(key) { return effects }
    before = (mode, RecordID(session.entries.count))
    return dispatch(key)
  }

  /// Gives a key to what the desk is about.
  mutating func dispatch(_ key: Key) -> [DeskEffect] {
    switch mode {
    case .observing: return observe(key)
    case .addressing: return address(key)
    case .strip(let strip): return fill(strip, key)
    case .attendance(let member): return attend(member, key)
    case .bookmarks(let queue): return name(queue, key)
    case .again(let record): return add(to: record, key)
    case .events(let list): return edit(list, key)
    case .writing(let entry): return write(entry, key)
    case .ratings(let form): return rate(form, key)
    case .palette(let palette): return find(palette, key)
    case .help(let screen, let mode): return help(screen, over: mode, key)
    case .locked: return []
    case .report(let pager): return page(report: pager, key)
    }
  }

  /// A double press, or a key that is held down, counts once; `nil` for any other.
  private mutating func passOver(_ key: Key) -> [DeskEffect]? {
    guard mode.countsKeysOnce else {
      run.end()
      return nil
    }
    guard run.goesOn(with: key, at: now.ofPresses) else { return nil }
    let press = run.take(
      at: now.ofPresses, isMeantTwice: isMeantTwice(key), sense: mode.sense(after: before.mode))
    guard press != .fresh else { return nil }
    message = "\(key.shown) was pressed twice at once, or held down; it counts once."
    guard press == .held else { return [] }
    // What the press before this one did was not meant either.
    let undone = session.entries.indices[before.next.rawValue...].reversed().compactMap { index in
      try? session.decide(.retract(RecordID(index)), at: now.session)
    }
    if undone.isEmpty { mode = before.mode }
    return undone.map { .record($0, at: now.session) }
  }

  /// Whether people press a key twice at once and mean it.
  private func isMeantTwice(_ key: Key) -> Bool {
    switch keymap.action(key, in: mode.keymap) {
    case .undo, .redo, .earlier1, .earlier5, .later1, .later5, .again, .recode, .nextEpisode, .up, .down,
      .cancel:
      true
    default: false
    }
  }

  /// Brings what is half typed up to date with what was recorded.
  private mutating func follow(_ records: [Record]) {
    teach(records)
    if case .strip(var strip) = mode {
      strip.settle(in: session)
      mode = .strip(strip)
    }
  }

  /// Records what a command asks for, or says why not.
  mutating func carryOut(_ command: Command) -> [DeskEffect] {
    do throws(Rejection) {
      let events = try session.decide(command, at: now.session)
      return events.isEmpty ? [] : [.record(events, at: now.session)]
    } catch {
      message = error.message(in: session)
      return []
    }
  }

  /// When something happened that is keyed now: the reaction-time offset in force is taken off.
  var claim: Event.Claim {
    session.opening.lag == 0 && now.shown == nil
      ? Event.Claim() : Event.Claim(on: now.seen.moved(by: -session.opening.lag))
  }

  /// Whether a key blanks the screen: in every mode in which it is not a letter of something.
  private func blanks(_ key: Key) -> Bool {
    guard mode.entry == nil, seat(of: key) == nil, keymap.action(key, in: .observe) == .blank else {
      return false
    }
    switch mode {
    case .strip(let strip):
      return keymap.code(for: key, among: strip.codes(in: session.codebook)) == nil
    case .palette, .locked: return false
    case .events(let list): return !list.isWriting
    default: return true
    }
  }

  /// The session as the screen may show it: without names while they are hidden.
  package var shownSession: Session { look.hidesNames ? session.underSeatNumbers : session }

  /// Records in words as the screen may show them.
  var words: EventWords { EventWords(shownSession, manner: .screen.hidingWords(look.hidesNames)) }

  /// Any key brings a blanked screen back; a seat's key also counts.
  private mutating func wake(_ key: Key) -> [DeskEffect] {
    isBlank = false
    guard case .observing = mode, seat(of: key) != nil else { return [] }
    return observe(key)
  }

  // Asked of the people and not of the session, which is large to hand over.
  func seat(of key: Key) -> Member? { session.opening.roster.seat(of: key) }
  func party(of key: Key) -> Party? { session.opening.roster.party(of: key) }
}

extension Roster {
  /// The person whose seat a key is.
  func seat(of key: Key) -> Member? {
    guard let text = key.plainCharacter.map({ String(Character($0)) }) else { return nil }
    return members.first { $0.key == text }
  }

  /// The party a key names: a seat, or `*` for the group.
  func party(of key: Key) -> Party? {
    key == .character("*") ? .group : seat(of: key).map { .person($0.id) }
  }
}
