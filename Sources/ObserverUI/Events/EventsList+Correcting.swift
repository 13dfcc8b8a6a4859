import SessionCore

/// What the keys of the list correct; whether it may be is for `decide` to say.
extension EventsList {
  mutating func correct(_ action: Action, in session: Session) -> Outcome {
    guard let entry = session[chosen] else { return .nothing }
    switch action {
    case .earlier1: return move(entry, by: -1000)
    case .earlier5: return move(entry, by: -5000)
    case .later1: return move(entry, by: 1000)
    case .later5: return move(entry, by: 5000)
    case .weaker: return strengthen(entry.event, by: -1)
    case .stronger: return strengthen(entry.event, by: 1)
    case .focusSelf: return .ask(.amend(chosen, [.focus(.own)]))
    case .focusOther: return .ask(.amend(chosen, [.focus(.other)]))
    case .focusGroup: return .ask(.amend(chosen, [.focus(.group)]))
    case .minimal: return .ask(.amend(chosen, [.minimal(true)]))
    case .notMinimal: return .ask(.amend(chosen, [.minimal(false)]))
    case .drop: return .ask(.retract(chosen))
    case .putBack: return .ask(.restore(chosen))
    case .split: return split(entry.event, in: session)
    case .whose: asking = .whose
    case .addressee: asking = .toward
    case .recodeEvent:
      guard let family = Self.families(of: entry.event, in: session).first else {
        return .say("This has no code.")
      }
      asking = .code(family)
    case .join: return tie(.join, in: session)
    case .merge: return tie(.merge, in: session)
    case .cause: return tie(.cause, in: session)
    case .relapse: return tie(.relapse, in: session)
    case .evidence: return tie(.evidence, in: session)
    case .note:
      var text = TextEntry(.note, claim: Event.Claim())
      if case .note(let note) = entry.event { _ = text.add(note.text) }
      asking = .text(text)
    case .nameBookmark:
      guard session.unnamedBookmarks.contains(chosen) else {
        return .say("This is no bookmark without a name.")
      }
      return .name(chosen)
    default: return .pass
    }
    return .nothing
  }

  private func move(_ entry: Session.Entry, by milliseconds: Int) -> Outcome {
    .ask(.amend(chosen, [.on(entry.moment.moved(by: milliseconds))]))
  }

  /// How clear a marker is, how strong a resolution, or a rating, by one more or less.
  private func strengthen(_ event: Event, by step: Int) -> Outcome {
    switch event {
    case .marker(let marker):
      let value = (marker.clarity ?? .clear).rawValue + step
      guard let clarity = Event.Clarity(rawValue: value) else {
        return .say("It is \(marker.clarity ?? .clear).")
      }
      return .ask(.amend(chosen, [.clarity(clarity)]))
    case .resolved(let resolution): return .ask(.amend(chosen, [.strength(resolution.strength + step)]))
    case .rated(let rating):
      guard let value = rating.value else { return .say("It is n/a. In words: amend \(chosen) value=3") }
      return .ask(.amend(chosen, [.value(value + step)]))
    default: return .say("This is neither weak nor strong.")
    }
  }

  private func split(_ event: Event, in session: Session) -> Outcome {
    guard case .marker(let marker) = event else { return .say("Only a marker can be an episode of its own.") }
    guard marker.episode.map({ $0 != chosen }) ?? false else { return .say("It opened its episode itself.") }
    return .ask(.amend(chosen, [.episode(chosen)]))
  }

  // MARK: Ties

  private mutating func tie(_ tie: Tie, in session: Session) -> Outcome {
    guard let entry = session[chosen] else { return .nothing }
    if tie == .evidence {
      guard case .resolved = entry.event else { return .say("Only a resolution rests on something.") }
    } else {
      guard session.episode(of: chosen) != nil else { return .say("This belongs to no episode.") }
    }
    let source = chosen
    asking = .tie(tie, of: source)
    // What it is tied to came before, most of the time.
    let found =
      Self.listed(from: RecordID(source.rawValue - 1), by: -1, in: session) { canPoint(at: $0, in: session) }
      ?? Self.listed(from: RecordID(source.rawValue + 1), by: 1, in: session) {
        canPoint(at: $0, in: session)
      }
    guard let found else {
      asking = nil
      return .say("There is nothing else it could be tied to.")
    }
    chosen = found
    return .nothing
  }

  /// What ties an event to the one pointed at; `nil` where one of them belongs to no episode.
  func command(_ tie: Tie, _ source: RecordID, in session: Session) -> Command? {
    if tie == .evidence { return .amend(source, [.evidence(.record(chosen))]) }
    guard let own = session.episode(of: source), let other = session.episode(of: chosen) else { return nil }
    switch tie {
    case .merge: return .merge(own, into: other)
    case .cause: return .cause(own, by: other)
    case .relapse: return .relapse(own, of: other)
    case .join, .evidence:
      if case .repair? = session[source]?.event { return .amend(source, [.episodes([other])]) }
      return .amend(source, [.episode(other)])
    }
  }

  // MARK: Codes

  /// The families whose codes an event can have, its own first; empty for an event without a code.
  static func families(of event: Event, in session: Session) -> [Family] {
    switch event {
    case .marker(let marker):
      let all: [Family] = [.withdrawal, .confrontation, .group]
      guard let own = session.codebook.family(of: marker.code) else { return all }
      return [own] + all.filter { $0 != own }
    case .repair: return [.repair]
    case .moment: return [.moment]
    default: return []
    }
  }

  /// The codes to choose from; all that are neither marker nor repair share the strip of moments.
  static func codes(of family: Family, in session: Session) -> [Code] {
    if family.isRupture || family == .repair { return session.codebook.codes(in: [family]) }
    return session.codebook.codes.filter { Rejection.CodeUse.moment.takes($0.family) }
  }
}

extension Session {
  /// The episode a record belongs to as it stands now; `nil` for a record that belongs to none.
  func episode(of id: RecordID) -> RecordID? {
    switch self[id]?.event {
    case .marker(let marker)?: root(of: marker.episode ?? id)
    case .carried?: root(of: id)
    case .repair(let repair)?: repair.episodes.first.map { root(of: $0) }
    case .partly(let partial)?: root(of: partial.episode)
    case .resolved(let resolution)?: root(of: resolution.episode)
    case .caused(let link)?, .relapse(let link)?: root(of: link.episode)
    default: nil
    }
  }
}
