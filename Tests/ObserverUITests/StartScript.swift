import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit
import TestSupport
import Testing

/// The start screen with somebody at its keys.
struct StartScript {
  var start: Start
  private(set) var effects: [StartEffect] = []

  init(_ facts: StartFacts = StartScript.facts()) throws {
    start = Start(facts, keymap: try Keymap(builtIn: ()))
  }

  static func group(_ id: String = "communication-skills", mode: Opening.Mode = .roleplay) -> GroupDraft {
    GroupDraft(
      id: id, mode: mode, observer: "obs1", lag: 0, members: GroupFile.builtIn.roster.members)
  }

  static func facts(_ sessions: [KnownSession] = []) -> StartFacts {
    var facts = StartFacts(groups: [group()], practice: group(), codebooks: ["3rs-group", "/c/evening.toml"])
    facts.sessions = sessions
    facts.settings = ["settings: config.toml"] + (1...20).map { "  setting \($0)" }
    return facts
  }

  static func session(
    _ number: Int, of group: String = "communication-skills", _ state: KnownSession.State
  ) -> KnownSession {
    KnownSession(
      path: "/logs/\(group)-\(number).mend", group: group, session: number,
      wall: WallTime("2026-03-0\(number % 9 + 1)T14:00:00.000+01:00"), records: 40 * number,
      end: SessionTime(600_000 * number), state: state)
  }

  /// Presses keys; answers what was asked for.
  @discardableResult
  mutating func press(_ keys: String) throws -> [StartEffect] {
    var asked: [StartEffect] = []
    for key in try Key.parse(line: keys) { asked += start.update(.key(key)) }
    effects += asked
    return asked
  }

  mutating func tell(_ input: StartInput) { _ = start.update(input) }

  func text(_ size: Size = Size(rows: 24, columns: 80)) -> String {
    let frame = start.frame(for: size)
    return (0..<size.rows).map { frame.text(row: $0) }.joined(separator: "\n")
  }

  /// The line above the hints.
  var message: String { start.frame(for: Size(rows: 24, columns: 300)).text(row: 22).trimmed }
  var hints: String { start.frame(for: Size(rows: 24, columns: 300)).text(row: 23).trimmed }
}
