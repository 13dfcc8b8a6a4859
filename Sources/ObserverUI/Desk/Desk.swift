package import SessionCore
import TerminalKit

/// The observing desk: keys in, effects and frames out.
///
/// A pure value. Nothing here waits, and nothing stops time: a strip half typed, a help page, a list of ratings
/// are states in which seats and clocks go on.
package struct Desk: Sendable {
  /// What the keys mean now.
  enum Mode: Hashable, Sendable {
    case observing
    /// The next key says to whom the turn is addressed.
    case addressing
    case strip(Strip)
    case attendance(MemberID)
    case writing(TextEntry)
    case ratings(RatingForm)
    case help(scroll: Int)
    case report(Pager)
  }

  package internal(set) var session: Session
  let keymap: Keymap
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
  private var pendingSince: SessionTime?
  /// Why the disk refuses, as long as it does.
  var trouble: String?
  var isBlank = false
  /// What the last key led to, when it needs saying.
  var message: String?
  /// The bookmark that the next strip names.
  var naming: RecordID?
  /// Whether ^C was pressed once; a second one leaves.
  var wantsToLeave = false
  /// Whether the observer was told, by the message on screen, that records are lost by leaving.
  var wasWarned = false
  /// Whether the observer was told so and leaves all the same; said together with ``DeskEffect/quit``.
  package private(set) var acceptsLoss = false

  /// - Parameter place: where the log is, as shown on the report; empty when there is none.
  package init(
    _ session: Session, keymap: Keymap, look: Look = Look(), place: String = "", at now: Moment,
    savedUpTo: RecordID? = nil
  ) {
    self.session = session
    self.keymap = keymap
    self.look = look
    self.place = place
    self.now = now
    self.savedUpTo = savedUpTo
  }

  /// Takes in what happened and says what is to be done about it.
  package mutating func update(_ input: DeskInput) -> [DeskEffect] {
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
    case .report(let lines): mode = .report(Pager(lines: lines))
    case .tick(let moment): now = moment
    case .sized(let size): self.size = size
    }
    return []
  }

  /// Hints that stand in place of the desk's own, while somebody else takes the keys.
  package var hintsOfOthers: [String]?

  /// The state of the clock when it is a session's that is coded a second time.
  package var replayed: ReplayedStatus?

  /// Whether the session is closed and its report shown.
  package var isShowingReport: Bool { if case .report = mode { true } else { false } }

  private mutating func press(_ key: Key) -> [DeskEffect] {
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
    switch mode {
    case .observing: return naming == nil ? observe(key) : name(with: key)
    case .addressing: return address(key)
    case .strip(let strip): return fill(strip, key)
    case .attendance(let member): return attend(member, key)
    case .writing(let entry): return write(entry, key)
    case .ratings(let form): return rate(form, key)
    case .help(let scroll): return page(help: scroll, key)
    case .report(let pager): return page(report: pager, key)
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

  private mutating func leave(isSure: Bool) -> [DeskEffect] {
    if session.closing != nil || isSure { return [.quit] }
    wantsToLeave = true
    // A healthy disk answers long before a second has passed.
    let isSlow = pendingSince.map { $0.moved(by: 1000) <= now.session } ?? false
    if unsaved > 0, isUnsaved || isSlow {
      warn(of: unsaved)
      return []
    }
    let close = keymap.name(of: .close, in: .observe)
    message = "^C again leaves; the log stays open and can be resumed. \(close) closes the session."
    return []
  }

  /// How many records are in memory only, as far as is known.
  var unsaved: Int { session.entries.count - 1 - (savedUpTo?.rawValue ?? -1) }

  private mutating func warn(of count: Int) {
    let what = count == 1 ? "1 record is" : "\(count) records are"
    message =
      "\(what) in memory only. The same key again leaves, and \(count == 1 ? "it is" : "they are") lost."
    wasWarned = true
  }

  /// Whether a key leaves the report.
  private func isLeaving(_ key: Key) -> Bool {
    isShowingReport && keymap.action(key, in: .report) == .quit
  }

  /// Any key brings a blanked screen back; a seat's key also counts.
  private mutating func wake(_ key: Key) -> [DeskEffect] {
    isBlank = false
    guard case .observing = mode, seat(of: key) != nil else { return [] }
    return observe(key)
  }

  /// The person whose seat a key is.
  func seat(of key: Key) -> Member? {
    guard let scalar = key.plainCharacter else { return nil }
    return session.roster.members.first { $0.key == String(Character(scalar)) }
  }

  /// The party a key names: a seat, or `*` for the group.
  func party(of key: Key) -> Party? {
    key == .character("*") ? .group : seat(of: key).map { .person($0.id) }
  }
}
