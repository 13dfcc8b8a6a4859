/// Turns the bytes a terminal sends into keys and pastes, one byte at a time.
///
/// What it must never do is to make up a character key, for such a key is a record of who spoke. So a
/// character typed with alt is a chord and not the character, an escape sequence that is unknown or
/// breaks off is swallowed whole, and so are reports of a mouse. Broken UTF-8 costs itself and no key
/// beside it. A value without a clock: whoever feeds it decides, by `pending`, how long to wait before `flush`.
package struct KeyDecoder: Sendable {
  /// What the decoder is in the middle of; it tells how long to wait for the rest.
  package enum Pending: Equatable, Sendable {
    case nothing
    /// A lone escape byte: the Esc key, unless more comes at once.
    case escape
    /// Part of a sequence or of a character, the rest of which is on its way.
    case sequence
    /// A paste that has not ended.
    case paste
  }

  private enum State: Equatable {
    case ground
    /// After one escape byte, or two in a row.
    case escape(twice: Bool)
    /// After `ESC [`.
    case control
    /// After `ESC O`.
    case single
    /// Inside a reply of the terminal that ends with ST or BEL.
    case string(afterEscape: Bool)
    /// The bytes of an old mouse report that are still to come.
    case mouse(left: Int)
    case paste
  }

  private var state = State.ground
  private var assembler = UTF8Assembler()
  /// Whether alt was held down with what is being put together.
  private var hasAlt = false
  /// The bytes of the sequence after its introducer.
  private var body: [UInt8] = []
  private var introducer: UInt8 = 0
  private var pasted = PasteCollector()

  package init() {}

  /// What the decoder waits for.
  package var pending: Pending {
    switch state {
    case .ground: assembler.isPending ? .sequence : .nothing
    case .escape: .escape
    case .control, .single, .string, .mouse: .sequence
    case .paste: .paste
    }
  }

  /// Takes one byte and appends what it completes.
  package mutating func feed(_ byte: UInt8, into inputs: inout [TerminalInput]) {
    switch state {
    case .ground: character(byte, &inputs)
    case .escape(let twice): afterEscape(byte, twice: twice, &inputs)
    case .control: inControl(byte, &inputs)
    case .single: inSingle(byte, &inputs)
    case .string(let afterEscape): inString(byte, afterEscape: afterEscape, &inputs)
    case .mouse(let left):
      state = left > 1 ? .mouse(left: left - 1) : .ground
      if left <= 1 { inputs.append(.unrecognised) }
    case .paste:
      if pasted.take(byte) { endPaste(&inputs) }
    }
  }

  /// Takes bytes in a row; for tests and scripts.
  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalInput] {
    var inputs: [TerminalInput] = []
    for byte in bytes { feed(byte, into: &inputs) }
    return inputs
  }

  /// Says that nothing more has come for as long as `pending` deserves.
  ///
  /// A lone escape byte becomes the Esc key, a bare introducer the chord it is (`<A-[>`), a paste ends as
  /// it stands, anything else begun is dropped and said to be `unrecognised`.
  package mutating func flush(into inputs: inout [TerminalInput]) {
    switch state {
    case .ground:
      if assembler.isPending { inputs.append(.unrecognised) }
    case .escape(let twice):
      inputs.append(.key(.escape))
      if twice { inputs.append(.key(.escape)) }
    case .control, .single, .string(afterEscape: false):
      inputs.append(
        body.isEmpty && introducer != 0 && !hasAlt
          ? .key(.alt(Unicode.Scalar(introducer))) : .unrecognised)
    case .string, .mouse:
      inputs.append(.unrecognised)
    case .paste:
      endPaste(&inputs)
    }
    reset()
  }

  private mutating func reset() {
    state = .ground
    hasAlt = false
    introducer = 0
    body.removeAll(keepingCapacity: true)
    assembler.reset()
  }

  private mutating func endPaste(_ inputs: inout [TerminalInput]) {
    inputs.append(.paste(pasted.text))
    pasted = PasteCollector()
    state = .ground
  }

  // MARK: Characters

  private mutating func character(_ byte: UInt8, _ inputs: inout [TerminalInput]) {
    if byte == 0x1B, !assembler.isPending {
      state = .escape(twice: false)
      return
    }
    switch assembler.take(byte) {
    case .wanting:
      return
    case .character(let scalar):
      inputs.append(input(for: scalar))
    case .broken:
      inputs.append(.unrecognised)
    case .brokenBefore:
      inputs.append(.unrecognised)
      hasAlt = false
      character(byte, &inputs)
      return
    }
    hasAlt = false
  }

  /// The key a character or control byte stands for.
  private func input(for scalar: Unicode.Scalar) -> TerminalInput {
    let alt: Key.Modifiers = hasAlt ? .alt : []
    let byte = UInt8(truncatingIfNeeded: scalar.value)
    switch scalar.value {
    case 0x09: return .key(Key(.tab, alt))
    case 0x0A, 0x0D: return .key(Key(.enter, alt))
    case 0x08, 0x7F: return .key(Key(.backspace, alt))
    case 0x1B: return .key(Key(.escape, alt))
    case 0x00: return .key(Key(.character(" "), alt.union(.control)))
    case 0x01...0x1A: return .key(Key(.character(Unicode.Scalar(byte + 0x60)), alt.union(.control)))
    case 0x1C...0x1F: return .key(Key(.character(Unicode.Scalar(byte + 0x40)), alt.union(.control)))
    case 0x80..<0xA0: return .unrecognised
    default: return .key(Key(.character(scalar), alt))
    }
  }

  // MARK: Sequences

  private mutating func afterEscape(_ byte: UInt8, twice: Bool, _ inputs: inout [TerminalInput]) {
    introducer = byte
    switch byte {
    case 0x1B:
      if twice { inputs.append(.key(.escape)) }
      state = .escape(twice: true)
      return
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "O"): state = .single
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      // Only a human presses Esc before alt with one of these; a terminal would not.
      if twice { inputs.append(.key(.escape)) }
      state = .string(afterEscape: false)
      return
    default:
      if twice { inputs.append(.key(.escape)) }
      state = .ground
      hasAlt = true
      character(byte, &inputs)
      return
    }
    hasAlt = twice
  }

  private mutating func inControl(_ byte: UInt8, _ inputs: inout [TerminalInput]) {
    switch byte {
    case UInt8(ascii: "[") where body.isEmpty, 0x20..<0x40 where !isFinalDollar(byte):
      // A sequence longer than any key's is read to its end and not kept.
      if body.count < 32 { body.append(byte) }
    case UInt8(ascii: "$"), 0x40..<0x7F:
      finish(ControlSequence(body: body, final: byte).meaning, &inputs)
    default:
      breakOff(byte, &inputs)
    }
  }

  /// One terminal family ends the shifted editing keys with a dollar sign, as in `ESC [ 3 $`.
  private func isFinalDollar(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "$") && !body.isEmpty && body.allSatisfy { (0x30..<0x3A).contains($0) }
  }

  private mutating func inSingle(_ byte: UInt8, _ inputs: inout [TerminalInput]) {
    switch byte {
    case 0x30..<0x3C where body.count < 8: body.append(byte)
    case 0x40..<0x7F: finish(ControlSequence(body: body, final: byte).meaningAfterSingleShift, &inputs)
    default: breakOff(byte, &inputs)
    }
  }

  private mutating func finish(_ meaning: ControlSequence.Meaning, _ inputs: inout [TerminalInput]) {
    let alt: Key.Modifiers = hasAlt ? .alt : []
    reset()
    switch meaning {
    case .key(let key): inputs.append(.key(Key(key.name, key.modifiers.union(alt))))
    case .beginOfPaste: state = .paste
    case .oldMouse: state = .mouse(left: 3)
    case .unknown: inputs.append(.unrecognised)
    case .ignored: break
    }
  }

  /// The sequence is not one after all: it is dropped, the byte that broke it is looked at by itself.
  private mutating func breakOff(_ byte: UInt8, _ inputs: inout [TerminalInput]) {
    reset()
    inputs.append(.unrecognised)
    if byte != 0x18 && byte != 0x1A { character(byte, &inputs) }
  }

  private mutating func inString(_ byte: UInt8, afterEscape: Bool, _ inputs: inout [TerminalInput]) {
    if body.isEmpty { body.append(byte) }
    if byte == 0x07 || (afterEscape && byte == UInt8(ascii: "\\")) {
      reset()
      inputs.append(.unrecognised)
    } else {
      state = .string(afterEscape: byte == 0x1B)
    }
  }
}
