extension Frame {
  /// One row as text, without the blanks at its end; empty outside the frame.
  package func text(row: Int) -> String {
    guard row >= 0, row < size.rows else { return "" }
    var scalars = String.UnicodeScalarView()
    for column in 0..<size.columns { scalars += (self[row, column]?.text ?? "").unicodeScalars }
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  /// The rows as text, joined by line feeds: what golden files and `--screen` hold.
  package var text: String {
    (0..<size.rows).map { text(row: $0) }.joined(separator: "\n")
  }

  /// The styles as a grid of letters, `.` for plain, the others in the order in which they first appear.
  ///
  /// `styleLegend` says what the letters mean. Plain cells at the end of a row are left out.
  package var styles: String {
    let letters = styleLetters
    return (0..<size.rows).map { row in
      var line = (0..<size.columns).map { column in
        self[row, column].flatMap { letters[$0.style] } ?? "."
      }
      while line.last == "." { line.removeLast() }
      return String(line)
    }.joined(separator: "\n")
  }

  /// What each letter of `styles` stands for, a line each; empty when everything is plain.
  package var styleLegend: String {
    styleLetters.map { (letter: $0.value, name: $0.key.description) }
      .sorted { ($0.letter, $0.name) < ($1.letter, $1.name) }
      .map { "\($0.letter) \($0.name)" }
      .joined(separator: "\n")
  }

  private var styleLetters: [Style: Character] {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    var letters: [Style: Character] = [:]
    for cell in cells where cell.style != .plain && letters[cell.style] == nil {
      letters[cell.style] = letters.count < alphabet.count ? alphabet[letters.count] : "?"
    }
    return letters
  }
}
