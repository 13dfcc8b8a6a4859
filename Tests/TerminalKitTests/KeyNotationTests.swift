import SafeText
import TerminalKit
import Testing

@Suite struct `Keys in writing` {
  @Test(arguments: [
    (Key.character("3"), "3"), (.character("w"), "w"), (.character("W"), "W"), (.enter, "<Enter>"),
    (.control("r"), "<C-r>"), (Key(.character("R"), .control), "<C-r>"), (.space, "<Space>"),
    (.escape, "<Esc>"), (.alt("x"), "<A-x>"), (.character("<"), "<lt>"), (.character(">"), ">"),
    (.control("<"), "<C-lt>"), (.alt(">"), "<A->>"), (.alt("-"), "<A-->"), (.control(" "), "<C-Space>"),
    (Key(.tab, .shift), "<S-Tab>"), (Key(.up, [.control, .alt, .shift]), "<C-A-S-Up>"),
    (Key(.function(5)), "<F5>"), (Key(.character("x"), .shift), "x"), (.character("é"), "é"),
    (.character("\u{301}"), "<U+301>"), (.character("\u{A0}"), "<U+A0>"), (Key(.pageUp), "<PageUp>"),
  ])
  func `a key is written so, and read back`(key: Key, notation: String) throws {
    #expect(key.notation == notation)
    #expect(try Key.parse(notation) == key)
  }

  @Test func `a line is read key by key, blanks apart`() throws {
    let keys = try Key.parse(line: " 3w a\t<enter><c-R>  <A->>> <Space>é")
    #expect(
      keys == [
        .character("3"), .character("w"), .character("a"), .enter, .control("r"), .alt(">"), .character(">"),
        .space, .character("é"),
      ])
    #expect(try Key.parse(line: "") == [])
  }

  @Test(arguments: [
    ("3w<Entr>", 3, KeyNotationError.Problem.unknownName("Entr")), ("a <C-r", 3, .unclosed),
    ("<X-a>", 1, .unknownModifier("X")), ("a\u{301}", 2, .unseen("\u{301}")),
    ("ab\u{1B}", 3, .unseen("\u{1B}")),
    ("<>", 1, .unknownName("")), ("<C->", 1, .unknownName("C-")), ("<F256>", 1, .unknownName("F256")),
    ("<U+D800>", 1, .unknownName("U+D800")), ("<two words>", 1, .unknownName("two words")),
  ])
  func `what is no key is refused with its place`(
    line: String, column: Int, problem: KeyNotationError.Problem
  ) {
    let wanted = KeyNotationError(column: column, problem: problem)
    #expect(throws: wanted) { try Key.parse(line: line) }
    #expect(wanted.description.hasPrefix("column \(column): "))
    #expect(wanted.description.displaySafe == wanted.description)
  }

  @Test func `one key is one key`() {
    #expect(throws: KeyNotationError(column: 1, problem: .notOne(count: 2))) { try Key.parse("ab") }
    #expect(throws: KeyNotationError(column: 1, problem: .notOne(count: 0))) { try Key.parse("") }
  }

  @Test(arguments: 0..<200)
  func `any keys survive being written and read`(seed: Int) throws {
    var random = Seeded(seed)
    let names: [Key.Name] = [
      .enter, .escape, .tab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown, .function(UInt8.random(in: 0...255, using: &random)),
    ]
    var keys: [Key] = []
    for scalar in random.text(upTo: 20).unicodeScalars {
      let modifiers = Key.Modifiers(rawValue: UInt8.random(in: 0...7, using: &random))
      keys.append(Key(.character(scalar), modifiers))
      keys.append(Key(try #require(names.randomElement(using: &random)), modifiers))
    }
    let line = keys.map(\.notation).joined(separator: Bool.random(using: &random) ? " " : "")
    #expect(try Key.parse(line: line) == keys)
  }

  @Test(arguments: 0..<300)
  func `any line is read or refused, never more`(seed: Int) {
    var random = Seeded(seed)
    let pieces = ["<", ">", "-", "C", "A-", "<C-", "Enter", "U+", "F", "9", " "] + [random.text(upTo: 3)]
    let line = (0..<12).compactMap { _ in pieces.randomElement(using: &random) }.joined()
    do {
      let keys = try Key.parse(line: line)
      #expect(keys.count <= line.unicodeScalars.count)
    } catch {
      #expect(error.column >= 1 && error.column <= line.unicodeScalars.count)
    }
  }
}
