import Foundation
import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

@Suite struct `A session followed from elsewhere` {
  private func follower(_ count: Int) throws -> Follower {
    let records = try WorkedSession("b").records
    guard case .opened(let opening)? = records.first?.event else { throw POSIXError(.EINVAL) }
    var follower = Follower(opening, keymap: try Keymap(builtIn: ()))
    _ = follower.update(.records(Array(records.prefix(count))))
    _ = follower.update(.state(.open, elapsed: 600_000))
    return follower
  }

  private func screen(_ follower: Follower) -> String {
    follower.frame(for: Size(rows: 24, columns: 80)).text
  }

  @Test func `shows the desk's panels and says what it is`() throws {
    let follower = try follower(20)
    try Golden("Tests/ObserverUITests/Golden/follow.txt").check(screen(follower) + "\n")
  }

  @Test func `records nothing and leaves on q`() throws {
    var follower = try follower(20)
    let session = follower.session.entries
    for key in try Key.parse(line: "1 w a <Space> Q <Enter> u") {
      #expect(follower.update(.key(key)) == [])
      #expect(screen(follower).contains("Nothing is recorded from here"))
    }
    #expect(follower.session.entries == session)
    #expect(follower.update(.key(.character("q"))) == [.quit])
  }

  /// What is said of a key that records nothing, and how the session stands meanwhile.
  @Test(arguments: [
    (Follower.State.open, 600_000, true), (.cut, 600_000, false), (.open, 30_000_000, false),
    (.interrupted(isCut: false), 600_000, false), (.interrupted(isCut: true), 600_000, false),
    (.unattended(isCut: false), 600_000, false), (.unattended(isCut: true), 600_000, false),
    (.takenAway, 600_000, false), (.damaged("a.mend:4: bad"), 600_000, false),
  ]) func `says that the session goes on only while it is seen to`(
    state: Follower.State, elapsed: Int, goesOn: Bool
  ) throws {
    var follower = try follower(20)
    for key in try Key.parse(line: "1 w") {
      _ = follower.update(.state(state, elapsed: elapsed))
      #expect(follower.update(.key(key)) == [])
      #expect(screen(follower).contains("Nothing is recorded from here. q leaves"))
      #expect(screen(follower).contains("the session goes on") == goesOn)
    }
    // What was true when the key was pressed may not be later.
    _ = follower.update(.state(state, elapsed: 30_000_000))
    #expect(!screen(follower).contains("the session goes on"))
  }

  @Test func `does not say of a closed session that it goes on`() throws {
    var follower = try follower(.max)
    for state in [Follower.State.closed, .open] {
      _ = follower.update(.state(state, elapsed: 600_000))
      _ = follower.update(.key(.character("1")))
      #expect(screen(follower).contains("q leaves."))
    }
  }

  @Test func `says how the session stands, and goes on`() throws {
    var follower = try follower(20)
    for (state, words) in [
      (Follower.State.interrupted(isCut: false), "can be resumed, and is followed then"), (.cut, "not whole"),
      (.interrupted(isCut: true), "interrupted in the middle of a line"), (.takenAway, "gone"),
      (.damaged("a.mend:4: bad"), "a.mend:4: bad"),
      (.unattended(isCut: false), "Nobody on this machine is recording it"),
      (.unattended(isCut: true), "Its last line is not whole"), (.open, "following"),
    ] {
      #expect(follower.update(.state(state, elapsed: 600_000)) == [])
      #expect(screen(follower).contains(words), "\(state)")
    }
    #expect(follower.now == 600_000)
    // The clock does not run on where nobody keeps it.
    for isCut in [false, true] {
      for state in [Follower.State.unattended(isCut: isCut), .interrupted(isCut: isCut)] {
        _ = follower.update(.state(state, elapsed: 600_000))
        #expect(follower.now == follower.session.lastTime)
      }
    }
    _ = follower.update(.state(.open, elapsed: 600_000))
    _ = follower.update(.moved(to: "a-r1.mend"))
    #expect(screen(follower).contains("goes on in a-r1.mend"))
    _ = follower.update(.state(.cut, elapsed: 30_000_000))
    _ = follower.update(.state(.open, elapsed: 30_000_000))
    #expect(screen(follower).contains("No record for more than two hours"))
    #expect(follower.now == follower.session.lastTime)
    _ = follower.update(.records(try WorkedSession("b").records))
    _ = follower.update(.state(.closed, elapsed: 30_000_000))
    #expect(screen(follower).contains("The session is closed"))
    #expect(follower.now == 1_200_000)
  }

  @Test(arguments: [(1, 1), (3, 20), (8, 40), (16, 60), (60, 200)])
  func `draws at every size`(rows: Int, columns: Int) throws {
    let follower = try follower(20)
    let frame = follower.frame(for: Size(rows: rows, columns: columns))
    #expect(frame.size == Size(rows: rows, columns: columns))
  }
}

