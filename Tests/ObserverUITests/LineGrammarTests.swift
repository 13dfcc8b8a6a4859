import Foundation
import ObserverUI
import SessionCore
import SessionFiles
import TestSupport
import Testing

/// The words of line mode: each form gives exactly its command, or a message that helps.
@Suite struct `The words of line mode` {
  /// The built-in group and codebook after some turns: episode 3 is open, 5 is a bookmark.
  private static let session = Scenario(
    DeskScript.opening,
    given: [
      (1000, .turn("joe")), (2000, .turn("alice", to: "joe")), (3000, .marker("C2", "alice", to: "joe")),
      (4000, .turn("joe")), (5000, .bookmark()),
    ]
  ).session

  private static let now = SessionTime(60_000)
  private static let wall = Sample.wall

  private func read(_ line: String, lag: Int = 0) -> Result<Directive, PhraseFault> {
    var session = Self.session
    if lag > 0 { session = Session(DeskScript.opening(DeskScript.opening.roster, lag: lag)) }
    do throws(PhraseFault) {
      return .success(try LineGrammar(session: session, now: Self.now, wall: Self.wall).read(line))
    } catch {
      return .failure(error)
    }
  }

  @Test(
    arguments: [
      ("turn joe", .turn(Event.Turn(who: "joe"))),
      ("turn Joe > *", .turn(Event.Turn(who: "joe", to: .group))),
      ("turn 4>2 self minimal", .turn(Event.Turn(who: "alice", to: "chris", focus: .own, minimal: true))),
      ("turn alice other", .turn(Event.Turn(who: "alice", focus: .other))),
      ("turn alice minimal group", .turn(Event.Turn(who: "alice", focus: .group, minimal: true))),
      ("turn alice none", .turn(Event.Turn(who: "alice", focus: Event.Focus.none))),
      ("turn unlogged", .turn(Event.Turn(who: .unlogged))), ("  silence\t\r", .silence()),
      ("~12s silence", .silence(Event.Claim(on: SessionTime(48_000)))),
      ("mark C2 alice", .mark(Command.Mark("C2", "alice"))),
      ("mark c2 ALICE > joe weak", .mark(Command.Mark("C2", "alice", to: "joe", clarity: .weak))),
      ("mark W1 4 > * clear", .mark(Command.Mark("W1", "alice", to: .group, clarity: .clear))),
      (
        "mark X2 alice > chris strong affects chris,kathy episode new",
        .mark(
          Command.Mark(
            "X2", "alice", to: "chris", clarity: .strong, affected: ["chris", "kathy"], joining: .new))
      ),
      ("mark C2 alice episode 3", .mark(Command.Mark("C2", "alice", joining: .episode(3)))),
      ("repair R1 joe", .repair(Command.Repair("R1", "joe"))),
      (
        "repair R1 joe > alice episode 3,9",
        .repair(Command.Repair("R1", "joe", to: "alice", episodes: [3, 9]))
      ),
      ("partly", .partly(nil)), ("partly 3", .partly(3)), ("resolved", .resolve(Command.Resolve())),
      ("resolved 4", .resolve(Command.Resolve(strength: 4))), ("resolved 3", .resolve(Command.Resolve(3))),
      ("resolved 3 5", .resolve(Command.Resolve(3, strength: 5))),
      ("resolved 12", .resolve(Command.Resolve(12))),
      (
        "resolved 3 2 because she  said > so",
        .resolve(Command.Resolve(3, strength: 2, evidence: .text("she  said > so")))
      ),
      ("resolved because 2", .resolve(Command.Resolve(evidence: .record(2)))),
      ("moment P1 alice", .moment(Event.Moment(code: "P1", who: "alice"))),
      (
        "moment BOND+ kathy > alice about 2",
        .moment(Event.Moment(code: "BOND+", who: "kathy", to: "alice", about: 2))
      ),
      ("bookmark", .bookmark()), ("~1m bookmark", .bookmark(Event.Claim(on: .zero))),
      (
        "name 5 moment P1 alice",
        .moment(Event.Moment(code: "P1", who: "alice", claim: Event.Claim(from: 5)))
      ),
      ("name 5 note what it was", .note(Event.Note(text: "what it was", claim: Event.Claim(from: 5)))),
      ("caused 3 by 7", .cause(3, by: 7)), ("relapse 9 of 3", .relapse(9, of: 3)),
      ("merge 9 into 3", .merge(9, into: 3)),
      (
        "amend 2 who=kathy to=* focus=self minimal=yes",
        .amend(2, [.who("kathy"), .to(.group), .focus(.own), .minimal(true)])
      ),
      (
        "amend 3 on=0:02.500 code=c5 clarity=weak affected=joe,4",
        .amend(
          3, [.on(SessionTime(2500)), .code("C5"), .clarity(.weak), .affected(["joe", "alice"])])
      ),
      ("amend 3 on=~5s", .amend(3, [.on(SessionTime(55_000))])),
      ("amend 3 on=2500", .amend(3, [.on(SessionTime(2500))])),
      ("amend 3 text=a>b  c = d", .amend(3, [.text("a>b  c = d")])),
      ("amend 3 strength=4 text= blank first", .amend(3, [.strength(4), .text(" blank first")])),
      (
        "amend 3 episodes=3,4 evidence=7 value=na",
        .amend(3, [.episodes([3, 4]), .evidence(.record(7)), .value(nil)])
      ),
      ("retract 2", .retract(2)), ("restore 2", .restore(2)), ("undo", .undo), ("redo", .redo),
      ("left alice", .leave("alice")), ("left alice rupture", .leave("alice", because: .rupture)),
      ("left 4 planned", .leave("alice", because: .planned)), ("arrived alice", .arrive("alice")),
      ("withdrew alice", .withdraw("alice")),
      ("consent alice observation and recording", .consent("alice", scope: "observation and recording")),
      ("lost", .loseSight), ("regained", .regainSight), ("pause", .pause(wall)), ("resume", .resume(wall)),
      ("sync 12:30", .sync(media: 750_000)),
      ("sync 1:02:03.5 camera two", .sync(media: 3_723_500, label: "camera two")),
      (
        "note  she looked > away  # not a comment ",
        .note(Event.Note(text: "she looked > away  # not a comment"))
      ),
      ("~1m30s note x", .note(Event.Note(text: "x", claim: Event.Claim(on: SessionTime(-30_000))))),
      ("rate resolution 4", .rate("resolution", 4)), ("rate significance.W na", .rate("significance.W", nil)),
      ("rate resolution 2 alice", .rate("resolution", 2, member: "alice")),
      ("close", .close(wall, .end)), ("close observer", .close(wall, .observer)),
      ("close technical", .close(wall, .technical)),
    ] as [(String, Command)])
  func `say this`(line: String, command: Command) {
    #expect(read(line) == .success(.record(command)))
  }

