/// The name of a member or a kind in two machine words, so that telling names apart costs no memory.
///
/// Every name of format 1 has from 1 to 16 bytes. A name that is empty or longer packs to ``none``; it can only
/// be one that this version does not know.
struct PackedName: Equatable {
  var low: UInt64
  var high: UInt64

  static let none = PackedName(low: 0, high: 0)

  init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  /// The packed form of a name of this program's own.
  @inline(__always)
  init(_ name: StaticString) {
    self.init(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }

  @inline(__always)
  init(_ name: UnsafeBufferPointer<UInt8>) {
    self = .init(low: 0, high: 0)
    guard name.count <= 16 else { return }
    for index in 0..<min(8, name.count) { low |= UInt64(name[index]) << UInt64(8 * index) }
    guard name.count > 8 else { return }
    for index in 8..<name.count { high |= UInt64(name[index]) << UInt64(8 * (index - 8)) }
  }
}

/// The name of a member of a record, in both its forms.
struct MemberName {
  let packed: PackedName
  let literal: StaticString

  @inline(__always)
  init(_ literal: StaticString) {
    self.literal = literal
    packed = PackedName(literal)
  }

  var text: String { String(describing: literal) }
}

extension MemberName: ExpressibleByStringLiteral {
  @inline(__always)
  init(stringLiteral value: StaticString) { self.init(value) }
}
