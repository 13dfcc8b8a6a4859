import SessionCore

/// The parts that phrases are made of.
extension PhraseReader {
  /// The next word, which must be there.
  mutating func need(_ what: String) throws(PhraseFault) -> String {
    guard let word = words.next() else {
      throw PhraseFault("'\(verb.rawValue)' needs \(what). It is written: \(verb.usage)")
    }
    return word
  }

  /// Nothing may follow.
  mutating func end() throws(PhraseFault) {
    guard let word = words.peek else { return }
    throw PhraseFault("'\(word)' does not belong here. It is written: \(verb.usage)")
  }

  mutating func number() throws(PhraseFault) -> RecordID { try number(need("the number of a record")) }

  mutating func number(after link: String) throws(PhraseFault) -> RecordID {
    guard words.take(link) else {
      throw PhraseFault("'\(verb.rawValue)' needs '\(link)'. It is written: \(verb.usage)")
    }
    return try number()
  }

  func number(_ word: String) throws(PhraseFault) -> RecordID {
    guard let value = Spelling.digits(word) else {
      throw PhraseFault("'\(word)' is no record's number. It is written: \(verb.usage)")
    }
    return RecordID(value)
  }

  func numbers(_ list: String) throws(PhraseFault) -> [RecordID] {
    var all: [RecordID] = []
    for part in list.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      all.append(try number(String(Substring(part))))
    }
    return all
  }

  mutating func person() throws(PhraseFault) -> MemberID { try person(need("somebody's id, label or key")) }

  func person(_ word: String) throws(PhraseFault) -> MemberID {
    guard let member = session.roster.find(word) else {
      throw PhraseFault(Rejection.unknownPerson(word).message(in: session))
    }
    return member.id
  }

  func people(_ list: String) throws(PhraseFault) -> [MemberID] {
    var all: [MemberID] = []
    for part in list.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      all.append(try person(String(Substring(part))))
    }
    return all
  }

  func party(_ word: String) throws(PhraseFault) -> Party {
    word == "*" ? .group : .person(try person(word))
  }

  /// `> WHO` or `> *`, if it follows.
  mutating func addressee() throws(PhraseFault) -> Party? {
    guard words.take(">") else { return nil }
    return try party(need("somebody after '>', or * for the group"))
  }

  /// A code by its name, whatever the case of its letters; `decide` judges one that is not there.
  mutating func code() throws(PhraseFault) -> CodeID { code(try need("a code")) }

  func code(_ word: String) -> CodeID {
    if session.codebook[CodeID(word)] != nil { return CodeID(word) }
    let folded = word.asciiFolded
    return session.codebook.codes.first { $0.id.rawValue.asciiFolded == folded }?.id ?? CodeID(word)
  }

  /// `FIELD=VALUE ...`, at least one; `text=` takes the rest of the line.
  mutating func changes() throws(PhraseFault) -> [Amendment.Change] {
    var changes: [Amendment.Change] = []
    repeat {
      let before = words
      let word = try need("what changes, as FIELD=VALUE")
      guard let sign = word.utf8.firstIndex(of: UInt8(ascii: "=")) else {
        throw PhraseFault("'\(word)' is no change. Write FIELD=VALUE, for example who=kathy.")
      }
      let field = String(word[..<sign])
      var value = String(word[word.utf8.index(after: sign)...])
      if field == "text" || field == "scope" || field == "label" {
        // A text is taken as it was typed, blanks and arrows included.
        words = before
        let rest = words.remainder()
        value = String(
          rest[rest.utf8.index(after: rest.utf8.firstIndex(of: UInt8(ascii: "=")) ?? rest.startIndex)...])
      }
      changes.append(try change(field, value))
    } while !words.isAtEnd
    return changes
  }

  private func change(_ field: String, _ value: String) throws(PhraseFault) -> Amendment.Change {
    switch field {
    case "who": return try .who(value == MemberID.unlogged.rawValue ? .unlogged : person(value))
    case "member": return try .member(person(value))
    case "to": return try .to(party(value))
    case "focus":
      return try .focus(choice(Event.Focus(rawValue: value), field, value, "self, other, group, none"))
    case "minimal":
      return try .minimal(
        choice(["yes": true, "true": true, "no": false, "false": false][value], field, value, "yes, no"))
    case "on": return try .on(moment(value))
    case "from": return try .from(number(value))
    case "code": return .code(code(value))
    case "affected": return try .affected(people(value))
    case "clarity":
      let named: [String: Event.Clarity] = [
        "weak": .weak, "clear": .clear, "strong": .strong, "1": .weak, "2": .clear, "3": .strong,
      ]
      return try .clarity(choice(named[value], field, value, "weak, clear, strong"))
    case "episode": return try .episode(number(value))
    case "episodes": return try .episodes(numbers(value))
    case "strength": return try .strength(choice(Spelling.digits(value), field, value, "1 to 5"))
    case "evidence": return .evidence(Spelling.digits(value).map { .record(RecordID($0)) } ?? .text(value))
    case "by": return try .by(number(value))
    case "into": return try .into(number(value))
    case "about": return try .about(number(value))
    case "text": return .text(value)
    case "because":
      return try .because(
        choice(Event.Attendance.Reason(rawValue: value), field, value, "rupture, planned, unknown"))
    case "scale": return .scale(value)
    case "value":
      return try .value(value == "na" ? nil : choice(Spelling.digits(value), field, value, "1 to 5, na"))
    case "scope": return .scope(value)
    case "until": return .until(value)
    case "media": return try .media(choice(Spelling.clock(value)?.milliseconds, field, value, "MM:SS"))
    case "label": return .label(value)
    default:
      let fields = [
        "who", "to", "focus", "minimal", "on", "code", "affected", "clarity", "episode", "episodes",
        "strength", "evidence", "about", "text", "because", "value", "member", "from",
      ]
      let known = nearest(field, among: fields).map { " Did you mean '\($0)'?" }
      throw PhraseFault("No field '\(field)'." + (known ?? " There are \(fields.joined(separator: ", "))."))
    }
  }

  /// A moment: on the session's clock, in whole ms, or so long ago (`~5s`).
  private func moment(_ value: String) throws(PhraseFault) -> SessionTime {
    if value.utf8.first == UInt8(ascii: "~"), let ago = Spelling.duration(value.dropFirst()) {
      return SessionTime(now.milliseconds - ago)
    }
    return try choice(
      Spelling.clock(value) ?? Spelling.digits(value).map { SessionTime($0) }, "on", value,
      "MM:SS, whole milliseconds, or ~5s")
  }

  private func choice<Value>(
    _ value: Value?, _ field: String, _ word: String, _ choices: String
  ) throws(PhraseFault) -> Value {
    guard let value else { throw PhraseFault("'\(word)' is no \(field). Write \(choices).") }
    return value
  }
}
