import Foundation
import Glibc
import SessionFiles
import TerminalKit
import TestSupport
import Testing

/// The texts of T01 to T45, in every place where a stranger's text is shown.
@Suite struct `Hostile text` {
  @Test(arguments: HostileText.all)
  func `shows nothing but itself in what is printed about a log`(case one: HostileText) throws {
    let folder = try Folder()
    try log(one, in: folder)
    let formats = [["json"], ["html"], ["markdown"]] + Self.tables.map { ["csv", "--table", $0] }
    let commands =
      [["report", "log.mend"], ["carry", "log.mend"], ["report", "log.mend", "--explain", "list"]]
      + formats.map { ["report", "log.mend", "--format"] + $0 } + [["verify", "log.mend"]]
    for words in commands {
      let code: Int32 = words[0] == "verify" ? 1 : 0
      let run = run(words, in: folder)
      #expect(run.code == code, "\(one) \(words)\n\(String(decoding: run.complaints, as: UTF8.self))")
      #expect(run.faults == [], "\(one) \(words)")
      if words.last == "json" {
        let value = try JSONSerialization.jsonObject(with: Data(run.output))
        #expect(texts(in: value).contains { $0.utf8.elementsEqual(one.text.utf8) }, "\(one): JSON keeps it")
      }
    }
  }

  @Test(arguments: HostileText.all)
  func `stays in its own cells in replay`(case one: HostileText) throws {
    let plain = try screen(of: nil)
    let screen = try screen(of: one)
    #expect(screen.count == plain.count)
    // Above the last records, where sentences flow, everything has its column.
    let tables = try #require(plain.firstIndex { $0.contains("last") })
    for (row, text) in screen.enumerated() {
      #expect(text.columns <= 80, "\(one), row \(row)")
      for word in ["Tom", "0:03   1.0", "0:03     -"] where row < tables {
        let (columns, plainColumns) = (place(of: word, in: text), place(of: word, in: plain[row]))
        #expect(columns == plainColumns, "\(one), row \(row)\n\(screen.joined(separator: "\n"))")
      }
    }
    #expect(screen.last == plain.last, "\(one)")
    #expect(screen[0].hasSuffix("of 00:00:07"), "\(one): \(screen[0])")
  }

  @Test(arguments: HostileText.all)
  func `is taken in line mode without driving the terminal`(case one: HostileText) throws {
    let folder = try Folder()
    let text = one.text
    let words = "turn joe\nnote \(text)\nturn \(text)\nmark \(text) joe\n\(text)\nclose\n"
    try words.write(to: folder.url.appendingPathComponent("words"), atomically: false, encoding: .utf8)
    let run = run(["observe", "--plain", "--out", "."], in: folder, input: folder.path("words"))
    #expect(run.code == 0, "\(one)")
    #expect(run.faults == [], "\(one)")
    #expect(try folder.log().verdict == .intactClosed, "\(one)")
    let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    // A record holds 8,000 bytes of text; longer ones are refused in words.
    let isTaken = !isBlank && text.utf8.count <= 8_000
    #expect(try folder.kinds().contains("note") == isTaken, "\(one)")
    let bytes = try folder.bytes(folder.logName())
    #expect(HostileRun.control(in: bytes) == nil, "\(one): the log itself is safe to show")
  }

  @Test(arguments: HostileText.all)
  func `is typed at the desk without driving the terminal`(case one: HostileText) throws {
    let folder = try Folder()
    let pty = try Program.start("observe", "--out", folder.url.path, in: folder)
    #expect(pty.expect("? help"), "\(pty.terminal.text)")
    pty.send("1n")
    #expect(pty.expect("enter keeps it"), "\(pty.terminal.text)")
    // What is typed goes in pieces, so that neither side waits for the other.
    for piece in Array(one.text.utf8).chunks(of: 1_000) {
      pty.send(piece)
      pty.pump(for: 0.02) { _ in false }
    }
    pty.send("\r")
    pty.pump(for: 0.2) { _ in false }
    pty.hangUp()
    #expect(pty.waitForEnd() != nil, "\(one)")
    #expect(pty.fatalSignal == nil, "\(one)")
    #expect(pty.terminal.systemCommands == 0 && pty.terminal.unknown == [], "\(one): \(pty.terminal.unknown)")
    let verdict = try folder.log().verdict
    #expect(verdict == .intactOpen || verdict == .intactClosed, "\(one): \(verdict)")
  }

