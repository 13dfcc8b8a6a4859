import SessionCore
import SessionFiles
import Testing

@Suite struct `docs/log-format.md` {
  let page: [Substring]

  init() throws {
    let bytes = try LogFile(reading: Sample.path("docs/log-format.md")).bytes
    page = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The example log of the last section.
  var example: [UInt8] {
    let start = page.drop { $0 != "```jsonl" }.dropFirst()
    return start.prefix { $0 != "```" }.flatMap { Array($0.utf8) + [0x0A] }
  }

  @Test func `its example is a log that holds every kind`() {
    let reading = LogReading(of: example)
    #expect(reading.verdict == .recovered(isClosed: true))
    #expect(Set(reading.records.map(\.event.kind)) == LogFormatKinds.all)
    #expect(reading.unknownKinds == 0)
  }

  @Test func `its example is what this program writes`() throws {
    let lines = Sample.lines(of: example).filter { Sample.proves($0) }.map { Array($0) }
    var chain = LogChain()
    for (record, line) in zip(LogReading(of: example).records, lines) {
      #expect(try chain.line(of: record.event, at: record.time).line == line)
    }
  }

  @Test func `its table has a row for every kind`() {
    let rows = page.filter { $0.hasPrefix("| `") }
    for kind in LogFormatKinds.all {
      #expect(rows.contains { $0.prefix { $0 != "?" }.contains("`\(kind)`") }, "\(kind)")
    }
  }
}
