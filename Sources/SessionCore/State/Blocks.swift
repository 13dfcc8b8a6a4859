/// A long list that is cheap to copy: it is kept in blocks, and a copy that is changed copies only the blocks it
/// changes.
///
/// So a replay can keep the session as it was at many of its moments: they share all that is the same in them.
/// A list that nobody will copy is better kept in one block; see ``reserve(_:)``.
///
/// Everything can be inlined, because the panels and the figures go through these lists element by element, and
/// another module cannot make its own copy of what it cannot see.
package struct Blocks<Element> {
  @usableFromInline var blocks: [[Element]] = []
  @usableFromInline package internal(set) var count = 0
  /// A block holds two to the power of this.
  @usableFromInline var shift = 9

  @inlinable package init() {}

  /// A list of these elements.
  @inlinable package init(_ elements: some Sequence<Element>) { for element in elements { append(element) } }

  @inlinable var mask: Int { 1 << shift - 1 }

  /// Keeps the list in one block from here on, with room for a number of elements; of a list that has more than
  /// one block already nothing is moved.
  @inlinable package mutating func reserve(_ count: Int) {
    guard blocks.count <= 1 else { return }
    shift = 40
    if blocks.isEmpty { blocks.append([]) }
    blocks[0].reserveCapacity(count)
  }

  /// The place in memory of the first block, with its room.
  @inlinable package func withFirstBlock(_ body: (UnsafeRawPointer?) -> Void) {
    blocks.first?.withUnsafeBufferPointer { body($0.baseAddress.map { UnsafeRawPointer($0) }) }
  }

  @inlinable package mutating func append(_ element: Element) {
    if count & mask == 0, count >> shift == blocks.count { blocks.append([]) }
    blocks[blocks.count - 1].append(element)
    count += 1
  }

  /// Puts an element in a place; all after it move on by one.
  @inlinable package mutating func insert(_ element: Element, at index: Int) {
    guard index < count else { return append(element) }
    var block = index >> shift
    blocks[block].insert(element, at: index & mask)
    count += 1
    while blocks[block].count > 1 << shift {
      let last = blocks[block].removeLast()
      block += 1
      if block == blocks.count { blocks.append([]) }
      blocks[block].insert(last, at: 0)
    }
  }

  /// Takes an element out; all after it move back by one.
  @discardableResult
  @inlinable package mutating func remove(at index: Int) -> Element {
    var block = index >> shift
    let removed = blocks[block].remove(at: index & mask)
    count -= 1
    while block + 1 < blocks.count {
      blocks[block].append(blocks[block + 1].removeFirst())
      block += 1
    }
    if blocks[block].isEmpty { blocks.removeLast() }
    return removed
  }

  @inlinable package mutating func popLast() -> Element? { isEmpty ? nil : remove(at: count - 1) }
}

extension Blocks: RandomAccessCollection, MutableCollection {
  @inlinable package var startIndex: Int { 0 }
  @inlinable package var endIndex: Int { count }

  @inlinable package subscript(index: Int) -> Element {
    _read { yield blocks[index >> shift][index & mask] }
    _modify { yield &blocks[index >> shift][index & mask] }
  }
}

extension Blocks: Sendable where Element: Sendable {}

extension Blocks: Equatable where Element: Equatable {
  @inlinable package static func == (a: Blocks, b: Blocks) -> Bool {
    a.count == b.count && a.elementsEqual(b)
  }
}

extension Blocks: Hashable where Element: Hashable {
  @inlinable package func hash(into hasher: inout Hasher) {
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
