import SessionCore

/// Reads what follows a verb.
struct PhraseReader {
  let session: Session
  let now: SessionTime
  let wall: WallTime
  let verb: Verb
  var words: Words

  mutating func directive(_ claim: Event.Claim) throws(PhraseFault) -> Directive {
    switch verb {
    case .status:
      try end()
      return .status
    case .help:
      guard let word = words.next() else { return .help(nil) }
      guard let topic = Verb(rawValue: word) else {
        let known = nearest(word, among: Verb.allCases.map(\.rawValue)).map { " Did you mean '\($0)'?" }
        throw PhraseFault("No verb '\(word)'." + (known ?? " 'help' lists them."))
      }
      try end()
      return .help(topic)
    case .bookmarks:
      try end()
      return .tell(.bookmarks)
    case .events:
      let count = words.isAtEnd ? 10 : try number().rawValue
      try end()
      return .tell(.events(count))
    case .show:
      let id = try number()
      try end()
      return .tell(.record(id))
    case .code:
      let id = try code()
      try end()
      return .tell(.code(id))
    default:
      let command = try command(claim)
      try end()
      return .record(command)
    }
  }

  private mutating func command(_ claim: Event.Claim) throws(PhraseFault) -> Command {
    switch verb {
    case .turn: return try .turn(turn(claim))
    case .silence: return .silence(claim)
    case .mark: return try .mark(mark(claim))
    case .repair: return try .repair(repair(claim))
    case .partly: return try .partly(words.isAtEnd ? nil : number(), claim)
    case .resolved: return try .resolve(resolve(claim))
    case .moment: return try .moment(moment(claim))
    case .bookmark: return .bookmark(claim)
    case .name: return try name()
    case .caused: return try .cause(number(), by: number(after: "by"))
    case .relapse: return try .relapse(number(), of: number(after: "of"))
    case .merge: return try .merge(number(), into: number(after: "into"))
    case .amend:
      let id = try number()
      return try .amend(id, changes())
    case .retract: return try .retract(number())
    case .restore: return try .restore(number())
    case .undo: return .undo
    case .redo: return .redo
    case .left: return try .leave(person(), because: reason())
    case .arrived: return try .arrive(person())
    case .withdrew: return try .withdraw(person())
    case .consent: return try .consent(person(), scope: words.remainder())
    case .lost: return .loseSight
    case .regained: return .regainSight
    case .pause: return .pause(wall)
    case .resume: return .resume(wall)
    case .sync: return try sync()
    case .note: return .note(Event.Note(text: words.remainder(), claim: claim))
    case .rate: return try rate()
    case .close: return try .close(wall, ending())
    case .earlier: return try nudge(by: -1)
    case .later: return try nudge(by: 1)
    case .recode: return try recode()
    case .also: return try also()
    case .drop: return try drop()
    case .split: return try split()
    case .join: return try join()
    case .bookmarks, .events, .show, .code, .status, .help:
      throw PhraseFault("'\(verb.rawValue)' records nothing, so it names nothing.")
    }
  }

  // MARK: Observations

  private mutating func turn(_ claim: Event.Claim) throws(PhraseFault) -> Event.Turn {
    let who = words.take(MemberID.unlogged.rawValue) ? .unlogged : try person()
    var turn = Event.Turn(who: who, to: try addressee(), claim: claim)
    while let word = words.peek {
      if let focus = Event.Focus(rawValue: word), turn.focus == nil {
        turn.focus = focus
      } else if word == "minimal", !turn.minimal {
        turn.minimal = true
      } else {
        break
      }
      _ = words.next()
    }
    return turn
  }

  private mutating func mark(_ claim: Event.Claim) throws(PhraseFault) -> Command.Mark {
    var mark = Command.Mark(try code(), try person(), claim: claim)
    mark.to = try addressee()
    while let word = words.peek {
      switch word {
      case "weak": mark.clarity = .weak
      case "clear": mark.clarity = .clear
      case "strong": mark.clarity = .strong
      case "affects":
        _ = words.next()
        mark.affected = try people(need("the people affected, as WHO[,WHO]"))
        continue
      case "episode":
        _ = words.next()
        if words.take("new") { mark.joining = .new } else { mark.joining = try .episode(number()) }
        continue
      default: return mark
      }
      _ = words.next()
    }
    return mark
  }

