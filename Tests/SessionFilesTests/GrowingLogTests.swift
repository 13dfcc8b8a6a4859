import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

@Suite struct `A log that is followed while it grows` {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("mend-follow-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  private func add(_ bytes: some Sequence<UInt8>, to name: String) throws {
    let file = try #require(FileHandle(forWritingAtPath: path(name)))
    try file.seekToEnd()
    try file.write(contentsOf: Data(bytes))
    try file.close()
  }

  /// The lines of a session, LF and all.
  private func lines(of records: [Record]) throws -> [[UInt8]] {
    var chain = LogChain()
    return try records.map { try chain.line(of: $0.event, at: $0.time).line }
  }

  @Test(arguments: UInt64(1)...12)
  func `hands out every record once, wherever it is cut in between`(seed: UInt64) throws {
    // What a random session holds after a closing need not be what may stand there in a file.
    let all = try lines(of: RandomSession(seed: seed, length: 60).records).flatMap { $0 }
    let reading = LogReading(of: all)
    let (records, bytes) = (reading.records, all[..<reading.goodEnd])
    try #require(records.count > 10)
    let first = try #require(bytes.firstIndex(of: 0x0A)) + 1
    try write(bytes[..<first], to: "a.mend")
    var log = try GrowingLog(path("a.mend"))
    var found: [Record] = []
    var numbers = SeededNumbers(seed: seed)
    var at = first
    while at < bytes.count {
      let end = min(bytes.count, at + Int(numbers.next() % 900))
      try add(bytes[at..<end], to: "a.mend")
      at = end
      let look = log.look()
      found += look.records
      #expect((look.state == .cut) == (bytes[at - 1] != 0x0A))
    }
    found += log.look().records
    #expect(found == records)
    let again = log.look()
    #expect(again.records.isEmpty)
    try? FileManager.default.removeItem(at: folder)
  }

  @Test func `says that a session is closed, interrupted, cut or damaged`() throws {
    let opening = Event.opened(RandomSession.opening)
    var chain = LogChain()
    try write(chain.line(of: opening, at: .zero).line, to: "a.mend")
    var log = try GrowingLog(path("a.mend"))
    let opened = log.look()
    #expect(opened.state == .unattended(isCut: false))
    try add(chain.line(of: .interrupted(.signal), at: 5).line, to: "a.mend")
    let interrupted = log.look()
    #expect(interrupted.state == .interrupted(isCut: false))
    try add("torn".utf8, to: "a.mend")
    let torn = log.look()
    #expect(torn.state == .cut)
    let recovery = Event.recovered(
      Event.Recovery(
        offset: Int(try FileManager.default.attributesOfItem(atPath: path("a.mend"))[.size] as? Int ?? 0) - 4,
        length: 4, sha256: LineHash(of: Array("torn".utf8)).hex, good: 1))
    try add([0x0A] + chain.line(of: recovery, at: 6).line, to: "a.mend")
    try add(chain.line(of: .reopened(Sample.wall), at: 7).line, to: "a.mend")
    let reopened = log.look()
    #expect(reopened.state == .open)
    let closing = Event.closed(Event.Closing(wall: Sample.wall, because: .end))
    try add(chain.line(of: closing, at: 8).line, to: "a.mend")
    let closed = log.look()
    #expect(closed.state == .closed)
    #expect(closed.records.map(\.event.kind) == ["closed"])
    try add("more\n".utf8, to: "a.mend")
    let changed = log.look()
    #expect(changed.state == .damaged(.changedAfterClosing(line: 6)))
    try? FileManager.default.removeItem(at: folder)
  }

  @Test func `says that whoever recorded is gone, and that somebody goes on`() throws {
    let records = RandomSession(seed: 3, length: 5).records.prefix(4)
    try write(lines(of: Array(records)).flatMap { $0 }, to: "a.mend")
    var log = try GrowingLog(path("a.mend"))
    // Nobody is seen to record, and that is said at the first look.
    let before = log.look()
    #expect(before.state == .unattended(isCut: false))
    for _ in 0..<2 {
      let recorder = open(path("a.mend"), O_RDWR | O_CLOEXEC)
      try #require(flock(recorder, LOCK_EX | LOCK_NB) == 0)
      let recorded = log.look()
      #expect(recorded.state == .open)
      close(recorder)
      let left = log.look()
      #expect(left.state == .interrupted(isCut: false))
    }
    try? FileManager.default.removeItem(at: folder)
  }

