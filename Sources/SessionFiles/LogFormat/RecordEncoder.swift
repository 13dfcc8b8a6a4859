import SessionCore

extension LineWriter {
  /// Begins a line: the record's `n`, `t` and `k` and its own members, without the link.
  mutating func begin(_ record: Record) {
    open()
    member("n", record.id.rawValue)
    member("t", record.time.milliseconds)
    member("k", record.event.kind)
    members(of: record.event)
  }

  private mutating func members(of event: Event) {
    switch event {
    case .turn(let turn):
      member("who", turn.who.rawValue)
      member("to", optional: turn.to?.text)
      member("focus", optional: turn.focus?.rawValue)
      if turn.minimal { member("minimal", true) }
      claim(turn.claim)
    case .silence(let claim), .bookmark(let claim): self.claim(claim)
    case .marker(let marker):
      member("code", marker.code.rawValue)
      member("who", marker.who.rawValue)
      member("to", marker.to.text)
      member("affected", unlessEmpty: marker.affected.map(\.rawValue))
      member("clarity", optional: marker.clarity?.rawValue)
      member("episode", optional: marker.episode?.rawValue)
      claim(marker.claim)
    case .repair(let repair):
      member("code", repair.code.rawValue)
      member("who", repair.who.rawValue)
      member("to", repair.to.text)
      member("episodes", repair.episodes.map(\.rawValue))
      claim(repair.claim)
    case .partly(let partial):
      member("episode", partial.episode.rawValue)
      claim(partial.claim)
    case .resolved(let resolution):
      member("episode", resolution.episode.rawValue)
      member("strength", resolution.strength)
      if let evidence = resolution.evidence { self.evidence(evidence) }
      claim(resolution.claim)
    case .moment(let moment):
      member("code", moment.code.rawValue)
      member("who", moment.who.rawValue)
      member("to", optional: moment.to?.text)
      member("about", optional: moment.about?.rawValue)
      claim(moment.claim)
    case .note(let note):
      member("text", note.text)
      member("about", optional: note.about?.rawValue)
      claim(note.claim)
    case .caused(let link): self.link(link, "by")
    case .relapse(let link): self.link(link, "of")
    case .merged(let link): self.link(link, "into")
    case .amended(let amendment):
      member("of", amendment.of.rawValue)
      for change in amendment.changes { self.change(change) }
    case .retracted(let of), .restored(let of): member("of", of.rawValue)
    default: membersOfTheRun(of: event)
    }
  }

  // The people and the run itself.
  private mutating func membersOfTheRun(of event: Event) {
    switch event {
    case .opened(let opening): self.opening(opening)
    case .consented(let consent):
      member("member", consent.member.rawValue)
      member("scope", consent.scope)
      member("until", optional: consent.until)
    case .withdrew(let person): member("member", person.rawValue)
    case .arrived(let attendance), .left(let attendance):
      member("member", attendance.member.rawValue)
      member("because", optional: attendance.because?.rawValue)
    case .carried(let carried):
      object("episode") {
        $0.member("sid", carried.sid)
        $0.member("n", carried.number.rawValue)
      }
      member("who", carried.who.rawValue)
      member("to", carried.to.text)
      member("form", carried.form.rawValue)
      member("exposure", carried.exposure)
      member("codes", carried.codes.map(\.rawValue))
    case .paused(let wall), .resumed(let wall), .reopened(let wall): member("wall", wall.text)
    case .sync(let sync):
      member("media", sync.media)
      member("label", optional: sync.label)
    case .rated(let rating):
      member("scale", rating.scale)
      value(rating.value)
      member("member", optional: rating.member?.rawValue)
    case .clock(let step):
      member("wall", step.wall.text)
      member("jump", step.jump)
    case .recovered(let recovery):
      member("off", recovery.offset)
      member("len", recovery.length)
      member("sha256", recovery.sha256)
      member("good", recovery.good.rawValue)
    case .interrupted(let cause): member("by", cause.rawValue)
    case .closed(let closing):
      member("wall", closing.wall.text)
      member("because", closing.because.rawValue)
    default: break
    }
  }

  private mutating func claim(_ claim: Event.Claim) {
    member("from", optional: claim.from?.rawValue)
    member("on", optional: claim.on?.milliseconds)
  }

  private mutating func link(_ link: Event.Link, _ other: StaticString) {
    member("episode", link.episode.rawValue)
    member(other, link.other.rawValue)
  }

  private mutating func evidence(_ evidence: Event.Evidence) {
    switch evidence {
    case .record(let id): member("evidence", id.rawValue)
    case .text(let text): member("evidence", text)
    }
  }

  private mutating func value(_ value: Int?) {
    if let value { member("value", value) } else { null("value") }
  }

  private mutating func change(_ change: Amendment.Change) {
    switch change {
    case .who(let who): member("who", who.rawValue)
    case .member(let person): member("member", person.rawValue)
    case .to(let to): member("to", to.text)
    case .focus(let focus): member("focus", focus.rawValue)
    case .minimal(let minimal): member("minimal", minimal)
    case .on(let on): member("on", on.milliseconds)
    case .from(let from): member("from", from.rawValue)
    case .code(let code): member("code", code.rawValue)
    case .affected(let affected): member("affected", affected.map(\.rawValue))
    case .clarity(let clarity): member("clarity", clarity.rawValue)
    case .episode(let episode): member("episode", episode.rawValue)
    case .episodes(let episodes): member("episodes", episodes.map(\.rawValue))
    case .strength(let strength): member("strength", strength)
    case .evidence(let evidence): self.evidence(evidence)
    case .by(let by): member("by", by.rawValue)
    case .into(let into): member("into", into.rawValue)
    case .about(let about): member("about", about.rawValue)
    case .text(let text): member("text", text)
    case .because(let because): member("because", because.rawValue)
    case .scale(let scale): member("scale", scale)
    case .value(let value): self.value(value)
    case .scope(let scope): member("scope", scope)
    case .until(let until): member("until", until)
    case .media(let media): member("media", media)
    case .label(let label): member("label", label)
    }
  }
}
