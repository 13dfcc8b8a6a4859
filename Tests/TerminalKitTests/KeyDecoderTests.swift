import TerminalKit
import Testing

/// Everything the decoder makes of some bytes, the end of them included.
private func decode(_ bytes: some Sequence<UInt8>) -> [TerminalInput] {
  var decoder = KeyDecoder()
  var inputs = decoder.feed(bytes)
  decoder.flush(into: &inputs)
  return inputs.isEmpty || decoder.pending == .nothing ? inputs : inputs + [.closed]
}

private func decode(_ text: String) -> [TerminalInput] { decode(Array(text.utf8)) }

private func key(_ name: Key.Name, _ modifiers: Key.Modifiers = []) -> TerminalInput {
  .key(Key(name, modifiers))
}

extension TerminalInput {
  /// Whether it would be taken for a character somebody typed.
  fileprivate var isPlainCharacter: Bool {
    if case .key(let key) = self { key.plainCharacter != nil } else { false }
  }
}

@Suite struct `Bytes into keys` {
  static let keys: [(String, Key)] = [
    ("a", .character("a")), ("é", .character("é")), ("漢", .character("漢")), ("🙂", .character("🙂")),
    ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
    ("\u{0}", .control(" ")), ("\u{3}", .control("c")), ("\u{1A}", .control("z")), ("\u{1F}", .control("_")),
    ("\u{1B}", .escape), ("\u{1B}[A", Key(.up)), ("\u{1B}OA", Key(.up)),
    ("\u{1B}[1;5C", Key(.right, .control)),
    ("\u{1B}[1;2D", Key(.left, .shift)), ("\u{1B}[1;3A", Key(.up, .alt)), ("\u{1B}\u{1B}[A", Key(.up, .alt)),
    ("\u{1B}[H", Key(.home)), ("\u{1B}[4~", Key(.end)), ("\u{1B}[3~", Key(.delete)),
    ("\u{1B}[2~", Key(.insert)),
    ("\u{1B}[5;5~", Key(.pageUp, .control)), ("\u{1B}[6~", Key(.pageDown)), ("\u{1B}[Z", Key(.tab, .shift)),
    ("\u{1B}OP", Key(.function(1))), ("\u{1B}[11~", Key(.function(1))), ("\u{1B}[[E", Key(.function(5))),
    ("\u{1B}[15~", Key(.function(5))), ("\u{1B}[17~", Key(.function(6))), ("\u{1B}[24~", Key(.function(12))),
    ("\u{1B}[34~", Key(.function(20))), ("\u{1B}[1;5R", Key(.function(3), .control)),
    ("\u{1B}[3$", Key(.delete, .shift)), ("\u{1B}[3^", Key(.delete, .control)),
    ("\u{1B}[a", Key(.up, .shift)),
    ("\u{1B}Oa", Key(.up, .control)), ("\u{1B}OM", .enter), ("\u{1B}1", .alt("1")), ("\u{1B}é", .alt("é")),
    ("\u{1B}\u{12}", Key(.character("r"), [.control, .alt])), ("\u{1B}\r", Key(.enter, .alt)),
    ("\u{1B}[49;3u", .alt("1")), ("\u{1B}[27;5;49~", .control("1")), ("\u{1B}[", .alt("[")),
    ("\u{1B}O", .alt("O")),
    ("\u{1B}]", .alt("]")), ("\u{1B}_", .alt("_")),
  ]

  @Test(arguments: keys)
  func `a key as terminals send it is that key`(bytes: String, key: Key) {
    #expect(decode(bytes) == [.key(key)])
    // And the key after it is one of its own, unless both make one sequence.
    var decoder = KeyDecoder()
    var inputs = decoder.feed(Array(bytes.utf8))
    decoder.flush(into: &inputs)
    inputs += decoder.feed([UInt8(ascii: "7")])
    #expect(inputs == [.key(key), .key(.character("7"))])
  }

  @Test func `alt with a seat's key is never the seat's key`() {
    for digit in UInt8(ascii: "0")...UInt8(ascii: "9") {
      #expect(decode([0x1B, digit]) == [.key(.alt(Unicode.Scalar(digit)))])
      #expect(!decode([0x1B, 0x1B, digit]).contains { $0.isPlainCharacter })
    }
  }