  /// A line cut short in the middle, and one that has all its bytes but is wrong.
  private static let brokenEnds = ["{\"n\":4,\"t\":90", "{\"n\":4,\"t\":9000}\n"]

  @Test(arguments: brokenEnds)
  func `takes no line for one being written once whoever wrote it is gone`(end: String) throws {
    let records = RandomSession(seed: 3, length: 5).records.prefix(4)
    try write(lines(of: Array(records)).flatMap { $0 }, to: "a.mend")
    var log = try GrowingLog(path("a.mend"))
    let recorder = open(path("a.mend"), O_RDWR | O_CLOEXEC)
    try #require(flock(recorder, LOCK_EX | LOCK_NB) == 0)
    try add(end.utf8, to: "a.mend")
    let written = log.look()
    #expect(written.state == .cut)
    close(recorder)
    let killed = log.look()
    #expect(killed.state == .interrupted(isCut: true))
    try? FileManager.default.removeItem(at: folder)
  }

  @Test(arguments: brokenEnds)
  func `says at the first look that nobody finishes the last line`(end: String) throws {
    let records = RandomSession(seed: 3, length: 5).records.prefix(4)
    try write(lines(of: Array(records)).flatMap { $0 } + end.utf8, to: "a.mend")
    var log = try GrowingLog(path("a.mend"))
    let first = log.look()
    #expect(first.state == .unattended(isCut: true))
    #expect(first.records.count == 4)
    try? FileManager.default.removeItem(at: folder)
  }

  @Test func `believes in a recorder out of sight once something has come`() throws {
    let all = try lines(of: Array(RandomSession(seed: 3, length: 5).records.prefix(4)))
    try write(all[..<3].flatMap { $0 }, to: "a.mend")
    var log = try GrowingLog(path("a.mend"))
    let before = log.look()
    #expect(before.state == .unattended(isCut: false))
    try add(all[3], to: "a.mend")
    let grown = log.look()
    #expect(grown.state == .open)
    #expect(grown.records.count == 1)
    let after = log.look()
    #expect(after.state == .open)
    try? FileManager.default.removeItem(at: folder)
  }

  @Test(arguments: [true, false]) func `goes on in the rescue file`(isElsewhere: Bool) throws {
    let records = RandomSession(seed: 3, length: 30).records
    let all = try lines(of: records)
    let rescues = folder.appendingPathComponent("rescue")
    try FileManager.default.createDirectory(at: rescues, withIntermediateDirectories: true)
    try write(all[..<10].flatMap { $0 } + Array("half a line".utf8), to: "a.mend")
    var log = try GrowingLog(path("a.mend"), rescueDirectory: rescues.path)
    var found = log.look().records
    let withoutRescue = log.lookElsewhere()
    #expect(withoutRescue == nil)
    // Another session's file has the name of a rescue, too.
    try write(lines(of: RandomSession(seed: 4, length: 50).records).flatMap { $0 }, to: "a-r1.mend")
    let besideAnother = log.lookElsewhere()
    #expect(besideAnother == nil)
    let name = isElsewhere ? "rescue/a-r1.mend" : "a-r2.mend"
    try write(all[..<20].flatMap { $0 }, to: name)
    let elsewhere = log.lookElsewhere()
    let look = try #require(elsewhere)
    #expect(look.moved == path(name))
    #expect(look.state == .open)
    found += look.records
    try add(all[20...].flatMap { $0 }, to: name)
    found += log.look().records
    #expect(found == records)
    try? FileManager.default.removeItem(at: folder)
  }

  @Test func `says that the file is gone`() throws {
    try write(lines(of: RandomSession(seed: 3, length: 5).records).flatMap { $0 }, to: "a.mend")
    var log = try GrowingLog(path("a.mend"))
    _ = log.look()
    try FileManager.default.removeItem(at: folder)
    let gone = log.look()
    #expect(gone.state == .takenAway)
  }

  @Test func `does not take up what is no log`() throws {
    for (bytes, isEmpty) in [("", true), ("{\"n\":0,", true), ("hello\n", false)] {
      try write(bytes.utf8, to: "b.mend")
      do throws(GrowingLog.Refusal) {
        _ = try GrowingLog(path("b.mend"))
        Issue.record("\(bytes) was taken up")
      } catch {
        if case .empty = error { #expect(isEmpty) } else { #expect(!isEmpty) }
      }
    }
    try? FileManager.default.removeItem(at: folder)
  }
}
