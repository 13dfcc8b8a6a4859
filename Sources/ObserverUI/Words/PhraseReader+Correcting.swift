import SessionCore

/// The verbs that put right what was recorded, in words what the keys of the desk do.
extension PhraseReader {
  /// `earlier TIME [N]` and `later TIME [N]`: without a number, the last thing observed.
  mutating func nudge(by sign: Int) throws(PhraseFault) -> Command {
    let word = try need("a length of time, such as 5s")
    guard let span = Spelling.duration(word) else {
      throw PhraseFault("'\(word)' is no length of time. Write 5s or 1m30s.")
    }
    let id = words.isAtEnd ? session.lastObservation : try number()
    guard let id, let entry = session[id] else {
      throw PhraseFault("There is nothing to move. 'events' lists what there is.")
    }
    return .amend(id, [.on(entry.moment.moved(by: sign * span))])
  }

  /// `recode CODE [N]`: without a number, the last code.
  mutating func recode() throws(PhraseFault) -> Command {
    let code = try code()
    let id = words.isAtEnd ? session.lastCoded : try number()
    guard let id else {
      throw PhraseFault("There is no code yet. 'mark', 'repair' and 'moment' record some.")
    }
    return .amend(id, [.code(code)])
  }

  /// `drop [BOOKMARK]`: without a number, the oldest bookmark that waits for a name.
  mutating func drop() throws(PhraseFault) -> Command {
    let id = words.isAtEnd ? session.unnamedBookmarks.first : try number()
    guard let id else { throw PhraseFault("No bookmark waits for a name.") }
    guard case .bookmark? = session[id]?.event else {
      throw PhraseFault("Record \(id) is no bookmark. 'retract \(id)' takes back any record.")
    }
    return .retract(id)
  }

  /// `split N`: a marker becomes an episode of its own.
  mutating func split() throws(PhraseFault) -> Command {
    let id = try number()
    guard case .marker(let marker)? = session[id]?.event else {
      throw PhraseFault("Record \(id) is no marker, so it cannot be an episode of its own.")
    }
    guard marker.episode.map({ $0 != id }) ?? false else {
      throw PhraseFault("Record \(id) opened its episode itself.")
    }
    return .amend(id, [.episode(id)])
  }

  /// `join N into N`: a record belongs to another episode than it says.
  mutating func join() throws(PhraseFault) -> Command {
    let id = try number()
    let episode = try number(after: "into")
    if case .repair? = session[id]?.event { return .amend(id, [.episodes([episode])]) }
    return .amend(id, [.episode(episode)])
  }

  /// `also VERB ...`: one more at the moment of the last thing observed.
  mutating func also() throws(PhraseFault) -> Command {
    guard let last = session.lastObservation, let entry = session[last] else {
      throw PhraseFault("There is no moment to add to yet.")
    }
    return try observation("One more at the same moment is said", Event.Claim(on: entry.moment))
  }
}

extension Session {
  /// The last standing observation, among the latest records.
  var lastObservation: RecordID? { lastStanding { $0.isObservation } }

  /// The last standing marker, repair or moment, among the latest records.
  var lastCoded: RecordID? { lastStanding { $0.isCoded } }

  private func lastStanding(_ isWanted: (Event) -> Bool) -> RecordID? {
    entries.indices.suffix(200).last { entries[$0].isStanding && isWanted(entries[$0].event) }
      .map { RecordID($0) }
  }
}
