import ObserverUI
import SessionCore
import SessionFiles
import TerminalKit
import TestSupport
import Testing

/// A second coder at the desk, with a clock outside that the test moves.
struct SecondDesk {
  private(set) var coding: SecondCoding
  private(set) var desk: Desk
  private(set) var records: [Record]
  private(set) var outside = 1000
  /// The clock by which fingers press: they are slower than two keys at once.
  private var fingers = 0
  /// What was asked of a recording's player.
  private(set) var wishes: [SecondCoding.Wish] = []

  init(of source: Session, isBlind: Bool = false, isLed: Bool = false) throws {
    var opening = source.opening
    opening.sid = String(repeating: "e", count: 32)
    opening.observer = "second"
    opening.lag = 0
    opening.codebook = source.opening.codebook.withLetters(of: CodebookFile.builtIn)
    opening.source = Opening.Source(
      sid: source.opening.sid, head: String(repeating: "0", count: 64), givesFloor: !isBlind,
      wall: Sample.wall)
    records = [Record(id: 0, time: .zero, event: .opened(opening))]
    let session = Session(opening)
    coding = SecondCoding(session, floor: GivenFloor(of: source, isBlind: isBlind), isLed: isLed)
    desk = Desk(session, keymap: try Keymap(builtIn: ()), at: coding.moment(at: outside), savedUpTo: 0)
    show()
  }

  mutating func wait(_ milliseconds: Int) {
    // As the loop does: it looks several times a second.
    var rest = milliseconds
    while rest > 0 {
      outside += min(rest, 200)
      rest -= 200
      coding.advance(to: outside)
      for given in coding.takeFloor() { record([given.event], at: given.time) }
    }
    show()
  }

  mutating func press(_ keys: String) throws {
    for key in try Key.parse(line: keys) {
      fingers += 1000
      if let asked = coding.press(key, at: outside, over: desk) {
        wishes += asked
      } else {
        for case .record(let events, let time) in desk.update(.key(key, at: coding.moment(at: fingers))) {
          record(events, at: time)
        }
      }
      show()
    }
  }

  /// What a recording's player says.
  mutating func hear(_ position: Int, isPlaying: Bool) {
    wishes += coding.follow(SessionTime(position), isPlaying: isPlaying, speed: .normal, at: outside)
    show()
  }

  var screen: String { desk.frame(for: Size(rows: 24, columns: 80)).text }
  var message: String { desk.frame(for: Size(rows: 24, columns: 200)).text(row: 22).trimmed }

  private mutating func show() {
    desk.replayed = coding.status
    _ = desk.update(.tick(coding.moment(at: outside)))
  }

  private mutating func record(_ events: [Event], at time: SessionTime) {
    for event in events {
      let record = Record(id: RecordID(records.count), time: time, event: event)
      records.append(record)
      _ = desk.update(.recorded([record]))
    }
  }
}

