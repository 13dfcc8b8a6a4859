extension String {
  /// The columns this text takes when it is drawn.
  package var columns: Int {
    if isPrintableASCII { return utf8.count }
    var total = 0
    for cell in CellsOfText(self) { total += Int(cell.width) }
    return total
  }

  /// This text if it fits into so many columns, otherwise as much of it as fits before an ellipsis.
  ///
  /// With no column at all the result is empty; with one it may be the ellipsis alone. Marks stay with
  /// the character they sit on.
  package func truncated(to limit: Int) -> String {
    guard limit > 0 else { return "" }
    if utf8.count <= limit, isPrintableASCII { return self }
    var used = 0
    var kept = ""
    var cut: String?
    for cell in CellsOfText(self) {
      let width = Int(cell.width)
      if cut == nil, used + width > limit - 1 { cut = kept }
      used += width
      if used > limit { return (cut ?? kept) + "…" }
      kept += cell.text
    }
    return kept
  }

  /// This text with blanks after it (or before it) up to so many columns; a longer one is returned whole.
  package func padded(to columns: Int, alignedRight: Bool = false) -> String {
    let missing = columns.subtractingReportingOverflow(self.columns).partialValue
    guard missing > 0, missing <= Size.most.columns else { return self }
    let blanks = String(repeating: " ", count: missing)
    return alignedRight ? blanks + self : self + blanks
  }

  /// This text in exactly so many columns: cut with an ellipsis or filled with blanks.
  package func fitted(to columns: Int, alignedRight: Bool = false) -> String {
    truncated(to: columns).padded(to: columns, alignedRight: alignedRight)
  }
}

extension String {
  /// Whether every byte is a printable ASCII character, so that bytes, characters and columns are one. Nearly all
  /// text on the screens is, and need not be taken apart.
  var isPrintableASCII: Bool {
    var copy = self
    return copy.withUTF8 { bytes in bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
  }
}
