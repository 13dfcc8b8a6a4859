package import SessionCore

/// What a line of words asks for.
package enum Directive: Hashable, Sendable {
  case record(Command)
  case status
  case help(Verb?)
  case tell(Telling.Topic)
  /// A blank line or a comment.
  case nothing
}

/// Reads line mode: one command a line, as `docs/keys.md` and `help` list them.
package struct LineGrammar {
  /// The session the words are about: who is there, which codes there are.
  package let session: Session
  /// Now, on the session's clock.
  package let now: SessionTime
  /// The moment that is seen again by a second coder; `nil` when it is ``now``.
  let seen: SessionTime?
  /// Now, on the wall.
  package let wall: WallTime
  /// When the line was begun, less the reaction time; `nil` when that is now.
  let began: SessionTime?

  package init(
    session: Session, now: SessionTime, seen: SessionTime? = nil, wall: WallTime, began: SessionTime? = nil
  ) {
    self.began = began
    self.session = session
    self.now = now
    self.seen = seen
    self.wall = wall
  }

  /// Splits `@TIME` off a line of a script.
  ///
  /// - Returns: the time, `nil` when the line has none, and the rest of the line.
  package static func stamp(_ line: String) throws(PhraseFault) -> (time: SessionTime?, rest: String) {
    var words = Words(line)
    guard let first = words.peek, first.utf8.first == UInt8(ascii: "@") else { return (nil, line) }
    _ = words.next()
    guard let time = Spelling.clock(first.dropFirst()) else {
      throw PhraseFault("'\(first)' is no time. Write @MM:SS, @MM:SS.mmm or @H:MM:SS.")
    }
    return (time, words.remainder())
  }

  /// What a line without its `@` asks for.
  package func read(_ line: String) throws(PhraseFault) -> Directive {
    var words = Words(line)
    guard let first = words.peek, first.utf8.first != UInt8(ascii: "#") else { return .nothing }
    var claim = Event.Claim()
    let isBackdated = first.utf8.first == UInt8(ascii: "~")
    if isBackdated {
      _ = words.next()
      guard let ago = Spelling.duration(first.dropFirst()) else {
        throw PhraseFault("'\(first)' is no length of time. Write ~12s or ~1m30s.")
      }
      claim.on = SessionTime((seen ?? now).milliseconds - ago)
    } else if let began {
      claim.on = began
    } else if session.opening.lag > 0 || seen != nil {
      claim.on = (seen ?? now).moved(by: -session.opening.lag)
    }
    return try directive(&words, claim, isBackdated: isBackdated)
  }

  private func directive(
    _ words: inout Words, _ claim: Event.Claim, isBackdated: Bool
  ) throws(PhraseFault) -> Directive {
    guard let word = words.next() else {
      throw PhraseFault("A time alone is no command. 'help' lists the verbs.")
    }
    guard let verb = Verb(rawValue: word) else { throw PhraseFault(unknownVerb(word)) }
    var reader = PhraseReader(session: session, now: now, wall: wall, verb: verb, words: words)
    let directive = try reader.directive(claim)
    if isBackdated, verb == .name {
      throw PhraseFault("What is named takes the bookmark's moment; '~' does not go with it.")
    }
    if isBackdated, !directive.canBeBackdated {
      throw PhraseFault("'\(verb.rawValue)' happens when it is typed; '~' does not go with it.")
    }
    return directive
  }

  private func unknownVerb(_ word: String) -> String {
    let known = nearest(word, among: Verb.allCases.map(\.rawValue))
    return "No verb '\(word)'." + (known.map { " Did you mean '\($0)'?" } ?? " 'help' lists them.")
  }
}

extension Directive {
  /// Whether what is recorded has a claimed moment of its own.
  fileprivate var canBeBackdated: Bool {
    guard case .record(let command) = self else { return false }
    switch command {
    case .turn, .silence, .mark, .repair, .partly, .resolve, .moment, .bookmark, .note: return true
    default: return false
    }
  }
}
