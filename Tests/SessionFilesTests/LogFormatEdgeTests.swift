import SessionCore
import SessionFiles
import TestSupport
import Testing

/// What no session that was recorded in the usual way holds.
@Suite struct `The edges of the format` {
  static let changes: [Amendment.Change] = [
    .who("milo"), .member("ines"), .to("rosa"), .to(.group), .focus(.own), .minimal(true), .on(7), .from(3),
    .code("W2"), .affected(["ines", "milo"]), .clarity(.strong), .episode(1), .episodes([1, 13]),
    .strength(2),
    .evidence(.record(4)), .evidence(.text("yes")), .by(5), .into(6), .about(7), .text("said"),
    .because(.rupture), .scale("resolution"), .value(3), .value(nil), .scope("video"), .until("2027"),
    .media(61_000), .label("camera 2"),
  ]

  @Test(arguments: changes) func `a correction of any member is read as it was written`(
    change: Amendment.Change
  ) {
    let log = Sample.log([.amended(.init(of: 0, changes: [change]))])
    #expect(LogReading(of: Array(log.lines.joined())).records == log.records)
  }

  @Test(arguments: [true, false]) func `a second coding says what it was made from`(givesFloor: Bool) {
    var opening = Sample.opening
    opening.source = .init(
      sid: String(repeating: "a", count: 32), head: String(repeating: "b", count: 64), givesFloor: givesFloor,
      wall: Sample.wall)
    let log = Sample.log([], opening: opening)
    #expect(LogReading(of: log.lines[0]).opening == opening)
  }

  @Test(arguments: [
    #"3"#, "{}", #"{"sid":"short","h":"x","floor":true,"wall":""}"#,
    #"{"sid":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","h":"x","floor":true,"wall":""}"#, #"{"floor":1}"#,
  ]) func `what does not look like the source of a second coding is passed over`(source: String) {
    let bytes = Self.opening { $0 + ",\"x_from\":\(source)" }
    let reading = LogReading(of: bytes)
    #expect(reading.verdict == .intactOpen)
    #expect(reading.opening == Sample.opening)
  }

  @Test(arguments: [
    ("\"after\"", "3", LineFault.Shape.object), ("\"roster\"", "{}", .list), ("\"roster\"", "[3]", .object),
    ("\"codebook\"", "[]", .object),
  ]) func `a member of the opening of another type is named`(
    name: String, value: String, shape: LineFault.Shape
  ) {
    let bytes = Self.opening { members in
      guard let place = members.firstRange(of: name + ":") else { return members + ",\(name):\(value)" }
      // The first of two is what counts, and the second is a fault of its own; so what follows is left out.
      return members[..<place.lowerBound] + "\(name):\(value)"
    }
    let cause = LineFault.Cause.wrongType(String(name.dropFirst().dropLast()), expected: shape)
    guard case .corrupt(line: 0, .fault(let fault)) = LogReading(of: bytes).verdict else {
      Issue.record("\(LogReading(of: bytes).verdict)")
      return
    }
    #expect(fault.cause == cause)
  }

  /// A log of one opening whose members were changed.
  private static func opening(_ change: (String) -> String) -> [UInt8] {
    let line = Sample.log([]).lines[0]
    let members = String(
      decoding: line.dropLast(LineProof.linkLength + LineProof.hashLength + 1), as: UTF8.self)
    return Sample.line(change(members), link: .none)
  }

  @Test func `escapes are read in whatever case and place they stand`() {
    let text = #"\u00E9\u00e9\uD83D\uDE00\ud83d\ude00a\u00e9\b\f\n\r\t\/\\u0041"#
    let bytes = Sample.log(withLine: #"{"n":1,"t":30,"k":"note","text":""# + text + "\"")
    let said = "éé😀😀aé\u{8}\u{C}\n\r\t/\\u0041"
    #expect(LogReading(of: bytes).records.last?.event == .note(.init(text: said)))
  }

  @Test func `a second closing changes a closed log`() throws {
    var log = Sample.log([.closed(.init(wall: Sample.wall, because: .end))])
    let chain = LogReading(of: Array(log.lines.joined())).chain
    log.lines.append(try chain.following(.closed(.init(wall: Sample.wall, because: .end))))
    #expect(LogReading(of: Array(log.lines.joined())).verdict == .changedAfterClosing(line: 2))
  }

  @Test func `a line without an end, or without members, has no members of its own`() {
    let whole = Sample.log([.lost]).lines[1].dropLast()
    func members(_ line: [UInt8]) -> Range<Int>? { LineProof.ownMembers(of: line.span) }
    #expect(members(Array(whole)) != nil)
    #expect(members(Array(whole.dropLast())) == nil)
    #expect(members(Array(whole.suffix(100))) == nil)
    func line(_ body: String) -> [UInt8] { Array(Sample.line(body, link: .none).dropLast()) }
    #expect(members(line(#"{"t":1,"n":1,"k":"lost""#)) == nil)
    #expect(members(line(#"{"n":1,"t":1"#)) == nil)
    #expect(members(line(#"{"n":1,"t":1,"x":"lost""#)) == nil)
  }

  @Test func `a line too short to be one is said to end too early`() {
    var decoder = RecordDecoder()
    func fault(_ line: [UInt8]) -> LineFault.Cause? {
      do throws(LineFault) {
        _ = try decoder.record(of: line.span)
        return nil
      } catch { return error.cause }
    }
    #expect(fault([]) == .endsTooEarly)
    #expect(fault(Array(#"{"n":1}"#.utf8)) == .noSuffix)
  }
}
