/// A long list that is cheap to copy: it is kept in blocks, and a copy that is changed copies only the blocks it
/// changes.
///
/// So a replay can keep the session as it was at many of its moments: they share all that is the same in them.
/// A list that nobody will copy is better kept in one block; see ``reserve(_:)``.
///
/// Everything is public and can be inlined, because the panels and the figures go through these lists element by
/// element, and another module makes its own copy only of what it can see: how a type is a collection is not seen
/// unless the type is public.
public struct Blocks<Element> {
  @usableFromInline var blocks: [[Element]] = []
  @usableFromInline var size = 0
  /// A block holds two to the power of this.
  @usableFromInline var shift = 9

  /// An empty list.
  @inlinable public init() {}

  /// A list of these elements.
  @inlinable public init(_ elements: some Sequence<Element>) { for element in elements { append(element) } }

  /// How many elements it has.
  @inlinable public var count: Int { size }

  @inlinable var mask: Int { 1 << shift - 1 }

  /// Keeps the list in one block from here on, with room for a number of elements; of a list that has more than
  /// one block already nothing is moved.
  @inlinable public mutating func reserve(_ count: Int) {
    guard blocks.count <= 1 else { return }
    shift = 40
    if blocks.isEmpty { blocks.append([]) }
    blocks[0].reserveCapacity(count)
  }

  /// All of it in one array; of a list that is kept in one block this costs nothing.
  ///
  /// For whoever goes through a whole log: an array is reached in one step less, and looked into without a call.
  @inlinable public var flat: [Element] { blocks.count == 1 ? blocks[0] : Array(self) }

  /// The last element; `nil` when there is none.
  @inlinable public var last: Element? { blocks.last?.last }

  /// Adds an element at the end.
  @inlinable public mutating func append(_ element: consuming Element) {
    if size & mask == 0, size >> shift == blocks.count { beginBlock() }
    blocks[blocks.count - 1].append(element)
    size += 1
  }

  /// Adds an empty block; one after a full one will be full as well.
  @inlinable mutating func beginBlock() {
    blocks.append([])
    if blocks.count > 1 { blocks[blocks.count - 1].reserveCapacity(1 << shift) }
  }

  /// Puts an element in a place; all after it move on by one.
  @inlinable public mutating func insert(_ element: Element, at index: Int) {
    guard index < count else { return append(element) }
    var block = index >> shift
    blocks[block].insert(element, at: index & mask)
    size += 1
    while blocks[block].count > 1 << shift {
      let last = blocks[block].removeLast()
      block += 1
      if block == blocks.count { blocks.append([]) }
      blocks[block].insert(last, at: 0)
    }
  }

  /// Takes an element out; all after it move back by one.
  @discardableResult
  @inlinable public mutating func remove(at index: Int) -> Element {
    var block = index >> shift
    let removed = blocks[block].remove(at: index & mask)
    size -= 1
    while block + 1 < blocks.count {
      blocks[block].append(blocks[block + 1].removeFirst())
      block += 1
    }
    if blocks[block].isEmpty { blocks.removeLast() }
    return removed
  }

  /// Takes the last element out; `nil` when there is none.
  @inlinable public mutating func popLast() -> Element? { isEmpty ? nil : remove(at: count - 1) }
}

extension Blocks: RandomAccessCollection, MutableCollection {
  /// 0, as of every list.
  @inlinable public var startIndex: Int { 0 }
  /// The same as ``count``.
  @inlinable public var endIndex: Int { count }

  /// The element in a place, which must be one of the list's.
  @inlinable public subscript(index: Int) -> Element {
    _read { yield blocks[index >> shift][index & mask] }
    _modify { yield &blocks[index >> shift][index & mask] }
  }
}

extension Blocks: Sendable where Element: Sendable {}

extension Blocks: Equatable where Element: Equatable {
  /// Whether two lists hold the same, however they are kept.
  @inlinable public static func == (a: Blocks, b: Blocks) -> Bool {
    a.count == b.count && a.elementsEqual(b)
  }
}

extension Blocks: Hashable where Element: Hashable {
  /// Hashes what it holds.
  @inlinable public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for element in self { hasher.combine(element) }
  }
}

/// Something kept for some of the records, found by their number and as cheap to copy as ``Blocks``.
struct Drawers<Value> {
  private var drawers: [[RecordID: Value]] = []

  private static func place(of id: RecordID) -> Int { max(0, id.rawValue) >> 9 }

  /// What is kept for a record; `nil` takes it away.
  subscript(id: RecordID) -> Value? {
    get {
      let place = Self.place(of: id)
      return place < drawers.count ? drawers[place][id] : nil
    }
    set {
      let place = Self.place(of: id)
      if newValue == nil, place >= drawers.count || drawers[place][id] == nil { return }
      makeRoom(place)
      drawers[place][id] = newValue
    }
  }

  subscript(id: RecordID, default value: @autoclosure () -> Value) -> Value {
    get { self[id] ?? value() }
    _modify {
      let place = Self.place(of: id)
      makeRoom(place)
      yield &drawers[place][id, default: value()]
    }
  }

  private mutating func makeRoom(_ place: Int) { while drawers.count <= place { drawers.append([:]) } }
}

extension Drawers: Sendable where Value: Sendable {}