  private mutating func repair(_ claim: Event.Claim) throws(PhraseFault) -> Command.Repair {
    var repair = Command.Repair(try code(), try person(), claim: claim)
    repair.to = try addressee()
    if words.take("episode") { repair.episodes = try numbers(need("the episode's number")) }
    return repair
  }

  private mutating func resolve(_ claim: Event.Claim) throws(PhraseFault) -> Command.Resolve {
    var found: [Int] = []
    while found.count < 2, let value = words.peek.flatMap({ Spelling.digits($0) }) {
      found.append(value)
      _ = words.next()
    }
    var resolve = Command.Resolve(claim: claim)
    switch found.count {
    case 2:
      resolve.episode = RecordID(found[0])
      resolve.strength = found[1]
    // One number is an episode if there is one of that number, else a strength.
    case 1 where (1...5).contains(found[0]) && !session.knowsEpisode(RecordID(found[0])):
      resolve.strength = found[0]
    case 1: resolve.episode = RecordID(found[0])
    default: break
    }
    if words.take("because") {
      let text = words.remainder()
      if text.isEmpty { throw PhraseFault("'because' needs a text, or the number of a record.") }
      resolve.evidence = Spelling.digits(text).map { .record(RecordID($0)) } ?? .text(text)
    }
    return resolve
  }

  private mutating func moment(_ claim: Event.Claim) throws(PhraseFault) -> Event.Moment {
    var moment = Event.Moment(code: try code(), who: try person(), claim: claim)
    moment.to = try addressee()
    if words.take("about") { moment.about = try number() }
    return moment
  }

  /// `name N VERB ...`: the record named takes the bookmark's moment.
  private mutating func name() throws(PhraseFault) -> Command {
    let bookmark = try number()
    return try observation("A bookmark is named", Event.Claim(from: bookmark))
  }

  /// `VERB ...`: something observed at a moment that is given.
  mutating func observation(_ lead: String, _ claim: Event.Claim) throws(PhraseFault) -> Command {
    let word = try need("a verb, for example 'moment'")
    let observations: [Verb] = [.turn, .silence, .mark, .repair, .partly, .resolved, .moment, .note]
    guard let verb = Verb(rawValue: word), observations.contains(verb) else {
      throw PhraseFault(
        "\(lead) with \(observations.map(\.rawValue).joined(separator: ", ")), not '\(word)'.")
    }
    var inner = PhraseReader(session: session, now: now, wall: wall, verb: verb, words: words)
    let command = try inner.command(claim)
    words = inner.words
    return command
  }

  // MARK: The session

  private mutating func reason() throws(PhraseFault) -> Event.Attendance.Reason? {
    guard let word = words.peek else { return nil }
    guard let reason = Event.Attendance.Reason(rawValue: word) else {
      throw PhraseFault("'\(word)' is no reason for leaving. Write rupture, planned, or nothing.")
    }
    _ = words.next()
    return reason
  }

  private mutating func ending() throws(PhraseFault) -> Event.Ending {
    guard let word = words.peek else { return .end }
    guard let ending = Event.Ending(rawValue: word) else {
      throw PhraseFault("'\(word)' is no way to close. Write end, observer or technical.")
    }
    _ = words.next()
    return ending
  }

  private mutating func sync() throws(PhraseFault) -> Command {
    let word = try need("a place in the recording, as MM:SS")
    guard let media = Spelling.clock(word) else {
      throw PhraseFault("'\(word)' is no place in a recording. Write MM:SS or H:MM:SS.")
    }
    let label = words.remainder()
    return .sync(media: media.milliseconds, label: label.isEmpty ? nil : label)
  }

  private mutating func rate() throws(PhraseFault) -> Command {
    let scale = try need("a scale: \(session.scales.joined(separator: ", "))")
    let word = try need("a value from 1 to 5, or 'na'")
    let value = Spelling.digits(word)
    if value == nil, word != "na" {
      throw PhraseFault("'\(word)' is no rating. Write 1 to 5, or na.")
    }
    return .rate(scale, value, member: words.isAtEnd ? nil : try person())
  }
}
