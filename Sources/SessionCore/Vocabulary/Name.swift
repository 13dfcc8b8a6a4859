import Synchronization

/// The text by which records speak of a person or a code, in two machine words.
///
/// Plain data: a name is copied, compared and dropped without counting who else has it, and a long log has millions.
/// Up to 15 bytes of ASCII, as every sensible name has, lie in the words themselves. Any other text lies in a list
/// that the whole program shares and that never shrinks, and the words say where.
package struct Name: Hashable, Sendable {
  /// The first eight bytes, the first in the lowest place and zeros after the last; of a text in the list the place
  /// of the first one there that is equal to it.
  @usableFromInline let low: UInt64
  // The other bytes; of a text in the list its own place.
  @usableFromInline let middle: UInt32
  @usableFromInline let upper: UInt16
  @usableFromInline let last: UInt8
  // Where it fills a byte whose other values mark a party that is no person, and a turn addressed to nobody.
  @usableFromInline let isListed: Bool

  @inlinable init(low: UInt64, high: UInt64, isListed: Bool) {
    (self.low, self.isListed) = (low, isListed)
    middle = UInt32(truncatingIfNeeded: high)
    upper = UInt16(truncatingIfNeeded: high >> 32)
    last = UInt8(truncatingIfNeeded: high >> 48)
  }

  @inlinable var high: UInt64 { UInt64(middle) | UInt64(upper) << 32 | UInt64(last) << 48 }

  /// The name that is a text.
  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { Name($0) }
  }

  /// The name that is a text of these bytes.
  package init(_ utf8: UnsafeBufferPointer<UInt8>) {
    self = Name(short: utf8) ?? Self.list.withLock { $0.name(of: String(decoding: utf8, as: UTF8.self)) }
  }

  /// `nil` when these bytes are no short text of ASCII, or hold a NUL.
  @inlinable package init?(short utf8: UnsafeBufferPointer<UInt8>) {
    guard utf8.count < 16 else { return nil }
    var words: (low: UInt64, high: UInt64) = (0, 0)
    for index in 0..<utf8.count {
      let byte = utf8[index]
      guard byte &- 1 < 0x7F else { return nil }
      if index < 8 {
        words.low |= UInt64(byte) &<< UInt64(8 &* index)
      } else {
        words.high |= UInt64(byte) &<< UInt64(8 &* (index &- 8))
      }
    }
    self.init(low: words.low, high: words.high, isListed: false)
  }

  /// The text.
  package var text: String {
    if isListed { return Self.list.withLock { $0.texts[Int(high)] } }
    return withUnsafeBytes(of: (low.littleEndian, high.littleEndian)) { bytes in
      String(decoding: bytes.prefix { $0 > 0 }, as: UTF8.self)
    }
  }

  // Texts are equal as Swift has it, however their accents are written. No text of ASCII is equal to another one.
  @inlinable package static func == (a: Name, b: Name) -> Bool { a.key == b.key }
  @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(key) }

  /// Two words that are the same for equal names and for no others.
  @usableFromInline struct Key: Hashable, Sendable {
    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64

    @inlinable init(_ low: UInt64, _ high: UInt64) { (self.low, self.high) = (low, high) }

    @inlinable static func == (a: Key, b: Key) -> Bool { (a.low ^ b.low) | (a.high ^ b.high) == 0 }
  }

  @inlinable var key: Key { Key(low, isListed ? .max : high) }

  // MARK: - The list

  private static let list = Mutex(List())

  private struct List {
    private(set) var texts: [String] = []
    /// The place of the first of all texts that are equal. A stranger's log may have a million names, so each is looked
    /// for once.
    private var firsts: [String: Int] = [:]
    /// The places of those that are equal to the one at a place and written otherwise.
    private var others: [Int: [Int]] = [:]

    mutating func name(of text: String) -> Name {
      guard let first = firsts[text] else {
        firsts[text] = texts.count
        return add(text, equalTo: texts.count)
      }
      let found = isWritten(text, at: first) ? first : others[first]?.first { isWritten(text, at: $0) }
      if let place = found {
        return Name(low: UInt64(first), high: UInt64(place), isListed: true)
      }
      others[first, default: []].append(texts.count)
      return add(text, equalTo: first)
    }

    private func isWritten(_ text: String, at place: Int) -> Bool {
      texts[place].utf8.elementsEqual(text.utf8)
    }

    private mutating func add(_ text: String, equalTo first: Int) -> Name {
      texts.append(text)
      return Name(low: UInt64(first), high: UInt64(texts.count - 1), isListed: true)
    }
  }
}

extension Name: Comparable {
  /// In the order of their bytes.
  package static func < (a: Name, b: Name) -> Bool {
    if a.isListed || b.isListed { return a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
    if a.low != b.low { return a.low.byteSwapped < b.low.byteSwapped }
    return a.high.byteSwapped < b.high.byteSwapped
  }
}
