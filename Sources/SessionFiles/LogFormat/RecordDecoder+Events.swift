import SessionCore

/// The kinds of `docs/log-format.md`, each read with its own members.
extension RecordDecoder {
  mutating func event(_ kind: JSONValue, at time: SessionTime) throws(LineFault) -> Event {
    let name =
      kind.escaped
      ? PackedName.none
      : PackedName(UnsafeBufferPointer(rebasing: scanner.bytes[kind.start..<kind.end]))
    switch name {
    case PackedName("turn"): return .turn(try turn(at: time))
    case PackedName("marker"): return .marker(try marker(at: time))
    case PackedName("repair"): return .repair(try repair(at: time))
    case PackedName("moment"): return .moment(try moment(at: time))
    case PackedName("silence"): return .silence(try claim(at: time))
    case PackedName("resolved"): return .resolved(try resolution(at: time))
    case PackedName("partly"):
      return .partly(.init(episode: try record("episode"), claim: try claim(at: time)))
    case PackedName("bookmark"): return .bookmark(try claim(at: time))
    case PackedName("note"):
      return .note(
        .init(text: try text("text"), about: try optionalRecord("about"), claim: try claim(at: time)))
    case PackedName("amended"): return .amended(try amendment())
    case PackedName("retracted"): return .retracted(try record("of"))
    case PackedName("restored"): return .restored(try record("of"))
    case PackedName("caused"): return .caused(try link("by"))
    case PackedName("relapse"): return .relapse(try link("of"))
    case PackedName("merged"): return .merged(try link("into"))
    case PackedName("carried"): return .carried(try carried())
    case PackedName("rated"): return .rated(try rated())
    default: return try eventOfTheRun(name, kind)
    }
  }

  // The people and the run itself, which are few in a log.
  private mutating func eventOfTheRun(_ name: PackedName, _ kind: JSONValue) throws(LineFault) -> Event {
    switch name {
    case PackedName("opened"): .opened(try opening())
    case PackedName("consented"):
      .consented(
        .init(member: try member("member"), scope: try text("scope"), until: try optionalText("until")))
    case PackedName("withdrew"): .withdrew(try member("member"))
    case PackedName("arrived"): .arrived(try attendance())
    case PackedName("left"): .left(try attendance())
    case PackedName("lost"): .lost
    case PackedName("regained"): .regained
    case PackedName("paused"): .paused(try wall())
    case PackedName("resumed"): .resumed(try wall())
    case PackedName("sync"): .sync(.init(media: try number("media"), label: try optionalText("label")))
    case PackedName("clock"): .clock(.init(wall: try wall(), jump: try number("jump", in: Self.anyInteger)))
    case PackedName("recovered"):
      .recovered(
        .init(
          offset: try number("off"), length: try number("len"), sha256: try hex("sha256", digits: 64),
          good: try record("good")))
    case PackedName("reopened"): .reopened(try wall())
    case PackedName("interrupted"): .interrupted(try choice("by"))
    case PackedName("closed"): .closed(.init(wall: try wall(), because: try choice("because")))
    default: .unknown(kind: scanner.text(of: kind))
    }
  }

  private static var anyInteger: ClosedRange<Int> { -LogLimits.largestInteger...LogLimits.largestInteger }

  private mutating func attendance() throws(LineFault) -> Event.Attendance {
    Event.Attendance(try member("member"), because: try optionalChoice("because"))
  }

  private mutating func turn(at time: SessionTime) throws(LineFault) -> Event.Turn {
    let who = try member("who")
    let to = try optionalParty("to")
    let focus = try optionalFocus()
    var minimal = false
    if let value = find("minimal") { minimal = try boolean(value, "minimal") }
    return Event.Turn(who: who, to: to, focus: focus, minimal: minimal, claim: try claim(at: time))
  }

  private mutating func marker(at time: SessionTime) throws(LineFault) -> Event.Marker {
    var marker = Event.Marker(code: try codeID(), who: try member("who"), to: try party("to"))
    if let list = find("affected") { marker.affected = try texts(list, "affected").map { MemberID($0) } }
    if let value = find("clarity") { marker.clarity = try clarity(value) }
    marker.episode = try optionalRecord("episode")
    marker.claim = try claim(at: time)
    return marker
  }

  private mutating func repair(at time: SessionTime) throws(LineFault) -> Event.Repair {
    let code = try codeID()
    let who = try member("who")
    let to = try party("to")
    let episodes = try records(required("episodes", .list), "episodes")
    return Event.Repair(code: code, who: who, to: to, episodes: episodes, claim: try claim(at: time))
  }

  private mutating func resolution(at time: SessionTime) throws(LineFault) -> Event.Resolution {
    var resolution = Event.Resolution(
      episode: try record("episode"), strength: try number("strength", in: 1...5))
    if let value = find("evidence") { resolution.evidence = try evidence(value) }
    resolution.claim = try claim(at: time)
    return resolution
  }

  private mutating func moment(at time: SessionTime) throws(LineFault) -> Event.Moment {
    Event.Moment(
      code: try codeID(), who: try member("who"), to: try optionalParty("to"),
      about: try optionalRecord("about"), claim: try claim(at: time))
  }

  private mutating func link(_ other: MemberName) throws(LineFault) -> Event.Link {
    Event.Link(episode: try record("episode"), other: try record(other))
  }

  private mutating func rated() throws(LineFault) -> Event.Rating {
    let scale = try text("scale")
    let value = try rating(required("value", .integerOrNull))
    return Event.Rating(scale: scale, value: value, member: try optionalText("member").map { MemberID($0) })
  }

  private mutating func carried() throws(LineFault) -> Event.Carried {
    let episode = try required("episode", .object)
    guard episode.shape == .object else { throw wrong(episode, "episode", .object) }
    let (sid, number) = try inObject(episode) { (decoder) throws(LineFault) in
      (try decoder.hex("sid", digits: 32), try decoder.record("n"))
    }
    return Event.Carried(
      sid: sid, number: number, who: try member("who"), to: try party("to"), form: try choice("form"),
      exposure: try self.number("exposure"), codes: try texts("codes").map { CodeID($0) })
  }
}
