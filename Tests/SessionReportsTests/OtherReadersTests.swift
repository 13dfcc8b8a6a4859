import Foundation
import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

/// The tables, read by the programs they are for.
@Suite struct `The tables in other hands` {
  /// Writes the tables of worked session E into a folder `tables`, and goes there.
  private static func folder() throws -> ScratchFolder {
    let worked = try WorkedSession("e")
    let session = try #require(worked.session)
    let facts = LogFacts(head: worked.head, records: worked.records.count, isClosed: true)
    let report = CSVReport(Indicators(of: session, log: facts), of: session)
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("tables"), withIntermediateDirectories: true)
    for table in CSVReport.Table.allCases {
      _ = try folder.write(report.text(of: table), to: "tables/\(table.fileName)")
    }
    return folder
  }

  /// The lines of the example in `docs/tables.md` for a language.
  private static func example(_ language: String) throws -> String {
    let file = WorkedSession.folder.deletingLastPathComponent().appendingPathComponent("docs/tables.md")
    let lines = try String(contentsOf: file, encoding: .utf8).lines
    let rest = lines.drop { $0 != "```" + language }.dropFirst()
    let example = Array(rest.prefix { $0 != "```" })
    #expect(example.count == 5, "five lines, as the page says")
    return example.joined(separator: "\n") + "\n"
  }

  @Test(
    .enabled(
      if: Python(with: "pandas") != nil, "NOT RUN: no Python with pandas here; Config/install --tests"))
  func `pandas reads them without options, and runs the example of the documentation`() throws {
    let python = try #require(Python(with: "pandas"))
    let folder = try Self.folder()
    let read = try #require(python.run("read_tables.py", [folder.url.path + "/tables"]))
    #expect(read.code == 0, "\(read.output)")
    #expect(read.output.lines.contains("episodes 2 22"), "\(read.output)")
    let script = try folder.write(Self.example("python"), to: "example.py")
    let run = try #require(python.run(file: script, in: folder.url))
    #expect(run.code == 0, "\(run.output)")
    #expect(run.output.contains("160000") && run.output.contains("100000"), "\(run.output)")
    #expect(run.output.contains("Alice"), "\(run.output)")
  }

  private static let rscript = ["/usr/bin/Rscript", "/usr/local/bin/Rscript"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  @Test(.enabled(if: rscript != nil, "NOT RUN: no R here"))
  func `R reads them without options, and runs the example of the documentation`() throws {
    let folder = try Self.folder()
    let script = try folder.write(Self.example("r"), to: "example.R")
    let path = try #require(Self.rscript)
    let run = try #require(Python.run(path, [script], in: folder.url))
    #expect(run.code == 0, "\(run.output)")
    #expect(run.output.contains("Alice"), "\(run.output)")
  }
}
