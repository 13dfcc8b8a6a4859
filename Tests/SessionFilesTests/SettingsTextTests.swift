import SessionCore
import SessionFiles
import Testing

/// The bytes of a codebook that is in order.
private let good = Array(
  "id = \"b\"\nversion = \"1\"\ntitle = \"T\"\n[[code]]\ncode = \"W1\"\nfamily = \"withdrawal\"\nlabel = \"Denial\"\n"
    .utf8)

private func said(_ bytes: [UInt8]) -> [String] {
  CodebookFile.faults(in: bytes, path: "b.toml").map(\.description)
}

private func said(_ text: String) -> [String] { said(Array(text.utf8)) }

@Suite struct `The text of a settings file` {
  @Test func `may have a byte-order mark, line ends of Windows and a large but allowed size`() {
    #expect(said(good) == [])
    #expect(said([0xEF, 0xBB, 0xBF] + good) == [])
    #expect(
      said(Array(String(decoding: good, as: UTF8.self).split(separator: "\n").joined(separator: "\r\n").utf8))
        == [])
    let padding = Array(repeating: UInt8(ascii: "#"), count: 256 * 1024 - good.count)
    #expect(said(good + padding) == [])
  }

  @Test func `is refused above 256 KiB`() {
    let padding = Array(repeating: UInt8(ascii: "#"), count: 256 * 1024 - good.count + 1)
    #expect(
      said(good + padding) == [
        "b.toml:1: The file has 262145 bytes, more than the 262144 a settings file may have. Is it the right file?"
      ])
  }

  @Test func `is refused in UTF-16, which is named`() {
    let plain = good.flatMap { [$0, 0] as [UInt8] }
    let words = ["b.toml:1: The file is in UTF-16. Save it again as UTF-8."]
    #expect(said([0xFF, 0xFE] + plain) == words)
    #expect(said([0xFE, 0xFF] + good.flatMap { [0, $0] as [UInt8] }) == words)
    #expect(said(plain) == words)
  }

  @Test func `is refused with bytes that are no UTF-8, which are named`() {
    #expect(
      said(good + Array("# é ".utf8) + [0xFF, 0x41]) == [
        "b.toml:8:5: This is not UTF-8: byte 0xFF cannot stand here. Save the file again as UTF-8."
      ])
    #expect(
      said(good + [0xC3]) == [
        "b.toml:8:1: This is not UTF-8: byte 0xC3 cannot stand here. Save the file again as UTF-8."
      ])
  }

  @Test func `is refused with control characters, which are named`() {
    #expect(
      said("a = 1\n# \u{1B}[2J") == ["b.toml:2:3: The control character U+001B stands here. Delete it."])
    #expect(said("a = 1\n \u{0} ") == ["b.toml:2:2: The control character U+0000 stands here. Delete it."])
    #expect(said("a = 1\u{7F}") == ["b.toml:1:6: The control character U+007F stands here. Delete it."])
    #expect(said("a = 1\rb = 2") == ["b.toml:1:6: A carriage return alone stands here. Delete it."])
  }
}

