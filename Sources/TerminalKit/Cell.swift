/// One cell of the screen: a base character, the marks on it, its width and its style.
///
/// A wide character fills two cells: the first holds it with width 2, the second is a `Cell.tail` of
/// width 0. Everything lies inline, so that comparing two screens never touches the heap.
package struct Cell: Equatable, Sendable {
  /// The base character as a code point; 0 only in the tail of a wide one.
  package private(set) var base: UInt32
  /// Up to four combining marks as code points, 0 where there is none.
  package private(set) var marks: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
  /// The columns this cell takes: 1, 2, or 0 for the tail of a wide character.
  package let width: UInt8
  package var style: Style

  /// A cell with one character that is `width` columns wide.
  package init(_ base: Unicode.Scalar, width: Int = 1, style: Style = .plain) {
    self.base = base.value
    self.width = width == 2 ? 2 : 1
    self.style = style
  }

  private init(tailWith style: Style) {
    base = 0
    width = 0
    self.style = style
  }

  /// An empty cell.
  package static let blank = Cell(" ")

  /// The second cell of a wide character.
  package static func tail(style: Style) -> Cell { Cell(tailWith: style) }

  /// Puts a combining mark on the character; a fifth one is dropped, as ncurses would.
  package mutating func add(mark: Unicode.Scalar) {
    if marks.0 == 0 {
      marks.0 = mark.value
    } else if marks.1 == 0 {
      marks.1 = mark.value
    } else if marks.2 == 0 {
      marks.2 = mark.value
    } else if marks.3 == 0 {
      marks.3 = mark.value
    }
  }

  /// The character with its marks; empty for the tail of a wide one.
  package var text: String {
    var scalars = String.UnicodeScalarView()
    for value in [base, marks.0, marks.1, marks.2, marks.3] where value != 0 {
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return String(scalars)
  }

  package static func == (one: Cell, other: Cell) -> Bool {
    one.base == other.base && one.style == other.style && one.width == other.width
      && one.marks == other.marks
  }
}
