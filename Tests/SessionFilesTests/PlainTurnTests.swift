import SessionCore
import SessionFiles
import Testing

/// The commonest lines are read by a way of their own, which must lead nowhere else.
@Suite struct `A turn in plain text` {
  /// What a line says when a member that nobody knows is put behind its own, so that it is read member by member.
  static func slowly(_ line: [UInt8]) -> Record? {
    let end = line.count - LineProof.linkLength - LineProof.hashLength
    return record(Array(line[..<end]) + Array(",\"zz\":0".utf8) + line[end...])
  }

  static func record(_ line: [UInt8]) -> Record? {
    var decoder = RecordDecoder()
    return try? decoder.record(of: line.span)
  }

  static let turns: [Event.Turn] =
    [nil, "ines", .group].flatMap { (to: Party?) -> [Event.Turn] in
      ([nil] + Event.Focus.allCases).map { Event.Turn(who: "milo", to: to, focus: $0) }
    }

  static let lines = Sample.log(turns.map { .turn($0) }).lines.dropFirst().map { Array($0.dropLast()) }

  @Test func `is the same record as read member by member, whatever it names`() {
    #expect(Self.lines.map { Self.record($0)?.event } == Self.turns.map { .turn($0) })
    #expect(Self.lines.map { Self.record($0) } == Self.lines.map { Self.slowly($0) })
  }

  @Test(arguments: ["fifteen-letters", "sixteen-letters!", "Inès", "quote \" in it", "\u{6F22}\u{5B57}"])
  func `has the people it names, however they are written`(name: String) {
    let turns = [
      Event.Turn(who: MemberID(name), to: "ines"), Event.Turn(who: "ines", to: .person(MemberID(name))),
    ]
    let lines = Sample.log(turns.map { .turn($0) }).lines.dropFirst().map { Array($0.dropLast()) }
    #expect(lines.map { Self.record($0)?.event } == turns.map { .turn($0) })
    #expect(lines.map { Self.record($0) } == lines.map { Self.slowly($0) })
  }

  @Test(arguments: [0, 7, 14])
  func `is with any byte changed what it is read member by member`(index: Int) {
    var line = Self.lines[index]
    for place in 0..<line.count - LineProof.linkLength - LineProof.hashLength {
      let byte = line[place]
      for other in UInt8.min...UInt8.max {
        line[place] = other
        #expect(Self.record(line) == Self.slowly(line), "byte \(place) made \(other)")
      }
      line[place] = byte
    }
  }

  @Test func `is with any byte taken out or said twice what it is read member by member`() {
    for line in Self.lines {
      for place in 0..<line.count - LineProof.linkLength - LineProof.hashLength {
        var shorter = line
        shorter.remove(at: place)
        var longer = line
        longer.insert(line[place], at: place)
        #expect(Self.record(shorter) == Self.slowly(shorter), "without byte \(place)")
        #expect(Self.record(longer) == Self.slowly(longer), "with byte \(place) twice")
      }
    }
  }

  @Test(arguments: [
    "0", "00", "7", "07", "-0", "-1", "1.0", "1e3", "", "999999999999999", "9007199254740991",
    "9007199254740992", "18446744073709551617", "100000000000000000000000000000000001",
  ])
  func `has the number or is refused as it would be member by member`(number: String) {
    let end = Self.lines[0].suffix(LineProof.linkLength + LineProof.hashLength)
    for members in ["{\"n\":\(number),\"t\":5", "{\"n\":5,\"t\":\(number)"] {
      let line = Array((members + ",\"k\":\"turn\",\"who\":\"milo\"").utf8) + end
      #expect(Self.record(line) == Self.slowly(line))
    }
  }
}
