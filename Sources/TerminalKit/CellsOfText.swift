/// The cells a text is drawn with, one for each character that takes room.
///
/// This is the only place where text becomes columns: what is measured, cut and drawn always agrees.
/// It is total: a mark without a character to sit on gets a blank of its own, what must not be printed
/// becomes U+FFFD. Whoever wants to see what it was uses `displaySafe` first.
package struct CellsOfText: Sequence, IteratorProtocol {
  private var scalars: String.UnicodeScalarView.Iterator
  private var held: Unicode.Scalar?
  private let style: Style

  /// The cells of `text`, all in one style.
  package init(_ text: String, style: Style = .plain) {
    scalars = text.unicodeScalars.makeIterator()
    held = scalars.next()
    self.style = style
  }

  package mutating func next() -> Cell? {
    while let scalar = held {
      held = scalars.next()
      switch ScalarShape(of: scalar) {
      case .nothing:
        continue
      case .base(let columns):
        return withMarks(Cell(scalar, width: columns, style: style))
      case .unprintable:
        return withMarks(Cell("\u{FFFD}", style: style))
      case .mark:
        var cell = Cell(" ", style: style)
        cell.add(mark: scalar)
        return withMarks(cell)
      }
    }
    return nil
  }

  /// Takes the marks that follow, up to the next character that takes room.
  private mutating func withMarks(_ bare: Cell) -> Cell {
    var cell = bare
    while let scalar = held, scalar.value >= 0x300 || scalar.value == 0xAD {
      switch ScalarShape(of: scalar) {
      case .mark: cell.add(mark: scalar)
      case .nothing: break
      case .base, .unprintable: return cell
      }
      held = scalars.next()
    }
    return cell
  }
}
