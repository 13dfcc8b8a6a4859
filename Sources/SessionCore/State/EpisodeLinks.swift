/// A standing record that an episode keeps, at the moment it is claimed to have happened.
package struct Mention: Hashable, Comparable, Sendable {
  package let on: SessionTime
  package let id: RecordID

  package init(on: SessionTime, id: RecordID) {
    self.on = on
    self.id = id
  }

  package static func < (a: Mention, b: Mention) -> Bool { a.on == b.on ? a.id < b.id : a.on < b.on }
}

/// Mentions in the order of analysis: by moment, ties by record.
package struct Mentions: Hashable, Sendable {
  package private(set) var all: [Mention] = []

  /// These mentions in order, each once.
  package init(_ all: [Mention] = []) {
    guard all.count > 1 else {
      self.all = all
      return
    }
    self.all = all.sorted()
    for index in self.all.indices.dropFirst().reversed() where self.all[index] == self.all[index - 1] {
      self.all.remove(at: index)
    }
  }

  /// The first mention at or after a moment.
  package func first(from moment: SessionTime) -> Mention? {
    let index = place(of: Mention(on: moment, id: RecordID(0)))
    return index < all.count ? all[index] : nil
  }

  /// The mentions from a moment to another, both included.
  package func within(_ start: SessionTime, _ end: SessionTime) -> ArraySlice<Mention> {
    let low = place(of: Mention(on: start, id: RecordID(0)))
    let high = place(of: Mention(on: end.moved(by: 1), id: RecordID(0)))
    return all[low..<max(low, high)]
  }

  /// Puts a mention in its place; one that is there already stays as it is.
  mutating func insert(_ mention: Mention) {
    if all.last.map({ $0 < mention }) ?? true { return all.append(mention) }
    let index = place(of: mention)
    if index == all.count || all[index] != mention { all.insert(mention, at: index) }
  }

  mutating func remove(_ mention: Mention) {
    let index = place(of: mention)
    if index < all.count, all[index] == mention { all.remove(at: index) }
  }

  private func place(of mention: Mention) -> Int {
    if all.last.map({ $0 < mention }) ?? true { return all.count }
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle] < mention { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The standing records that point at one episode, as they were written: merges are not followed here.
struct EpisodeLinks: Hashable, Sendable {
  var markers = Mentions()
  /// The markers among them that say whose bond is hurt.
  var givers = Mentions()
  /// How many of the markers are of the family `group`.
  var groupMarkers = 0
  var repairs = Mentions()
  var partials = Mentions()
  var resolutions = Mentions()
  /// Standing `caused` and `relapse` records about this episode, in the order of the log.
  var causes = Mentions()
  var relapses = Mentions()
}

/// The links of every episode that ever was, found by its number at once.
struct EpisodeTable: Sendable {
  /// In the order in which they came to be.
  private(set) var ids = Blocks<RecordID>()
  private var all = Blocks<EpisodeLinks>()
  /// The place of the episode of each number plus one, 0 where no episode bears it: by runs of numbers, each of them
  /// empty until an episode bears one of its numbers.
  private var places: [[Int32]] = []
  private static let run = 512

  /// The place of an episode, for the subscript; `nil` for a number that no episode bears.
  func place(of id: RecordID) -> Int? {
    let (run, number) = id.rawValue.quotientAndRemainder(dividingBy: Self.run)
    guard places.indices.contains(run), places[run].indices.contains(number), places[run][number] > 0 else {
      return nil
    }
    return Int(places[run][number]) - 1
  }

  func contains(_ id: RecordID) -> Bool { place(of: id) != nil }

  /// The links at a place that ``place(of:)`` or ``add(_:)`` gave.
  subscript(place: Int) -> EpisodeLinks {
    _read { yield all[place] }
    _modify { yield &all[place] }
  }

  /// Changes the links of an episode; a number that no episode bears is passed over.
  mutating func change(_ id: RecordID, _ change: (inout EpisodeLinks) -> Void) {
    if let place = place(of: id) { change(&all[place]) }
  }

  /// Makes an episode of a record's number, unless it is one; its place.
  mutating func add(_ id: RecordID) -> Int {
    if let place = place(of: id) { return place }
    let (run, number) = id.rawValue.quotientAndRemainder(dividingBy: Self.run)
    while places.count <= run { places.append([]) }
    if places[run].isEmpty { places[run] = Array(repeating: 0, count: Self.run) }
    ids.append(id)
    all.append(EpisodeLinks())
    places[run][number] = Int32(clamping: all.count)
    return all.count - 1
  }
}
