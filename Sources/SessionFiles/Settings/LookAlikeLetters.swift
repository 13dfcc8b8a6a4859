/// Letters that look like those of the Latin alphabet and are others, so that one name can be written in two ways that
/// nobody can tell apart.
enum LookAlikeLetters {
  /// Cyrillic and Greek letters beside the Latin ones they look like; from the table of confusable characters of Unicode
  /// (UTS #39, confusables.txt), those that people's names are written with.
  private static let pairs: [(others: String, latin: String)] = [
    ("АВЕЅІЈКМНОРСТУХаеһіјорсѕухԁԛԝ", "ABESIJKMHOPCTYXaehijopcsyxdqw"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινρυ", "ABEZHIKMNOPTYXoivpu"),
  ]

  private static let latin = pairs.reduce(into: [Unicode.Scalar: Unicode.Scalar]()) { latin, pair in
    for (other, letter) in zip(pair.others.unicodeScalars, pair.latin.unicodeScalars) {
      latin[other] = letter
    }
  }

  /// A text with every such letter replaced by the Latin one, in lower case: the same for texts that look alike.
  static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { latin[$0] ?? $0 })).lowercased()
  }
}
