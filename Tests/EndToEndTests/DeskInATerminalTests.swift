import Foundation
import Glibc
import SessionCore
import SessionFiles
import TestSupport
import Testing

/// Everything here drives the built program; one at a time, because two cores are few.
@Suite(.serialized) struct `The built program` {}

extension `The built program` {
  @Suite(.serialized) struct `At the desk` {
    /// Starts a session in a folder and waits until the desk is there.
    private func open(_ folder: Folder, _ more: String...) throws -> Pty {
      let pty = try Pty(
        Program.path, ["observe", "--out", folder.url.path] + more,
        environment: ["HOME": folder.url.path])
      #expect(pty.expect("? help"), "\(pty.terminal.text)")
      return pty
    }

    /// The modes of a line that nobody has touched.
    private static let fresh: String = {
      let cat = try? Pty("/bin/cat")
      return cat?.lineModes ?? ""
    }()

    /// Whether so many keys wait to be read by a program that stands still; the kernel hands them on in its time.
    private func hasTyped(_ count: Int32, _ pty: Pty) -> Bool {
      let line = Glibc.open("/proc/\(pty.process)/fd/0", O_RDONLY | O_NOCTTY | O_NONBLOCK)
      defer { close(line) }
      for _ in 0..<5000 {
        var waiting: Int32 = 0
        guard ioctl(line, UInt(FIONREAD), &waiting) == 0 else { return false }
        if waiting >= count { return true }
        poll(nil, 0, 1)
      }
      return false
    }

    /// Waits until a number of records is in the log, all of them shown as saved.
    private func awaitRecords(_ count: Int, _ pty: Pty, _ folder: Folder) {
      let isThere = pty.pump { pty in
        pty.terminal.row(0).contains("●") && (try? folder.log().records.count) == count
      }
      #expect(
        isThere, "\((try? folder.log().records.count) ?? -1) records, not \(count)\n\(pty.terminal.text)")
    }

    /// What was recorded, without its moments and wall clocks.
    private func shapes(_ reading: LogReading) -> [String] {
      reading.records.dropFirst().map { record in
        switch record.event {
        case .turn(let turn): "turn \(turn.who.rawValue)"
        case .marker(let marker):
          "\(marker.code.rawValue) \(marker.who.rawValue) \(marker.to.text) \(marker.episode?.rawValue ?? record.id.rawValue)"
        case .repair(let repair):
          "\(repair.code.rawValue) \(repair.who.rawValue) \(repair.to.text) \(repair.episodes)"
        case .moment(let moment): "\(moment.code.rawValue) \(moment.who.rawValue) \(moment.to?.text ?? "")"
        case .resolved(let resolution): "resolved \(resolution.episode) \(resolution.strength)"
        case .amended(let amendment): "amended \(amendment.of) \(amendment.changes.map(\.member))"
        case .rated(let rating): "\(rating.scale) \(rating.value.map(String.init) ?? "na")"
        default: record.event.kind
        }
      }
    }

