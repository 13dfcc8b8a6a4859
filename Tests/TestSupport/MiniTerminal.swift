import TerminalKit

/// A small terminal that understands what ncurses writes for xterm-256color, and says what it did not.
///
/// Tests feed it the bytes of a program and look at the screen that results.
package struct MiniTerminal: Sendable {
  package private(set) var screen: MiniScreen
  /// Sequences that are not understood, in words; a test expects it to be empty.
  package private(set) var unknown: [String] = []
  /// The private modes that are set now, such as 1049 (second screen) and 2004 (bracketed paste).
  package private(set) var modes: Set<Int> = []
  /// How many operating system commands (titles, clipboards, palettes) have come.
  package private(set) var systemCommands = 0
  /// How many bells have rung.
  package private(set) var bells = 0

  private enum State {
    case ground, escape, control, systemCommand, systemCommandEscape, skipOne
  }

  private var state = State.ground
  private var body: [UInt8] = []
  private var partial: [UInt8] = []
  private var missing = 0

  /// An empty terminal of that size; at least one cell.
  package init(rows: Int, columns: Int) {
    screen = MiniScreen(rows: max(rows, 1), columns: max(columns, 1))
  }

  /// The rows without blanks at their ends, joined by line feeds.
  package var text: String { screen.text }

  /// One row without blanks at its end.
  package func row(_ index: Int) -> String { screen.row(index) }

  /// Gives the window another size; what is still inside stays.
  package mutating func resize(rows: Int, columns: Int) {
    screen.resize(rows: max(rows, 1), columns: max(columns, 1))
  }

  /// Takes what a program has written.
  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: takeText(byte)
    case .escape: takeEscape(byte)
    case .control:
      if (0x40..<0x7F).contains(byte) {
        state = .ground
        control(byte)
      } else {
        body.append(byte)
      }
    case .systemCommand:
      if byte == 0x07 { state = .ground } else if byte == 0x1B { state = .systemCommandEscape }
    case .systemCommandEscape, .skipOne: state = .ground
    }
  }

  private mutating func takeText(_ byte: UInt8) {
    if missing > 0 {
      partial.append(byte)
      missing -= 1
      if missing == 0, let scalar = String(decoding: partial, as: UTF8.self).unicodeScalars.first {
        screen.write(scalar)
      }
      return
    }
    switch byte {
    case 0x07: bells += 1
    case 0x08: screen.moveLeft(1)
    case 0x09: screen.tab()
    case 0x0A: screen.lineFeed()
    case 0x0D: screen.carriageReturn()
    case 0x00, 0x0E, 0x0F: break
    case 0x1B: state = .escape
    case 0x20..<0x7F: screen.write(Unicode.Scalar(byte))
    case 0xC2..<0xE0: (partial, missing) = ([byte], 1)
    case 0xE0..<0xF0: (partial, missing) = ([byte], 2)
    case 0xF0..<0xF5: (partial, missing) = ([byte], 3)
    default: unknown.append("byte \(byte)")
    }
  }

  private mutating func takeEscape(_ byte: UInt8) {
    state = .ground
    switch byte {
    case UInt8(ascii: "["): (state, body) = (.control, [])
    case UInt8(ascii: "]"): (state, systemCommands) = (.systemCommand, systemCommands + 1)
    case UInt8(ascii: "("), UInt8(ascii: ")"): state = .skipOne
    case UInt8(ascii: "7"): screen.saveCursor()
    case UInt8(ascii: "8"): screen.restoreCursor()
    case UInt8(ascii: "M"): screen.reverseLineFeed()
    case UInt8(ascii: "="), UInt8(ascii: ">"): break
    case UInt8(ascii: "c"): screen = MiniScreen(rows: screen.rows, columns: screen.columns)
    default: unknown.append("ESC \(Character(Unicode.Scalar(byte)))")
    }
  }

  private mutating func control(_ final: UInt8) {
    let letter = Character(Unicode.Scalar(final))
    let isPrivate = body.first.map { (0x3C..<0x40).contains($0) } ?? false
    let digits = String(decoding: isPrivate ? body.dropFirst() : body[...], as: UTF8.self)
    let numbers = digits.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    if isPrivate {
      switch (body.first, letter) {
      case (UInt8(ascii: "?"), "h"): modes.formUnion(numbers)
      case (UInt8(ascii: "?"), "l"): modes.subtract(numbers)
      // Asking for modified keys and for the name of the terminal shows nothing.
      case (UInt8(ascii: ">"), "m"), (UInt8(ascii: ">"), "c"): break
      default: noteUnknown(letter)
      }
      return
    }
    if letter == "m" {
      if !screen.changePen(numbers) { noteUnknown(letter) }
    } else if !screen.perform(letter, numbers) {
      noteUnknown(letter)
    }
  }

  private mutating func noteUnknown(_ letter: Character) {
    unknown.append("CSI \(String(decoding: body, as: UTF8.self))\(letter)")
  }
}
