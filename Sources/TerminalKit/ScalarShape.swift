/// What one Unicode scalar does to a row of cells.
package enum ScalarShape: Equatable, Sendable {
  /// It starts a cell of one or two columns.
  case base(columns: Int)
  /// It sits on the character before it.
  case mark
  /// It is not drawn: joiners, variation selectors, skin tones, controls of direction.
  case nothing
  /// It must not reach a terminal, or no terminal can know it: U+FFFD is drawn in its place.
  case unprintable

  /// The shape of a scalar.
  ///
  /// The sizes are those of East Asian Width in Unicode's UAX 11, with emoji of emoji presentation wide.
  /// Joiners, selectors and skin tones are left out because terminals disagree about what they do to
  /// the width: without them every terminal counts alike.
  package init(of scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300: self = .base(columns: 1)
    case 0..<0x20, 0x7F..<0xA0: self = .unprintable
    case 0xA0: self = .base(columns: 1)
    case 0x300..<0x370: self = .mark
    // The symbols the screens use: arrows, boxes, blocks, geometric shapes without emoji among them.
    case 0x2190..<0x231A, 0x2500..<0x25FD: self = .base(columns: 1)
    case 0x4E00..<0xA000, 0xAC00..<0xD7A4: self = .base(columns: 2)
    default: self = ScalarShape(lookingUp: scalar)
    }
  }

  private init(lookingUp scalar: Unicode.Scalar) {
    let value = scalar.value
    // The vowels and finals of decomposed Hangul join the syllable before them.
    if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value) {
      self = scalar.properties.generalCategory == .unassigned ? .unprintable : .mark
      return
    }
    if (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value)
      || (0x1F3FB...0x1F3FF).contains(value)
    {
      self = .nothing
      return
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: self = .mark
    case .format: self = .nothing
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      self = .unprintable
    default:
      self = .base(columns: ScalarShape.isWide(scalar) ? 2 : 1)
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    // The letters of flags are narrow: a flag is two of them.
    if (0x1F1E6...0x1F1FF).contains(value) { return false }
    return scalar.properties.isEmojiPresentation || wideRanges.contains { $0.contains(value) }
  }

  /// Wide and full-width characters other than emoji, in order; only assigned ones are looked up here.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
    0x4E00...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB,
    0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
