import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  @Suite(.serialized) struct `Coding a second time` {
    private static let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let first = root.appending(path: "docs/examples/session-b.mend").path

    /// The commands of the example in `docs/second-coding.md`.
    private func example() throws -> String {
      let page = try String(contentsOf: Self.root.appending(path: "docs/second-coding.md"), encoding: .utf8)
      let start = try #require(page.range(of: "<<'END'\n"))
      let end = try #require(page.range(of: "END\n", range: start.upperBound..<page.endIndex))
      return String(page[start.upperBound..<end.lowerBound])
    }

    private func code(_ folder: Folder, _ more: String..., words: String) throws -> Program.Outcome {
      try Program.run(
        ["observe", "--from", Self.first, "--plain", "--clock", "script", "--out", folder.url.path] + more,
        input: Array(words.utf8))
    }

    @Test func `the example of the page gives a log with the same floor`() throws {
      let folder = try Folder()
      let run = try code(folder, "--observer", "rater2", words: example())
      #expect(run.code == 0)
      #expect(!run.output.contains("no: "), "\(run.output)")
      let log = try folder.log()
      #expect(log.verdict == .intactClosed)
      let source = try #require(log.opening?.source)
      #expect(source.givesFloor && source.sid == String(repeating: "b", count: 32))
      #expect(log.opening?.observer == "rater2")
      #expect(log.opening?.sid != source.sid)
      #expect(log.opening?.wall == (try WorkedSession("b").session)?.opening.wall)
      let reports = try [Self.first, folder.path(folder.logName())].map { path in
        let run = try Program.run("report", path, "--format", "json")
        let report = try #require(
          try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let people = try #require(report["people"] as? [[String: Any]]).map { person in
          person.filter {
            ["turns", "minimalTurns", "segments", "talk", "share", "focus", "toMembers", "longestQuiet"]
              .contains($0.key)
          } as NSDictionary
        }
        return (time: try #require(report["time"] as? [String: Any]) as NSDictionary, people: people)
      }
      #expect(reports[0].time == reports[1].time)
      #expect(reports[0].people == reports[1].people)
    }

    @Test func `a blind coding begins with an empty floor`() throws {
      let folder = try Folder()
      let run = try code(folder, "--observer", "rater2", "--blind", words: "@5:00 turn joe\n@6:00 close\n")
      #expect(run.code == 0)
      #expect(try folder.kinds() == ["turn", "closed"])
      #expect(try folder.log().opening?.source?.givesFloor == false)
    }

    @Test func `an interrupted second coding goes on where it was, with both logs named`() throws {
      let folder = try Folder()
      _ = try code(folder, "--observer", "rater2", words: "@4:00 mark C2 alice > joe\n")
      let second = try folder.path(folder.logName())
      let before = try folder.bytes(folder.logName())
      let alone = try Program.run("observe", "--resume", second, "--plain", "--clock", "script")
      #expect(alone.code == 64)
      #expect(alone.complaints.contains("--from"))
      let stranger = Self.root.appending(path: "docs/examples/session-c.mend").path
      let wrong = try Program.run(
        "observe", "--resume", second, "--from", stranger, "--plain", "--clock", "script")
      #expect(wrong.code == 65)
      #expect(try folder.bytes(folder.logName()) == before)
      let run = try Program.run(
        ["observe", "--resume", second, "--from", Self.first, "--plain", "--clock", "script"],
        input: Array("@20:00 close\n".utf8))
      #expect(run.code == 0, "\(run.complaints)")
      let session = try #require(Session(replaying: folder.log().records))
      let source = try #require(try WorkedSession("b").session)
      #expect(session.floor.segments.map(\.start) == source.floor.segments.map(\.start))
      #expect(session.clock.masked(session.end) == 0)
    }

    @Test(arguments: [
      (["--group", "x.toml"], "--group does not go with --from"), (["--reopen"], "--reopen"),
      ([], "--from needs --observer"),
      (["--observer", "r", "--player", "sock"], "--player goes with the desk"),
    ]) func `says what does not go together`(more: [String], words: String) throws {
      let folder = try Folder()
      let run = try Program.run(
        ["observe", "--from", Self.first, "--plain", "--out", folder.url.path] + more)
      #expect(run.code == 64)
      #expect(run.complaints.contains(words), "\(run.complaints)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }
  }

  @Suite(.serialized) struct `Watching and exporting` {
    private static let log = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/examples/session-b.mend")
      .path

    @Test func `a cast goes into a new file and never over another`() throws {
      let folder = try Folder()
      let path = folder.path("b.cast")
      let run = try Program.run(
        "export", Self.log, "--format", "cast", "--speed", "8", "--idle", "3s", "-o", path)
      #expect(run.code == 0 && run.output.isEmpty)
      #expect(try folder.text("b.cast").lines[0].contains("\"idle_time_limit\": 3.000"))
      let again = try Program.run("export", Self.log, "--format", "cast", "-o", path)
      #expect(again.code == 73)
      let printed = try Program.run("export", Self.log, "--format", "cast", "--speed", "8", "--idle", "3s")
      #expect(printed.output == (try folder.text("b.cast")))
    }

    private static let asciinema = ["/usr/bin/asciinema", "/usr/local/bin/asciinema"].first {
      (path: String) in access(path, X_OK) == 0
    }

    @Test(
      .enabled(
        if: asciinema != nil, "NOT RUN: no asciinema plays a cast; Config/install --tests installs it"))
    func `asciinema plays a cast to its last screen`() throws {
      let folder = try Folder()
      let path = folder.path("b.cast")
      let run = try Program.run(
        "export", Self.log, "--format", "cast", "--speed", "64", "--idle", "1s", "-o", path)
      #expect(run.code == 0, "\(run.complaints)")
      let pty = try Pty(
        try #require(Self.asciinema), ["play", "--speed", "40", "--idle-time-limit", "0.1", path],
        environment: ["HOME": folder.url.path, "PATH": "/usr/bin:/bin"])
      #expect(pty.waitForEnd(for: 60) == 0, "\(pty.terminal.text)")
      for words in ["replay  communication-skills", "00:20:00", "● 20:00  closed (end)"] {
        #expect(pty.terminal.text.contains(words), "\(pty.terminal.text)")
      }
    }

    @Test(arguments: [
      ["--format", "gif"], ["--format", "cast", "--speed", "3"], ["--format", "cast", "--size", "80"],
      ["--format", "cast", "--size", "0x9"], ["--format", "cast", "--idle", "soon"],
    ]) func `an export says what it can do`(arguments: [String]) throws {
      let run = try Program.run(["export", Self.log] + arguments)
      #expect(run.code == 64 && run.output.isEmpty)
    }

    @Test func `a followed session is printed as it grows, and beyond its end`() throws {
      let folder = try Folder()
      let run = try Program.shell(
        """
        mkfifo words lines
        "$MEND" observe --plain --ack-fd 3 --out . <words >answers 3>acks 2>complaints & p=$!
        exec 4>words
        echo "turn joe" >&4
        until [ -s acks ]; do :; done
        "$MEND" follow --plain *.mend >lines & f=$!
        exec 5<lines
        read line <&5; echo "$line"; read line <&5; echo "$line"
        echo "mark C2 alice > joe" >&4
        read line <&5; echo "$line"
        echo "close" >&4
        read line <&5; echo "$line"; read line <&5; echo "$line"
        wait $p
        kill -0 $f && echo still there
        kill $f
        """, in: folder)
      let kinds = run.output.lines.map { $0.split(separator: " ").dropFirst(2).first.map(String.init) ?? $0 }
      #expect(
        kinds == ["opened", "turn", "marker", "closed", "-- closed", "still there", ""], "\(run.output)")
    }

    @Test func `a session is followed on screen, and left as it is`() throws {
      let folder = try Folder()
      let words = "@0:01 turn joe\n@0:05 mark C2 alice > joe\n"
      _ = try Program.run(
        ["observe", "--plain", "--clock", "script", "--out", folder.url.path], input: Array(words.utf8))
      let before = try folder.bytes(folder.logName())
      let pty = try Program.start("follow", try folder.path(folder.logName()), in: folder)
      #expect(pty.expect("Alice → Joe"), "\(pty.terminal.text)")
      #expect(pty.expect("read only"))
      pty.send("1")
      #expect(pty.expect("Nothing is recorded from here"))
      _ = try Program.run(
        ["observe", "--resume", folder.path(folder.logName()), "--plain", "--clock", "script"],
        input: Array("@0:09 close\n".utf8))
      #expect(pty.expect("The session is closed"), "\(pty.terminal.text)")
      pty.send("q")
      #expect(pty.waitForEnd() == 0)
      #expect(try folder.bytes(folder.logName()).starts(with: before))
    }

    @Test func `a follower says that the recorder was killed, and goes on when it is resumed`() throws {
      let folder = try Folder()
      let recorder = try Program.start("observe", "--out", folder.url.path, in: folder)
      #expect(recorder.expect("space silence"), "\(recorder.terminal.text)")
      let log = try folder.path(folder.logName())
      let pty = try Program.start("follow", log, in: folder)
      #expect(pty.expect("following"), "\(pty.terminal.text)")
      recorder.send("1")
      #expect(pty.expect("● 00:0"), "\(pty.terminal.text)")
      recorder.signal(SIGKILL)
      #expect(recorder.waitForEnd() != nil)
      #expect(pty.expect("Recording was interrupted. It can be resumed"), "\(pty.terminal.text)")
      // The same when it was killed while it wrote, and resumed behind what it left.
      try folder.append("{\"n\":2,\"t\":", to: folder.logName())
      #expect(pty.expect("interrupted in the middle of a line"), "\(pty.terminal.text)")
      let again = try Program.start("observe", "--resume", log, in: folder)
      #expect(pty.expect("following"), "\(pty.terminal.text)")
      again.send("Q\r")
      #expect(pty.expect("The session is closed"), "\(pty.terminal.text)")
      pty.send("q")
      #expect(pty.waitForEnd() == 0)
      again.send("q")
      #expect(again.waitForEnd() != nil)
    }

    @Test func `a follower that comes after a kill says at once that nobody records`() throws {
      let folder = try Folder()
      let recorder = try Program.start("observe", "--out", folder.url.path, in: folder)
      #expect(recorder.expect("space silence"), "\(recorder.terminal.text)")
      let log = try folder.path(folder.logName())
      recorder.signal(SIGKILL)
      #expect(recorder.waitForEnd() != nil)
      let pty = try Program.start("follow", log, in: folder)
      #expect(pty.expect("Nobody on this machine is recording it now"), "\(pty.terminal.text)")
      pty.send("q")
      #expect(pty.waitForEnd() == 0)
      let lines = try Program.start("follow", "--plain", log, in: folder)
      #expect(lines.expect("-- nobody on this machine is recording it now"), "\(lines.terminal.text)")
      lines.signal(SIGTERM)
      #expect(lines.waitForEnd() != nil)
    }

    @Test func `what is no log is not followed`() throws {
      let folder = try Folder()
      try folder.write("hello\n", to: "a.mend")
      #expect(try Program.run("follow", folder.path("a.mend")).code == 65)
      #expect(try Program.run("follow", folder.path("none.mend")).code == 66)
    }
  }
}
