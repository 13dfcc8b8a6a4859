import Foundation
import ObserverUI
import SessionAnalysis
import SessionCore
import SessionFiles
import SessionReports
import TestSupport
import Testing

@Suite struct `Line mode` {
  /// A script played through line mode into a chain of lines, and the answers it gave.
  private struct Run {
    let log: [UInt8]
    let answers: [String]
    let session: Session
    let reading: LogReading

    init(_ opening: Opening, carried: [Event.Carried] = [], script: String) throws {
      var chain = LogChain()
      var log = try chain.line(of: .opened(opening), at: .zero).line
      var answers: [String] = []
      var mode = LineMode(Session(opening))
      for event in try carried.isEmpty ? [] : Session(opening).decide(.carry(carried), at: .zero) {
        let (record, line) = try chain.line(of: event, at: .zero)
        log += line
        mode.apply([record])
      }
      for line in script.lines {
        switch mode.takeScripted(line) {
        case .nothing: continue
        case .say(let words): answers += words
        case .refused(let why): answers.append("no: \(why)")
        case .record(let events, let time):
          for event in events {
            let (record, line) = try chain.line(of: event, at: time)
            log += line
            mode.apply([record])
            answers.append(mode.answer(to: record))
          }
        }
      }
      (self.log, self.answers, session) = (log, answers, mode.session)
      reading = LogReading(of: log)
    }

    var report: String {
      let facts = LogFacts(
        head: reading.head.hex, records: reading.records.count, isClosed: reading.isClosed)
      return JSONReport(Indicators(of: session, log: facts), of: session).text
    }
  }

  private static func worked(_ letter: String) throws -> Run {
    let folder = WorkedSession.folder.deletingLastPathComponent().appendingPathComponent("docs/examples")
    let script = try String(
      contentsOf: folder.appendingPathComponent("session-\(letter).script"), encoding: .utf8)
    guard case .opened(var opening)? = try WorkedSession(letter).records.first?.event else {
      throw PhraseFault("session \(letter) has no opening")
    }
    guard letter == "d" else { return try Run(opening, script: script) }
    let before = try worked("c")
    let first = before.session.opening
    opening.after = Opening.After(sid: first.sid, head: before.reading.head.hex, session: first.session)
    return try Run(opening, carried: before.session.carriedOn(), script: script)
  }

  @Test(arguments: ["a", "b", "c", "d", "e"])
  func `plays the worked sessions into logs with their reports, twice the same bytes`(_ letter: String) throws
  {
    let run = try Self.worked(letter)
    #expect(run.answers.filter { $0.hasPrefix("no:") } == [])
    #expect(run.reading.verdict == .intactClosed)
    let expected = try WorkedSession(letter).expected
    // The last line's hash is the log's own: the examples were written by another program.
    let differences = zip(expected.lines, run.report.lines).filter { !Self.agree($0, $1) }
    #expect(expected.lines.count == run.report.lines.count)
    #expect(differences.allSatisfy { $0.0.contains("\"head\":") }, "\(differences)")
    #expect(try Self.worked(letter).log == run.log)
  }

  /// Whether two lines say the same, numbers within what a decimal fraction may lose.
  private static func agree(_ a: String, _ b: String) -> Bool {
    func parts(_ line: String) -> (String, Double?) {
      let end = line.hasSuffix(",") ? line.dropLast() : line[...]
      let start = end.lastIndex(of: " ").map { end.index(after: $0) } ?? end.startIndex
      return (String(end[..<start]), Double(end[start...]))
    }
    let (one, other) = (parts(a), parts(b))
    guard let x = one.1, let y = other.1 else { return a == b }
    return one.0 == other.0 && abs(x - y) < 1e-9
  }

  @Test func `has words for whatever the desk has keys for`() throws {
    let run = try Run(
      DeskScript.opening,
      script: """
        @0:10 turn joe
        @0:20 turn alice > joe
        @0:25 mark C2 alice > joe
        @0:30 also mark W1 alice > joe
        earlier 2s
        later 1s 3
        recode C6
        @0:35 bookmark
        bookmark
        bookmarks
        drop
        name 9 moment P1 alice
        split 4
        join 4 into 3
        show 4
        events 2
        code C2
        split 3
        drop
        earlier soon
        also undo
        """)
    #expect(run.answers.contains("5 written amended record 4 corrected: on 0:23"))
    #expect(run.answers.contains("6 written amended record 3 corrected: on 0:26"))
    #expect(run.answers.contains("7 written amended record 4 corrected: code C6"))
    #expect(run.answers.contains { $0.hasPrefix("to name: 8 at 0:35, floor alice > joe") })
    #expect(run.answers.contains("10 written retracted record 8 taken back"))
    #expect(run.answers.contains("11 written moment P1 alice"))
    #expect(run.answers.contains("12 written amended record 4 corrected: episode 4"))
    #expect(run.answers.contains("13 written amended record 4 corrected: episode 3"))
    #expect(run.answers.contains("at first: W1 alice > joe episode 3"))
    #expect(run.answers.contains("C2 Rejects intervention (confrontation, 3RS-2015)"))
    #expect(run.answers.contains("no: Record 3 opened its episode itself."))
    #expect(run.answers.contains("no: No bookmark waits for a name."))
    #expect(run.answers.contains { $0.hasPrefix("no: 'soon' is no length of time") })
    #expect(run.answers.contains { $0.hasPrefix("no: One more at the same moment is said with") })
  }

