import Foundation
import SessionCore
import SessionFiles
import TestSupport
import Testing

/// `mend salvage` and `mend verify`, as somebody with a damaged log uses them.
@Suite struct `The built program and damaged logs` {
  static let golden = WorkedSession.folder.appendingPathComponent("Corpus/golden/format-1.mend")

  /// The names of the files a salvage wrote, logs first.
  func written(in folder: Folder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.contains(".salvaged-") }
      .sorted(by: >)
  }

  @Test func `salvage saves what is whole, leaves the source alone, and says what is lost`() throws {
    let folder = try Folder()
    var bytes = Array(try Data(contentsOf: Self.golden))
    bytes[bytes.count / 2] ^= 1
    let log = folder.path("walk.mend")
    try Data(bytes).write(to: URL(fileURLWithPath: log))
    let run = try Program.run("salvage", log)
    #expect(run.code == 1, "\(run)")
    #expect(run.output.hasPrefix("\(log): 58 records saved, the last is record 58.\n1 record missing: "))
    #expect(try folder.bytes("walk.mend") == bytes)
    let names = try written(in: folder)
    #expect(names.map { $0.hasSuffix(".mend") } == [true, false] && names.count == 2, "\(names)")
    #expect(try Program.run("verify", folder.path(names[0])).code == 0)
    #expect(try Program.run("report", folder.path(names[0])).output.contains("records of kinds"))
    #expect(try Program.run("verify", log, folder.path(names[0])).output.contains("one session with"))
  }

  @Test func `salvage exits with 0 when nothing is lost, and 65 when nothing can be saved`() throws {
    let folder = try Folder()
    let out = folder.path("new")
    #expect(try Program.run("salvage", Self.golden.path, "-o", out).code == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: out).count == 2)
    try folder.write("speaker,start\n", to: "table.csv")
    let lines = try Data(contentsOf: Self.golden).split(separator: 0x0A, omittingEmptySubsequences: false)
    try Data(lines.dropFirst().joined(separator: [0x0A])).write(
      to: URL(fileURLWithPath: folder.path("headless.mend")))
    for (name, words) in [("table.csv", "nothing to salvage"), ("headless.mend", "--opening")] {
      let run = try Program.run("salvage", folder.path(name))
      #expect(run.code == 65)
      #expect(run.complaints.contains(words), "\(run)")
    }
    #expect(try written(in: folder).isEmpty)
    let opened = try Program.run("salvage", folder.path("headless.mend"), "--opening", Self.golden.path)
    #expect(opened.code == 1)
    #expect(opened.output.contains("The opening is lost; it was taken from the other log."))
    #expect(try Program.run("salvage", folder.path("nothing.mend")).code == 66)
  }

  @Test func `verify tells a copy that goes on from a fork, and warns of files others may use`() throws {
    let folder = try Folder()
    let bytes = Array(try Data(contentsOf: Self.golden))
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    let short = Array(bytes[...ends[9]])
    var chain = LogReading(of: short).chain
    let other = short + (try chain.line(of: .lost, at: 1_000_000).line)
    for (name, bytes) in [("long", bytes), ("short", short), ("other", other)] {
      try Data(bytes).write(to: URL(fileURLWithPath: folder.path(name)))
      chmod(folder.path(name), name == "long" ? 0o644 : 0o600)
    }
    let copies = try Program.run("verify", folder.path("short"), folder.path("long"))
    #expect(copies.code == 1)
    #expect(copies.output.lines.count == 4)
    #expect(copies.output.contains("\(folder.path("short")): one session with \(folder.path("long"))"))
    #expect(copies.complaints.contains("mode 0644") && copies.complaints.contains("chmod 600"))
    let fork = try Program.run("verify", folder.path("long"), folder.path("other"))
    #expect(fork.code == 65)
    #expect(fork.output.contains("forked at record 10"))
  }
}
