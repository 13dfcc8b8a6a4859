import Foundation
import Glibc
import TestSupport
import Testing

extension `The built program` {
  @Suite(.serialized) struct `Writing reports to files` {
    private static let log = WorkedSession.folder.appendingPathComponent("Corpus/session-b.mend").path
    private static let names = ["episodes", "markers", "matrix", "people", "repairs", "turns"]

    private func mode(of path: String) -> mode_t {
      var facts = stat()
      return lstat(path, &facts) == 0 ? facts.st_mode & 0o777 : 0
    }

    @Test func `csv is six tables in a folder, for their owner alone, or one on standard output`() throws {
      let folder = try Folder()
      let tables = folder.path("tables")
      #expect(try Program.run("report", Self.log, "--format", "csv", "-o", tables).code == 0)
      let found = try FileManager.default.contentsOfDirectory(atPath: tables).sorted()
      #expect(found == Self.names.map { $0 + ".csv" })
      #expect(mode(of: tables) == 0o700)
      for name in Self.names {
        #expect(mode(of: "\(tables)/\(name).csv") == 0o600)
        let one = try Program.run("report", Self.log, "--format", "csv", "--table", name)
        #expect(one.code == 0)
        #expect(try folder.text("tables/\(name).csv") == one.output)
      }
    }

    @Test func `a table that is there already is kept, and then none is written`() throws {
      let folder = try Folder()
      try FileManager.default.createDirectory(atPath: folder.path("t"), withIntermediateDirectories: true)
      try folder.write("mine", to: "t/people.csv")
      let run = try Program.run("report", Self.log, "--format", "csv", "-o", folder.path("t"))
      #expect(run.code == 73)
      #expect(run.complaints.contains("people.csv: it exists already. Nothing was written."))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("t")) == ["people.csv"])
      #expect(try folder.text("t/people.csv") == "mine")
      #expect(
        try Program.run("report", Self.log, "--format", "csv", "-o", folder.path("t"), "--force").code == 0)
      #expect(try folder.text("t/people.csv").hasPrefix("sid,seat,who,"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("t")).count == 6)
    }

    @Test func `what cannot be meant is refused in words`() throws {
      for (words, said) in [
        (["--format", "csv"], "--format csv makes six tables."),
        (["--format", "csv", "--table", "turn"], "Did you mean 'turns'?"),
        (["--table", "turns"], "--table goes with --format csv."),
      ] {
        let run = try Program.run(["report", Self.log] + words)
        #expect(run.code == 64 && run.complaints.contains(said), "\(words): \(run.complaints)")
        #expect(run.output == "")
      }
    }

    @Test func `logs are never replaced, by whatever name`() throws {
      let folder = try Folder()
      let log = try String(contentsOfFile: Self.log, encoding: .utf8)
      for name in ["other.mend", "other"] {
        try folder.write(log, to: name)
        let run = try Program.run("report", Self.log, "--force", "-o", folder.path(name))
        #expect(run.code == 73 && run.complaints.contains("logs are never replaced"), "\(run.complaints)")
        #expect(try folder.text(name) == log)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2)
    }

    @Test func `html is one file, the same each time`() throws {
      let folder = try Folder()
      #expect(try Program.run("report", Self.log, "--format", "html", "-o", folder.path("b.html")).code == 0)
      #expect(mode(of: folder.path("b.html")) == 0o600)
      let page = try folder.text("b.html")
      #expect(page.hasPrefix("<!DOCTYPE html>\n") && page.hasSuffix("</html>\n"))
      #expect(try Program.run("report", Self.log, "--format", "html").output == page)
    }
  }
}
