/// Lines of plain text that never run over the width of the page.
struct Page {
  /// The columns of a page.
  static let width = 80

  private(set) var lines: [String] = []

  /// A line; what does not fit ends in `…`.
  mutating func line(_ text: String = "") {
    let fitted = text.fitted(to: Self.width)
    lines.append(fitted.withoutTrailingSpaces)
  }

  /// The heading of a part, set off by an empty line, with what is to be said beside it.
  mutating func heading(_ title: String, _ beside: String = "") {
    line()
    if beside.isEmpty {
      line(title)
    } else if title.columns + 3 + beside.columns <= Self.width {
      line("\(title)   \(beside)")
    } else {
      line(title)
      text(beside, indent: 2)
    }
  }

  /// Running text, broken between words; the lines after the first stand further in by `hanging` columns.
  mutating func text(_ text: String, indent: Int = 0, hanging: Int = 0) {
    var current = String(repeating: " ", count: indent)
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true).map(String.init) {
      if !isEmpty, current.columns + 1 + word.columns > Self.width {
        line(current)
        current = String(repeating: " ", count: indent + hanging)
        isEmpty = true
      }
      current += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    if !isEmpty { line(current) }
  }

  /// A name in a column, and running text beside it.
  mutating func entry(_ name: String, _ text: String, column: Int, indent: Int = 2) {
    let start = lines.count
    self.text(text, indent: indent + column)
    guard start < lines.count else { return line(String(repeating: " ", count: indent) + name) }
    let rest = lines[start].unicodeScalars.dropFirst(indent + column)
    lines[start] = String(repeating: " ", count: indent) + name.left(column - 1) + " " + String(rest)
  }
}

/// Rows of cells under a head: the first column to the left, the others to the right, as narrow as they can be.
struct Table {
  var head: [String]
  var rows: [[String]] = []
  /// How wide the first column may grow.
  var firstColumn = 22

  init(_ head: [String]) { self.head = head }

  /// The lines of the table. What is too wide for the page is set below, under the same first column.
  func write(to page: inout Page, indent: Int = 2) {
    let all = [head] + rows
    let first = min(firstColumn, all.map { $0.first?.columns ?? 0 }.max() ?? 0)
    let widths = head.indices.map { column in
      all.map { column < $0.count ? $0[column].columns : 0 }.max() ?? 0
    }
    var start = 1
    repeat {
      var end = start
      var used = indent + first
      while end < head.count, end == start || used + widths[end] + 2 <= Page.width {
        used += widths[end] + 2
        end += 1
      }
      if start > 1 { page.line() }
      for row in all {
        let cells = (start..<end).map { "  " + ($0 < row.count ? row[$0] : "").right(widths[$0]) }
        page.line(
          String(repeating: " ", count: indent) + (row.first ?? "").left(first) + cells.joined())
      }
      start = end
    } while start < head.count
  }
}

extension String {
  fileprivate var withoutTrailingSpaces: String {
    var scalars = unicodeScalars
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}
