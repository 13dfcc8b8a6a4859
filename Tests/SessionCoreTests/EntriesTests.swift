import SessionCore
import Testing
import TestSupport

@Suite struct `The records of a session` {
  /// Two people one of whom has an accent in the name, as one letter.
  private static let opening = {
    var opening = Sample.opening(mode: .roleplay)
    opening.roster = Roster([
      Member(id: "ren\u{E9}", label: "Ren", role: .member), Member(id: "mo", label: "Mo", role: .member),
    ])
    return opening
  }()

  /// Turns of every shape, those first of which the seats alone are kept.
  private static let turns: [Event.Turn] =
    Event.Focus.allCases.flatMap { focus in
      [nil, Party.group, "mo", "ren\u{E9}", "rene\u{301}"].flatMap { to in
        ["mo", "ren\u{E9}", "rene\u{301}", MemberID.unlogged].map { who in
          Event.Turn(who: who, to: to, focus: focus, minimal: focus == .own)
        }
      }
    } + [Event.Turn(who: "mo"), Event.Turn(who: "mo", claim: Event.Claim(on: 1)), Event.Turn(who: "nobody")]

  @Test func `are what was recorded, letter by letter`() throws {
    var session = Session(Self.opening)
    for (number, turn) in Self.turns.enumerated() {
      session.apply(Record(id: RecordID(number + 1), time: SessionTime(number * 10), event: .turn(turn)))
    }
    #expect(session.entries.count == Self.turns.count + 1)
    for (number, turn) in Self.turns.enumerated() {
      let entry = try #require(session[RecordID(number + 1)])
      guard case .turn(let kept) = entry.event else {
        Issue.record("record \(number + 1) is no turn")
        continue
      }
      #expect(kept == turn)
      #expect(Array(kept.who.rawValue.utf8) == Array(turn.who.rawValue.utf8))
      #expect(kept.to.map { Array($0.text.utf8) } == turn.to.map { Array($0.text.utf8) })
      #expect(entry.time == SessionTime(number * 10))
      #expect(entry.isStanding == (turn.who != "nobody"))
    }
  }

  @Test func `can be put right one by one, and the others stay as they are`() {
    var session = Session(Self.opening)
    for number in 1...3 {
      session.apply(Record(id: RecordID(number), time: 10, event: .turn(Event.Turn(who: "mo", to: .group))))
    }
    let before = session
    session = session.after(.retracted(2))
    #expect(session.entries.map { $0.isStanding } == [true, true, false, true, true])
    #expect(session[1] == before[1])
    #expect(session[3] == before[3])
    #expect(before[2]?.isStanding == true)
  }
}
