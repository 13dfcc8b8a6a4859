import SessionCore

/// Corrections of a closed session: each is a command that `decide` must allow, and becomes a record at the end of the
/// log.
extension Player {
  /// The session as it will be when it is reopened: what a correction is decided against.
  var reopened: Session {
    var session = replay.whole
    guard session.closing != nil, !session.isReopened else { return session }
    session.apply(
      Record(id: session.nextID, time: session.lastTime, event: .reopened(session.opening.wall)))
    return session
  }

  static let readingOnly = "The log is open for reading only. To correct it: mend replay --edit LOG"

  mutating func correct(_ action: Action) -> [PlayerEffect] {
    guard canCorrect else {
      message = Self.readingOnly
      return []
    }
    let id = replay.here
    switch action {
    case .takeBack: return correct(by: .retract(id))
    case .putBack: return correct(by: .restore(id))
    case .moveRecord: ask(.move(id))
    case .recodeEvent: ask(.recode(id))
    case .palette: ask(.command)
    case .undo:
      guard let last = replay.whole.history.done.last, last >= firstMade else {
        message =
          "No correction was made here that could be taken back. \(name(of: .takeBack)) takes back the record."
        return []
      }
      return correct(by: .undo)
    case .redo:
      guard let last = replay.whole.history.undone.last, last >= firstMade else {
        message = "No correction was taken back here."
        return []
      }
      return correct(by: .redo)
    default: break
    }
    return []
  }

  mutating func correct(_ question: Question, _ text: String) -> [PlayerEffect] {
    guard !text.trimmed.isEmpty else { return [] }
    switch question {
    case .move(let id):
      let moment = replay.whole[id]?.moment ?? replay.position
      switch self.moment(inWords: text, from: moment) {
      case .success(let moment): return correct(by: .amend(id, [.on(moment)]))
      case .failure(let fault): message = fault.message
      }
    case .recode(let id): return correct(by: .amend(id, [.code(CodeID(text.trimmed))]))
    default: return correct(inWords: text)
    }
    return []
  }

  /// A command of line mode; what it records happened where the replay stands, unless it says otherwise.
  private mutating func correct(inWords text: String) -> [PlayerEffect] {
    let session = reopened
    let grammar = LineGrammar(session: session, now: session.lastTime, wall: session.opening.wall)
    do throws(PhraseFault) {
      guard case .record(let command) = try grammar.read(text) else {
        message = "That records nothing."
        return []
      }
      return correct(by: command.claimed(at: replay.position))
    } catch {
      message = error.message
      return []
    }
  }

  /// Asks for a correction to be recorded, or says why it cannot be.
  mutating func correct(by command: Command) -> [PlayerEffect] {
    let session = reopened
    do throws(Rejection) {
      _ = try session.decide(command, at: session.lastTime)
      return [.correct(command)]
    } catch {
      message = error.message(in: session)
      return []
    }
  }

  /// Takes in what was recorded: everything shows it at once.
  mutating func take(_ records: [Record]) {
    replay.add(records)
    audit = nil
    auditPlace = .max
    redrawMap()
    if let last = records.last {
      message = "recorded: \(said(last.event))"
    }
  }
}

extension Command {
  /// The same command, about a moment; one that says itself when it happened, or that has no moment, stays as it is.
  fileprivate func claimed(at moment: SessionTime) -> Command {
    func claimed(_ claim: Event.Claim) -> Event.Claim {
      claim.on == nil && claim.from == nil ? Event.Claim(on: moment) : claim
    }
    switch self {
    case .turn(var turn):
      turn.claim = claimed(turn.claim)
      return .turn(turn)
    case .silence(let claim): return .silence(claimed(claim))
    case .mark(var mark):
      mark.claim = claimed(mark.claim)
      return .mark(mark)
    case .repair(var repair):
      repair.claim = claimed(repair.claim)
      return .repair(repair)
    case .partly(let id, let claim): return .partly(id, claimed(claim))
    case .resolve(var resolve):
      resolve.claim = claimed(resolve.claim)
      return .resolve(resolve)
    case .moment(var other):
      other.claim = claimed(other.claim)
      return .moment(other)
    case .bookmark(let claim): return .bookmark(claimed(claim))
    case .note(var note):
      note.claim = claimed(note.claim)
      return .note(note)
    default: return self
    }
  }
}
