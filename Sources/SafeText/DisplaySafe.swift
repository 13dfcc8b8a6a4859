extension String {
  /// This text made safe for a screen and for the command line, whoever wrote it.
  ///
  /// Controls become `^[`, `^G`, `^?`; characters that are invisible, turn the direction of reading or
  /// hide text (format characters, tags, separators of lines, private use, unassigned) become their
  /// number, as in `⟨U+202E⟩`. Right-to-left letters stay readable, emoji keep their joiners. More than
  /// four marks on one character are counted instead of drawn. Works on scalars, because a grapheme such as
  /// CR LF or a quote with a mark would hide what is inside; safe text comes back unchanged.
  package var displaySafe: String {
    if isPrintableASCII { return self }
    var safe = String.UnicodeScalarView()
    var marks = 0
    var before: Unicode.Scalar = " "
    for scalar in unicodeScalars {
      // What is plainly safe need not be looked up: ASCII, and the arrows and shapes of the screens themselves.
      if (0x20..<0x7F).contains(scalar.value) || (0x2190..<0x2600).contains(scalar.value) {
        safe.appendSurplus(of: marks)
        marks = 0
        safe.append(scalar)
        before = scalar
        continue
      }
      if scalar.properties.generalCategory.isMark, !scalar.isHidden {
        marks += 1
        if marks <= 4 { safe.append(scalar) }
        before = scalar
        continue
      }
      safe.appendSurplus(of: marks)
      marks = 0
      if scalar.staysBecause(of: before) || !scalar.needsStandIn {
        safe.append(scalar)
      } else {
        safe += scalar.standIn.unicodeScalars
      }
      before = scalar
    }
    safe.appendSurplus(of: marks)
    return String(safe)
  }
}

extension String {
  /// Whether every byte is a printable ASCII character, so that bytes, characters and columns are one. Nearly all
  /// text on the screens is, and need not be taken apart.
  package var isPrintableASCII: Bool {
    var copy = self
    return copy.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      var place = 0
      // Eight at a time: none above ASCII, none before the blank, none that deletes.
      let each: UInt64 = 0x0101_0101_0101_0101
      while raw.count - place >= 8 {
        let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let isControl = (word &- each * 0x20) & ~word
        guard (word | isControl | (word &+ each)) & each << 7 == 0 else { return false }
        place += 8
      }
      return raw[place...].allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
  }
}

extension String.UnicodeScalarView {
  fileprivate mutating func appendSurplus(of marks: Int) {
    if marks > 4 { self += "⟨+\(marks - 4) marks⟩".unicodeScalars }
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isMark: Bool {
    switch self {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// Whether a scalar can stand in a text that is shown: no control, no line break, nothing that turns the reading
  /// direction, nothing invisible that carries text. The joiners and selectors of emoji may.
  package var isSafeToShow: Bool {
    switch value {
    case 0x200C, 0x200D, 0xFE0E, 0xFE0F: true
    default: !needsStandIn
    }
  }

  /// Whether nothing is seen of it though it is there.
  fileprivate var isHidden: Bool { properties.isDefaultIgnorableCodePoint }

  /// Joiners and emoji selectors are part of how a visible character is written, once after each.
  fileprivate func staysBecause(of before: Unicode.Scalar) -> Bool {
    switch value {
    case 0x200C, 0x200D:
      // A selector may stand between an emoji and the joiner.
      before.value >= 0x80 && (before.value == 0xFE0F || !before.needsStandIn)
    case 0xFE0E, 0xFE0F:
      !before.needsStandIn && before != " "
    default: false
    }
  }

  fileprivate var needsStandIn: Bool {
    switch value {
    case 0x20..<0x7F: return false
    case 0..<0x20, 0x7F..<0xA0: return true
    default: break
    }
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return true
    default:
      return isHidden
    }
  }

  /// What is shown in its place.
  fileprivate var standIn: String {
    switch value {
    case 0..<0x20: return "^" + String(Unicode.Scalar(UInt8(truncatingIfNeeded: value + 0x40)))
    case 0x7F: return "^?"
    default:
      let digits = String(value, radix: 16, uppercase: true)
      return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits + "⟩"
    }
  }
}
