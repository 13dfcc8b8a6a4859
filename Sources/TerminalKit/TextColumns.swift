import SafeText

extension String {
  /// The columns this text takes when it is drawn.
  package var columns: Int {
    if isPrintableASCII { return utf8.count }
    var total = 0
    for cell in CellsOfText(self) { total += cell.width }
    return total
  }

  /// This text if it fits into so many columns, otherwise as much of it as fits before an ellipsis.
  ///
  /// With no column at all the result is empty; with one it may be the ellipsis alone. Marks stay with
  /// the character they sit on.
  package func truncated(to limit: Int) -> String {
    guard limit > 0 else { return "" }
    // A text of few bytes has few marks; one of many is rid of those that cannot be drawn.
    if isPrintableASCII ? utf8.count <= limit : utf8.count / 4 < limit && columns <= limit { return self }
    var used = 0
    var kept = ""
    // Whether it all fits is known at the end only; until then what would be cut is kept apart.
    var last = ""
    for cell in CellsOfText(self) {
      used += cell.width
      if used > limit { return kept + "…" }
      if used > limit - 1 { last += cell.text } else { kept += cell.text }
    }
    return kept + last
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