    @Test func `ten minutes of a session survive a kill in the middle, go on, and end with their report`()
      throws
    {
      let folder = try Folder()
      let first = try open(folder)
      first.send("1>*2>*s3>2o1>44>1s")
      awaitRecords(14, first, folder)
      first.send("crcdctcc u")
      awaitRecords(20, first, folder)
      #expect(first.terminal.unknown == [])
      first.signal(SIGKILL)
      #expect(first.waitForEnd() != nil)
      #expect(first.fatalSignal == SIGKILL)
      let before = try folder.bytes(folder.logName())
      #expect(LogReading(of: before).verdict == .intactOpen)

      let second = try Program.start("observe", "--resume", folder.path(try folder.logName()), in: folder)
      #expect(second.expect("? help"))
      second.send("1>4ro4>1srf msv4Q4n43\r")
      #expect(second.expect("q leave"), "\(second.terminal.text)")
      #expect(second.terminal.text.contains("communication-skills"))
      second.send("q")
      #expect(second.waitForEnd() != nil)
      #expect(second.exitCode == 0)
      #expect(second.terminal.modes.isDisjoint(with: [1049, 2004]))
      #expect(second.lineModes == Self.fresh)

      let log = try folder.log()
      #expect(try folder.bytes(folder.logName()).starts(with: before))
      #expect(log.verdict == .intactClosed)
      #expect(
        shapes(log) == [
          "turn joe", "amended 1 [\"to\"]", "turn chris", "amended 3 [\"to\"]", "amended 3 [\"focus\"]",
          "turn kathy",
          "amended 6 [\"to\"]", "amended 6 [\"focus\"]", "turn joe", "amended 9 [\"to\"]", "turn alice",
          "amended 11 [\"to\"]", "amended 11 [\"focus\"]",
          "C2 alice joe 14", "C6 alice joe 14", "C1 alice joe 14", "C7 alice joe 14", "silence", "retracted",
          "reopened", "turn joe", "amended 21 [\"to\"]", "R5 joe alice [14]", "turn alice",
          "amended 24 [\"to\"]",
          "amended 24 [\"focus\"]", "R10 alice joe [14]", "silence", "P1 alice ", "resolved 14 4",
          "significance.W 4", "significance.C na", "resolution 4", "contribution 3", "closed",
        ])
      for (before, after) in zip(log.records, log.records.dropFirst()) { #expect(before.time <= after.time) }
      let page = try Program.run("report", folder.path(try folder.logName()))
      #expect(page.code == 0)
      #expect(page.output.contains("Rejects intervention") || page.output.contains("C2"))
    }

