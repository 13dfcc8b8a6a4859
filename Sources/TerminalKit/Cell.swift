/// One cell of the screen: a base character, the marks on it, its width and its style.
///
/// A wide character fills two cells: the first holds it with width 2, the second is a `Cell.tail` of
/// width 0. All but the marks, which are rare, lies in one word, so that screens are made and compared word by word.
package struct Cell: Equatable, Sendable {
  /// Up to four combining marks as code points, 0 where there is none.
  package struct Marks: Hashable, Sendable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    /// No marks.
    package static let none = Marks()

    /// The marks in order; a fifth one is dropped, as ncurses would.
    package var values: (UInt32, UInt32, UInt32, UInt32) {
      (
        UInt32(truncatingIfNeeded: first), UInt32(truncatingIfNeeded: first >> 32),
        UInt32(truncatingIfNeeded: second), UInt32(truncatingIfNeeded: second >> 32)
      )
    }

    mutating func add(_ mark: Unicode.Scalar) {
      let value = UInt64(mark.value)
      if first == 0 {
        first = value
      } else if first >> 32 == 0 {
        first |= value << 32
      } else if second == 0 {
        second = value
      } else if second >> 32 == 0 {
        second |= value << 32
      }
    }
  }

  /// Base character, width and style: 24 bits for the first, 8 for the second, 32 for the third.
  package typealias Code = UInt64

  package private(set) var code: Code
  package private(set) var marks = Marks.none

  /// A cell with one character that is `width` columns wide.
  package init(_ base: Unicode.Scalar, width: Int = 1, style: Style = .plain) {
    code = Self.code(base: base.value, width: width == 2 ? 2 : 1, style: style)
  }

  /// The cell of a code and marks.
  package init(_ code: Code, marks: Marks = .none) {
    self.code = code
    self.marks = marks
  }

  /// A code of its parts.
  static func code(base: UInt32, width: UInt8, style: Style) -> Code {
    Code(base) | Code(width) << 24 | Code(style.packed) << 32
  }

  /// The columns that a cell of this code takes.
  package static func width(of code: Code) -> Int { Int(code >> 24 & 0xFF) }

  /// An empty cell.
  package static let blank = Cell(" ")

  /// The second cell of a wide character.
  package static func tail(style: Style) -> Cell { Cell(code(base: 0, width: 0, style: style)) }

  /// The base character as a code point; 0 only in the tail of a wide one.
  package var base: UInt32 { UInt32(truncatingIfNeeded: code) & 0xFF_FFFF }

  /// The columns this cell takes: 1, 2, or 0 for the tail of a wide character.
  package var width: Int { Self.width(of: code) }

  package var style: Style {
    get { Style(packed: UInt32(truncatingIfNeeded: code >> 32)) }
    set { code = code & 0xFFFF_FFFF | Code(newValue.packed) << 32 }
  }

  /// Puts a combining mark on the character; a fifth one is dropped, as ncurses would.
  package mutating func add(mark: Unicode.Scalar) { marks.add(mark) }

  /// The character with its marks; empty for the tail of a wide one.
  package var text: String {
    var scalars = String.UnicodeScalarView()
    let (first, second, third, fourth) = marks.values
    for value in [base, first, second, third, fourth] where value != 0 {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}
