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

    /// Runs a report in a shell that gives files at most so many KiB, and tells of it by a refusal.
    private func limited(to size: Int, _ words: [String]) throws -> (code: Int32, complaints: String) {
      let run = try FaultProcess(
        "/bin/bash",
        ["-c", "trap '' XFSZ; ulimit -f \(size); exec \"$@\"", "bash", Program.path, "report", Self.log]
          + words)
      run.endWords()
      guard case .exited(let code) = run.waitForEnd() else { return (-1, "did not end by itself") }
      return (code, String(decoding: run.complaints, as: UTF8.self))
    }

    @Test func `a disk that is full after the third table leaves none, and no folder`() throws {
      let folder = try Folder()
      let run = try limited(to: 1, ["--format", "csv", "-o", folder.path("new/")])
      #expect(run.code == 74)
      #expect(run.complaints.contains("csv: File too large. Nothing was kept."), "\(run.complaints)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
      try FileManager.default.createDirectory(atPath: folder.path("t"), withIntermediateDirectories: true)
      try folder.write("mine", to: "t/episodes.csv")
      #expect(try limited(to: 1, ["--format", "csv", "--force", "-o", folder.path("t")]).code == 74)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("t")) == ["episodes.csv"])
      #expect(try folder.text("t/episodes.csv") == "mine")
    }

    @Test(
      .enabled(if: FaultGround.tracing.isThere, "NOT RUN: system calls cannot be traced here"),
      arguments: [(true, "rename"), (false, "link")])
    func `a table that cannot be placed takes the others away again, and what they replaced is back`(
      replacing: Bool, call: String
    ) throws {
      for when in 1...6 {
        let folder = try Folder()
        try FileManager.default.createDirectory(atPath: folder.path("t"), withIntermediateDirectories: true)
        try folder.write("mine", to: "t/note.txt")
        if replacing {
          for name in Self.names { try folder.write("old \(name)", to: "t/\(name).csv") }
        }
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.path("t")).sorted()
        let run = try FaultProcess(
          "/usr/bin/strace",
          [
            "-f", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):error=EIO:when=\(when)",
            Program.path, "report", Self.log, "--format", "csv", "-o", folder.path("t"),
          ] + (replacing ? ["--force"] : []))
        run.endWords()
        #expect(run.waitForEnd() == .exited(73), "\(call) \(when)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("t")).sorted() == before)
        for name in Self.names where replacing {
          #expect(try folder.text("t/\(name).csv") == "old \(name)")
        }
      }
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
