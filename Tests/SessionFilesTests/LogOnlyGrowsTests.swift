import Foundation
import SessionCore
import SessionFiles
import TestSupport
import Testing

@Suite struct `Over all the runs of one log` {
  @Test func `a log only grows: no complete line is ever rewritten, nothing is ever cut`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "grows-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    var journal = try Journal.create(Sample.opening, in: folder.path, report: { _ in })
    let path = journal.path
    var before = try bytes(path)
    for step in 1...20 {
      _ = try journal.append([.turn("alice", to: "joe"), .silence()], at: SessionTime(step * 1000))
      before = try expectGrowth(of: path, since: before)
    }
    try journal.close()
    before = try expectGrowth(of: path, since: before)

    for (run, torn) in ["{\"n\":41,\"t\":2", "half a line\n", ""].enumerated() {
      let file = try #require(FileHandle(forWritingAtPath: path))
      try file.seekToEnd()
      try file.write(contentsOf: Data(torn.utf8))
      try file.close()
      before = try expectGrowth(of: path, since: before)
      var resumed = try pastOtherLocks { () throws(LogFileError) in
        try Journal.resume(path, report: { _ in }) { _ in (SessionTime(100_000 * (run + 1)), Sample.wall) }
      }
      before = try expectGrowth(of: path, since: before)
      _ = try resumed.append([.turn("kathy")], at: SessionTime(100_000 * (run + 1) + 1))
      try resumed.close()
      before = try expectGrowth(of: path, since: before)
    }
    #expect(LogReading(of: before).verdict.exitCode == 1)
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private func expectGrowth(of path: String, since before: [UInt8]) throws -> [UInt8] {
    let after = try bytes(path)
    #expect(after.starts(with: before))
    return after
  }
}