  @Test func `beside a label that looks alike it is worth a warning, and the session begins`() throws {
    let folder = try Folder()
    let one = try #require(HostileText.all.first { $0.id == "T26" })
    let roster = "  { id = \"a\", label = \"Anna\" },\n  { id = \"b\", label = \"\(one.text)\" },\n"
    try folder.write("id = \"g\"\nroster = [\n\(roster)]\n", to: "g.toml")
    let group = folder.url.appending(path: "g.toml").path
    let run = try Program.run("observe", "--plain", "--out", folder.url.path, "--group", group, in: folder)
    #expect(run.code == 0)
    let said = "mend: \(group):4: '\(one.text)' looks like 'Anna' (line 3)"
    #expect(run.complaints.hasPrefix(said), "\(run.complaints)")
    #expect(try folder.log().verdict == .intactOpen)
  }

  @Test func `what is not run is said`() {
    print("hostile text: \(HostileText.all.count) texts in \(12 + Self.tables.count) places each;")
    print("  NOT RUN: T22 with 10^6 marks: such a line is longer than a log may have; 10^4 are run")
    #expect(Set(HostileText.all.map(\.id)).count == HostileText.all.count)
  }

  // MARK: Logs and runs

  private static let tables = ["episodes", "markers", "matrix", "people", "repairs", "turns"]

  private func log(_ one: HostileText?, in folder: Folder) throws {
    let text = HostileLog.json(one?.text ?? "Ann")
    var log = HostileLog(
      opening: HostileLog.opening(
        label: text, code: one == nil ? "Denial" : text, group: one == nil ? "g" : text,
        observer: one == nil ? "o" : text))
    log.seal("\"k\":\"turn\",\"who\":\"ann\",\"to\":\"tom\"")
    log.seal("\"k\":\"marker\",\"code\":\"W1\",\"who\":\"ann\",\"to\":\"tom\"")
    log.seal("\"k\":\"note\",\"text\":\"\(text)\"")
    log.seal("\"k\":\"turn\",\"who\":\"tom\",\"to\":\"ann\"")
    log.seal("\"k\":\"repair\",\"code\":\"R1\",\"who\":\"tom\",\"to\":\"ann\",\"episodes\":[2]")
    log.seal("\"k\":\"resolved\",\"episode\":2,\"strength\":3,\"evidence\":\"\(text)\"")
    log.seal("\"k\":\"note\",\"text\":\"\(text)\"")
    try Data(log.bytes).write(to: URL(fileURLWithPath: folder.path("log.mend")))
    chmod(folder.path("log.mend"), 0o600)
  }

  private func run(_ words: [String], in folder: Folder, input: String = "/dev/null") -> HostileRun {
    HostileRun(
      [Array(Program.path.utf8)] + words.map { Array($0.utf8) },
      environment: ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder.url.path], in: folder.url.path,
      input: input)
  }

  /// The rows of the last screen of a replay that was gone through to its end.
  private func screen(of one: HostileText?) throws -> [String] {
    let folder = try Folder()
    try log(one, in: folder)
    let pty = try Program.start("replay", folder.path("log.mend"), in: folder)
    #expect(pty.expect("00:00:00 of"), "\(pty.terminal.text)")
    for record in 1...7 {
      pty.send(".")
      #expect(pty.expect("00:00:0\(record) of"), "\(pty.terminal.text)")
    }
    let rows = pty.terminal.text.lines
    pty.send("q")
    #expect(pty.waitForEnd() != nil)
    #expect(pty.exitCode == 0)
    #expect(pty.terminal.systemCommands == 0 && pty.terminal.unknown == [] && pty.terminal.bells == 0)
    return rows
  }

  /// How many columns lie before a word in a row; `nil` when it is not there.
  private func place(of word: String, in row: String) -> Int? {
    guard let range = row.range(of: word) else { return nil }
    return String(row[..<range.lowerBound]).columns
  }

  private func texts(in value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap(texts)
    case let object as [String: Any]: object.values.flatMap(texts)
    default: []
    }
  }
}

extension Array {
  fileprivate func chunks(of count: Int) -> [[Element]] {
    stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
  }
}
