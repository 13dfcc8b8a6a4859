package import SessionCore

/// What line mode tells about a session when it is asked, a line each.
package struct Telling {
  /// What is asked.
  package enum Topic: Hashable, Sendable {
    /// The bookmarks that wait for a name, with what was happening then.
    case bookmarks
    /// The last so many events.
    case events(Int)
    /// One record: what it says, its episode, and what was corrected.
    case record(RecordID)
    /// What a code means, what it is not, and an example.
    case code(CodeID)
  }

  private let session: Session
  private let words: EventWords

  /// - Parameters:
  ///   - hidesWords: whether nothing that the observer wrote is told, as where names are hidden and the labels are
  ///     numbers of seats.
  ///   - speaks: whether people are told by their labels, in words for the ear; else by what line mode reads back.
  package init(_ session: Session, hidesWords: Bool = false, speaks: Bool = false) {
    self.session = session
    words = EventWords(session, manner: speaks ? .spoken.hidingWords(hidesWords) : .line)
  }

  package func lines(_ topic: Topic) -> [String] {
    switch topic {
    case .bookmarks: bookmarks
    case .events(let count): events(count)
    case .record(let id): record(id)
    case .code(let id): code(id)
    }
  }

  private var bookmarks: [String] {
    if session.unnamedBookmarks.isEmpty { return ["to name: none"] }
    return session.unnamedBookmarks.compactMap { id in
      guard let entry = session[id] else { return nil }
      let then = BookmarkQueue.Surroundings(at: entry.moment, before: id, in: session)
      let floor = then.floor.flatMap { session[$0] }.map { words.text($0.event) } ?? "nobody"
      let act = then.act.flatMap { session[$0] }.map { ", after \(words.text($0.event))" } ?? ""
      let open = then.open.isEmpty ? "" : ", open \(then.open.map(\.description).joined(separator: ","))"
      return "to name: \(id) at \(entry.moment.clockText), floor \(floor)\(act)\(open)"
    }
  }

  private func events(_ count: Int) -> [String] {
    var found: [RecordID] = []
    var place = RecordID(session.entries.count - 1)
    while found.count < count, let id = EventsList.listed(from: place, by: -1, in: session) {
      found.append(id)
      place = RecordID(id.rawValue - 1)
    }
    return found.reversed().map(line)
  }

  private func line(_ id: RecordID) -> String {
    guard let entry = session[id] else { return "" }
    let text = words.text(entry.event)
    let kind = entry.event.kind
    let state = entry.isStanding ? entry.isAmended ? " (corrected)" : "" : " (taken back)"
    return "\(id) at \(entry.moment.clockText) \(kind)\(text == kind ? "" : " " + text)\(state)"
  }

  private func record(_ id: RecordID) -> [String] {
    guard let entry = session[id] else { return [Rejection.noSuchRecord(id).message(in: session)] }
    var lines = [line(id)]
    if entry.moment != entry.time { lines.append("keyed at \(entry.time.clockText)") }
    if let number = session.episode(of: id), let episode = session.episode(number) {
      lines.append(
        "episode \(number): \(words.pair(episode.who, episode.to)) since \(episode.onset.clockText), "
          + (episode.isOpen ? "open" : "ended") + ", attempts \(episode.attempts.count)")
    }
    if let original = session.original(of: id), entry.isAmended {
      lines.append("at first: \(words.text(original))")
    }
    for case .amended(let amendment) in session.standingAmendments(of: id).compactMap({ session[$0]?.event })
    {
      lines.append("corrected: " + amendment.changes.map { words.text($0) }.joined(separator: ", "))
    }
    return lines
  }

  private func code(_ id: CodeID) -> [String] {
    guard let code = session.codebook[id] else { return [Rejection.unknownCode(id).message(in: session)] }
    let source = code.source.isEmpty ? "" : ", \(code.source)"
    return ["\(code.id.rawValue) \(code.label) (\(code.family.rawValue)\(source))"]
      + [("means", code.meaning), ("not", code.isNot), ("example", code.example)].filter { !$0.1.isEmpty }
      .map { "\($0.0): \($0.1)" }
  }
}
