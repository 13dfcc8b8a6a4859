import SessionAnalysis

/// A long JSON object in pieces that are written each by itself: two at once, into memory that is used again and again.
///
/// What is written is the same whatever the pieces are.
struct JSONPieces {
  /// How many things a piece has at least, but for the last.
  private let length: Int

  private struct Piece {
    /// How many objects and arrays are open where it begins; something stands already in the innermost of them.
    let depth: Int
    var count = 0
    var steps: [(inout JSONWriter) -> Void] = []

    func write(into json: inout JSONWriter) {
      json.restart(depth: depth)
      for step in steps { step(&json) }
    }
  }

  private var pieces = [Piece(depth: 0)]

  /// The object of which `write` adds the members.
  init(of length: Int, _ write: (inout JSONPieces) -> Void) {
    self.length = length
    step { $0.begin("{") }
    write(&self)
    step { $0.end("}") }
  }

  /// Adds a member that is written in one go.
  mutating func member(_ name: StaticString, _ write: @escaping (inout JSONWriter) -> Void) {
    step { $0.member(name, write) }
    cut(depth: 1)
  }

  /// Adds an array with an element for each of some things, which may be written in several pieces.
  ///
  /// - Parameter weight: how many things a thing stands for.
  mutating func array<Thing>(
    _ name: StaticString, of things: [Thing], weight: (Thing) -> Int = { _ in 1 },
    _ write: @escaping (inout JSONWriter, Thing) -> Void
  ) {
    step { json in json.member(name) { $0.begin("[") } }
    var first = things.startIndex
    for place in things.indices {
      pieces[pieces.count - 1].count += weight(things[place])
      guard pieces[pieces.count - 1].count >= length || place == things.endIndex - 1 else { continue }
      let range = first...place
      step { json in for place in range { json.element { write(&$0, things[place]) } } }
      cut(depth: 2)
      first = place + 1
    }
    step { $0.end("]") }
    cut(depth: 1)
  }

  private mutating func step(_ write: @escaping (inout JSONWriter) -> Void) {
    pieces[pieces.count - 1].steps.append(write)
  }

  // Begins a new piece when the last one is long enough.
  private mutating func cut(depth: Int) {
    if pieces[pieces.count - 1].count >= length { pieces.append(Piece(depth: depth)) }
  }

  /// Writes the object and hands its bytes on, part by part.
  func write(on threads: some Threads, _ deliver: ([UInt8]) throws -> Void) rethrows {
    var (odd, even) = (JSONWriter(), JSONWriter())
    for index in stride(from: 0, to: pieces.count - 1, by: 2) {
      _ = threads.both({ pieces[index].write(into: &odd) }, { pieces[index + 1].write(into: &even) })
      try deliver(odd.bytes)
      try deliver(even.bytes)
    }
    guard !pieces.count.isMultiple(of: 2) else { return }
    pieces[pieces.count - 1].write(into: &odd)
    try deliver(odd.bytes)
  }
}
