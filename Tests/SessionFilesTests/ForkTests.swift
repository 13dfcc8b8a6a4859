import SessionCore
import SessionFiles
import Testing

/// Two files of one session.
@Suite struct `Two logs of one session` {
  static func reading(_ lines: some Sequence<[UInt8]>) -> LogReading { LogReading(of: Array(lines.joined())) }

  let lines = Salvaging.lines(sid: "a", 8)

  @Test func `the longer one wins if the shorter is its beginning`() {
    let long = Self.reading(lines)
    let short = Self.reading(lines[..<5])
    #expect(LogKinship(short, long) == .firstIsPrefix)
    #expect(LogKinship(long, short) == .secondIsPrefix)
    #expect(LogKinship(long, long) == .same)
    #expect(LogKinship(short, long).wording("a", "b")?.hasPrefix("a: one session with b") == true)
    #expect(LogKinship(long, short).wording("a", "b")?.hasPrefix("b: one session with a") == true)
  }

  @Test func `a torn or damaged end is no fork`() {
    var damaged = Array(lines.joined())
    damaged[damaged.count - 400] ^= 1
    let kinship = LogKinship(LogReading(of: damaged), Self.reading(lines))
    #expect(kinship == .firstIsPrefix)
    #expect(!kinship.isFork)
  }

  @Test func `two different records of one number are a fork`() throws {
    var chain = Self.reading(lines[..<5]).chain
    let other = Array(lines[..<5]) + [try chain.line(of: .lost, at: 999).line]
    let kinship = LogKinship(Self.reading(lines), Self.reading(other))
    #expect(kinship == .forked(at: 5))
    #expect(kinship.isFork)
    #expect(kinship.wording("a", "b")?.contains("forked at record 5") == true)
  }

  @Test func `logs of two sessions, or without an opening, have nothing to do with each other`() {
    let strangers = LogKinship(Self.reading(lines), Self.reading(Salvaging.lines(sid: "b", 8)))
    #expect(strangers == .strangers)
    #expect(strangers.wording("a", "b") == nil)
    #expect(LogKinship(Self.reading(lines), LogReading(of: [])) == .strangers)
  }

  @Test func `a salvaged log is no fork of its source`() throws {
    let bytes = Salvaging.golden
    let whole = LogReading(of: bytes)
    #expect(LogKinship(try Salvage(of: bytes).reading, whole) == .same)
    let cut = Sample.lines(of: bytes).enumerated().filter { $0.offset != 20 }.flatMap { Array($0.element) }
    #expect(LogKinship(try Salvage(of: cut).reading, whole) == .same)
    #expect(LogKinship(LogReading(of: cut), try Salvage(of: cut).reading) == .firstIsPrefix)
  }

  @Test func `of many logs every two of one session are compared, and a copy is named once`() throws {
    let (long, short) = (Self.reading(lines), Self.reading(lines[..<5]))
    let stranger = Self.reading(Salvaging.lines(sid: "b", 8))
    let found = LogKinship.pairs(of: [short, stranger, long, short, LogReading(of: []), long, long])
    let named = found.map { [$0.first, $0.second] }
    #expect(named == [[0, 2], [0, 3], [2, 5], [2, 6]])
    #expect(found.map(\.kinship) == [.firstIsPrefix, .same, .same, .same])
  }

  @Test func `what is said of many logs is what is said of every two that differ`() throws {
    let all = try (1..<lines.count).flatMap { count -> [LogReading] in
      var chain = Self.reading(lines[..<count]).chain
      let other = Array(lines[..<count]) + [try chain.line(of: .lost, at: 999).line]
      return [Self.reading(lines[..<count]), Self.reading(other)]
    }
    var expected: [LogKinship] = []
    for (place, first) in all.enumerated() {
      expected += all.dropFirst(place + 1).map { LogKinship(first, $0) }
    }
    #expect(LogKinship.pairs(of: all).map(\.kinship) == expected)
  }
}
