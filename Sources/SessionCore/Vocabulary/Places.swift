/// Where each of some texts stands in a list, for lists that are asked at every record.
///
/// A text of up to 15 bytes, as every sensible identifier is, is stored in two machine words. Going over a short
/// list by those words takes a fraction of what hashing one text does.
struct Places: Hashable, Sendable {
  /// Longer lists are not gone over.
  private static let most = 64

  private let texts: [String]
  private let words: [Words]
  private let byText: [String: Int]

  /// The places of these texts; of two that are equal the first keeps it.
  init(_ texts: [String]) {
    self.texts = texts
    words = texts.count <= Self.most ? texts.map(Words.init) : []
    byText = Dictionary(texts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The place of a text, or `nil` when it is not in the list.
  subscript(text: String) -> Int? {
    let sought = Words(text)
    for place in words.indices where words[place] == sought { return place }
    // Long, written in another way, or not there.
    return byText[text]
  }

  static func == (a: Places, b: Places) -> Bool { a.texts == b.texts }

  func hash(into hasher: inout Hasher) { hasher.combine(texts) }

  /// The two words in which a text is stored. Of two texts that exist at one time, those with equal words are
  /// equal: the words are the bytes themselves, or name the place where they lie.
  private struct Words {
    private let low: UInt64
    private let high: UInt64

    @inline(__always)
    init(_ text: String) { (low, high) = unsafeBitCast(text, to: (UInt64, UInt64).self) }

    @inline(__always)
    static func == (a: Words, b: Words) -> Bool { (a.low ^ b.low) | (a.high ^ b.high) == 0 }
  }
}