@Suite struct `Coding a session a second time` {
  private func sessionB() throws -> Session { try #require(try WorkedSession("b").session) }

  @Test func `begins with the clock standing, and shows the floor as it was`() throws {
    var desk = try SecondDesk(of: sessionB())
    desk.wait(5000)
    #expect(desk.screen.contains("‖  ● 00:00:00") || desk.screen.contains("‖  ○ 00:00:00"))
    try desk.press("<Enter>")
    desk.wait(50_000)
    #expect(desk.screen.contains("00:00:50"))
    #expect(desk.records.dropFirst().map(\.event.kind) == ["turn", "turn"])
    #expect(desk.records.dropFirst().map(\.time) == [0, 45_000])
    #expect(desk.screen.contains("▸ Chris"), "\(desk.screen)")
  }

  @Test func `a stop leaves no trace in the log`() throws {
    var straight = try SecondDesk(of: sessionB())
    var stopped = try SecondDesk(of: sessionB())
    try straight.press("<Enter>")
    straight.wait(20_000)
    try straight.press("w3m")
    straight.wait(40_000)
    try stopped.press("<Enter>")
    stopped.wait(20_000)
    try stopped.press("<Enter>")
    stopped.wait(600_000)
    try stopped.press("w3m")
    stopped.wait(5000)
    try stopped.press("<Enter>")
    stopped.wait(40_000)
    #expect(stopped.records == straight.records)
    #expect(stopped.records.contains { $0.event.kind == "marker" })
  }

  @Test func `what is marked after going back is claimed for the moment that is seen`() throws {
    var desk = try SecondDesk(of: sessionB())
    try desk.press("<Enter>")
    desk.wait(60_000)
    try desk.press("<Enter> <Left> <Left>")
    #expect(desk.screen.contains("00:00:50"))
    #expect(desk.screen.contains("0:10 back"))
    try desk.press("b")
    let bookmark = try #require(desk.records.last)
    #expect(bookmark.time == 60_000)
    #expect(bookmark.event == .bookmark(Event.Claim(on: 50_000)))
    try desk.press("<Right> <Right> b")
    #expect(desk.records.last?.event == .bookmark(Event.Claim()))
    try desk.press("<Right>")
    #expect(desk.message.contains("has not been seen yet"))
  }

  @Test func `the floor is not the second coder's to say, nor to take back`() throws {
    var desk = try SecondDesk(of: sessionB())
    try desk.press("<Enter>")
    desk.wait(50_000)
    let before = desk.records
    for keys in ["4", "<Space>", "g", ">3", "l", "P"] {
      try desk.press(keys)
      #expect(desk.message.contains("the first log's"), "\(keys): \(desk.message)")
    }
    try desk.press("u")
    #expect(desk.message.contains("nothing to undo"))
    #expect(desk.records == before)
    try desk.press("w3m")
    #expect(desk.records.count == before.count + 1)
    desk.wait(200_000)
    let given = desk.records.count
    try desk.press("u")
    #expect(desk.records.last?.event == .retracted(RecordID(before.count)))
    #expect(desk.records.count == given + 1)
  }

  @Test func `a blind coder has the floor to say and is told nothing`() throws {
    var desk = try SecondDesk(of: sessionB(), isBlind: true)
    try desk.press("<Enter>")
    desk.wait(120_000)
    #expect(desk.records.count == 1)
    try desk.press("4")
    #expect(desk.records.last?.event == .turn("alice"))
  }

  @Test func `ends where the session ended`() throws {
    var desk = try SecondDesk(of: sessionB())
    try desk.press("<Enter>")
    desk.wait(1_300_000)
    #expect(desk.screen.contains("■ end"))
    #expect(desk.coding.clock.furthest == 1_200_000)
    try desk.press("<Enter>")
    #expect(desk.message.contains("This is the end"))
    try desk.press("Q<Enter>")
    #expect(desk.records.last?.event.kind == "closed")
    #expect(desk.records.last?.time == 1_200_000)
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `shows no word of the first coder on any frame`(seed: UInt64) throws {
    let source = try #require(Session(replaying: RandomSession(seed: seed, step: 9000).records))
    var desk = try SecondDesk(of: source)
    var texts = Set(source.codebook.codes.map(\.id.rawValue))
    for entry in source.entries {
      if case .note(let note) = entry.event { texts.insert(note.text) }
      if case .resolved(let resolution) = entry.event, case .text(let text)? = resolution.evidence {
        texts.insert(text)
      }
    }
    try desk.press("<Enter>")
    while !desk.coding.clock.isAtEnd {
      desk.wait(10_000)
      let words = Set(desk.screen.split { $0 == " " || $0 == "\n" }.map(String.init))
      #expect(words.isDisjoint(with: texts))
      #expect(desk.screen.contains("no rupture is open"))
      #expect(!desk.screen.contains("carried"))
    }
    #expect(desk.desk.isWithoutMarks)
  }

  // MARK: With a recording

  @Test func `a recording leads the clock, and looking back in it does not turn time back`() throws {
    var desk = try SecondDesk(of: sessionB(), isLed: true)
    desk.hear(0, isPlaying: true)
    for position in stride(from: 200, through: 60_000, by: 200) {
      desk.wait(200)
      desk.hear(position, isPlaying: true)
    }
    #expect(desk.coding.clock.furthest == 60_000)
    desk.hear(10_000, isPlaying: false)
    try desk.press("b")
    #expect(desk.records.last?.time == 60_000)
    #expect(desk.records.last?.event == .bookmark(Event.Claim(on: 10_000)))
    #expect(desk.wishes.isEmpty)
  }

  @Test func `a recording that jumps ahead is set back, and the clock stands`() throws {
    var desk = try SecondDesk(of: sessionB(), isLed: true)
    desk.hear(0, isPlaying: true)
    desk.wait(1000)
    desk.hear(1000, isPlaying: true)
    desk.hear(500_000, isPlaying: true)
    #expect(desk.wishes == [.seek(1000)])
    #expect(desk.message.contains("set back to 0:01"))
    desk.wait(5000)
    #expect(desk.coding.clock.furthest == 1000)
  }

  @Test func `keys are wishes to the recording's player`() throws {
    var desk = try SecondDesk(of: sessionB(), isLed: true)
    try desk.press("<Enter>")
    desk.hear(0, isPlaying: true)
    desk.wait(1500)
    desk.hear(1500, isPlaying: true)
    try desk.press("<Left> <Enter>")
    #expect(desk.wishes == [.play, .seek(0), .pause])
  }
}

@Suite struct `A replayed clock` {
  @Test func `time in which the program stood still is nobody's`() {
    var clock = ReplayedClock(end: 60_000)
    clock.play(at: 1000)
    clock.advance(to: 2000)
    clock.advance(to: 900_000)
    #expect(clock.position == 1000)
    clock.advance(to: 900_500)
    #expect(clock.position == 1500)
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `never runs back in the log and never runs ahead of what was seen`(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    var clock = ReplayedClock(end: 100_000)
    var outside = 0
    for _ in 0..<200 {
      let before = clock
      let step = Int(numbers.next() % 3000)
      outside += step
      switch numbers.next() % 7 {
      case 0: clock.play(at: outside)
      case 1: clock.pause(at: outside)
      case 2: _ = clock.move(by: -Int(numbers.next() % 40_000), at: outside)
      case 3: _ = clock.move(by: Int(numbers.next() % 40_000), at: outside)
      case 4:
        let reported = SessionTime(Int(numbers.next() % 120_000))
        _ = clock.follow(reported, isPlaying: numbers.next() % 2 == 0, speed: .normal, at: outside)
      default: clock.advance(to: outside)
      }
      #expect(clock.furthest >= before.furthest)
      #expect(clock.position <= clock.furthest)
      #expect(clock.position >= .zero && clock.furthest <= 100_000)
      let lead = max(step, ReplayedClock.largestLead) + step
      #expect(clock.furthest.milliseconds - before.furthest.milliseconds <= lead)
    }
  }
}

extension Desk {
  /// Whether nothing was marked at this desk.
  fileprivate var isWithoutMarks: Bool { session.signs.isEmpty && session.openEpisodes.isEmpty }
}
