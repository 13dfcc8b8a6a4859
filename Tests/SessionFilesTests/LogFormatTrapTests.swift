import SessionCore
import SessionFiles
import TestSupport
import Testing

/// Lines whose hashes are right and whose records are not: whoever can write a file can also hash it.
@Suite struct `A line that proves itself and is no record` {
  struct Trap: Sendable, CustomTestStringConvertible {
    let name: String
    /// The body from `{` to before the link.
    let body: [UInt8]
    let cause: LineFault.Cause
    /// Where, if it is worth saying.
    var offset: Int?

    var testDescription: String { name }

    init(_ name: String, _ body: [UInt8], _ cause: LineFault.Cause, at offset: Int? = nil) {
      (self.name, self.body, self.cause, self.offset) = (name, body, cause, offset)
    }

    /// A note with something after its text.
    init(_ name: String, then members: String, _ cause: LineFault.Cause) {
      self.init(name, Array((Self.note + members).utf8), cause)
    }

    static let note = #"{"n":1,"t":30,"k":"note","text":"a","#
  }

  static let number: [Trap] = [
    Trap("J04 NaN", then: #""x":NaN"#, .notAValue),
    Trap("J05 Infinity", then: #""x":Infinity"#, .notAValue),
    Trap("J06 -Infinity", then: #""x":-Infinity"#, .notAValue),
    Trap("J07 1e999", then: #""x":1e999"#, .notAWholeNumber),
    Trap("J08 1e-999", then: #""x":1e-999"#, .notAWholeNumber),
    Trap("J09 -0", then: #""x":-0"#, .negativeZero),
    Trap("J10 012", then: #""x":012"#, .leadingZero),
    Trap("J10 -012", then: #""x":-012"#, .leadingZero),
    Trap("J11 +1", then: #""x":+1"#, .notAValue),
    Trap("J12 .5", then: #""x":.5"#, .notAValue),
    Trap("J13 5.", then: #""x":5."#, .notAWholeNumber),
    Trap("J14 0x12", then: #""x":0x12"#, .noComma),
    Trap("J15 1e2", then: #""on":1e2"#, .notAWholeNumber),
    Trap("J16 1.0", then: #""on":1.0"#, .notAWholeNumber),
    Trap("J17 2^53", then: #""x":9007199254740992"#, .tooLarge),
    Trap("J17 -2^53", then: #""x":-9007199254740992"#, .tooLarge),
    Trap("J18 2^63", then: #""x":9223372036854775808"#, .tooLarge),
    Trap("J19 100 digits", then: "\"x\":" + String(repeating: "9", count: 100), .tooLarge),
    Trap("J20 400,000 digits", then: "\"x\":" + String(repeating: "1", count: 400_000), .tooLarge),
    Trap("a minus alone", then: #""x":-"#, .notAValue),
  ]

  static let structure: [Trap] = [
    Trap("J01 duplicate key", then: #""text":"b""#, .duplicate("text")),
    Trap("J02 duplicate by an escape", then: #""te\u0078t":"b""#, .duplicate("text")),
    Trap(
      "duplicate of a long name", then: #""abcdefghijklmnopqr":1,"abcdefghijklmnopq\u0072":1"#,
      .duplicate("abcdefghijklmnopqr")),
    Trap("duplicate of the empty name", then: #""":1,"":1"#, .duplicate("")),
    Trap("duplicate inside", then: #""x":[{"a":1,"a":1}]"#, .duplicate("a")),
    Trap("a second n", then: #""n":1"#, .duplicate("n")),
    Trap("a second p", then: #""p":"00""#, .duplicate("p")),
    Trap("an h inside", then: #""h":"00""#, .duplicate("h")),
    Trap(
      "J21 17 deep", then: "\"x\":" + String(repeating: "[", count: 16) + String(repeating: "]", count: 16),
      .tooDeep),
    Trap(
      "J22 513 deep",
      then: "\"x\":" + String(repeating: "[", count: 512) + String(repeating: "]", count: 512), .tooDeep),
    Trap("J23 500,000 lists", then: "\"x\":" + String(repeating: "[", count: 500_000), .tooDeep),
    Trap("J24 100,000 objects", then: "\"x\":" + String(repeating: #"{"a":"#, count: 100_000), .tooDeep),
    Trap("J28 65 keys", then: (0..<59).map { "\"x\($0)\":0" }.joined(separator: ","), .tooManyMembers),
    Trap(
      "J29 colliding keys",
      then: (0..<20_000).map { "\"\(1000 + $0)abcdefghijklmnop\":0" }.joined(separator: ","), .tooManyMembers),
    Trap("J43 comma before the link", then: "", .endsTooEarly),
    Trap("J43 comma in a list", then: #""x":[1,]"#, .trailingComma),
    Trap("J43 comma in an object", then: #""x":{"a":1,}"#, .trailingComma),
    Trap("J44 comment", then: "/* */", .notAName),
    Trap("J45 single quotes", then: "'x':1", .notAName),
    Trap("J46 bare key", then: "x:1", .notAName),
    Trap("J47 text after the object", then: #""x":1}"#, .textAfterObject),
    Trap("J48 two objects", then: #""x":1}{"n":2"#, .textAfterObject),
    Trap("J49 a list", Array(#"["n",1"#.utf8), .notAnObject, at: 0),
    Trap("J49 null", Array("null".utf8), .notAnObject, at: 0),
    Trap("J62 form feed", then: "\u{C}\"x\":1", .rawControl),
    Trap("J62 no-break space", then: "\u{A0}\"x\":1", .notAName),
    Trap("a blank after a colon", then: "\"x\": 1", .blank),
    Trap("a tab before a comma", then: "\"x\":1\t,\"y\":1", .blank),
    Trap("no colon", then: "\"x\"1", .noColon),
    Trap("an open list", then: "\"x\":[1", .endsTooEarly),
    Trap("an open text", then: "\"x\":\"1", .endsTooEarly),
  ]

  static let text: [Trap] = [
    Trap("J31 lone high surrogate", then: #""x":"\ud800""#, .loneSurrogate),
    Trap("J32 reversed surrogates", then: #""x":"\udc00\ud800""#, .loneSurrogate),
    Trap("high surrogate and a letter", then: #""x":"\ud800\u0061""#, .loneSurrogate),
    raw("J33 an encoded surrogate", [0xED, 0xA0, 0x80], .invalidUTF8),
    raw("J34 overlong NUL", [0xC0, 0x80], .invalidUTF8),
    raw("overlong slash", [0xE0, 0x80, 0xAF], .invalidUTF8),
    raw("overlong in four", [0xF0, 0x80, 0x80, 0x80], .invalidUTF8),
    raw("J35 truncated sequence", [0xE2, 0x82], .invalidUTF8),
    raw("J36 byte order mark of UTF-16", [0xFF, 0xFE], .invalidUTF8),
    raw("J37 beyond U+10FFFF", [0xF4, 0x90, 0x80, 0x80], .invalidUTF8),
    raw("a byte of the middle alone", [0x80], .invalidUTF8),
    Trap("J38 NUL by escape", then: #""x":"\u0000""#, .nul),
    raw("J39 raw NUL", [0], .nul),
    raw("J40 raw ESC", [0x1B], .rawControl),
    Trap("an unknown escape", then: #""x":"\x41""#, .badEscape),
    Trap("an escape cut short", then: #""x":"\u00""#, .badEscape),
    Trap("a backslash at the end", then: #""x":"\"#, .endsTooEarly),
  ]

  static let record: [Trap] = [
    whole(
      "J50 true for an integer", #"{"n":1,"t":30,"k":"retracted","of":true"#,
      .wrongType("of", expected: .integer)),
    whole(
      "J51 text for an integer", #"{"n":1,"t":30,"k":"retracted","of":"1""#,
      .wrongType("of", expected: .integer)),
    whole("J52 k missing", #"{"n":1,"t":30"#, .missing("k")),
    whole("J52 k a number", #"{"n":1,"t":30,"k":1"#, .wrongType("k", expected: .text)),
    whole("J53 n negative", #"{"n":-1,"t":30,"k":"lost""#, .outOfRange("n", 0...LogLimits.largestInteger)),
    whole("J53 n huge", #"{"n":99999999999999999999,"t":30,"k":"lost""#, .tooLarge),
    whole("J54 t negative", #"{"n":1,"t":-30,"k":"lost""#, .outOfRange("t", 0...LogLimits.largestInteger)),
    whole("t first", #"{"t":30,"n":1,"k":"lost""#, .envelope),
    whole("k late", #"{"n":1,"t":30,"who":"rosa","k":"turn""#, .envelope),
    whole("who missing", #"{"n":1,"t":30,"k":"turn","to":"rosa""#, .missing("who")),
    whole("unknown focus", #"{"n":1,"t":30,"k":"turn","who":"rosa","focus":"them""#, .unknownValue("focus")),
    whole(
      "minimal a text", #"{"n":1,"t":30,"k":"turn","who":"rosa","minimal":"yes""#,
      .wrongType("minimal", expected: .boolean)),
    whole("on later than t", #"{"n":1,"t":30,"k":"silence","on":31"#, .outOfRange("on", 0...30)),
    whole(
      "clarity 4", #"{"n":1,"t":30,"k":"marker","code":"W2","who":"ines","to":"*","clarity":4"#,
      .outOfRange("clarity", 1...3)),
    whole(
      "strength 0", #"{"n":1,"t":30,"k":"resolved","episode":1,"strength":0"#, .outOfRange("strength", 1...5)),
    whole(
      "strength 6 in a correction", #"{"n":1,"t":30,"k":"amended","of":0,"strength":6"#,
      .outOfRange("strength", 1...5)),
    whole(
      "evidence null", #"{"n":1,"t":30,"k":"resolved","episode":1,"strength":1,"evidence":null"#,
      .wrongType("evidence", expected: .integerOrText)),
    whole(
      "episodes a number", #"{"n":1,"t":30,"k":"repair","code":"R4","who":"rosa","to":"*","episodes":3"#,
      .wrongType("episodes", expected: .list)),
    whole(
      "episodes of texts", #"{"n":1,"t":30,"k":"repair","code":"R4","who":"rosa","to":"*","episodes":["3"]"#,
      .wrongType("episodes", expected: .integer)),
    whole(
      "clarity negative", #"{"n":1,"t":30,"k":"marker","code":"W2","who":"ines","to":"*","clarity":-1"#,
      .outOfRange("clarity", 0...LogLimits.largestInteger)),
    whole(
      "an episode that is no object", #"{"n":1,"t":30,"k":"carried","episode":3"#,
      .wrongType("episode", expected: .object)),
    whole("rating of 6", #"{"n":1,"t":30,"k":"rated","scale":"s","value":6"#, .outOfRange("value", 1...5)),
    whole("rating without a value", #"{"n":1,"t":30,"k":"rated","scale":"s""#, .missing("value")),
    whole(
      "unknown ending", #"{"n":1,"t":30,"k":"closed","wall":"","because":"bored""#, .unknownValue("because")),
    whole(
      "hash in upper case",
      "{\"n\":1,\"t\":30,\"k\":\"recovered\",\"off\":1,\"len\":1,\"sha256\":\""
        + String(repeating: "A", count: 64) + "\",\"good\":0", .notHex("sha256", digits: 64)),
    whole(
      "sid cut",
      #"{"n":1,"t":30,"k":"carried","episode":{"sid":"ab","n":1},"who":"a","to":"*","form":"W","exposure":0,"codes":[]"#,
      .notHex("sid", digits: 32)),
    whole("sealed", #"{"n":1,"e":"AAAA""#, .sealed),
  ]

  static func raw(_ name: String, _ bytes: [UInt8], _ cause: LineFault.Cause) -> Trap {
    Trap(name, Array((Trap.note + "\"x\":\"").utf8) + bytes + [UInt8(ascii: "\"")], cause, at: 41)
  }

  /// A line whose last value was never ended, though its link and hash are there.
  static let unended = [
    Trap("an object without its end", then: #""x":{"a":1"#, .endsTooEarly),
    Trap("an object in a list without its end", then: #""x":[{"a":1"#, .endsTooEarly),
  ]

  static func whole(_ name: String, _ body: String, _ cause: LineFault.Cause) -> Trap {
    Trap(name, Array(body.utf8), cause)
  }

  @Test(arguments: number + structure + text + record + unended)
  func `it is damage, named by its line and byte`(trap: Trap) throws {
    let reading = LogReading(of: Sample.log(withLine: trap.body))
    guard case .corrupt(line: 1, .fault(let fault)) = reading.verdict else {
      Issue.record("\(reading.verdict)")
      return
    }
    #expect(fault.cause == trap.cause)
    if let offset = trap.offset { #expect(fault.offset == offset) }
    #expect((0...trap.body.count + 1).contains(fault.offset))
    #expect(reading.records.count == 1)
    #expect(reading.verdict.exitCode == 65)
  }

  @Test func `a line over 1 MiB is damage`() {
    let body = "{\"n\":1,\"t\":30,\"k\":\"note\",\"text\":\"" + String(repeating: "a", count: 1 << 20) + "\""
    guard case .corrupt(line: 1, .fault(let fault)) = LogReading(of: Sample.log(withLine: body)).verdict
    else {
      Issue.record("no fault")
      return
    }
    #expect(fault.cause == .tooLong)
  }

  @Test(arguments: [
    ("J03 names equal only after normalising", #""é":1,"e\#u{301}":1"#), ("J30 the empty name", #""":1"#),
    ("J41 raw DEL", "\"x\":\"\u{7F}\""), ("J42 raw C1", "\"x\":\"\u{9B}\""),
    ("J61 a noncharacter", "\"x\":\"\u{FFFE}\""),
    ("16 deep", "\"x\":" + String(repeating: "[", count: 15) + String(repeating: "]", count: 15)),
    ("64 keys", (0..<58).map { "\"x\($0)\":0" }.joined(separator: ",")),
    ("2^53 - 1", "\"x\":9007199254740991,\"y\":-9007199254740991"), ("zero", "\"x\":0"),
    ("a pair of surrogates", #""x":"\ud83d\ude42""#),
  ])
  func `what is unusual and no damage is kept`(name: String, members: String) {
    let reading = LogReading(of: Sample.log(withLine: Trap.note + members))
    #expect(reading.verdict == .intactOpen, "\(name)")
    #expect(reading.records.last?.event == .note(.init(text: "a")), "\(name)")
  }

  @Test func `time that goes back is damage`() {
    let start = Sample.log([.lost, .regained])
    let bytes = Array(start.lines.joined())
    let back = Sample.line(#"{"n":3,"t":19,"k":"lost""#, link: LogReading(of: bytes).head)
    #expect(LogReading(of: bytes + back).verdict == .corrupt(line: 3, .timeGoesBack(from: 20, to: 19)))
  }

  @Test func `a log of a later format is not guessed at`() {
    let line = Sample.line(#"{"n":0,"t":0,"k":"opened","v":99"#, link: .none)
    let verdict = LogReading(of: line).verdict
    guard case .corrupt(line: 0, .fault(let fault)) = verdict else {
      Issue.record("\(verdict)")
      return
    }
    #expect(fault.cause == .newerVersion(99))
    #expect(
      verdict.wording(for: "a.mend")
        == "a.mend: the log is of format 99, made by a newer version; this one reads format 1. Nothing was changed."
    )
  }

  @Test func `whatever bytes stand in a line, reading ends with a verdict`() {
    var random = Seeded(20_260_305)
    let models = Sample.log(Sample.events).lines.dropFirst().map { Array($0.dropLast(112)) }
    let head = LogReading(of: Array(Sample.log([]).lines.joined())).head
    let start = Array(Sample.log([]).lines.joined())
    let earlier = LogReading(of: start)
    for _ in 0..<4000 {
      var body = models.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let at = Int.random(in: 0..<body.count, using: &random)
        let pieces: [[UInt8]] = [
          [UInt8.random(in: 0...255, using: &random)], Array("\"".utf8), Array("\\u".utf8), Array("[{".utf8),
          Array("}]".utf8), Array("-".utf8), Array(",\"".utf8), Array("99999999999".utf8), [],
        ]
        body.replaceSubrange(at...at, with: pieces.randomElement(using: &random) ?? [])
      }
      body.removeAll { $0 == 0x0A }
      let reading = LogReading(of: start + Sample.line(body, link: head), after: earlier)
      #expect(reading.records.count == 2 || reading.verdict.exitCode == 65)
    }
  }
}