  @Test func `answers each line, goes on after a refusal, and says what is open`() throws {
    let run = try Run(
      DeskScript.opening,
      script: """
        @0:10 turn joe
        @0:20 turn alice > joe self
        @0:25 mark C2 alice > joe
        turn bob
        @0:24 silence
        status
        @0:30 repair R1 joe
        partly
        amend 2 focus=other
        resolved 3 4
        repair R1 joe
        status
        @0:40 pause
        status
        @1:00 close
        turn joe
        """)
    #expect(
      run.answers == [
        "1 written turn joe", "2 written turn alice > joe  self",
        "3 written marker C2 alice > joe opens an episode",
        "no: No 'bob' in this group. It has joe, chris, kathy, alice.",
        "no: 0:24 is before the last record at 0:25. Give a later time, or '~' for how long ago it was.",
        "at 0:25, running", "floor: alice > joe  self since 0:20", "open: 3 alice > joe C2, 0:00, attempts 0",
        "4 written repair R1 joe > alice for 3", "5 written partly episode 3 partly back",
        "6 written amended record 2 corrected: focus other",
        "7 written resolved episode 3 resolved, strength 4", "no: No episode is open. A 'mark' opens one.",
        "at 0:30, running", "floor: alice > joe  other since 0:20", "open: none", "8 written paused",
        "at 0:40, paused",
        "floor: alice > joe  other since 0:20", "open: none", "9 written closed closed (end)",
        "no: The session is closed. Resume its log with --reopen to correct it.",
      ])
  }

  @Test(arguments: [
    "turn joe\u{0}", "note \u{1B}[2J\u{0}\u{7F}\u{85}\u{202E}x", "turn \u{1B}]0;x\u{7}",
    "mark \u{202E}C2 alice", "\u{0}",
    "~", "@", ">", "turn >", "amend 1 =", "amend 1 text=", "name name name", "help help", "rate rate rate",
    "~99999999h silence", "~999999999h999999999m999999999s silence", "resolved 1 2 3", "turn joe > joe",
    "consent alice", "sync 999999999:59:59", "on=1", "amend 0 who=joe", "merge 3 into 3", "retract 0",
    "note " + String(repeating: "a", count: 100_000), String(repeating: "turn ", count: 20_000),
    "note \u{FFFD}\u{FFFD}", "turn " + String(repeating: "\u{301}", count: 5000),
  ]) func `takes hostile lines without a trap, and what it records can be read back`(line: String) throws {
    let run = try Run(DeskScript.opening, script: "turn joe\nturn alice\nmark C2 alice > joe\n" + line)
    #expect(run.reading.verdict == .intactOpen)
    #expect(run.reading.records.count == run.session.entries.count)
    #expect(run.session.ignored == [])
    #expect(run.answers.count >= 3)
  }

  @Test(arguments: UInt64(1)...20) func `takes any words in any order`(_ seed: UInt64) throws {
    var numbers = Seeded(seed)
    let words =
      Verb.allCases.map(\.rawValue) + [
        "joe", "alice", "4", "*", ">", "C2", "R1", "P1", "W1", "episode", "new", "3", "1", "affects",
        "joe,alice", "weak",
        "because", "by", "of", "into", "who=joe", "to=*", "on=0:01", "text=x", "~5s", "na", "resolution",
        "0:30",
      ]
    let script = (0..<150).map { _ in
      (0..<Int.random(in: 1...6, using: &numbers))
        .map { _ in words[Int.random(in: 0..<words.count, using: &numbers)] }.joined(separator: " ")
    }.filter { !$0.hasPrefix("close") }
    let run = try Run(DeskScript.opening, script: script.joined(separator: "\n"))
    #expect(run.reading.verdict == .intactOpen)
    #expect(run.session.ignored == [], "\(run.session.ignored)")
    #expect(Session(replaying: run.reading.records)?.entries == run.session.entries)
  }
}
