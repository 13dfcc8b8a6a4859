extension Rejection {
  /// What was found, and what to do, in one line.
  package func message(in session: Session) -> String {
    switch self {
    case .timeGoesBack(let time, let last):
      "\(time.clockText) is before the last record at \(last.clockText). Give a later time, or '~' for how long ago it was."
    case .beforeOpening: "That is before the session opened. The earliest moment is 0:00."
    case .inTheFuture(let on, let now):
      "\(on.clockText) has not come yet: it is \(now.clockText). Give a moment up to now."
    case .afterClosing(let on, let closed):
      "\(on.clockText) is after the session closed at \(closed.clockText). Late records must be from before that."
    case .closed: "The session is closed. Resume its log with --reopen to correct it."
    case .onlyCorrections:
      "The session is closed and open for corrections only: amend, retract, restore, or name what happened before."
    case .floorIsGiven:
      "The floor is the first log's: who spoke, who was there, what could be seen. --blind codes it anew."
    case .clockIsGiven: "Breaks are the first log's, so that both logs have one clock."
    case .unknownPerson(let word): unknownPerson(word, session)
    case .withdrawn(let id):
      "\(name(id, session)) withdrew from being observed. Only 'turn unlogged' keeps the floor true."
    case .noConsent(let id):
      "No consent of \(name(id, session)) is on record. Record it with 'consent \(id.rawValue) SCOPE' first."
    case .towardSelf(let id):
      "\(name(id, session)) cannot be addressed by \(name(id, session)). Name somebody else or '*'."
    case .alreadyWithdrawn(let id):
      "\(name(id, session)) has already withdrawn: nothing more about \(id.rawValue) is recorded."
    case .alreadyPresent(let id):
      "\(name(id, session)) is already in the room. 'left \(id.rawValue)' records a leaving."
    case .notPresent(let id):
      "\(name(id, session)) has already left. 'arrived \(id.rawValue)' records a return."
    case .emptyScope: "A consent needs its scope: what was agreed to, for example 'observation'."
    case .unknownCode(let id): unknownCode(id, session)
    case .wrongFamily(let id, let family, let use): wrongFamily(id, family, use)
    case .nothingOpen: "No episode is open. A 'mark' opens one."
    case .noFittingEpisode: "No open episode fits that repair. Name one: \(session.openEpisodesText)."
    case .noSuchEpisode(let id): "\(id) is no episode. \(session.openEpisodesSentence)"
    case .mergedAway(let id, let root): "Episode \(id) was merged into \(root). Use \(root)."
    case .notOpen(let id): "Episode \(id) is not open any more. \(session.openEpisodesSentence)"
    case .beforeOnset(let id, let onset):
      "Episode \(id) began at \(onset.clockText), which is later. Give a moment from then on."
    case .notResolved(let id):
      "Episode \(id) is not resolved, so nothing can be a relapse of it. 'caused' ties two that are open."
    case .sameEpisode(let id): "\(id) cannot be tied to itself. Name two episodes."
    case .mergeInCircle(let id, let other): "\(other) was itself merged into \(id). Take that back first."
    case .noEpisodeNamed: "A repair needs at least one episode. \(session.openEpisodesSentence)"
    case .strengthOutOfRange(let value): "A strength is from 1 to 5, not \(value)."
    case .carriedTooLate:
      "Episodes are carried in before anything but consent and arrivals is recorded. 'mark' opens one now."
    case .exposureNegative(let value):
      "An exposure of \(value) ms cannot be: it counts up from 0. Look at the log it comes from."
    case .noSuchRecord(let id): "There is no record \(id). The last is \(session.entries.count - 1)."
    case .notABookmark(let id):
      "Record \(id) is no bookmark that stands and came before. \(session.bookmarksSentence)"
    case .cannotAmend(let id, let kind):
      "Record \(id) ('\(kind)') cannot be corrected. Retract it and record it anew."
    case .noSuchMember(let member, let kind):
      "A '\(kind)' record has no '\(member)' to correct. Retract it if it is of the wrong kind."
    case .nothingChanges(let id): "Record \(id) says that already. Name what is to be different."
    case .cannotRetract(let id, let kind): "Record \(id) ('\(kind)') cannot be taken back or put back."
    case .alreadyRetracted(let id): "Record \(id) is already taken back. 'restore \(id)' puts it back."
    case .notRetracted(let id):
      "Record \(id) stands, so there is nothing to put back. 'retract \(id)' takes it back."
    case .nothingToUndo: "There is nothing to undo. 'retract N' takes back any record."
    case .nothingToRedo: "There is nothing to redo. 'restore N' puts back any record that was taken back."
    case .alreadyPaused: "The session is already paused. 'resume' goes on."
    case .notPaused: "The session is not paused, so it cannot go on. 'pause' begins a break."
    case .alreadyLost: "Sight is already lost. 'regained' ends that."
    case .notLost: "Nothing is marked as unseen. 'lost' begins that."
    case .unknownScale(let scale): unknownScale(scale, session)
    case .ratingOutOfRange(let value): "A rating is from 1 to 5, or 'na', not \(value)."
    case .emptyNote: "A note needs a text: 'note TEXT'."
    case .textTooLong(let bytes):
      "That text has \(bytes) bytes; a record holds \(Session.longestText). Split it."
    case .negativeMediaTime: "A place in a recording counts up from 0:00. Give one like 12:30."
    }
  }

  private func name(_ id: MemberID, _ session: Session) -> String {
    session.roster[id]?.label ?? id.rawValue
  }

  private func unknownPerson(_ word: String, _ session: Session) -> String {
    let names = session.roster.members.map(\.id.rawValue)
    return "No '\(word)' in this group\(suggestion(word, names)) It has \(names.joined(separator: ", "))."
  }

  private func unknownCode(_ id: CodeID, _ session: Session) -> String {
    let codes = session.codebook.codes.map(\.id.rawValue)
    return
      "No code '\(id.rawValue)' in this codebook\(suggestion(id.rawValue, codes)) It has \(codes.joined(separator: " "))."
  }

  private func unknownScale(_ scale: String, _ session: Session) -> String {
    let scales = session.scales
    return "No scale '\(scale)'\(suggestion(scale, scales)) There are \(scales.joined(separator: ", "))."
  }

  private func suggestion(_ word: String, _ names: [String]) -> String {
    nearest(word, among: names).map { ". Did you mean '\($0)'?" } ?? "."
  }

  private func wrongFamily(_ id: CodeID, _ family: Family, _ use: CodeUse) -> String {
    let verb =
      if CodeUse.marker.takes(family) { "mark" } else if CodeUse.repair.takes(family) { "repair" } else {
        "moment"
      }
    let wanted =
      switch use {
      case .marker: "rupture marker"
      case .repair: "repair"
      case .moment: "moment"
      }
    return
      "'\(id.rawValue)' is of the family '\(family.rawValue)', not a \(wanted). Use '\(verb) \(id.rawValue)'."
  }
}

extension Session {
  /// The numbers of the open episodes with whom they concern, for messages.
  package var openEpisodesText: String {
    openEpisodes.compactMap { id in
      place(of: id).map { "\(id) (\($0.who.rawValue) > \($0.to.text))" }
    }.joined(separator: ", ")
  }

  fileprivate var openEpisodesSentence: String {
    openEpisodes.isEmpty ? "None is open." : "Open: \(openEpisodesText)."
  }

  fileprivate var bookmarksSentence: String {
    unnamedBookmarks.isEmpty
      ? "None waits for a name."
      : "Waiting for a name: \(unnamedBookmarks.map(\.description).joined(separator: ", "))."
  }

  /// The scales a closing rating may use: the codebook's, or those of the log format when it has none.
  package var scales: [String] {
    codebook.scales.isEmpty
      ? ["significance.W", "significance.C", "resolution", "contribution"] : codebook.scales.map(\.id)
  }
}