@Suite struct `Nesting in a settings file` {
  private func nested(_ depth: Int) -> String {
    "x = " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  @Test func `may be 8 deep and no deeper`() {
    let words = "Brackets nest more than 8 deep here. Settings need no more than two."
    #expect(said(nested(8)).contains { $0.hasPrefix("b.toml:1: A codebook has no 'x'.") })
    #expect(said(nested(9)) == ["b.toml:1:13: " + words])
    #expect(said("x = " + String(repeating: "[", count: 200_000)) == ["b.toml:1:13: " + words])
    #expect(said("x = " + String(repeating: "{a=", count: 50_000)) == ["b.toml:1:29: " + words])
  }

  @Test func `of dotted keys may be 8 deep and no deeper`() {
    let words = "This key has more than 8 parts. Settings need no more than two; shorten it."
    #expect(said("\na.a.a.a.a.a.a.a = 1").contains { $0.hasPrefix("b.toml:2: A codebook has no 'a'.") })
    #expect(said("\na.a.a.a.a.a.a.a.a = 1") == ["b.toml:2:1: " + words])
    #expect(said("\n[a.'b'.\"c\".d.e.f.g.h.i]") == ["b.toml:2:2: " + words])
    #expect(said("\n[[" + String(repeating: "a . ", count: 60_000) + "a]]") == ["b.toml:2:3: " + words])
    #expect(said("x = { " + String(repeating: "a.", count: 100_000) + "a = 1 }") == ["b.toml:1:7: " + words])
  }
}

@Suite struct `Syntax in a settings file` {
  @Test(arguments: [
    FaultCase("a = 1\na = 2", "b.toml:2:1: 'a' already stands on line 1. Keep one of the two."),
    FaultCase("[a]\n[b]\n[a]", "b.toml:3:1: 'a' already stands on line 1. Keep one of the two."),
    FaultCase("[a]\n[[a]]", "b.toml:2:1: 'a' already stands on line 1. Keep one of the two."),
    FaultCase("[[a]]\n[a]", "b.toml:2:1: 'a' already stands on line 1. Keep one of the two."),
    FaultCase("a = { b = 1, b = 2 }", "b.toml:1:14: 'b' already stands on line 1. Keep one of the two."),
    FaultCase(
      "a = 1\n[a.b]",
      "b.toml:2: This contradicts what stands above it: cannot redefine existing integer 'a.b' as table."),
    FaultCase(
      "a = \"x\nb = 1", "b.toml:1:5: The text that begins here has no end. Close it with the same quote."),
    FaultCase(
      "a = '''x\n''\n", "b.toml:1:5: The text that begins here has no end. Close it with the same quote."),
    FaultCase(
      "a = \"x\\q\"",
      "b.toml:1:7: This backslash escapes nothing. Write two for a backslash, or put the text in single quotes."
    ),
    FaultCase("a = \"\\ud800\"", "b.toml:1:6: This escape names no character. Write \\u and 4 hex digits."),
    FaultCase("a = \"\\u12\"", "b.toml:1:6: This escape names no character. Write \\u and 4 hex digits."),
    FaultCase("a = nan", "b.toml:1:5: 'nan' is no whole number. If it is text, put it in quotes."),
    FaultCase("a = 2.5", "b.toml:1:5: '2.5' is no whole number. If it is text, put it in quotes."),
    FaultCase("a = _1", "b.toml:1:5: '_1' is no whole number. If it is text, put it in quotes."),
    FaultCase("a = 01", "b.toml:1:5: '01' is no whole number. If it is text, put it in quotes."),
    FaultCase("a = Denial # x", "b.toml:1:5: 'Denial' is no whole number. If it is text, put it in quotes."),
    FaultCase(
      "a = 2026-02-30", "b.toml:1:5: '2026-02-30' is no whole number. If it is text, put it in quotes."),
    FaultCase(
      "\na = 9223372036854775808",
      "b.toml:2:5: '9223372036854775808' is no whole number. If it is text, put it in quotes."),
    FaultCase("a = ", "b.toml:1:5: Here stands the end of the line where a value should be."),
    FaultCase("a = [,]", "b.toml:1:6: Here stands ',' where a value should be."),
    FaultCase(
      "a = [1,\n\"x\" 2]",
      "b.toml:2:5: Here stands '2' where the list of line 1 should go on with ',' or end with ']'."),
    FaultCase("a = [1,\n2,", "b.toml:2:3: Here stands the end of the line where a value should be."),
    FaultCase(
      "a = {b = 1,\nc = 2}",
      "b.toml:1:12: Here stands the end of the line where a key should be: letters, digits, '-' and '_'."),
    FaultCase(
      "a = {b = 1\n}",
      "b.toml:1:11: Here stands the end of the line where the braces should go on with ',' or end with '}', on one "
        + "line."),
    FaultCase("a", "b.toml:1:2: Here stands the end of the line where a '=' should follow the key."),
    FaultCase("a b = 1", "b.toml:1:3: Here stands 'b' where a '=' should follow the key."),
    FaultCase("a = \"1\" b = 2", "b.toml:1:9: Here stands 'b' where the line should end. Begin a new line."),
    FaultCase("\n\n]", "b.toml:3:1: Here stands ']' where a key should be: letters, digits, '-' and '_'."),
    FaultCase("é = 1", "b.toml:1:1: Here stands 'é' where a key should be: letters, digits, '-' and '_'."),
    FaultCase("[.x]", "b.toml:1:2: Here stands '.' where a key should be: letters, digits, '-' and '_'."),
    FaultCase("[]", "b.toml:1:2: Here stands ']' where a key should be: letters, digits, '-' and '_'."),
    FaultCase("[[a]", "b.toml:1:5: Here stands the end of the line where the header should be closed by ]]."),
    FaultCase("[a] x", "b.toml:1:5: Here stands 'x' where the line should end. Begin a new line."),
    FaultCase("'''a''' = 1", "b.toml:1:1: A key cannot stand in three quotes. Write it in one or none."),
  ])
  func `is told with its place`(sample: FaultCase) {
    #expect(said(sample.text) == sample.said)
  }

