import SessionCore

extension LineWriter {
  /// The members of an opening. Of the codebook, what is empty is left out.
  mutating func opening(_ opening: Opening) {
    member("v", 1)
    member("sid", opening.sid)
    member("wall", opening.wall.text)
    member("app", opening.app)
    member("mode", opening.mode.rawValue)
    member("group", opening.group)
    member("session", opening.session)
    member("observer", opening.observer)
    member("lag", opening.lag)
    list("roster", opening.roster.members) { writer, member in writer.object { $0.person(member) } }
    object("codebook") { $0.codebook(opening.codebook) }
    if let after = opening.after {
      object("after") {
        $0.member("sid", after.sid)
        $0.member("h", after.head)
        $0.member("session", after.session)
      }
    }
    if let source = opening.source {
      object("x_from") {
        $0.member("sid", source.sid)
        $0.member("h", source.head)
        $0.member("floor", source.givesFloor)
        $0.member("wall", source.wall.text)
      }
    }
  }

  private mutating func person(_ person: Member) {
    member("id", person.id.rawValue)
    member("label", person.label)
    member("role", person.role.rawValue)
    member("key", unlessEmpty: person.key)
  }

  private mutating func codebook(_ codebook: Codebook) {
    member("id", codebook.id)
    member("version", codebook.version)
    member("title", codebook.title)
    list("codes", codebook.codes) { writer, code in writer.object { $0.code(code) } }
    if !codebook.scales.isEmpty {
      list("scales", codebook.scales) { writer, scale in writer.object { $0.scale(scale) } }
    }
  }

  private mutating func code(_ code: Code) {
    member("code", code.id.rawValue)
    member("family", code.family.rawValue)
    member("label", code.label)
    member("letter", unlessEmpty: code.letter)
    member("meaning", unlessEmpty: code.meaning)
    member("not", unlessEmpty: code.isNot)
    member("example", unlessEmpty: code.example)
    member("source", unlessEmpty: code.source)
    member("path", unlessEmpty: code.path)
    member("places", unlessEmpty: code.places)
  }

  private mutating func scale(_ scale: Scale) {
    member("id", scale.id)
    member("label", scale.label)
    member("asks", unlessEmpty: scale.asks)
    member("anchors", unlessEmpty: scale.anchors)
  }
}
