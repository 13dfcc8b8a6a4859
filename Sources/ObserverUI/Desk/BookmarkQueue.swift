package import SessionCore

/// The bookmarks that wait for a name, with one of them pointed at.
package struct BookmarkQueue: Hashable, Sendable {
  /// The bookmark that is named by what is keyed next.
  package private(set) var chosen: RecordID

  /// The queue of a session, pointing at the oldest; `nil` when none waits.
  package init?(_ session: Session) {
    guard let first = session.unnamedBookmarks.first else { return nil }
    chosen = first
  }

  /// Points at another one.
  package mutating func move(by steps: Int, in session: Session) {
    let all = session.unnamedBookmarks
    guard let last = all.indices.last else { return }
    let place = all.firstIndex { $0 >= chosen } ?? last
    chosen = all[min(max(place + steps, 0), last)]
  }

  /// Points at this one, if it waits for a name.
  package mutating func choose(_ bookmark: RecordID, in session: Session) {
    if session.unnamedBookmarks.contains(bookmark) { chosen = bookmark }
  }

  /// What was happening at the moment of a bookmark.
  package struct Surroundings: Hashable, Sendable {
    /// The record of who had the floor; `nil` before anybody had it.
    package let floor: RecordID?
    /// The last marker, repair or moment up to then; `nil` when there was none nearby.
    package let act: RecordID?
    /// What was open then and still is, or was closed later.
    package let open: [RecordID]

    /// - Parameter moment: of the bookmark.
    package init(at moment: SessionTime, before bookmark: RecordID, in session: Session) {
      floor = session.floor.place(at: moment).map { session.floor.segments[$0].id }
      // Close by in the log is close by in time, but for what was named or moved since.
      let near = session.entries.indices[..<min(bookmark.rawValue, session.entries.count)].suffix(60)
      act = near.last { index in
        let entry = session.entries[index]
        guard entry.isStanding, entry.moment <= moment else { return false }
        switch entry.event {
        case .marker, .repair, .moment, .resolved, .partly: return true
        default: return false
        }
      }.map { RecordID($0) }
      let recent = session.signs.suffix(200).compactMap { id -> RecordID? in
        guard case .marker(let marker)? = session[id]?.event else { return nil }
        return session.root(of: marker.episode ?? id)
      }
      open = Set(recent + session.openEpisodes).sorted().filter { id in
        guard let episode = session.episode(id), episode.onset <= moment else { return false }
        return episode.end.map { $0.moment > moment } ?? true
      }
    }

    /// The same in words: the floor, and what else there is to say.
    func text(_ words: EventWords, in session: Session) -> (floor: String, rest: String) {
      let holder = floor.flatMap { session[$0] }.map { words.text($0.event) } ?? "nobody had the floor"
      let act = act.flatMap { session[$0] }.map { act in
        "after \(Spelling.span(act.moment.milliseconds)) \(words.text(act.event))"
      }
      let pairs = open.compactMap { session.episode($0) }.map { words.pair($0.who, $0.to) }
      let state = pairs.isEmpty ? "nothing was open" : "open " + pairs.joined(separator: ", ")
      return (holder, [act, state].compactMap { $0 }.joined(separator: "; "))
    }
  }
}
