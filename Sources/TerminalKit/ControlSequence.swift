/// A complete escape sequence from the keyboard, and what it means.
///
/// The forms are those of xterm's control sequences (PC-style keys with modifiers), with the ones of
/// rxvt and of the Linux console where they differ. Whatever else it is, it never is a plain character.
struct ControlSequence {
  enum Meaning: Equatable {
    case key(Key)
    case beginOfPaste
    /// A mouse report the three bytes of which follow.
    case oldMouse
    /// Known, and of no interest.
    case ignored
    case unknown
  }

  /// The bytes between introducer and final byte.
  let body: [UInt8]
  let final: UInt8

  /// What it means after `ESC [`.
  var meaning: Meaning {
    if body.first == UInt8(ascii: "[") { return linuxFunctionKey }
    guard let numbers else { return .unknown }
    let first = numbers.first ?? 0
    let modifiers = modifiers(of: numbers.count > 1 ? numbers[1] : 1)
    switch final {
    case UInt8(ascii: "~"): return editing(first, modifiers, numbers)
    case UInt8(ascii: "^"): return editing(first, .control, numbers)
    case UInt8(ascii: "$"): return editing(first, .shift, numbers)
    case UInt8(ascii: "@"): return editing(first, [.control, .shift], numbers)
    case UInt8(ascii: "u"): return chord(first, modifiers)
    case UInt8(ascii: "Z"): return .key(Key(.tab, modifiers.union(.shift)))
    case UInt8(ascii: "M") where body.isEmpty: return .oldMouse
    case UInt8(ascii: "I") where body.isEmpty, UInt8(ascii: "O") where body.isEmpty: return .ignored
    case UInt8(ascii: "a")...UInt8(ascii: "d") where body.isEmpty:
      return named(final - 0x20, .shift)
    // The report of the cursor's place ends in R as F3 does, but its first number is a row.
    case UInt8(ascii: "R") where first > 1: return .unknown
    default: return named(final, modifiers)
    }
  }

  /// What it means after `ESC O`.
  var meaningAfterSingleShift: Meaning {
    let numbers = numbers ?? []
    let held = modifiers(of: numbers.last ?? 1)
    switch final {
    case UInt8(ascii: "M") where body.isEmpty: return .key(.enter)
    case UInt8(ascii: "a")...UInt8(ascii: "d") where body.isEmpty: return named(final - 0x20, .control)
    default: return named(final, held)
    }
  }

  /// The numbers between semicolons, at most four digits each; `nil` when there is anything else.
  private var numbers: [Int]? {
    var numbers: [Int] = []
    for part in body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      var number = 0
      guard part.count <= 6 else { return nil }
      for digit in part {
        guard (0x30..<0x3A).contains(digit) else { return nil }
        number = number * 10 + Int(digit - 0x30)
      }
      numbers.append(number)
    }
    return numbers
  }

  /// xterm counts shift 1, alt 2, control 4, meta 8, and adds one.
  private func modifiers(of number: Int) -> Key.Modifiers {
    var modifiers: Key.Modifiers = []
    guard number > 1, number <= 16 else { return modifiers }
    let bits = number - 1
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 0b1010 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }

  private func named(_ final: UInt8, _ modifiers: Key.Modifiers) -> Meaning {
    let name: Key.Name
    switch final {
    case UInt8(ascii: "A"): name = .up
    case UInt8(ascii: "B"): name = .down
    case UInt8(ascii: "C"): name = .right
    case UInt8(ascii: "D"): name = .left
    case UInt8(ascii: "H"): name = .home
    case UInt8(ascii: "F"): name = .end
    case UInt8(ascii: "P")...UInt8(ascii: "S"): name = .function(final - UInt8(ascii: "P") + 1)
    default: return .unknown
    }
    return .key(Key(name, modifiers))
  }

  private func editing(_ number: Int, _ modifiers: Key.Modifiers, _ numbers: [Int]) -> Meaning {
    let name: Key.Name
    switch number {
    case 1, 7: name = .home
    case 2: name = .insert
    case 3: name = .delete
    case 4, 8: name = .end
    case 5: name = .pageUp
    case 6: name = .pageDown
    case 11...15: name = .function(UInt8(number - 10))
    case 17...21: name = .function(UInt8(number - 11))
    case 23...26: name = .function(UInt8(number - 12))
    case 28, 29: name = .function(UInt8(number - 13))
    case 31...34: name = .function(UInt8(number - 14))
    case 27 where numbers.count == 3: return chord(numbers[2], modifiers)
    case 200: return .beginOfPaste
    case 201: return .ignored
    default: return .unknown
    }
    return .key(Key(name, modifiers))
  }

  /// A character sent as a number because something was held down with it; never one without.
  private func chord(_ value: Int, _ modifiers: Key.Modifiers) -> Meaning {
    guard !modifiers.isDisjoint(with: [.alt, .control]), let value = UInt32(exactly: value),
      let scalar = Unicode.Scalar(value)
    else { return .unknown }
    switch value {
    case 9: return .key(Key(.tab, modifiers))
    case 13: return .key(Key(.enter, modifiers))
    case 27: return .key(Key(.escape, modifiers))
    case 8, 127: return .key(Key(.backspace, modifiers))
    case 0..<0x20, 0x80..<0xA0: return .unknown
    default: return .key(Key(.character(scalar), modifiers))
    }
  }

  /// The Linux console sends F1 to F5 as `ESC [ [ A` to `ESC [ [ E`.
  private var linuxFunctionKey: Meaning {
    guard body.count == 1, (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(final) else { return .unknown }
    return .key(Key(.function(final - UInt8(ascii: "A") + 1)))
  }
}
