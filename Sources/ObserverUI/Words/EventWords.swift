package import SessionCore

/// What a record says, in one line of words.
package struct EventWords {
  /// How people are named and whom they turn to is drawn.
  package struct Manner: Hashable, Sendable {
    let usesLabels: Bool
    let arrow: String
    /// Whether a code is followed by its label.
    let explainsCodes: Bool
    /// Whether what the observer wrote in words of their own is left out, for any name may be in it.
    var hidesWords = false

    /// Identifiers and ASCII, as line mode reads them back.
    package static let line = Manner(usesLabels: false, arrow: " > ", explainsCodes: false)
    /// Labels and the codes in words, for the screen.
    package static let screen = Manner(usesLabels: true, arrow: " → ", explainsCodes: true)
    /// The same for the ear: no sign has to be spelled out.
    package static let spoken = Manner(usesLabels: true, arrow: " to ", explainsCodes: true)

    /// The same, without words of the observer's own where names are hidden.
    func hidingWords(_ hides: Bool) -> Manner {
      var manner = self
      manner.hidesWords = hides
      return manner
    }
  }

  let session: Session
  var roster: Roster { session.roster }
  var codebook: Codebook { session.codebook }
  let manner: Manner

  package init(_ session: Session, manner: Manner) {
    self.session = session
    self.manner = manner
  }

  /// A person, as this manner names them.
  package func name(_ id: MemberID) -> String {
    manner.usesLabels ? roster[id]?.label ?? id.rawValue : id.rawValue
  }

  /// A party: a person, or `*`.
  package func name(_ party: Party) -> String { party.person.map { name($0) } ?? "*" }

  /// The event without its number and time; people come before codes.
  package func text(_ event: Event) -> String {
    switch event {
    case .opened(let opening): "session \(opening.session) of \(opening.group)"
    case .consented(let consent): "\(name(consent.member)) agrees: \(consent.scope)"
    case .withdrew(let member): "\(name(member)) withdrew from being observed"
    case .arrived(let attendance): "\(name(attendance.member)) arrived"
    case .left(let attendance):
      "\(name(attendance.member)) left" + (attendance.because.map { " (\($0.rawValue))" } ?? "")
    case .turn(let turn): turnText(turn)
    case .silence: "silence"
    case .marker(let marker):
      act(marker.who, marker.to, marker.code) + clarity(marker.clarity) + joined(marker.episode)
    case .repair(let repair):
      act(repair.who, repair.to, repair.code) + purpose(repair.episodes)
    case .partly(let partial): "\(episode(partial.episode)) partly back"
    case .resolved(let resolution):
      "\(episode(resolution.episode)) resolved, strength \(resolution.strength)"
    case .caused(let link): "\(episode(link.episode)) grew out of \(place(link.other))"
    case .relapse(let link): "\(episode(link.episode)) is a relapse of \(place(link.other))"
    case .merged(let link): "\(episode(link.episode)) merged into \(place(link.other))"
    case .carried(let carried):
      "\(pair(carried.who, carried.to)) carried in, open \(Spelling.span(carried.exposure))"
    case .moment(let moment): act(moment.who, moment.to, moment.code)
    case .bookmark: "bookmark"
    case .lost: "sight lost"
    case .regained: "sight regained"
    case .paused: "paused"
    case .resumed: "resumed"
    case .sync(let sync): "recording at \(Spelling.span(sync.media))" + (sync.label.map { " \($0)" } ?? "")
    case .rated(let rating): "\(rating.scale) " + (rating.value.map(String.init) ?? "n/a")
    case .note where manner.hidesWords: "note (its words are hidden with the names)"
    case .note(let note): manner.explainsCodes ? "note: \(note.text)" : note.text
    case .amended(let amendment):
      corrected(amendment) + amendment.changes.map(text).joined(separator: ", ")
    case .retracted(let id): record(id, "taken back")
    case .restored(let id): record(id, "put back")
    case .clock(let step): "wall clock moved by \(step.jump) ms"
    case .recovered: "an interrupted write was kept and passed over"
    case .reopened(let wall):
      session.isForCorrections(reopened: wall) ? "opened again for corrections" : "recording goes on"
    case .interrupted(let by): "interrupted by \(by.rawValue)"
    case .closed(let closing): "closed (\(closing.because.rawValue))"
    case .unknown(let kind): "unknown event '\(kind)' (kept)"
    }
  }

  // The screen shows no numbers, so it says what a number stands for.

  private func record(_ id: RecordID, _ what: String) -> String {
    guard manner.explainsCodes, let entry = session[id] else { return "record \(id) \(what)" }
    return "\(what): \(text(entry.event))"
  }

  private func corrected(_ amendment: Amendment) -> String {
    guard manner.explainsCodes, let entry = session[amendment.of] else {
      return "record \(amendment.of) corrected: "
    }
    return "corrected: \(text(session.original(of: amendment.of) ?? entry.event)): "
  }

  private func episode(_ id: RecordID) -> String { manner.explainsCodes ? place(id) : "episode \(id)" }

  private func place(_ id: RecordID) -> String {
    guard manner.explainsCodes, let episode = session.episode(id) else { return id.description }
    return pair(episode.who, episode.to)
  }

  /// Two people, or one and the group, with the arrow between them.
  package func pair(_ who: MemberID, _ to: Party?) -> String {
    name(who) + (to.map { manner.arrow + name($0) } ?? "")
  }

  private func turnText(_ turn: Event.Turn) -> String {
    if turn.focus == nil, !turn.minimal { return pair(turn.who, turn.to) }
    let focus = turn.focus.map { $0 == .none ? [] : [$0.rawValue] } ?? []
    let more = focus + (turn.minimal ? ["minimal"] : [])
    return pair(turn.who, turn.to) + (more.isEmpty ? "" : "  \(more.joined(separator: ", "))")
  }

  private func act(_ who: MemberID, _ to: Party?, _ code: CodeID) -> String {
    guard manner.explainsCodes else { return "\(code.rawValue) \(pair(who, to))" }
    return "\(pair(who, to))  \(code.rawValue) \(codebook[code]?.label ?? "")"
  }

  /// Which episodes a repair is for; on screen only where it is more than one.
  private func purpose(_ episodes: [RecordID]) -> String {
    if manner.explainsCodes, episodes.count < 2 { return "" }
    return " for \(episodes.map(\.description).joined(separator: ","))"
  }

  private func clarity(_ clarity: Event.Clarity?) -> String {
    switch clarity {
    case .weak?: manner.explainsCodes ? " (weak)" : " weak"
    case .strong?: manner.explainsCodes ? " (strong)" : " strong"
    case .clear?, nil: ""
    }
  }

  private func joined(_ episode: RecordID?) -> String {
    manner.explainsCodes ? "" : episode.map { " episode \($0)" } ?? " opens an episode"
  }

  /// What the observer wrote in a change.
  private static func written(_ change: Amendment.Change) -> String {
    switch change {
    case .evidence(.text(let text)), .text(let text), .scope(let text), .label(let text): text
    default: ""
    }
  }

  /// One change of a correction: the member and its new value.
  func text(_ change: Amendment.Change) -> String {
    if manner.explainsCodes {
      switch change {
      case .minimal(let minimal): return minimal ? "minimal" : "not minimal"
      case .on(let moment): return "at \(moment.clockText)"
      default: break
      }
    }
    let value =
      switch change {
      case .who(let who), .member(let who): name(who)
      case .to(let to): name(to)
      case .focus(let focus): focus.rawValue
      case .minimal(let minimal): minimal ? "yes" : "no"
      case .on(let moment): moment.clockText
      case .from(let id), .episode(let id), .by(let id), .into(let id), .about(let id): id.description
      case .code(let code): code.rawValue
      case .affected(let people): people.map { name($0) }.joined(separator: ",")
      case .clarity(let clarity): "\(clarity)"
      case .episodes(let ids): ids.map(\.description).joined(separator: ",")
      case .strength(let value), .media(let value): String(value)
      case .evidence(.record(let id)): id.description
      case .evidence(.text), .text, .scope, .label:
        manner.hidesWords ? "(hidden with the names)" : Self.written(change)
      case .scale(let text), .until(let text): text
      case .because(let reason): reason.rawValue
      case .value(let value): value.map(String.init) ?? "n/a"
      }
    return "\(change.member) \(value)"
  }
}
