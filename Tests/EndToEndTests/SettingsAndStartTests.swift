import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

extension `The built program` {
  @Suite(.serialized) struct `With settings` {
    /// A home with these settings.
    private func home(_ settings: String) throws -> Folder {
      let folder = try Folder()
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: ".config/mend/groups"), withIntermediateDirectories: true)
      try folder.write(settings, to: ".config/mend/config.toml")
      return folder
    }

    @Test func `wrong ones are named by file and line, and it starts all the same`() throws {
      let folder = try home(
        "lag = 90000\nkeymap = \"nowhere\"\ngroup = \"groups/none.toml\"\nsessions = \"logs\"\n")
      let run = try Program.run("observe", "--plain", input: Array("turn joe\nclose\n".utf8), in: folder)
      #expect(run.code == 0)
      let config = folder.path(".config/mend/config.toml")
      #expect(
        run.complaints.contains("mend: \(config):1: 'lag' is 90000. It can be 0 to 30000."),
        "\(run.complaints)")
      #expect(run.complaints.contains("\(config):2: keymap: "), "\(run.complaints)")
      #expect(run.complaints.contains("\(config):3: group: "), "\(run.complaints)")
      let logs = try FileManager.default.contentsOfDirectory(atPath: folder.path(".config/mend/logs"))
      #expect(logs.count == 1)
      let shown = try Program.run("settings", in: folder)
      #expect(shown.code == 78)
      #expect(shown.output.contains("sessions") && shown.complaints.contains(":1: 'lag'"))
    }

    @Test func `the group, the codebook and the reaction time of the settings hold, and options come first`()
      throws
    {
      let folder = try home("lag = 1500\ngroup = \"groups/mine.toml\"\n")
      try folder.write("id = \"mine\"\nroster = [{ id = \"wren\" }]\n", to: ".config/mend/groups/mine.toml")
      for (options, lag) in [([], 1500), (["--lag", "2s"], 2000)] {
        let logs = "logs\(lag)"
        let run = try Program.run(
          ["observe", "--plain", "--out", folder.path(logs)] + options, input: Array("turn wren\n".utf8),
          in: folder)
        #expect(run.code == 0, "\(run.complaints)")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path(logs)).first)
        let opening = try #require(LogReading(of: try folder.bytes("\(logs)/\(name)")).opening)
        #expect(opening.group == "mine" && opening.lag == lag)
      }
    }

    @Test func `a script with its own clock reads none`() throws {
      let folder = try home("lag = 90000\n")
      let run = try Program.run(
        "observe", "--plain", "--clock", "script", "--out", folder.path("logs"),
        input: Array("turn joe\n".utf8), in: folder)
      #expect(run.code == 0 && !run.complaints.contains("lag"), "\(run.complaints)")
    }

    @Test func `a relative folder for them is ignored`() throws {
      let folder = try Folder()
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: "mend"), withIntermediateDirectories: true)
      try folder.write("lag = 90000\n", to: "mend/config.toml")
      let run = try Program.shell("XDG_CONFIG_HOME=. \"$MEND\" settings", in: folder)
      #expect(run.code == 0 && run.output.contains("lag             as the group says"), "\(run.output)")
    }

    @Test func `the keys as they are now are printed, with the changed ones marked`() throws {
      let folder = try home("keymap = \"left-hand\"\n[keys.observe]\nbookmark = [\"y\"]\nblank = []\n")
      let run = try Program.run("keys", in: folder)
      #expect(run.code == 0 && run.complaints == "")
      #expect(run.output.contains("| `y` | stamp now, name later (changed; built in: `b`) |"))
      #expect(run.output.contains("| no key | blank the screen at once (changed; built in: `Z`) |"))
      #expect(run.output.contains("| `z` `u` | take back the last act (changed; built in: `u`) |"))
      #expect(run.output.contains("| `w` | withdrawal marker: then a letter |"))
    }

    @Test(arguments: [
      ("number-pad", "1 3 / 2 1 + 4 - . 2 5"), ("left-hand", "1 3 w w 1 r r c W 2 t"),
    ])
    func `a keymap picks codes by their place, and a seat after the key of who`(
      keymap: String, keys: String
    ) throws {
      let folder = try Folder()
      try folder.write(keys + "\n", to: "keys")
      let run = try Program.run(
        "observe", "--keys", folder.path("keys"), "--keymap", keymap, "--out", folder.url.path, in: folder)
      #expect(run.code == 0, "\(run.complaints)")
      let codes = CodebookFile.builtIn
      func family(_ family: Family) -> [String] { codes.codes(in: [family]).map(\.id.rawValue) }
      let expected = [
        "\(family(.withdrawal)[1]) kathy", "\(family(.repair)[3]) joe", "\(family(.confrontation)[4]) chris",
      ]
      let made = try folder.log().records.compactMap { record -> String? in
        switch record.event {
        case .marker(let marker): "\(marker.code.rawValue) \(marker.who.rawValue)"
        case .repair(let repair): "\(repair.code.rawValue) \(repair.who.rawValue)"
        default: nil
        }
      }
      #expect(made == expected)
    }

    @Test func `the idle time of the settings holds in replay, an option comes first, and 0 keeps all`()
      throws
    {
      for (setting, options, expected) in [
        ("idle = 7", [], "idle 0:07"), ("idle = 7", ["--idle", "30s"], "idle 0:30"), ("idle = 0", [], nil),
        ("idle = 3601", [], nil),
      ] as [(String, [String], String?)] {
        let folder = try home(setting + "\n")
        let words = "@0:01 turn joe\n@0:20 turn kathy\n@1:30 close\n"
        let log = try Program.run(
          "observe", "--plain", "--clock", "script", "--out", folder.path("logs"), input: Array(words.utf8),
          in: folder)
        #expect(log.code == 0, "\(log.complaints)")
        let name = try #require(
          try FileManager.default.contentsOfDirectory(atPath: folder.path("logs")).first)
        let pty = try Program.start(
          ["replay", folder.path("logs/" + name)] + options, in: folder, columns: 120)
        #expect(pty.expect("? help"), "\(pty.terminal.text)")
        let head = pty.terminal.row(0)
        if let expected {
          #expect(head.contains(expected), "\(setting) \(options): \(head)")
        } else {
          #expect(!head.contains("idle"), "\(setting): \(head)")
        }
        pty.send("q")
        #expect(pty.waitForEnd() != nil)
      }
    }

    @Test func `sizes of the settings hold at the desk`() throws {
      let folder = try home("big-clock = true\nopen-rows = 5\nlane-minutes = 30\n")
      let pty = try Program.start("observe", "--out", folder.url.path, in: folder, columns: 100)
      #expect(pty.expect("? help"), "\(pty.terminal.text)")
      let rows = (0..<24).map { pty.terminal.row($0) }
      #expect(rows.contains { $0.hasPrefix(" 30m   Joe") }, "\(pty.terminal.text)")
      let open = try #require(rows.firstIndex { $0.hasPrefix(" open") })
      #expect(rows[open + 6].hasPrefix(" last"), "\(pty.terminal.text)")
      #expect(rows.contains { $0.contains("|___|") }, "\(pty.terminal.text)")
      pty.signal(SIGKILL)
      #expect(pty.waitForEnd() != nil)
    }

    @Test func `wrong ones are in the hint line of the desk until the first key`() throws {
      let folder = try home("lag = 90000\n")
      let pty = try Program.start("observe", in: folder, columns: 150)
      #expect(pty.expect("'lag' is 90000. It can be 0 to 30000."), "\(pty.terminal.text)")
      #expect(pty.expect("? help"))
      pty.signal(SIGKILL)
      #expect(pty.waitForEnd() != nil)
    }
  }

  @Suite(.serialized) struct `On the start screen` {
    private func start(_ folder: Folder) throws -> Pty {
      let pty = try Program.start(in: folder)
      #expect(pty.expect("q leave"), "\(pty.terminal.text)")
      return pty
    }

    private func sessions(_ folder: Folder) throws -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path(".local/share/mend/sessions"))) ?? []
    }

    @Test func `enter begins, and what was left open is offered first next time`() throws {
      let folder = try Folder()
      let first = try start(folder)
      first.send("\r")
      #expect(first.expect("space silence"), "\(first.terminal.text)")
      first.send("1wm")
      first.send("\u{3}\u{3}")
      #expect(first.waitForEnd() != nil)
      #expect(first.exitCode == 0)
      let log = try #require(try sessions(folder).first)
      // A bad file beside it hides nothing.
      try folder.write("not a log\n", to: ".local/share/mend/sessions/20990101-0000-00000000.mend")

      let second = try start(folder)
      #expect(second.terminal.text.contains("not finished"))
      #expect(second.terminal.text.contains("1 file here could not be read"))
      second.send("\r")
      #expect(second.expect("space silence"), "\(second.terminal.text)")
      second.send("2")
      #expect(
        second.pump { _ in
          (try? folder.bytes(".local/share/mend/sessions/" + log)).map {
            LogReading(of: $0).records.last?.event.kind
          } == "turn"
        })
      second.send("\u{3}\u{3}")
      #expect(second.waitForEnd() != nil)
    }

    @Test func `a clinical group is set up, asked for consent, remembered for its owner alone, and begun`()
      throws
    {
      let folder = try Folder()
      let pty = try start(folder)
      pty.send("g\u{1B}[B\r\u{15}tuesday\r\u{1B}[B\u{1B}[C")
      #expect(pty.expect("clinical"), "\(pty.terminal.text)")
      pty.send("n")
      #expect(pty.expect("who agreed"))
      pty.send("e\r")
      #expect(pty.expect("space silence"), "\(pty.terminal.text)")
      pty.send("1")
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)
      let log = try #require(try sessions(folder).first)
      let reading = LogReading(of: try folder.bytes(".local/share/mend/sessions/" + log))
      #expect(reading.opening?.group == "tuesday" && reading.opening?.mode == .clinical)
      #expect(
        reading.records.dropFirst().map(\.event.kind) == Array(repeating: "consented", count: 3) + ["turn"])
      let file = folder.path(".config/mend/groups/tuesday.toml")
      let group = try GroupFile.read(try folder.bytes(".config/mend/groups/tuesday.toml"), path: file)
      #expect(group.mode == .clinical && group.session == 2 && group.roster.members.count == 4)
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }

    @Test func `a group's file that changed meanwhile is left alone until it is said again`() throws {
      let folder = try Folder()
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: ".config/mend/groups"), withIntermediateDirectories: true)
      let file = ".config/mend/groups/communication-skills.toml"
      try folder.write("# Ours.\nid = \"communication-skills\"\nroster = [{ id = \"wren\" }]\n", to: file)
      let pty = try start(folder)
      pty.send("gaRobin\r\r")
      #expect(pty.expect("Robin"), "\(pty.terminal.text)")
      let changed = "id = \"communication-skills\"\nroster = [{ id = \"other\" }]\n"
      try folder.write(changed, to: file)
      pty.send("n")
      #expect(pty.expect("has changed since"), "\(pty.terminal.text)")
      #expect(try folder.text(file) == changed)
      #expect(try sessions(folder) == [])
      pty.send("n")
      #expect(pty.expect("space silence"), "\(pty.terminal.text)")
      #expect(try folder.text(file).hasPrefix("# Ours.\n") && folder.text(file).contains("Robin"))
      pty.signal(SIGKILL)
      #expect(pty.waitForEnd() != nil)
    }
  }

  @Suite(.serialized) struct `Spoken` {
    @Test func `line mode answers in sentences, and its own bytes are as ever without the option`() throws {
      let folder = try Folder()
      let words = "turn joe\nmark W1 kathy > joe\nmark W99 joe\nclose\n"
      let run = try Program.run(
        "observe", "--plain", "--speak-friendly", "--out", folder.path("a"), input: Array(words.utf8),
        in: folder)
      #expect(run.code == 0, "\(run.complaints)")
      let lines = run.output.split(separator: "\n").map(String.init)
      #expect(lines.first == "Joe has the floor.", "\(lines)")
      #expect(
        lines.contains {
          $0.hasPrefix("Marked: Kathy, to Joe, ") && $0.hasSuffix("It opens. 1 rupture is open.")
        })
      #expect(lines.contains { $0.hasPrefix("no: ") })
      #expect(lines.last == "The session is closed.")
      let plain = try Program.run(
        "observe", "--plain", "--out", folder.path("b"), input: Array(words.utf8), in: folder)
      #expect(plain.output.contains("1 written turn joe\n") && plain.output.contains("1 saved\n"))
    }

    @Test func `on a terminal single keys are answered by lines, and nothing is drawn`() throws {
      let folder = try Folder()
      let pty = try Program.start(
        "observe", "--speak-friendly", "--out", folder.url.path, in: folder, columns: 200)
      #expect(pty.expect("Seats: 1 Joe, 2 Chris, 3 Kathy, 4 Alice."), "\(pty.terminal.text)")
      pty.send("3")
      #expect(pty.expect("Kathy has the floor."))
      pty.send("w")
      #expect(pty.expect("withdrawal  Kathy to "), "\(pty.terminal.text)")
      pty.send("?")
      #expect(pty.expect("letter completes"))
      #expect(pty.expect("m: Minimal response"), "\(pty.terminal.text)")
      pty.send("m")
      #expect(pty.expect("1 rupture is open."), "\(pty.terminal.text)")
      pty.send("u")
      #expect(pty.expect("Taken back: "), "\(pty.terminal.text)")
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 0)
      #expect(pty.terminal.modes.isEmpty, "\(pty.terminal.modes)")
    }
  }
}
