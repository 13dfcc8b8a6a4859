import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  /// A terminal that is everything but still.
  @Suite(.serialized) struct `When the terminal misbehaves` {
    private func open(_ folder: Folder) throws -> FaultTerminal {
      let terminal = try FaultTerminal(
        Program.path, ["observe", "--out", folder.url.path], home: folder.url.path)
      // Something drawn, and then nothing more for a while: the desk is there.
      #expect(
        terminal.wait {
          terminal.look(milliseconds: 20)
        } until: {
          terminal.drawn > 1_000
        })
      return terminal
    }

    /// Waits until a number of records is in the log.
    private func awaitRecords(_ count: Int, _ folder: Folder, doing: () -> Void, _ terminal: FaultTerminal)
      throws
    {
      let log = try folder.logName()
      var lines = 0
      let isThere = terminal.wait(doing: doing) {
        lines = (try? folder.bytes(log).count { $0 == 10 }) ?? 0
        return lines >= count
      }
      #expect(isThere, "\(lines) records, not \(count)")
    }

    @Test(arguments: [UInt64(4)])
    func `no key is lost in a storm of sizes`(seed: UInt64) throws {
      var random = Seeded(seed)
      let folder = try Folder()
      let terminal = try open(folder)
      let storms = FaultGround.isLong ? 10_000 : 2_000
      var keys = 0
      for storm in 0..<storms {
        terminal.resize(
          rows: Int.random(in: 1...200, using: &random), columns: Int.random(in: 1...500, using: &random))
        // Now and then there is time to draw, and sometimes none of it is taken.
        terminal.look(milliseconds: storm % 5 == 0 ? 2 : 0)
        if storm % 5 == 0 {
          terminal.send(keys.isMultiple(of: 2) ? "1" : "2")
          keys += 1
        }
      }
      for size in [(1, 1), (0, 0), (2, 200), (1000, 1000), (24, 80)] {
        terminal.resize(rows: size.0, columns: size.1)
        terminal.send(keys.isMultiple(of: 2) ? "1" : "2")
        keys += 1
      }
      try awaitRecords(keys + 1, folder, doing: { terminal.look(milliseconds: 5) }, terminal)
      terminal.send("\u{3}\u{3}")
      #expect(terminal.exitCode() == 0)
      print("storm of sizes, seed \(seed): \(storms) sizes, \(keys) keys, \(terminal.drawn) bytes drawn")
      let turns = try folder.log().records.dropFirst().map(\.event)
      #expect(
        turns
          == (0..<keys).map { .turn(Event.Turn(who: $0.isMultiple(of: 2) ? "joe" : "chris")) })
    }

    @Test func `keys are recorded while nobody takes what is drawn`() throws {
      let folder = try Folder()
      let terminal = try open(folder)
      for index in 0..<500 { terminal.send(index.isMultiple(of: 2) ? "1" : "2") }
      // Nothing is read from the terminal until all of them are in the file.
      try awaitRecords(501, folder, doing: { poll(nil, 0, 2) }, terminal)
      #expect(try folder.kinds() == Array(repeating: "turn", count: 500))
      terminal.send("\u{3}\u{3}")
      #expect(terminal.exitCode() == 0)
    }

    @Test func `a window closed while nobody looks ends the run at once, with all that was typed`() throws {
      let folder = try Folder()
      let terminal = try open(folder)
      for index in 0..<20 { terminal.send(index.isMultiple(of: 2) ? "1" : "2") }
      try awaitRecords(21, folder, doing: { poll(nil, 0, 2) }, terminal)
      terminal.hangUp()
      #expect(terminal.exitCode(within: 2) == 129)
      #expect(try folder.kinds() == Array(repeating: "turn", count: 20) + ["interrupted"])
    }
  }
}
