/// A correction of an earlier record: the members that change, and nothing else.
package struct Amendment: Hashable, Sendable {
  /// The record that is corrected; never an amendment itself.
  package var of: RecordID
  /// In the order of the log; of two for one member the later holds.
  package var changes: [Change]

  package init(of: RecordID, changes: [Change]) {
    self.of = of
    self.changes = changes
  }

  /// One member of a record with its new value.
  package enum Change: Hashable, Sendable {
    case who(MemberID)
    case member(MemberID)
    case to(Party)
    case focus(Event.Focus)
    case minimal(Bool)
    case on(SessionTime)
    case from(RecordID)
    case code(CodeID)
    case affected([MemberID])
    case clarity(Event.Clarity)
    case episode(RecordID)
    case episodes([RecordID])
    case strength(Int)
    case evidence(Event.Evidence)
    case by(RecordID)
    case into(RecordID)
    case about(RecordID)
    case text(String)
    case because(Event.Attendance.Reason)
    case scale(String)
    case value(Int?)
    case scope(String)
    case until(String)
    case media(Int)
    case label(String)
  }
}

extension Event {
  /// This event with one member changed, or `nil` when it has no such member.
  package func changed(by change: Amendment.Change) -> Event? {
    switch self {
    case .turn(var turn):
      switch change {
      case .who(let who): turn.who = who
      case .to(let to): turn.to = to
      case .focus(let focus): turn.focus = focus
      case .minimal(let minimal): turn.minimal = minimal
      default: return turn.claim.change(change) ? .turn(turn) : nil
      }
      return .turn(turn)
    case .silence(var claim):
      return claim.change(change) ? .silence(claim) : nil
    case .bookmark(var claim):
      return claim.change(change) ? .bookmark(claim) : nil
    case .marker(var marker):
      switch change {
      case .code(let code): marker.code = code
      case .who(let who): marker.who = who
      case .to(let to): marker.to = to
      case .affected(let affected): marker.affected = affected
      case .clarity(let clarity): marker.clarity = clarity
      case .episode(let episode): marker.episode = episode
      default: return marker.claim.change(change) ? .marker(marker) : nil
      }
      return .marker(marker)
    case .repair(var repair):
      switch change {
      case .code(let code): repair.code = code
      case .who(let who): repair.who = who
      case .to(let to): repair.to = to
      case .episodes(let episodes): repair.episodes = episodes
      default: return repair.claim.change(change) ? .repair(repair) : nil
      }
      return .repair(repair)
    case .partly(var partial):
      if case .episode(let episode) = change {
        partial.episode = episode
        return .partly(partial)
      }
      return partial.claim.change(change) ? .partly(partial) : nil
    case .resolved(var resolution):
      switch change {
      case .episode(let episode): resolution.episode = episode
      case .strength(let strength): resolution.strength = strength
      case .evidence(let evidence): resolution.evidence = evidence
      default: return resolution.claim.change(change) ? .resolved(resolution) : nil
      }
      return .resolved(resolution)
    case .moment(var moment):
      switch change {
      case .code(let code): moment.code = code
      case .who(let who): moment.who = who
      case .to(let to): moment.to = to
      case .about(let about): moment.about = about
      default: return moment.claim.change(change) ? .moment(moment) : nil
      }
      return .moment(moment)
    case .note(var note):
      switch change {
      case .text(let text): note.text = text
      case .about(let about): note.about = about
      default: return note.claim.change(change) ? .note(note) : nil
      }
      return .note(note)
    default: return changedElsewhere(by: change)
    }
  }

  /// The kinds without a claimed moment.
  private func changedElsewhere(by change: Amendment.Change) -> Event? {
    switch (self, change) {
    case (.arrived(var attendance), .member(let member)):
      attendance.member = member
      return .arrived(attendance)
    case (.arrived(var attendance), .because(let reason)):
      attendance.because = reason
      return .arrived(attendance)
    case (.left(var attendance), .member(let member)):
      attendance.member = member
      return .left(attendance)
    case (.left(var attendance), .because(let reason)):
      attendance.because = reason
      return .left(attendance)
    case (.consented(var consent), .scope(let scope)):
      consent.scope = scope
      return .consented(consent)
    case (.consented(var consent), .until(let until)):
      consent.until = until
      return .consented(consent)
    case (.caused(var link), .by(let other)):
      link.other = other
      return .caused(link)
    case (.merged(var link), .into(let other)):
      link.other = other
      return .merged(link)
    case (.caused(var link), .episode(let episode)):
      link.episode = episode
      return .caused(link)
    case (.relapse(var link), .episode(let episode)):
      link.episode = episode
      return .relapse(link)
    case (.merged(var link), .episode(let episode)):
      link.episode = episode
      return .merged(link)
    case (.rated(var rating), .value(let value)):
      rating.value = value
      return .rated(rating)
    case (.rated(var rating), .scale(let scale)):
      rating.scale = scale
      return .rated(rating)
    case (.rated(var rating), .member(let member)):
      rating.member = member
      return .rated(rating)
    case (.sync(var sync), .media(let media)):
      sync.media = media
      return .sync(sync)
    case (.sync(var sync), .label(let label)):
      sync.label = label
      return .sync(sync)
    default: return nil
    }
  }
}

extension Event.Claim {
  /// Takes over a change of the claimed moment; `false` for any other change.
  fileprivate mutating func change(_ change: Amendment.Change) -> Bool {
    switch change {
    case .on(let moment): on = moment
    case .from(let bookmark): from = bookmark
    default: return false
    }
    return true
  }
}
