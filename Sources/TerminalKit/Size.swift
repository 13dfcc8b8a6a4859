/// How many rows and columns of cells a screen has.
package struct Size: Hashable, Sendable {
  /// Rows, from 0 to `Size.most.rows`.
  package let rows: Int
  /// Columns, from 0 to `Size.most.columns`.
  package let columns: Int

  /// The largest screen that is drawn; whatever a terminal claims beyond it stays empty.
  ///
  /// A window size is sixteen bits each way and comes from outside: without a ceiling it could ask for
  /// a hundred gigabytes of cells.
  package static let most = Size(uncheckedRows: 1_000, columns: 2_000)

  /// A size; figures below zero become zero, figures above `Size.most` become that.
  package init(rows: Int, columns: Int) {
    self.rows = min(max(rows, 0), Size.most.rows)
    self.columns = min(max(columns, 0), Size.most.columns)
  }

  private init(uncheckedRows rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  /// Whether there is no cell at all.
  package var isEmpty: Bool { rows == 0 || columns == 0 }
}

/// A place on the screen, counted from the top left corner, which is (0, 0).
package struct Position: Hashable, Sendable {
  /// Rows down from the top; may lie outside the screen.
  package var row: Int
  /// Columns right of the left edge; may lie outside the screen.
  package var column: Int

  /// The place in that row and column.
  package init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}