  @Test(
    arguments: [
      ([0xFF, 0x61], 1), ([0xC3, 0x62], 1), ([0xE4, 0xB8, 0x31], 1), ([0xC0, 0x80, 0x31], 2),
      ([0xED, 0xA0, 0x80, 0x31], 1), ([0xF4, 0x90, 0x80, 0x80, 0x31], 1), ([0x80, 0x31], 1),
      ([0xC3, 0xC3, 0xA9], 1), ([0xC2, 0x9B, 0x31], 1),
    ] as [([UInt8], Int)])
  func `broken UTF-8 costs itself and neither loses nor invents a key`(bytes: [UInt8], broken: Int) {
    let last: Unicode.Scalar = bytes.last == 0xA9 ? "é" : Unicode.Scalar(bytes.last ?? 0)
    #expect(decode(bytes) == Array(repeating: .unrecognised, count: broken) + [.key(.character(last))])
  }

  @Test func `a character in two pieces is one key`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0xE4, 0xB8]) == [])
    #expect(decoder.pending == .sequence)
    #expect(decoder.feed([0x81]) == [.key(.character("\u{4E01}"))])
  }

  @Test(arguments: [
    "\u{1B}[M !!", "\u{1B}[<0;12;7M", "\u{1B}[<0;12;7m", "\u{1B}[32;12;7M", "\u{1B}[?1;2c",
    "\u{1B}[>41;354;0c",
    "\u{1B}[12;40R", "\u{1B}]11;rgb:0000/0000/0000\u{1B}\\", "\u{1B}]0;title\u{7}", "\u{1B}P1$r0m\u{1B}\\",
    "\u{1B}[999~", "\u{1B}[1;2;3;4x", "\u{1B}[?2026;2$y", "\u{1B}[49u", "\u{1B}[49;2u", "\u{1B}[27;1;49~",
    "\u{1B}Oq",
    "\u{1B}[99999999999999999999A",
  ])
  func `replies, mice and strange sequences are swallowed whole`(bytes: String) {
    let inputs = decode(bytes + "7")
    #expect(inputs == [.unrecognised, .key(.character("7"))])
  }

  @Test func `a reply cut off anywhere never leaves a character`() {
    let whole = Array(
      "\u{1B}[<64;100;50M\u{1B}[1;5A\u{1B}]4;1;rgb:ff/00/00\u{7}\u{1B}P+r\u{1B}\\\u{1B}OA".utf8)
    for cut in 0...whole.count {
      let inputs = decode(whole[..<cut])
      #expect(!inputs.contains { $0.isPlainCharacter }, "cut after \(cut) bytes")
    }
  }

  @Test func `losing and gaining focus says nothing`() {
    #expect(decode("\u{1B}[I7\u{1B}[O") == [.key(.character("7"))])
  }

  @Test func `a control inside a sequence ends it and is a key`() {
    #expect(decode("\u{1B}[1;\u{3}") == [.unrecognised, .key(.control("c"))])
    #expect(decode("\u{1B}[1;\u{18}7") == [.unrecognised, .key(.character("7"))])
    #expect(decode("\u{1B}[1\u{1B}[A") == [.unrecognised, key(.up)])
  }

  @Test func `several escapes in a row are that many Esc keys`() {
    #expect(decode("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(decode("\u{1B}\u{1B}\u{1B}") == [.key(.escape), .key(.escape), .key(.escape)])
    #expect(decode("\u{1B}\u{1B}1") == [.key(.escape), .key(.alt("1"))])
  }

  @Test func `a paste is one input, whatever is inside`() {
    let text = "1\r2\u{1B}[A\u{1B}[20é\u{1B}"
    #expect(decode("\u{1B}[200~\(text)\u{1B}[201~7") == [.paste(text), .key(.character("7"))])
    #expect(decode("\u{1B}[200~12") == [.paste("12")])
    #expect(decode("\u{1B}[200~\u{1B}[201~") == [.paste("")])
    #expect(decode([0x1B] + Array("[200~".utf8) + [0xFF] + Array("\u{1B}[201~".utf8)) == [.paste("\u{FFFD}")])
  }

  @Test func `a paste without end keeps a quarter of a megabyte and no more`() throws {
    var decoder = KeyDecoder()
    var inputs = decoder.feed(Array("\u{1B}[200~".utf8))
    inputs += decoder.feed(repeatElement(UInt8(ascii: "1"), count: 1_000_000))
    #expect(inputs == [])
    #expect(decoder.pending == .paste)
    decoder.flush(into: &inputs)
    guard case .paste(let text) = try #require(inputs.first) else {
      Issue.record("no paste came")
      return
    }
    #expect(text.utf8.count == 256 * 1024)
  }
}

