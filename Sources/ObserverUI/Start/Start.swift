import SessionCore
import TerminalKit

/// The start screen: an unfinished session to go on with, a new one, and what else there is to do.
///
/// A pure value like the desk: keys in, effects and frames out.
package struct Start: Sendable {
  /// What the keys mean now.
  enum Page: Hashable, Sendable {
    case first
    case setup
    /// The sessions to replay, or those to go on with.
    case sessions(unfinished: Bool)
    /// Something to read; any key but those that scroll goes back to where it was called.
    indirect case reading(Pager, title: String, over: Page)
    case consent
    case typing(Field, String)
    /// The next key becomes the key of this seat.
    case seatKey(Int)
  }

  /// A text that is typed.
  enum Field: Hashable, Sendable {
    case group, observer, session
    case label(Int)
    case newPerson
  }

  /// A line of the first page.
  enum Choice: Hashable, Sendable {
    case resume(KnownSession)
    case more, begin, setUp, replay, demo, practise, settings
  }

  let facts: StartFacts
  let keymap: Keymap
  let look: Look
  var theme: Theme { look.theme }
  var plan: StartPlan
  var page = Page.first
  /// The line that is marked, on the page that is shown.
  var cursor = 0
  var message: String?
  var size = Size(rows: 24, columns: 80)
  /// Whether the observer was told that nobody agreed yet.
  var wasToldOfConsent = false

  package init(_ facts: StartFacts, keymap: Keymap, look: Look = Look()) {
    self.facts = facts
    self.keymap = keymap
    self.look = look
    let group = facts.groups.first ?? facts.practice
    plan = StartPlan(group: group, codebook: facts.codebooks.first ?? "", session: 1)
    message = facts.remark
    follow(group.id)
  }

  /// Takes in what happened and says what is to be done about it.
  package mutating func update(_ input: StartInput) -> [StartEffect] {
    switch input {
    case .key(let key): return press(key)
    case .pasted(let text):
      if case .typing(let field, let before) = page { page = .typing(field, before + text.oneLine) }
    case .refused(let why): message = why
    case .changedMeanwhile(let path):
      plan.overwrites = true
      message = "\(path) has changed since it was read. Again writes over it."
    case .sized(let size): self.size = size
    }
    return []
  }

  private mutating func press(_ key: Key) -> [StartEffect] {
    message = nil
    switch key {
    case .control("l"): return [.redraw]
    case .control("z"): return [.suspend]
    case .control("c"): return [.quit]
    default: break
    }
    switch page {
    case .first: return choose(key)
    case .setup: return setUp(key)
    case .sessions(let unfinished): return pick(key, unfinished: unfinished)
    case .reading(let pager, let title, let under): return read(pager, title, over: under, key)
    case .consent: return askConsent(key)
    case .typing(let field, let text): return type(key, field, text)
    case .seatKey(let place): return giveSeatKey(key, to: place)
    }
  }

  // MARK: The first page

  /// The sessions that can be gone on with, newest first.
  var unfinished: [KnownSession] { facts.sessions.filter { $0.state == .unfinished } }

  /// So many of them stand on the first page.
  static let mostUnfinished = 3

  var choices: [Choice] {
    let open = unfinished
    return open.prefix(Self.mostUnfinished).map { .resume($0) }
      + (open.count > Self.mostUnfinished ? [.more] : [])
      + [.begin, .setUp, .replay, .demo, .practise, .settings]
  }

  private mutating func choose(_ key: Key) -> [StartEffect] {
    let choices = self.choices
    switch keymap.action(key, in: .start) {
    case .up: cursor = max(0, cursor - 1)
    case .down: cursor = min(choices.count - 1, cursor + 1)
    case .take: if choices.indices.contains(cursor) { return carryOut(choices[cursor]) }
    case .resumeSession:
      if unfinished.isEmpty { return explain("Every session here is closed.") }
      return unfinished.count == 1 ? carryOut(choices[0]) : carryOut(.more)
    case .newSession: return carryOut(.begin)
    case .setUp: return carryOut(.setUp)
    case .replaySession: return carryOut(.replay)
    case .demo: return carryOut(.demo)
    case .practise: return carryOut(.practise)
    case .settings: return carryOut(.settings)
    case .help: showHelp()
    case .quit: return [.quit]
    case .cancel: return explain("This is the first page. \(name(.quit)) leaves.")
    default: return explain("\(key.shown) does nothing here. The line below says what the keys do.")
    }
    return []
  }

  private mutating func carryOut(_ choice: Choice) -> [StartEffect] {
    switch choice {
    case .resume(let session): return [.resume(session.path)]
    case .more: open(.sessions(unfinished: true))
    case .begin: return begin()
    case .setUp: open(.setup)
    case .replay:
      if facts.sessions.isEmpty { return explain("There is no session yet.") }
      open(.sessions(unfinished: false))
    case .demo: return [.demo]
    case .practise:
      follow(facts.practice.id)
      var practice = StartPlan(group: facts.practice, codebook: plan.codebook, session: plan.session)
      practice.isPractice = true
      follow(plan.group.id)
      return [.begin(practice)]
    case .settings: page = .reading(Pager(lines: facts.settings), title: "settings", over: page)
    }
    return []
  }

  mutating func open(_ page: Page) {
    self.page = page
    cursor = 0
  }

  /// Begins what is planned, or says what keeps it from being begun.
  mutating func begin() -> [StartEffect] {
    if let fault = plan.group.fault {
      if page == .first { open(.setup) }
      return explain(fault)
    }
    guard plan.group.mode != .roleplay, page != .consent else { return [.begin(plan)] }
    plan.consents = []
    wasToldOfConsent = false
    open(.consent)
    return []
  }

  /// Takes up where a group's sessions have got to.
  mutating func follow(_ group: String) {
    let before = facts.sessions.filter { $0.group == group }.max { $0.session < $1.session }
    plan.session = min(9999, before.map { $0.session + 1 } ?? facts.numbers[group] ?? 1)
    plan.after = before?.path
  }

  // MARK: Lists and pages

  func listed(unfinished: Bool) -> [KnownSession] { unfinished ? self.unfinished : facts.sessions }

  private mutating func pick(_ key: Key, unfinished: Bool) -> [StartEffect] {
    let sessions = listed(unfinished: unfinished)
    switch keymap.action(key, in: .start) {
    case .up: cursor = max(0, cursor - 1)
    case .down: cursor = min(max(0, sessions.count - 1), cursor + 1)
    case .take where sessions.indices.contains(cursor):
      let session = sessions[cursor]
      return [unfinished ? .resume(session.path) : .replay(session.path)]
    case .cancel: open(.first)
    case .quit: return [.quit]
    default: return explain("\(key.shown) does nothing here. \(name(.cancel)) goes back.")
    }
    return []
  }

  /// What the keys of this page do.
  mutating func showHelp() {
    let mode: Keymap.Mode = page == .first ? .start : .group
    let actions = Action.allCases.filter { $0 != .help && !keymap.keys(of: $0, in: mode).isEmpty }
    let keys = actions.map { action in
      let keys = keymap.keys(of: action, in: mode).map(\.shown).joined(separator: " ")
      return "  \(keys.padded(to: 10)) \(action.meaning(in: mode))"
    }
    let words =
      mode == .start
      ? [
        "Mend records who speaks in a group, where the alliance breaks and how it is mended, while it happens, and then"
          + " says what it adds up to. Nothing leaves this machine.", "",
        "A new session begins at once with the group that is named; its keys are on screen there.", "",
      ]
      : ["What is set up here is remembered in the group's file when the session begins.", ""]
    page = .reading(Pager(lines: words + keys), title: "help", over: page)
  }

  private mutating func read(_ pager: Pager, _ title: String, over under: Page, _ key: Key) -> [StartEffect] {
    var pager = pager
    pager.rows = Self.bodyRows(of: size)
    pager.columns = size.columns - 2
    switch keymap.action(key, in: .start) {
    case .up: pager.move(by: -1)
    case .down: pager.move(by: 1)
    default:
      page = under
      return []
    }
    page = .reading(pager, title: title, over: under)
    return []
  }

  // MARK: Consent

  /// Who is asked: therapists are there in their profession.
  var asked: [Member] { plan.group.members.filter { $0.role == .member } }

  private mutating func askConsent(_ key: Key) -> [StartEffect] {
    let members = asked
    switch keymap.action(key, in: .group) {
    case .up: cursor = max(0, cursor - 1)
    case .down: cursor = min(members.count - 1, cursor + 1)
    case .tick where members.indices.contains(cursor):
      let id = members[cursor].id
      if let place = plan.consents.firstIndex(of: id) {
        plan.consents.remove(at: place)
      } else {
        plan.consents.append(id)
        cursor = min(members.count - 1, cursor + 1)
      }
    case .everybody: plan.consents = members.map(\.id)
    case .take, .newSession:
      if plan.consents.isEmpty, !wasToldOfConsent {
        wasToldOfConsent = true
        return explain("Nobody agreed yet, so nobody could be recorded. Again begins all the same.")
      }
      return begin()
    case .cancel: open(.setup)
    case .help: showHelp()
    default: return explain("\(key.shown) does nothing here. \(name(.cancel, .group)) goes back.")
    }
    return []
  }

  // MARK: Small things

  mutating func explain(_ text: String) -> [StartEffect] {
    message = text
    return []
  }

  func name(_ action: Action, _ mode: Keymap.Mode = .start) -> String { keymap.name(of: action, in: mode) }
}

extension String {
  /// What of this can stand on one line: everything but controls.
  var oneLine: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }
}
