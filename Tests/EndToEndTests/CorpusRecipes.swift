import Foundation
import Glibc
import TestSupport

/// Makes the file of a case in its folder. Small files lie in the corpus; these are too large, too odd, or need hashes.
struct CorpusRecipe {
  let folder: Folder
  /// The path of the file that a case is about.
  private(set) var file: String

  init(folder: Folder) {
    self.folder = folder
    file = folder.path("case.mend")
  }

  /// Follows a recipe: `bytes:`, `seal:`, `open:NAME:VALUE`, `file:`, `worked:LETTER`, `make:NAME`, or `config:` and
  /// one of these, for the file of the settings.
  mutating func follow(_ recipe: String) throws {
    if recipe == "-" { return }
    let parts = recipe.utf8.split(
      separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false
    )
    .map { String(Substring($0)) }
    let rest = parts.count > 1 ? parts[1] : ""
    switch parts[0] {
    case "bytes": try write(rest.percentBytes)
    case "seal":
      var log = HostileLog()
      for body in rest.components(separatedBy: " || ") where !rest.isEmpty { log.seal(body.percentBytes) }
      try write(log.bytes)
    case "open": try write(HostileLog(opening: opening(rest)).bytes)
    case "file":
      try write(Data(contentsOf: HostileCase.folder.appendingPathComponent(rest)))
    case "worked":
      try write(worked(rest))
      try write(Array("kept".utf8), to: file + ".txt")
    case "make": try make(rest)
    case "config":
      try FileManager.default.createDirectory(
        atPath: folder.path(".config/mend"), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      file = folder.path(".config/mend/config.toml")
      try follow(rest)
    default: throw Unknown(name: recipe)
    }
  }

  struct Unknown: Error { let name: String }

  private func write(_ bytes: some Sequence<UInt8>, to path: String? = nil, mode: mode_t = 0o600) throws {
    let path = path ?? file
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    chmod(path, mode)
  }

  private func worked(_ letter: String = "b") throws -> [UInt8] {
    Array(
      try Data(contentsOf: WorkedSession.folder.appendingPathComponent("Corpus/session-\(letter).mend")))
  }

  private func opening(_ change: String) -> String {
    let parts = change.components(separatedBy: ":")
    let value = parts.dropFirst().joined(separator: ":")
    let plain = HostileLog.plainOpening
    switch parts[0] {
    case "wall": return plain.replacingOccurrences(of: "2026-03-05T14:00:00.000+01:00", with: value)
    case "enc": return plain + ",\"enc\":" + value
    case "v": return plain.replacingOccurrences(of: "\"v\":1", with: "\"v\":" + value)
    default: return plain.replacingOccurrences(of: "\"codebook\"", with: "\"nothing\"")
    }
  }

  // MARK: Logs that were changed

  private func make(_ name: String) throws {
    if try makeEdited(name) || makeSealed(name) || makePlaces(name) || makeSettings(name) { return }
    throw Unknown(name: name)
  }

  private func makeEdited(_ name: String) throws -> Bool {
    let bytes = try worked()
    var lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    let foreign = try worked("a").split(separator: 0x0A).map { Array($0) + [0x0A] }
    let open = Array(lines.dropLast().joined())
    let nul = [UInt8](repeating: 0, count: 4096)
    let note = Array("{\"n\":45,\"t\":1,\"k\":\"note\",\"text\":\"added\"}".utf8)
    func text(_ encoding: String.Encoding) -> Data {
      String(decoding: bytes, as: UTF8.self).data(using: encoding) ?? Data()
    }
    switch name {
    case "torn-opening": try write(bytes.prefix(300))
    case "no-opening": try write(lines[0].dropFirst(4))
    case "byte-order-mark": try write([0xEF, 0xBB, 0xBF] + bytes)
    case "all-crlf": try write(bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] })
    case "one-crlf":
      lines[9].insert(0x0D, at: lines[9].count - 1)
      try write(lines.joined())
    case "bare-cr": try write(bytes.map { $0 == 0x0A ? 0x0D : $0 })
    case "utf16-little": try write([0xFF, 0xFE] + text(.utf16LittleEndian))
    case "utf16-big": try write(text(.utf16BigEndian))
    case "utf32": try write(text(.utf32))
    case "open-nul-tail": try write(open + nul)
    case "nul-middle": try write(bytes.prefix(bytes.count / 2) + nul + bytes.dropFirst(bytes.count / 2))
    case "all-nul": try write(nul)
    case "random":
      var random = Seeded(16)
      try write((0..<1_048_576).map { _ in UInt8.random(in: 0...255, using: &random) })
    case "open-note": try write(open + note)
    case "open-note-lf": try write(open + note + [0x0A])
    case "empty-line": try write(Array(lines[..<10].joined()) + [0x0A] + Array(lines[10...].joined()))
    case "trailing-line": try write(bytes + [0x0A])
    case "repeated-line": try write(Array(lines[...10].joined()) + Array(lines[10...].joined()))
    case "removed-line":
      lines.remove(at: 10)
      try write(lines.joined())
    case "swapped-lines":
      lines.swapAt(10, 11)
      try write(lines.joined())
    case "joined": try write(open + Array(foreign.joined()))
    case "foreign-line":
      lines[10] = foreign[10]
      try write(lines.joined())
    case "cut-at-line": try write(lines[..<20].joined())
    case "no-close": try write(open)
    case "after-close": try write(bytes + foreign[1])
    case "rehashed":
      var log = HostileLog(opening: HostileLog.plainOpening)
      log.seal("\"k\":\"note\",\"text\":\"never said\"")
      log.seal("\"k\":\"closed\",\"wall\":\"2026-03-05T15:00:00.000+01:00\",\"because\":\"end\"")
      try write(log.bytes)
    default: return false
    }
    return true
  }

  // MARK: Logs that are sealed anew

  private func makeSealed(_ name: String) throws -> Bool {
    func note(_ added: String) -> String { "\"k\":\"note\",\"text\":\"x\"" + added }
    func nested(_ open: String, _ close: String, _ depth: Int) -> String {
      note(",\"z\":" + String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth))
    }
    func members(_ count: Int) -> String { (0..<count).map { ",\"m\($0)\":1" }.joined() }
    var log = HostileLog()
    switch name {
    case "digits": log.seal(note(",\"z\":" + String(repeating: "7", count: 400_000)))
    case "lists-513": log.seal(nested("[", "]", 513))
    case "lists-deep": log.seal(nested("[", "]", 100_000))
    case "lists-million": log.seal(nested("[", "]", 1_000_000))
    case "objects-deep": log.seal(nested("{\"a\":", "}", 100_000))
    case "long-line": log.seal("\"k\":\"note\",\"text\":\"" + String(repeating: "x", count: 1_048_576) + "\"")
    case "long-name": log.seal(note(",\"" + String(repeating: "x", count: 1_048_576) + "\":1"))
    case "longish-name": log.seal(note(",\"" + String(repeating: "x", count: 200_000) + "\":1"))
    case "members-65": log.seal(note(members(65)))
    case "members-many": log.seal(note(members(50_000)))
    case "upper-hash":
      log.seal(note(""))
      var bytes = log.bytes
      for place in (bytes.count - 67)..<(bytes.count - 3) where bytes[place] >= 0x61 { bytes[place] -= 0x20 }
      try write(bytes)
      return true
    case "no-line-feed":
      try write(repeatElement(UInt8(ascii: "{"), count: 100 << 20))
      return true
    case "one-millisecond":
      for number in 1...20_000 {
        log.seal("{\"n\":\(number),\"t\":5,\"k\":\"turn\",\"who\":\"\(number % 2 == 0 ? "ann" : "tom")\"")
      }
    case "people-200", "people-0":
      let people = (0..<(name == "people-0" ? 0 : 200)).map {
        "{\"id\":\"p\($0)\",\"label\":\"P\($0)\",\"role\":\"member\",\"key\":\"1\"}"
      }
      log = HostileLog(opening: HostileLog.opening(roster: people.joined(separator: ",")))
      log.seal("\"k\":\"turn\",\"who\":\"p7\"")
    case "amended-1000":
      log.seal("\"k\":\"turn\",\"who\":\"ann\"")
      for number in 0..<1000 {
        log.seal("\"k\":\"amended\",\"of\":1,\"who\":\"\(number % 2 == 0 ? "tom" : "ann")\"")
      }
    default: return false
    }
    try write(log.bytes)
    return true
  }

  // MARK: Files that are no plain files

  private func makePlaces(_ name: String) throws -> Bool {
    let bytes = try worked()
    let target = folder.path("target.mend")
    switch name {
    case "directory": mkdir(file, 0o700)
    case "fifo": mkfifo(file, 0o600)
    case "link":
      try write(bytes, to: target)
      symlink(target, file)
    case "dangling-link": symlink(target, file)
    case "dangling-link-beside":
      try write(bytes)
      symlink(target, file + ".link")
    case "link-loop": symlink(file, file)
    case "hard-link":
      try write(bytes)
      link(file, file + ".other")
    case "open-to-others": try write(bytes, mode: 0o644)
    case "fork":
      for (name, text) in [("case", "one"), ("other", "another")] {
        var log = HostileLog()
        log.seal("\"k\":\"note\",\"text\":\"\(text)\"")
        try write(log.bytes, to: folder.path("\(name).mend"))
      }
    case "other-log":
      try write(bytes)
      try write(worked("a"), to: folder.path("other.mend"))
      try write(worked("a"), to: folder.path("other"))
    case "directory-open":
      try write(bytes)
      chmod(folder.url.path, 0o777)
    case "other-owner":
      try write(bytes)
      chown(file, 65_534, 65_534)
    case "no-mode": try write(bytes, mode: 0)
    case "sparse":
      try write([])
      truncate(file, 1 << 40)
    case "sparse-readable":
      try write([])
      truncate(file, 2 << 30)
    case "odd-name":
      try write(Array("x".utf8), to: folder.path("a\nb\u{1B}[2Jc"))
    case "dash-name": try write(Array("x".utf8), to: folder.path("-rf"))
    default: return false
    }
    return true
  }

  // MARK: Settings

  private func makeSettings(_ name: String) throws -> Bool {
    func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    let code = "[[code]]\ncode = \"%\"\nfamily = \"withdrawal\"\nlabel = \"x\"\n"
    let head = "id = \"b\"\nversion = \"1\"\ntitle = \"B\"\n"
    switch name {
    case "toml-dotted": try write("a\(repeated(".a", 100_000)) = 1\n".utf8)
    case "toml-dotted-million": try write("a\(repeated(".a", 1_000_000)) = 1\n".utf8)
    case "toml-braces": try write("a = \(repeated("{a=", 50_000))1\(repeated("}", 50_000))\n".utf8)
    case "toml-large": try write(repeated("# filler\n", 30_000).utf8)
    case "toml-codes":
      let codes = (0..<5_000).map { code.replacingOccurrences(of: "%", with: "A\($0)") }
      try write((head + codes.joined()).utf8)
    case "toml-faults":
      try write((head + repeated(code.replacingOccurrences(of: "%", with: "a b"), 300)).utf8)
    case "toml-bindings":
      try write("[keys.desk]\n\(repeated("silence = \"w\"\n", 5_000))".utf8)
    case "toml-long-key": try write("\(repeated("k", 200_000)) = 1\n".utf8)
    case "toml-link":
      try write(
        Data(contentsOf: HostileCase.folder.appendingPathComponent("settings/C03.toml")),
        to: folder.path("target"))
      symlink(folder.path("target"), file)
    default: return false
    }
    return true
  }
}
