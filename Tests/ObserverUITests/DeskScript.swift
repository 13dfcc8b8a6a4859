import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit
import TestSupport
import Testing

/// The desk with somebody at its keys: what it asks for is done as the program does it, in memory.
struct DeskScript {
  var desk: Desk
  /// Everything the desk asked for since the beginning.
  private(set) var effects: [DeskEffect] = []
  /// Every record made so far, the opening included.
  private(set) var records: [Record]
  private(set) var time: SessionTime
  let opening: Opening
  let keymap: Keymap
  /// Whether records are on disk at once; else only when ``save()`` says so.
  var savesAtOnce = true

  init(_ opening: Opening = DeskScript.opening, keymap: Keymap? = nil) throws {
    self.opening = opening
    self.keymap = try keymap ?? Keymap(builtIn: ())
    records = [Record(id: 0, time: .zero, event: .opened(opening))]
    time = .zero
    desk = Desk(
      Session(opening), keymap: self.keymap, place: "session.mend",
      at: Moment(.zero, wall: opening.wall), savedUpTo: 0)
  }

  /// The group and the codebook that are compiled in.
  static var opening: Opening { opening(GroupFile.builtIn.roster) }

  static func opening(_ roster: Roster, lag: Int = 0) -> Opening {
    Opening(
      sid: String(repeating: "d", count: 32), wall: Sample.wall, app: "mend", mode: .roleplay,
      group: "communication-skills", session: 3, observer: "obs1", lag: lag, roster: roster,
      codebook: CodebookFile.builtIn)
  }

  var session: Session { desk.session }
  var events: [Event] { records.dropFirst().map(\.event) }

  /// What the line above the hints says: the answer to the last key.
  var message: String { desk.frame(for: Size(rows: 24, columns: 300)).text(row: 22).trimmed }

  /// Presses keys in the notation of key scripts, at a time such as `4:12` or where the clock stands.
  @discardableResult
  mutating func press(_ keys: String, at clock: String? = nil) throws -> [DeskEffect] {
    try go(to: clock)
    var asked: [DeskEffect] = []
    for key in try Key.parse(line: keys) { asked += press(key) }
    return asked
  }

  /// Presses one key.
  @discardableResult
  mutating func press(_ key: Key) -> [DeskEffect] { take(.key(key, at: moment)) }

  /// Lets time go by.
  mutating func go(to clock: String?) throws {
    if let clock { time = try #require(Spelling.clock(clock)) }
    take(.tick(moment))
  }

  mutating func wait(_ milliseconds: Int) { time = time.moved(by: milliseconds) }

  @discardableResult
  mutating func paste(_ text: String) -> [DeskEffect] { take(.pasted(text, at: moment)) }

  @discardableResult
  mutating func say(_ line: String) -> [DeskEffect] { take(.line(line, at: moment)) }

  /// Everything recorded so far is on disk.
  mutating func save() { take(.saved(upTo: RecordID(records.count - 1))) }

  /// The disk refuses from here on.
  mutating func fail(_ why: String) {
    savesAtOnce = false
    take(.notSaved(why))
  }

  /// Shows a report of these lines.
  mutating func show(report lines: [String]) { take(.report(lines)) }

  var now: Moment { moment }

  private var moment: Moment {
    Moment(time, wall: opening.wall.adding(milliseconds: time.milliseconds))
  }

  @discardableResult
  private mutating func take(_ input: DeskInput) -> [DeskEffect] {
    let asked = desk.update(input)
    effects += asked
    for case .record(let events, let time) in asked {
      let new = events.enumerated().map { offset, event in
        Record(id: RecordID(records.count + offset), time: time, event: event)
      }
      records += new
      _ = desk.update(.recorded(new))
      if savesAtOnce { save() }
    }
    return asked
  }
}

extension Keymap {
  /// The keymap that is compiled in.
  init(builtIn: Void) throws {
    var tables: [String: [String: [String]]] = [:]
    for mode in KeymapFile.builtIn.modes {
      for binding in mode.bindings {
        tables[mode.name, default: [:]][binding.action] = binding.keys
      }
    }
    try self.init(tables)
  }
}

extension String {
  /// Without the blanks around it.
  var trimmed: String {
    var scalars = unicodeScalars[...]
    while scalars.first == " " { scalars.removeFirst() }
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}