    @Test(arguments: [(SIGTERM, "signal", 143), (SIGHUP, "signal", 129), (SIGINT, "signal", 130)])
    func `a signal ends it with the log whole, the terminal as it was, and all that was typed`(
      number: Int32, by: String, code: Int32
    ) throws {
      let folder = try Folder()
      let pty = try open(folder)
      pty.send("1")
      awaitRecords(2, pty, folder)
      // While it stands still, keys and the signal pile up: the keys came first and count.
      pty.signal(SIGSTOP)
      pty.send("2 3w")
      #expect(hasTyped(4, pty))
      pty.signal(number)
      pty.signal(SIGCONT)
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == code)
      #expect(try folder.kinds() == ["turn", "turn", "silence", "turn", "interrupted"])
      #expect(try folder.log().verdict == .intactOpen)
      #expect(pty.terminal.modes.isDisjoint(with: [1049, 2004]))
      #expect(pty.lineModes == Self.fresh)
      #expect(String(decoding: pty.output.suffix(400), as: UTF8.self).contains("--resume"))
    }

    @Test func `a window that is closed ends it with the log whole`() throws {
      let folder = try Folder()
      let pty = try open(folder)
      pty.send("1 2b")
      awaitRecords(5, pty, folder)
      pty.hangUp()
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 129)
      #expect(try folder.kinds() == ["turn", "silence", "turn", "bookmark", "interrupted"])
    }

    @Test func `control z gives the terminal back, and going on takes it again`() throws {
      let folder = try Folder()
      // A shell with job control around it, as there is in life.
      let pty = try Pty(
        "/bin/bash", ["--norc", "--noprofile", "-i"],
        environment: ["HOME": folder.url.path, "PS1": "ready> ", "PATH": "/usr/bin:/bin"])
      #expect(pty.expect("ready>"))
      pty.send("'\(Program.path)' observe --out '\(folder.url.path)'\r")
      #expect(pty.expect("? help"))
      pty.send("1")
      awaitRecords(2, pty, folder)
      pty.send("\u{1A}")
      #expect(pty.pump { !$0.terminal.modes.contains(1049) && $0.terminal.text.contains("Stopped") })
      pty.send("fg\r")
      #expect(pty.expect("? help"))
      pty.send("2")
      awaitRecords(3, pty, folder)
      #expect(pty.terminal.modes.isSuperset(of: [1049, 2004]))
      pty.send("\u{3}\u{3}")
      #expect(pty.pump { !$0.terminal.modes.contains(1049) && $0.terminal.text.contains("ready>") })
      pty.send("exit\r")
      #expect(pty.waitForEnd() != nil)
      #expect(try folder.kinds() == ["turn", "turn"])
    }

    @Test func `no key is lost while the window shrinks to a single cell and grows again`() throws {
      let folder = try Folder()
      let pty = try open(folder)
      var turns = 0
      for (rows, columns) in [(10, 40), (1, 1), (2, 200), (60, 200), (3, 12), (24, 80)] {
        pty.resize(rows: rows, columns: columns)
        pty.send("12")
        turns += 2
      }
      #expect(pty.expect("? help"), "\(pty.terminal.text)")
      awaitRecords(turns + 1, pty, folder)
      #expect(try folder.kinds() == Array(repeating: "turn", count: turns))
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 0)
    }

    @Test func `pasted text and strange bytes record nothing`() throws {
      let folder = try Folder()
      let pty = try open(folder)
      pty.send("\u{1B}[200~123 wd\r\u{1B}[201~")
      #expect(pty.expect("not played as keys"))
      pty.send([
        0x1B, 0x5B, 0x4D, 0x21, 0x21, 0x21, 0xFF, 0xC3, 0x28, 0x1B, 0x4F, 0x1B, 0x5B, 0x3C, 0x30, 0x3B, 0x31,
        0x3B, 0x31, 0x4D,
      ])
      pty.send("4")
      #expect(
        pty.pump { (try? $0.terminal.text.contains("▸ Alice") && folder.kinds().last == "turn") ?? false })
      #expect(try folder.log().records.last?.event == .turn(Event.Turn(who: "alice")))
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)
    }

    @Test func `keys typed into a terminal that does not drain are recorded at once`() throws {
      let folder = try Folder()
      let pty = try open(folder)
      // Nobody looks at the screen: only the file is watched.
      for _ in 0..<60 { pty.send("1 2 ") }
      #expect(pty.pump { _ in (try? folder.log().records.count) == 241 })
      #expect(
        try folder.kinds()
          == Array(repeating: ["turn", "silence", "turn", "silence"], count: 60).flatMap(\.self))
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)
    }

    @Test(arguments: ["dumb", "../x"])
    func `a terminal it cannot use is refused in one line, and no log is made`(
      type: String
    ) throws {
      let folder = try Folder()
      let pty = try Pty(
        Program.path, ["observe", "--out", folder.url.path],
        environment: ["TERM": type, "HOME": folder.url.path])
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 78)
      #expect(!pty.output.contains(0x1B))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == [])
    }

    @Test(arguments: ["evil", "evil-long"])
    func `a hostile description of a terminal drives nothing: the one everybody has is used`(type: String)
      throws
    {
      let folder = try Folder()
      for letter in ["e", "65"] {
        mkdir(folder.path(letter), 0o700)
        try folder.write("\u{1B}]0;owned\u{7}", to: "\(letter)/evil")
        try folder.write(String(repeating: "\u{1A}\u{1}", count: 500_000), to: "\(letter)/evil-long")
      }
      let pty = try Pty(
        Program.path, ["observe", "--out", folder.path("out")],
        environment: ["TERM": type, "TERMINFO": folder.url.path, "HOME": folder.url.path])
      #expect(pty.expect("? help"), "\(pty.terminal.text)")
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)
      #expect(pty.exitCode == 0)
      #expect(pty.terminal.systemCommands == 0 && pty.terminal.unknown == [], "\(pty.terminal.unknown)")
    }

    @Test func `a log in use is refused to a second one`() throws {
      let folder = try Folder()
      let pty = try open(folder)
      let second = try Program.run("observe", "--plain", "--resume", folder.path(try folder.logName()))
      #expect(second.code == 75)
      #expect(second.complaints.lines.count == 2)
      pty.send("\u{3}\u{3}")
      #expect(pty.waitForEnd() != nil)
    }
  }
}