  @Test(
    arguments: [
      ("", .nothing), ("   \t", .nothing), ("# turn joe", .nothing), ("status", .status),
      ("help", .help(nil)),
      ("help mark", .help(.mark)),
    ] as [(String, Directive)])
  func `record nothing`(line: String, directive: Directive) {
    #expect(read(line) == .success(directive))
  }

  @Test func `take the reaction time off what has no time of its own`() {
    let on = Event.Claim(on: SessionTime(58_500))
    #expect(read("silence", lag: 1500) == .success(.record(.silence(on))))
    #expect(
      read("~2s silence", lag: 1500) == .success(.record(.silence(Event.Claim(on: SessionTime(58_000))))))
  }

  @Test(arguments: [
    ("tunr joe", "No verb 'tunr'. Did you mean 'turn'?"), ("xyzzy", "No verb 'xyzzy'. 'help' lists them."),
    ("help tunr", "No verb 'tunr'. Did you mean 'turn'?"),
    (
      "turn",
      "'turn' needs somebody's id, label or key. It is written: turn WHO [> WHO|*] [self|other|group|none] [minimal]"
    ),
    ("turn joee", "No 'joee' in this group. Did you mean 'joe'? It has joe, chris, kathy, alice."),
    (
      "turn joe >",
      "'turn' needs somebody after '>', or * for the group. It is written: turn WHO [> WHO|*] [self|other|group|none] [minimal]"
    ),
    (
      "turn joe self other",
      "'other' does not belong here. It is written: turn WHO [> WHO|*] [self|other|group|none] [minimal]"
    ),
    ("silence now", "'now' does not belong here. It is written: silence"),
    (
      "mark C2 alice episode x",
      "'x' is no record's number. It is written: mark CODE WHO [> WHO|*] [weak|clear|strong] [affects WHO[,WHO]] [episode N|new]"
    ),
    ("mark C2 alice affects joe,", "No '' in this group. It has joe, chris, kathy, alice."),
    ("caused 3 of 4", "'caused' needs 'by'. It is written: caused N by N"),
    ("resolved because", "'because' needs a text, or the number of a record."),
    (
      "name 5 left alice",
      "A bookmark is named with turn, silence, mark, repair, partly, resolved, moment, note, not 'left'."
    ),
    ("name 5", "'name' needs a verb, for example 'moment'. It is written: name N VERB ..."),
    ("~3s name 5 silence", "What is named takes the bookmark's moment; '~' does not go with it."),
    ("amend 3", "'amend' needs what changes, as FIELD=VALUE. It is written: amend N FIELD=VALUE ..."),
    ("amend 3 who", "'who' is no change. Write FIELD=VALUE, for example who=kathy."),
    ("amend 3 woh=joe", "No field 'woh'. Did you mean 'who'?"),
    ("amend 3 focus=them", "'them' is no focus. Write self, other, group, none."),
    ("amend 3 on=soon", "'soon' is no on. Write MM:SS, whole milliseconds, or ~5s."),
    ("left alice angry", "'angry' is no reason for leaving. Write rupture, planned, or nothing."),
    ("sync now", "'now' is no place in a recording. Write MM:SS or H:MM:SS."),
    ("rate resolution high", "'high' is no rating. Write 1 to 5, or na."),
    (
      "rate",
      "'rate' needs a scale: significance.W, significance.C, resolution, contribution. It is written: rate SCALE 1-5|na [WHO]"
    ),
    ("close later", "'later' is no way to close. Write end, observer or technical."),
    ("~soon silence", "'~soon' is no length of time. Write ~12s or ~1m30s."),
    ("~12s", "A time alone is no command. 'help' lists the verbs."),
    ("~5s pause", "'pause' happens when it is typed; '~' does not go with it."),
    ("retract 9999999999", "'9999999999' is no record's number. It is written: retract N"),
    ("retract -1", "'-1' is no record's number. It is written: retract N"),
  ])
  func `that are wrong are answered with what was found and what to write`(line: String, message: String) {
    #expect(read(line) == .failure(PhraseFault(message)))
  }

  @Test(arguments: Verb.allCases)
  func `are written as the usage says`(_ verb: Verb) {
    // The one marker of this session opened its episode itself, so there is nothing to split off.
    for line in Self.forms(of: verb.usage) where verb != .split {
      guard case .success = read(line) else {
        Issue.record("'\(line)', from '\(verb.usage)': \(read(line))")
        continue
      }
    }
  }

  @Test(arguments: Verb.allCases) func `have help that fits one line`(_ verb: Verb) {
    #expect(LineMode.help(verb) == [verb.usage, "  \(verb.meaning)"])
    #expect(verb.usage.utf8.starts(with: verb.rawValue.utf8))
  }

  @Test(
    arguments: [
      ("0:05", 5000), ("12:30", 750_000), ("1:02:03", 3_723_000), ("0:00.5", 500), ("0:00.050", 50),
      ("99:59", 5_999_000),
      ("5", nil), ("0:60", nil), ("0:5x", nil), (":30", nil), ("1:", nil), ("1:2:3:4", nil), ("0:01.", nil),
      ("0:01.1234", nil), ("-1:00", nil), ("٣:٠٠", nil), ("", nil),
      ("999999999:59:59", 3_599_999_999_999_000),
    ] as [(String, Int?)])
  func `spell places on a clock`(word: String, milliseconds: Int?) {
    #expect(Spelling.clock(word)?.milliseconds == milliseconds)
  }

  @Test(
    arguments: [
      ("12s", 12_000), ("1m30s", 90_000), ("2m", 120_000), ("1h5m", 3_900_000), ("1.5s", 1500), ("0s", 0),
      ("", nil),
      ("12", nil), ("s", nil), ("30s1m", nil), ("1m30", nil), ("-1s", nil), ("1.5m", nil), ("1e3s", nil),
      ("9999999999s", nil),
    ] as [(String, Int?)])
  func `spell lengths of time`(word: String, milliseconds: Int?) {
    #expect(Spelling.duration(word) == milliseconds)
  }

  /// Every way to fill in a usage line: without its optional parts, with each alone, with all of them, and with
  /// each of its alternatives.
  private static func forms(of usage: String) -> [String] {
    let samples: [(String, [String])] = [
      ("WHO[,WHO]", ["joe", "joe,alice"]), ("WHO|*", ["alice", "*"]), ("N[,N]", ["3", "3,3"]),
      ("N|new", ["3", "new"]), ("FIELD=VALUE ...", ["to=joe", "to=* clarity=weak"]),
      ("VERB ...", ["silence"]),
      ("1-5|na", ["1", "5", "na"]), ("1-5", ["1", "5"]), ("MM:SS", ["12:30"]), ("[VERB]", ["", "mark"]),
      ("CODE", ["C2"]), ("WHO", ["kathy"]), ("SCALE", ["resolution"]), ("SCOPE", ["observation"]),
      ("BOOKMARK", ["5"]), ("TIME", ["5s"]), ("HOW-MANY", ["3"]), ("TEXT", ["in words"]),
      ("LABEL", ["camera"]), ("N", ["3"]),
    ]
    var lines = [usage]
    for (name, words) in samples {
      while let line = lines.first(where: { $0.contains(name) }) {
        lines.removeAll { $0 == line }
        lines += words.map { replacing(name, with: $0, in: line) }
      }
    }
    while let line = lines.first(where: { $0.contains("[") }) {
      lines.removeAll { $0 == line }
      lines += withoutFirstBracket(line)
    }
    return lines
  }

  private static func replacing(_ name: String, with word: String, in line: String) -> String {
    guard let place = line.range(of: name) else { return line }
    return line[..<place.lowerBound] + word + line[place.upperBound...]
  }

  /// The line with its first bracket left out, and with each alternative inside it.
  private static func withoutFirstBracket(_ line: String) -> [String] {
    guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]") else {
      return []
    }
    let inside = line[line.index(after: open)..<close].split(separator: "|").map(String.init)
    return ([""] + inside).map { line[..<open] + $0 + line[line.index(after: close)...] }
  }
}
