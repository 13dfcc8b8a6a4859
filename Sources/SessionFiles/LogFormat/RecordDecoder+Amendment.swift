import SessionCore

extension RecordDecoder {
  /// A correction: `of`, then whatever members it changes, in the order of the line.
  mutating func amendment() throws(LineFault) -> Amendment {
    let of = try record("of")
    var changes: [Amendment.Change] = []
    for index in members.dropFirst(3) {
      if let change = try change(scanner[index]) { changes.append(change) }
    }
    return Amendment(of: of, changes: changes)
  }

  /// The change that a member stands for; `nil` for `of` and for members this version does not know.
  private mutating func change(_ member: JSONMember) throws(LineFault) -> Amendment.Change? {
    let value = member.value
    switch member.packed {
    case PackedName("who"): return .who(MemberID(try text(value, "who")))
    case PackedName("member"): return .member(MemberID(try text(value, "member")))
    case PackedName("to"): return .to(try party(value, "to"))
    case PackedName("focus"): return .focus(try choice(value, "focus"))
    case PackedName("minimal"): return .minimal(try boolean(value, "minimal"))
    case PackedName("on"): return .on(SessionTime(try number(value, "on")))
    case PackedName("from"): return .from(RecordID(try number(value, "from")))
    case PackedName("code"): return .code(CodeID(try text(value, "code")))
    case PackedName("affected"): return .affected(try texts(value, "affected").map { MemberID($0) })
    case PackedName("clarity"): return .clarity(try clarity(value))
    case PackedName("episode"): return .episode(RecordID(try number(value, "episode")))
    case PackedName("episodes"): return .episodes(try records(value, "episodes"))
    case PackedName("strength"): return .strength(try number(value, "strength", in: 1...5))
    case PackedName("evidence"): return .evidence(try evidence(value))
    case PackedName("by"): return .by(RecordID(try number(value, "by")))
    case PackedName("into"): return .into(RecordID(try number(value, "into")))
    case PackedName("about"): return .about(RecordID(try number(value, "about")))
    case PackedName("text"): return .text(try text(value, "text"))
    case PackedName("because"): return .because(try choice(value, "because"))
    case PackedName("scale"): return .scale(try text(value, "scale"))
    case PackedName("value"): return .value(try rating(value))
    case PackedName("scope"): return .scope(try text(value, "scope"))
    case PackedName("until"): return .until(try text(value, "until"))
    case PackedName("media"): return .media(try number(value, "media"))
    case PackedName("label"): return .label(try text(value, "label"))
    default: return nil
    }
  }
}
