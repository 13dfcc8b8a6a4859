/// The place each open episode keeps on the screen, from its opening to its end, whatever becomes of the others.
///
/// A new one takes the first place that is free. There are as many places as letters; what opens while all are taken
/// gets one when it is next heard of and one is free.
package struct OpenPlaces: Hashable, Sendable {
  package static let most = 26

  /// Who has each place; `nil` for one that is free. The last is never free.
  package private(set) var episodes: [RecordID?] = []

  /// The place of an open episode, from 0; `nil` for one that has none.
  package func place(of id: RecordID) -> Int? { episodes.firstIndex(of: id) }

  /// The episode at a place, or `nil` where none is.
  package subscript(place: Int) -> RecordID? {
    episodes.indices.contains(place) ? episodes[place] : nil
  }

  mutating func settle(_ id: RecordID, isOpen: Bool) {
    guard let place = place(of: id) else {
      if isOpen { take(id) }
      return
    }
    guard !isOpen else { return }
    episodes[place] = nil
    while let last = episodes.last, last == nil { episodes.removeLast() }
  }

  private mutating func take(_ id: RecordID) {
    if let free = episodes.firstIndex(of: nil) {
      episodes[free] = id
    } else if episodes.count < Self.most {
      episodes.append(id)
    }
  }
}
