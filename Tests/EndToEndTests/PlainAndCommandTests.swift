import Foundation
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  @Suite(.serialized) struct `Without a terminal` {
    private static let fixed = [
      "--clock", "script", "--sid", String(repeating: "d", count: 32), "--wall",
      "2026-03-05T14:00:00.000+01:00",
    ]

    @Test func `words are answered line by line, and acknowledged once they are in the file`() throws {
      let folder = try Folder()
      try folder.write(
        "@0:01 turn joe\nturn bob\n@0:02 mark C2 alice > joe\nstatus\nclose\nturn chris\n", to: "words")
      let run = try Program.shell(
        "\"$MEND\" observe --plain --clock script --ack-fd 3 --out . <words >answers 3>acks 2>complaints",
        in: folder)
      #expect(run.code == 0)
      #expect(
        try folder.text("answers").lines == [
          "1 written turn joe", "no: No 'bob' in this group. It has joe, chris, kathy, alice.",
          "2 written marker C2 alice > joe opens an episode", "at 0:02, running", "floor: joe since 0:01",
          "open: 2 alice > joe C2, 0:00, attempts 0", "3 written closed closed (end)", "",
        ])
      #expect(try folder.text("acks") == "1 saved\n2 saved\n3 saved\n")
      #expect(try folder.kinds() == ["turn", "marker", "closed"])
      #expect(try folder.text("complaints").hasPrefix("mend: log: "))
    }

    @Test func `whatever was acknowledged is in the file when it is killed`() throws {
      let folder = try Folder()
      // The words come from somebody who waits for each acknowledgement, and then kills it.
      let run = try Program.shell(
        """
        mkfifo words acks
        "$MEND" observe --plain --ack-fd 3 --out . <words >answers 3>acks 2>complaints & p=$!
        exec 4>words 5<acks
        for i in 1 2 3 4 5; do
          echo "turn joe" >&4; read ack <&5; echo "$ack"
          echo "turn alice" >&4; read ack <&5; echo "$ack"
        done
        kill -9 $p
        wait $p
        """, in: folder)
      #expect(run.output == (1...10).map { "\($0) saved\n" }.joined())
      #expect(try folder.log().verdict == .intactOpen)
      #expect(try folder.log().records.count == 11)
    }

    @Test func `a signal ends it with the log whole`() throws {
      let folder = try Folder()
      let run = try Program.shell(
        """
        mkfifo words acks
        "$MEND" observe --plain --ack-fd 3 --out . <words >answers 3>acks 2>complaints & p=$!
        exec 4>words 5<acks
        echo "turn joe" >&4; read ack <&5
        kill -TERM $p
        wait $p
        """, in: folder)
      #expect(run.code == 143)
      #expect(try folder.kinds() == ["turn", "interrupted"])
    }

    @Test func `hostile bytes are refused or recorded as text, and the log stays whole`() throws {
      let folder = try Folder()
      var input = Array("turn joe\nnote \u{1B}[2J\u{0}x\n".utf8)
      input += [0xFF, 0xFE, 0x80, 0x0A] + Array("turn ".utf8) + [0xC3, 0x28, 0x0A]
      input += Array("turn joe ".utf8) + Array(repeating: 0x20, count: 200_000) + Array("> chris\n".utf8)
      input += Array("note ".utf8) + Array(repeating: 0x61, count: 100_000) + [0x0A]
      input += Array("turn alice\nclose".utf8)
      let run = try Program.run("observe", "--plain", "--out", folder.url.path, input: input)
      #expect(run.code == 0)
      #expect(!run.output.utf8.contains(0x1B) && !run.output.utf8.contains(0))
      #expect(try folder.kinds() == ["turn", "note", "turn", "closed"])
      #expect(try folder.log().verdict == .intactClosed)
      #expect(run.output.lines.filter { $0.contains("longer than 65536 bytes") }.count == 2)
    }

    @Test func `the worked session gives the same bytes twice, and its log is good`() throws {
      let folders = [try Folder(), try Folder()]
      let script = WorkedSession.folder.deletingLastPathComponent()
        .appendingPathComponent("docs/examples/session-e.script")
      for folder in folders {
        let run = try Program.run(
          ["observe", "--plain", "--out", folder.url.path] + Self.fixed,
          input: Array(Data(contentsOf: script)))
        #expect(run.code == 0)
        #expect(!run.output.contains("no:"))
      }
      let logs = try folders.map { try $0.bytes($0.logName()) }
      #expect(logs[0] == logs[1])
      #expect(LogReading(of: logs[0]).verdict == .intactClosed)
    }

    @Test func `keys from a file give the same bytes and the same screen twice`() throws {
      let keys = """
        # Joe greets, Alice rejects, Joe owns his part.
        @0:00 1 <gt> *
        @0:30 4 <gt> 1 s
        @0:41 c
        @0:44 r
        @1:00 1 <gt> 4
        @1:05 r o
        @1:30 4
        @1:40 n o h <Enter>
        """
      var seen: [(log: [UInt8], screen: String)] = []
      for _ in 0..<2 {
        let folder = try Folder()
        try folder.write(keys, to: "keys")
        let run = try Program.run(
          ["observe", "--keys", folder.path("keys"), "--screen", "80x24", "--out", folder.url.path]
            + Self.fixed)
        #expect(run.code == 0, "\(run.complaints)")
        seen.append((try folder.bytes(folder.logName()), run.output))
      }
      #expect(seen[0].log == seen[1].log)
      #expect(seen[0].screen == seen[1].screen)
      #expect(seen[0].screen.lines.count == 25)
      for words in ["C2 Rejects intervention", "R5 Acknowledges own contribution", "note: oh", "● 00:01:40"] {
        #expect(seen[0].screen.contains(words), "\(words)")
      }
    }

    @Test func `a key file that is wrong is named with its line`() throws {
      let folder = try Folder()
      try folder.write("@0:10 1\n@0:05 2\n", to: "back")
      try folder.write("1\n<Upp>\n", to: "name")
      let back = try Program.run(
        "observe", "--keys", folder.path("back"), "--clock", "script", "--out", folder.url.path)
      #expect(back.code == 65)
      #expect(back.complaints == "mend: \(folder.path("back")):2: time goes back from 0:10 to 0:05.\n")
      let name = try Program.run("observe", "--keys", folder.path("name"), "--out", folder.path("other"))
      #expect(name.code == 65)
      #expect(name.complaints.contains("name:2: column 1: no key is called 'Upp'"))
    }

    @Test(arguments: [
      "<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-",
    ]) func `closed standard streams do not reach the log`(closing: String) throws {
      let folder = try Folder()
      try folder.write("turn joe\nturn bob\nclose\n", to: "words")
      let input = closing.contains("<") ? closing : "<words \(closing)"
      let run = try Program.shell("\"$MEND\" observe --plain --out . \(input); echo $?", in: folder)
      #expect(run.output.contains("0"))
      let log = try folder.log()
      #expect(log.verdict == (closing.contains("<") ? .intactOpen : .intactClosed))
      #expect(try folder.kinds() == (closing.contains("<") ? [] : ["turn", "closed"]))
    }

    @Test func `the demonstration prints its report`() throws {
      let run = try Program.run("demo")
      #expect(run.code == 0)
      #expect(run.complaints == "")
      #expect(run.output.contains("Alice") && run.output.contains("communication-skills"))
    }

    @Test(arguments: [[], ["observe"]])
    func `the desk without a terminal says so in one line that names the way out`(arguments: [String]) throws
    {
      let folder = try Folder()
      let run = try Program.run(arguments, in: folder)
      #expect(run.code == 64)
      #expect(run.output == "")
      #expect(run.complaints.lines.count == 2)
      #expect(run.complaints.contains("--plain"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    }

    @Test(arguments: [
      ["--nonsense"], ["observe", "--nonsense"], ["observe", "--plain", "--lag", "soon"], ["nonsense"],
      ["observe", "--plain", "--mode", "party"], ["observe", "--plain", "--session", "0"],
      ["observe", "--plain", "--sid", "xyz"], ["observe", "--plain", "--wall", "today"],
      ["observe", "--plain", "--clock", "slow"], ["observe", "--clock", "script"],
      ["observe", "--plain", "--ack-fd", "77"], ["observe", "--plain", "--screen", "big"], ["verify"],
      ["report"],
      ["observe", "--plain", "--reopen"], ["observe", "--plain", "--screen", "80x24"],
      ["observe", "--plain", "--resume", "x.mend", "--group", "g.toml"],
    ]) func `what is not understood exits with 64, and makes no log`(arguments: [String]) throws {
      let folder = try Folder()
      let run = try Program.run(arguments, in: folder)
      #expect(run.code == 64, "\(run)")
      #expect(run.complaints != "")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    }

    @Test func `verify exits by what it finds`() throws {
      let folder = try Folder()
      let corpus = WorkedSession.folder.appendingPathComponent("Corpus/session-b.mend")
      var bytes = Array(try Data(contentsOf: corpus))
      let log = folder.path("log.mend")
      func verify(_ bytes: [UInt8]) throws -> Program.Outcome {
        try Data(bytes).write(to: URL(fileURLWithPath: log))
        return try Program.run("verify", log)
      }
      #expect(try verify(bytes).code == 0)
      #expect(try verify(Array(bytes.dropLast(10))).code == 1)
      bytes[bytes.count / 2] ^= 1
      let damaged = try verify(bytes)
      #expect(damaged.code == 65)
      #expect(damaged.output.hasPrefix("\(log):"))
      #expect(try Program.run("verify", folder.path("nothing.mend")).code == 66)
      #expect(try Program.run("verify", corpus.path, folder.path("nothing.mend")).code == 66)
    }

    @Test func `a codebook is checked fault by fault`() throws {
      let folder = try Folder()
      let builtIn = WorkedSession.folder.deletingLastPathComponent()
        .appendingPathComponent("Config/codebooks/3rs-group.toml").path
      #expect(try Program.run("codebook", "check", builtIn).code == 0)
      try folder.write("id = \"x y\"\ntitel = \"?\"\n", to: "wrong.toml")
      let wrong = try Program.run("codebook", "check", folder.path("wrong.toml"))
      #expect(wrong.code == 78)
      #expect(wrong.output.contains("wrong.toml:2:"))
      #expect(try Program.run("codebook", "check", folder.path("none.toml")).code == 66)
    }

    @Test func `keys prints what docs keys holds`() throws {
      let document = WorkedSession.folder.deletingLastPathComponent().appendingPathComponent("docs/keys.md")
      #expect(try Program.run("keys").output == String(contentsOf: document, encoding: .utf8))
    }

    @Test func `a report goes into a new file, never over an old one`() throws {
      let folder = try Folder()
      let log = WorkedSession.folder.appendingPathComponent("Corpus/session-b.mend").path
      #expect(try Program.run("report", log, "-o", folder.path("page")).code == 0)
      let page = try folder.text("page")
      #expect(page.contains("Alice"))
      let again = try Program.run("report", log, "--format", "json", "-o", folder.path("page"))
      #expect(again.code == 73)
      #expect(try folder.text("page") == page)
    }
  }

  @Suite(.serialized) struct `In replay` {
    @Test func `its keys go where they say, and it stays until q`() throws {
      let log = WorkedSession.folder.appendingPathComponent("Corpus/session-b.mend").path
      let pty = try Program.start("replay", log, in: try Folder())
      #expect(pty.expect("‖ ×1  00:00:00 of 00:20:00"), "\(pty.terminal.text)")
      for (keys, shown) in [
        ("\u{1B}[C", "00:00:05"), ("\u{1B}[1;2C", "00:00:35"), ("\u{1B}[D", "00:00:30"), (".", "00:00:45"),
        (",", "00:00:00"), ("]", "00:03:50"), ("5", "00:10:00"), ("[", "00:03:50"), ("9", "00:18:00"),
        ("\u{1B}[6~\u{1B}[6~\u{1B}[6~\u{1B}[6~", "00:20:00"),
      ] {
        pty.send(keys)
        #expect(pty.expect("\(shown) of"), "after \(keys.debugDescription)\n\(pty.terminal.text)")
      }
      pty.send(" ")
      #expect(pty.expect("This is the end"))
      pty.send(">>>><")
      #expect(pty.expect("×8 "))
      pty.send("9> >>>")
      #expect(pty.expect("‖ ×64  00:20:00 of"), "\(pty.terminal.text)")
      #expect(pty.status == nil)
      pty.send("q")
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 0)
      #expect(pty.terminal.modes.isDisjoint(with: [1049, 2004]))
    }

    @Test func `the demonstration plays, and q leaves it`() throws {
      let pty = try Program.start("demo", in: try Folder())
      #expect(pty.expect("Mend"))
      pty.send("\r")
      #expect(pty.expect("q leave"), "\(pty.terminal.text)")
      pty.send("q")
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 0)
    }
  }
}
