package import SessionAnalysis
package import SessionCore

/// The report as one JSON object, for programs: the members of `docs/indicators.md`, and no others.
package struct JSONReport: Sendable {
  private let indicators: Indicators
  private let opening: Opening

  /// The report of a session from its indicators.
  package init(_ indicators: Indicators, of session: Session) {
    self.indicators = indicators
    opening = session.opening
  }

  /// The text of the object, in UTF-8 without a line feed at the end. Same log, same bytes.
  package var text: String { text(on: OneThread()) }

  /// The same text.
  package func text(on threads: some Threads, inPiecesOf length: Int = pieceLength) -> String {
    var bytes: [UInt8] = []
    write(on: threads, inPiecesOf: length) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes the same text and hands its bytes on, part by part: of a long session they are many megabytes.
  ///
  /// - Parameter length: how many episodes, or as much of anything else, are written at least in one go.
  package func write(
    on threads: some Threads, inPiecesOf length: Int = pieceLength, _ deliver: ([UInt8]) throws -> Void
  ) rethrows {
    try JSONPieces(of: length, addMembers).write(on: threads, deliver)
  }

  /// A piece of this length takes some half a megabyte.
  package static let pieceLength = 1000

  private func addMembers(_ object: inout JSONPieces) {
    object.member("format") { $0.value("mend-report/1") }
    object.member("log") { $0.write(indicators.log, of: opening) }
    object.member("time") { $0.write(indicators.time) }
    object.member("effort") { $0.write(indicators.effort) }
    object.array("episodes", of: indicators.episodes) { $0.write($1) }
    object.member("latency") { json in
      json.object { json in
        json.member("repair") { $0.write(indicators.latency.repair) }
        json.member("firstAttempt") { $0.write(indicators.latency.firstAttempt) }
      }
    }
    object.array("people", of: indicators.people, weight: \.changes.count) { $0.write($1) }
    object.member("group") { $0.write(indicators.group, opening.roster) }
    object.array("grid", of: indicators.grid.listed) { $0.write(indicators.grid, piece: $1) }
    object.member("ratings") { json in
      json.object { json in
        for rating in indicators.ratings { json.member(named: rating.scale) { $0.value(rating.value) } }
      }
    }
  }
}

/// The parts of a report, each with the members that `docs/indicators.md` lists.
extension JSONWriter {
  fileprivate mutating func write(_ log: LogFacts, of opening: Opening) {
    object { json in
      json.member("sid", opening.sid)
      json.member("group", opening.group)
      json.member("session", opening.session)
      json.member("mode", opening.mode.rawValue)
      json.member("observer", opening.observer)
      json.member("records", log.records)
      json.member("closed", log.isClosed)
      json.member("head", log.head)
    }
  }

  fileprivate mutating func write(_ time: ObservedTime) {
    object { json in
      json.member("elapsed", time.elapsed)
      json.member("active", time.active)
      json.member("paused", time.paused)
      json.member("masked", time.masked)
      json.member("observed", time.observed)
    }
  }

  fileprivate mutating func write(_ effort: Effort) {
    object { json in
      json.member("keyed", effort.keyed)
      json.member("amended", effort.amended)
      json.member("retracted", effort.retracted)
      json.member("unknown", effort.unknown)
      json.member("markerLagMedian", effort.markerLagMedian)
    }
  }

  fileprivate mutating func write(_ outcome: EpisodeOutcome) {
    let episode = outcome.episode
    object { json in
      json.member("id", episode.id.rawValue)
      json.member("who", episode.who.rawValue)
      json.member("to", episode.to.text)
      json.member("level", outcome.level.rawValue)
      json.member("form", episode.form?.rawValue)
      json.array("affected", of: episode.affected) { $0.value($1.rawValue) }
      json.array("codes", of: outcome.codes) { $0.value($1.rawValue) }
      json.member("onset", outcome.onset)
      json.member("exposure", episode.exposure)
      json.member("carried", episode.isCarried)
      json.member("attempts", outcome.attempts.count)
      json.member("firstAttempt", outcome.firstAttempt)
      json.array("matches", of: outcome.attempts) { $0.value($1.match.rawValue) }
      json.member("attemptsBy", counts: outcome.attemptsBy.map { ($0.who.rawValue, $0.count) })
      json.member("partly", outcome.partly)
      json.member("resolved", outcome.resolved)
      json.member("strength", outcome.strength)
      json.member("censored", outcome.censored)
      json.member("reason", outcome.reason?.rawValue)
      json.member("causedBy", episode.causedBy?.rawValue)
      json.member("relapseOf", episode.relapseOf?.rawValue)
      json.member("relapseGap", outcome.relapseGap)
    }
  }

  fileprivate mutating func write(_ curve: KaplanMeier) {
    object { json in
      json.member("n", curve.count)
      json.member("repaired", curve.events)
      json.member("censored", curve.censored)
      json.array("steps", of: curve.steps) { json, step in
        json.array { json in
          for number in [step.time, step.atRisk, step.events] { json.element { $0.value(number) } }
          json.element { $0.value(step.survival) }
        }
      }
      json.member("median", curve.median)
      json.object("rmst") { json in
        json.member("tau", Latency.horizon)
        json.member("value", curve.restrictedMean(upTo: Latency.horizon))
      }
    }
  }

  fileprivate mutating func write(_ person: PersonFigures) {
    object { json in
      json.member("id", person.id.rawValue)
      json.member("role", person.role.rawValue)
      json.member("turns", person.floor.turns)
      json.member("minimalTurns", person.floor.minimalTurns)
      json.member("segments", person.floor.segments)
      json.member("talk", person.floor.talk)
      json.member("share", person.share)
      json.member("focus") { $0.write(person.floor.focus) }
      json.member("toMembers", person.floor.toMembers)
      json.member("episodes") { $0.write(person.episodes) }
      json.member("markers") { $0.write(person.markers) }
      json.member("repairs", person.repairs)
      let moments = person.moments.sorted { $0.key < $1.key }
      json.member("moments", counts: moments.map { ($0.key.rawValue, $0.value) })
      json.member("longestQuiet", person.floor.longestQuiet)
      json.array("changes", of: person.changes) { $0.write($1) }
    }
  }

  fileprivate mutating func write(_ parts: PersonFigures.Parts) {
    object { json in
      json.member("actor", parts.actor)
      json.member("affected", parts.affected)
      json.member("target", parts.target)
      json.member("open", parts.open)
      json.member("of", parts.of)
      json.member("acknowledged", parts.acknowledged)
    }
  }

  fileprivate mutating func write(_ markers: PersonFigures.Markers) {
    object { json in
      json.member("withdrawal", markers.withdrawal)
      json.member("confrontation", markers.confrontation)
      json.member("group", markers.group)
    }
  }

  fileprivate mutating func write(_ focus: FloorFigures.Focus) {
    object { json in
      json.member("other", focus.other)
      json.member("of", focus.of)
      json.member("share", focus.share)
      json.member("otherMs", focus.otherTime)
      json.member("ofMs", focus.time)
    }
  }

  fileprivate mutating func write(_ change: PersonFigures.Change) {
    object { json in
      json.member("episode", change.episode.rawValue)
      json.member("before", change.before)
      json.member("after", change.after)
      json.member("othersBefore", change.othersBefore)
      json.member("othersAfter", change.othersAfter)
      json.member("turnsBefore", change.turnsBefore)
      json.member("turnsAfter", change.turnsAfter)
    }
  }

  fileprivate mutating func write(_ group: GroupFigures, _ roster: Roster) {
    let columns = roster.members.map(\.id.rawValue) + [Party.group.text]
    object { json in
      json.member("therapistShare", group.therapistShare)
      json.member("silence", group.silence)
      json.member("gini", group.evenness.gini)
      json.member("giniCorrected", group.evenness.giniCorrected)
      json.member("pielou", group.evenness.pielou)
      json.member("focus") { $0.write(group.focus) }
      json.object("memberToMember") { json in
        json.member("n", group.memberToMember.n)
        json.member("of", group.memberToMember.of)
      }
      json.member("reciprocity", group.reciprocity)
      json.object("matrix") { json in
        for (member, row) in zip(roster.members, group.matrix) {
          json.member(named: member.id.rawValue) { $0.object(counts: zip(columns, row)) }
        }
      }
      json.member("coverage", counts: group.coverage.map { ($0.code.rawValue, $0.count) })
      json.object("repairs") { json in
        json.member("n", group.repairs)
        json.member("byMembers", group.repairsByMembers)
      }
      json.object("openings") { json in
        json.member("opened", group.opened)
        json.member("taken", group.taken)
        json.member("passed", group.passed)
      }
    }
  }

  fileprivate mutating func write(_ grid: MarkerGrid, piece: Int) {
    object { json in
      json.member("segment", piece + 1)
      json.object("markers") { json in
        for cell in grid.cells[piece] ?? [] {
          json.member(named: cell.who.rawValue) { json in
            json.object(counts: cell.codes.map { ($0.code.rawValue, $0.count) })
          }
        }
      }
    }
  }
}
