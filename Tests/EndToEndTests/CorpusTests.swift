import Foundation
import Glibc
import TestSupport
import Testing

/// The corpus of hostile input: every case of the tables in `Tests/Corpus/hostile`, on the built program.
@Suite struct `The corpus of hostile input` {
  @Test(arguments: try run("container"))
  func `a file that is no whole log is named for what it is`(case one: HostileCase) throws {
    try check(one)
  }

  @Test(arguments: try run("json"))
  func `a line whose hash is right is still read strictly`(case one: HostileCase) throws { try check(one) }

  @Test(arguments: try run("meaning"))
  func `records that make no sense change nothing`(case one: HostileCase) throws { try check(one) }

  @Test(arguments: try run("settings"))
  func `settings are refused by line`(case one: HostileCase) throws { try check(one) }

  @Test(arguments: try run("preferences"))
  func `one's own settings and keymaps are named by line, and the rest holds`(case one: HostileCase) throws {
    try check(one)
  }

  @Test(arguments: try run("commands"))
  func `the command line is refused in words`(case one: HostileCase) throws { try check(one) }

  @Test func `what is not run is said`() throws {
    let cases = try Self.tables.flatMap { try HostileCase.table($0) }
    let left = cases.filter { Self.reasonNotToRun($0) != nil }
    print("corpus: \(cases.count - left.count) cases run, \(left.count) NOT RUN:")
    for one in left { print("  NOT RUN: \(one): \(Self.reasonNotToRun(one) ?? "")") }
    #expect(Set(cases.map(\.id)).count == cases.count, "two cases of one name")
  }

  private static let tables = ["container", "json", "meaning", "settings", "preferences", "commands"]

  private static func run(_ table: String) throws -> [HostileCase] {
    try HostileCase.table(table).filter { reasonNotToRun($0) == nil }
  }

  private static func reasonNotToRun(_ one: HostileCase) -> String? {
    if one.exit == nil { return one.piece }
    if one.recipe == "make:no-mode", getuid() == 0 { return "root may read everything" }
    if one.recipe == "make:other-owner", getuid() != 0 { return "only root can give a file away" }
    return nil
  }

  // MARK: One case

  private func check(_ one: HostileCase) throws {
    let folder = try Folder()
    var recipe = CorpusRecipe(folder: folder)
    try recipe.follow(one.recipe)
    let before = listing(folder)
    if one.command.hasPrefix("tty ") { return try checkInTerminal(one, recipe.file, folder) }
    let run = HostileRun(
      words(one.command, recipe.file, folder),
      environment: [
        "MEND": Program.path, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": folder.url.path,
      ],
      in: folder.url.path)
    let said = String(decoding: run.output + run.complaints, as: UTF8.self)
    #expect(run.faults == [], "\(one)")
    #expect(run.code == one.exit, "\(one)\n\(said.prefix(2000))")
    let piece = filled(one.piece, recipe.file, folder)
    #expect(piece.isEmpty || said.contains(piece), "\(one)\n\(said.prefix(2000))")
    #expect(one.absent.isEmpty || !said.contains(one.absent), "\(one)\n\(said.prefix(2000))")
    if !one.command.hasPrefix("sh ") {
      #expect(listing(folder) == before, "\(one): something was written")
      let isJudgement = one.command.hasPrefix("verify") || one.command.hasPrefix("codebook")
      let words = isJudgement ? run.output + run.complaints : run.complaints
      #expect(quoted(words, recipe.file) == nil, "\(one): too much is quoted")
    }
  }

  /// A case whose program has a terminal. It must end by itself, say why, write nothing, and never begin to draw.
  private func checkInTerminal(_ one: HostileCase, _ file: String, _ folder: Folder) throws {
    var words = filled(String(one.command.dropFirst(4)), file, folder).components(separatedBy: " ")
    var environment = ["HOME": folder.url.path, "PATH": "/usr/bin:/bin"]
    while let setting = words.first?.components(separatedBy: "="), setting.count == 2 {
      environment[setting[0]] = setting[1]
      words.removeFirst()
    }
    let before = listing(folder)
    let pty = try Pty(Program.path, words, environment: environment)
    #expect(pty.waitForEnd(for: 5) != nil, "\(one): it was still running at the deadline")
    let said = pty.output.filter { $0 != 0x0D }
    #expect(pty.exitCode == one.exit, "\(one)\n\(String(decoding: said, as: UTF8.self))")
    #expect(HostileRun.control(in: said) == nil, "\(one)")
    #expect(String(decoding: said, as: UTF8.self).contains(filled(one.piece, file, folder)), "\(one)")
    #expect(listing(folder) == before, "\(one): something was written")
  }

  private func filled(_ text: String, _ file: String, _ folder: Folder) -> String {
    text.replacingOccurrences(of: "$F", with: file).replacingOccurrences(of: "$D", with: folder.url.path)
  }

  private func words(_ command: String, _ file: String, _ folder: Folder) -> [[UInt8]] {
    let command = filled(command, file, folder)
    if command.hasPrefix("sh ") {
      return ["/bin/sh", "-c", String(command.dropFirst(3))].map { Array($0.utf8) }
    }
    return [Array(Program.path.utf8)]
      + command.components(separatedBy: " ").flatMap { word -> [[UInt8]] in
        if word == "$EMPTY" { return [[]] }
        if word == "$MANY" { return (0..<500).map { Array("none\($0)".utf8) } }
        let parts = word.components(separatedBy: "$LONG")
        if parts.count == 2, let count = Int(parts[1]) {
          return [Array(parts[0].utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: count)]
        }
        return [word.percentBytes]
      }
  }

  /// Every name in a folder with what can be seen to change about it.
  private func listing(_ folder: Folder) -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.url.path)) ?? []
    return names.sorted().map { name in
      var status = stat()
      lstat(folder.path(name), &status)
      return
        "\(name) \(status.st_ino) \(status.st_mode) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
  }

  /// More than 40 bytes in a row that the program said and that stand in the file; `nil` when there are none.
  private func quoted(_ said: [UInt8], _ file: String) -> String? {
    var status = stat()
    guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size < 4 << 20,
      let data = FileManager.default.contents(atPath: file)
    else { return nil }
    let text = String(decoding: said, as: UTF8.self).replacingOccurrences(of: file, with: "\u{1}")
    let bytes = Array(text.utf8.prefix(4_000))
    guard bytes.count > 41 else { return nil }
    for start in 0..<(bytes.count - 41) where data.range(of: Data(bytes[start..<(start + 41)])) != nil {
      return String(decoding: bytes[start..<(start + 41)], as: UTF8.self)
    }
    return nil
  }
}