  @Test func `is told with its line where only the library can see it`() {
    let faults = said("b = 1\na = 1\n\"\\u0061\" = 2")
    #expect(faults.count == 1)
    #expect(
      faults.first?.hasPrefix("b.toml:3: This contradicts what stands above it: cannot redefine") == true)
  }

  @Test func `does not hide lines behind strings, comments and lists`() {
    let text = """
      a = '''
      [not.a.table]
      ''' # ]]
      b = "\\" # \\\\" # "x = [
      c = [ 1, # ]
        { d = "}" }, [ "]" ] ]
      "quoted" = 1
      e."f g" = \"\"\"x\\
         y\"\"\"
      [h]
      z = 1
      """
    let lines = said(text).filter { $0.contains("A codebook has no") }.map { $0.split(separator: ".")[1] }
    #expect(
      lines.map(String.init) == [
        "toml:1: A codebook has no 'a'", "toml:4: A codebook has no 'b'", "toml:5: A codebook has no 'c'",
        "toml:7: A codebook has no 'quoted'", "toml:8: A codebook has no 'e'",
        "toml:10: A codebook has no 'h'",
      ])
  }
}

@Suite struct `A damaged settings file` {
  /// A small generator whose numbers depend on the seed alone (xorshift).
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(max(sides, 1)))
    }
  }

  private func damaged(_ original: [UInt8], _ dice: inout Dice) -> [UInt8] {
    let pieces = [
      "\"", "'", "[", "]", "{", "}", "\n", "=", ".", ",", "#", "\\", "\"\"\"", "\\u0000", "a.a.", "0", "é",
    ]
    var bytes = original
    for _ in 0...dice.roll(3) {
      let place = dice.roll(bytes.count)
      switch dice.roll(5) {
      case 0 where !bytes.isEmpty: bytes[place] = UInt8(dice.roll(256))
      case 1: bytes.insert(contentsOf: pieces[dice.roll(pieces.count)].utf8, at: place)
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + dice.roll(40)))
      case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + dice.roll(200))], at: place)
      default: bytes.removeSubrange(min(bytes.count, place + 1)...)
      }
    }
    return bytes
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `is read or refused, line by line, and never stops the program`(seed: UInt64) throws {
    var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15)
    for original in [codebook, group, keymap] {
      let bytes = damaged(original, &dice)
      let lines = bytes.count { $0 == 0x0A } + 1
      var found = CodebookFile.faults(in: bytes, path: "x")
      do { _ = try GroupFile.read(bytes, path: "x") } catch { found += error.all }
      do { _ = try KeymapFile.read(bytes, path: "x") } catch { found += error.all }
      #expect(found.allSatisfy { (1...lines).contains($0.line) && !$0.message.isEmpty })
    }
  }

  /// Files with everything in them, small so that damage hits something.
  private let codebook =
    good
    + Array(
      """
      letter = "d"
      meaning = "Says nothing is the matter" # where it is
      [[code]]
      code = "R1"
      family = "repair"
      label = 'Clarifies'
      places = ["A1a",
        "A2b"]
      path = "immediate"
      [[scale]]
      id = "resolution"
      label = "Resolution"
      anchors = ["a", "", "c", "", "e"]
      """.utf8)
  private let group = Array(
    "id = \"g\"\nsession = 3\nlag = 0\nroster = [\n  { id = \"a\", key = \"1\" },\n  { id = \"b\", key = \"2\" },\n]\n"
      .utf8)
  private let keymap = Array(
    "[observe]\nnote = [\"n\", \"<C-n>\"]\nundo = \"u\"\n[replay]\nplay = [\"<Space>\"]\n".utf8)
}
