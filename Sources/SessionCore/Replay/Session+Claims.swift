/// A session as it is believed to have gone, all corrections known from the start.
extension Session {
  /// The records that stand and say something of their own, in the order of analysis: by the moment each is
  /// claimed to have happened, ties by number. The opening is the first.
  ///
  /// Corrections are none of these; what they say is in what they correct.
  var claims: [RecordID] {
    let all = entries.indices.dropFirst().compactMap { index -> Mention? in
      guard entries[index].isStanding else { return nil }
      switch entries[index].event {
      case .amended, .retracted, .restored: return nil
      default: return Mention(on: entries[index].moment, id: RecordID(index))
      }
    }
    return [0] + all.sorted().map(\.id)
  }

  /// This session before anything in it began: every record is there, as it is believed, and none stands but the
  /// opening. ``begin(_:)`` lets them begin in the order of ``claims``.
  var unbegun: Session {
    var session = Session(opening)
    for entry in entries.dropFirst() {
      var entry = entry
      entry.isStanding = false
      session.keep(entry)
    }
    // A marker can be claimed to have come before the one that opened its episode.
    for id in links.ids { _ = session.links.add(id) }
    session.namings = namings
    session.originals = originals
    session.amendments = amendments
    session.clockRecords = clockRecords
    session.ignored = ignored
    return session
  }

  /// A record stands from here on.
  mutating func begin(_ id: RecordID) {
    guard entries.indices.contains(id.rawValue) else { return }
    entries[id.rawValue].isStanding = true
    enter(id, isNew: false)
  }

  /// This session looked at from a moment before its end.
  package func seen(from moment: SessionTime) -> Session {
    var session = self
    session.horizon = max(moment, .zero)
    return session
  }
}