@Suite struct `Noise into keys` {
  @Test(arguments: 0..<400)
  func `noise without characters never makes one`(seed: Int) {
    var random = Seeded(seed)
    // Introducers, numbers after them and broken bytes; what would be typed characters is left out.
    var bytes: [UInt8] = []
    for _ in 0..<200 {
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes.append(UInt8.random(in: 0x80...0xFF, using: &random) | 0xF8)
      case 1: bytes.append(UInt8.random(in: 0...0x1A, using: &random))
      case 2: bytes += [0x1B, UInt8.random(in: 0x21...0x2F, using: &random)]
      default:
        bytes += Array("\u{1B}[".utf8)
        for _ in 0..<Int.random(in: 0...6, using: &random) {
          bytes.append(UInt8.random(in: 0x30...0x3B, using: &random))
        }
        // Not the old mouse report, which takes the bytes after it, nor the beginning of a paste.
        bytes.append(UInt8(ascii: "A") + UInt8.random(in: 0..<12, using: &random))
      }
    }
    #expect(!decode(bytes).contains { $0.isPlainCharacter })
  }

  @Test(arguments: 0..<400)
  func `any bytes give at most one input each, and every character key was among them`(seed: Int) {
    var random = Seeded(seed)
    let bytes = (0..<500).map { _ in
      Bool.random(using: &random)
        ? UInt8.random(in: 0...255, using: &random)
        : [0x1B, 0x5B, 0x4F, 0x31][
          Int.random(in: 0..<4, using: &random)]
    }
    let inputs = decode(bytes)
    #expect(inputs.count <= bytes.count)
    let text = String(decoding: bytes, as: UTF8.self).unicodeScalars
    for case .key(let key) in inputs {
      if let scalar = key.plainCharacter { #expect(text.contains(scalar)) }
    }
  }

  @Test(arguments: 0..<400)
  func `typed characters between whole sequences all arrive, in order`(seed: Int) {
    var random = Seeded(seed)
    let others = [
      "\u{1B}[A", "\u{1B}OP", "\u{1B}[<0;1;1M", "\u{1B}[M#$%", "\u{1B}]0;x\u{7}", "\u{1B}x", "\u{1B}[I",
    ]
    var typed: [Unicode.Scalar] = []
    var decoder = KeyDecoder()
    var inputs: [TerminalInput] = []
    for _ in 0..<60 {
      let seat = Unicode.Scalar(UInt8.random(in: 0x21...0x7E, using: &random))
      typed.append(seat)
      inputs += decoder.feed(Array(String(Character(seat)).utf8))
      inputs += decoder.feed(Array((others.randomElement(using: &random) ?? "").utf8))
    }
    let arrived = inputs.compactMap { input -> Unicode.Scalar? in
      if case .key(let key) = input { key.plainCharacter } else { nil }
    }
    #expect(arrived == typed)
  }

  @Test(arguments: 0..<100)
  func `where the bytes are cut makes no difference`(seed: Int) {
    var random = Seeded(seed)
    let bytes = (0..<300).map { _ in
      Bool.random(using: &random) ? UInt8.random(in: 0...255, using: &random) : UInt8(0x1B)
    }
    var one = KeyDecoder()
    var other = KeyDecoder()
    var inputs: [TerminalInput] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...7, using: &random))
      inputs += other.feed(piece)
      rest = rest.dropFirst(piece.count)
    }
    #expect(inputs == one.feed(bytes))
    #expect(one.pending == other.pending)
  }
}