@Suite struct `A replay written as an asciicast` {
  /// One event of a cast.
  private struct Row {
    let time: Double
    let code: String
    let data: String
  }

  private func lines(_ letter: String, _ options: Cast.Options = Cast.Options()) throws -> [String] {
    var lines: [String] = []
    try #require(Cast(try WorkedSession(letter).records, options)).write { lines.append($0) }
    return lines
  }

  private func header(_ lines: [String]) throws -> [String: Any] {
    let first = try #require(lines.first)
    return try #require(try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any])
  }

  private func rows(_ lines: [String]) throws -> [Row] {
    try lines.dropFirst().map { line in
      let row = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [Any])
      #expect(row.count == 3)
      return Row(
        time: try #require(row[0] as? Double), code: try #require(row[1] as? String),
        data: try #require(row[2] as? String))
    }
  }

  private func play(_ rows: [Row], _ size: Size) -> MiniTerminal {
    var terminal = MiniTerminal(rows: size.rows, columns: size.columns)
    for row in rows where row.code == "o" { terminal.feed(row.data.utf8) }
    return terminal
  }

  @Test(arguments: ["a", "b", "c", "d", "e"])
  func `keeps the rules of the format`(letter: String) throws {
    var options = Cast.Options()
    options.idleLimit = 2500
    let lines = try lines(letter, options)
    let header = try header(lines)
    #expect(header["version"] as? Int == 2)
    #expect(header["width"] as? Int == 80)
    #expect(header["height"] as? Int == 24)
    #expect(header["idle_time_limit"] as? Double == 2.5)
    #expect(header["timestamp"] == nil)
    let rows = try rows(lines)
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(Set(rows.map(\.code)).isSubset(of: ["o", "m"]))
    #expect(lines.allSatisfy { !$0.contains("\n") })
  }

  @Test(arguments: ["a", "b", "c", "d", "e"])
  func `a terminal that plays it ends on the last screen`(letter: String) throws {
    for columns in [80, 61] {
      var options = Cast.Options()
      options.size = Size(rows: 24, columns: columns)
      let terminal = play(try rows(lines(letter, options)), options.size)
      let cast = try #require(Cast(try WorkedSession(letter).records, options))
      let last = try #require(cast.lastFrame)
      #expect(terminal.text == last.text)
      #expect(terminal.unknown.isEmpty)
      #expect(terminal.systemCommands == 0 && terminal.bells == 0)
      #expect(last.text.contains("replay"))
    }
  }

  @Test func `marks every rupture, repair and resolution at its moment`() throws {
    let records = try WorkedSession("b").records
    let signs = records.filter { ["marker", "repair", "resolved"].contains($0.event.kind) }
    let markers = try rows(lines("b")).filter { $0.code == "m" }
    #expect(markers.map(\.time) == signs.map { Double($0.time.milliseconds) / 1000 })
    #expect(markers.first?.data.contains("C2") == true)
    #expect(markers.first?.data.contains("Alice") == true)
  }

  @Test func `runs faster when it is asked to, and leaves quiet stretches to the player`() throws {
    var options = Cast.Options()
    options.speed = PlaybackClock.Speed(factor: 8)
    #expect(try rows(lines("b", options)).last?.time == 150)
    let whole = try lines("b").count
    options = Cast.Options()
    options.idleLimit = 3000
    let rows = try rows(lines("b", options))
    #expect(rows.last?.time == 1200)
    #expect(rows.count < whole)
    #expect(zip(rows, rows.dropFirst()).contains { $1.time - $0.time > 3 })
  }

  @Test func `the same log gives the same bytes`() throws {
    #expect(try lines("e") == lines("e"))
  }

  @Test(arguments: UInt64(1)...8)
  func `with seats no name and no word of anybody is in it`(seed: UInt64) throws {
    let records = RandomSession(seed: seed).records
    var options = Cast.Options()
    options.showsSeats = true
    var text = ""
    try #require(Cast(records, options)).write { text += $0 + "\n" }
    let session = try #require(Session(replaying: records))
    // What is drawn comes in pieces, so names are looked for on the last screen and in the markers.
    let rows = try rows(text.split(separator: "\n").map(String.init))
    let seen =
      rows.filter { $0.code == "m" }.map(\.data) + [try #require(Cast(records, options)?.lastFrame).text]
    let words = Set(seen.joined(separator: " ").split { !$0.isLetter }.map(String.init))
    for member in session.roster.members { #expect(!words.contains(member.label)) }
    #expect(!text.contains(session.opening.group))
    for entry in session.entries {
      if case .note(let note) = entry.event { #expect(!text.contains(note.text)) }
    }
    #expect(text.contains("seat 1"))
  }
}
