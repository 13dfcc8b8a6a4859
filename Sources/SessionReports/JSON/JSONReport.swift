package import SessionAnalysis
package import SessionCore

/// The report as one JSON object, for programs: the members of `docs/indicators.md`, and no others.
package struct JSONReport: Sendable {
  /// What the object holds.
  package let value: JSONValue

  /// The report of a session from its indicators.
  package init(_ indicators: Indicators, of session: Session) {
    value = .object(
      Self.upToEpisodes(indicators, session.opening) + Self.fromLatency(indicators, session.roster))
  }

  /// The text of the object, in UTF-8 without a line feed at the end. Same log, same bytes.
  package var text: String { value.text }

  /// The same text, written in two parts: of a long session the episodes are about half of it.
  package static func text(
    _ indicators: Indicators, of session: Session, on threads: some Threads
  ) -> String {
    let (first, second) = threads.both(
      { JSONValue.object(upToEpisodes(indicators, session.opening)).text },
      { JSONValue.object(fromLatency(indicators, session.roster)).text })
    // Without the line feed and the brace that close the first object, and the brace that opens the second.
    var text = String(first.utf8.dropLast(2)) ?? ""
    text += ","
    text += String(second.utf8.dropFirst()) ?? ""
    return text
  }

  private static func upToEpisodes(_ indicators: Indicators, _ opening: Opening) -> [JSONValue.Member] {
    [
      .init("format", "mend-report/1"),
      .init("log", log(indicators.log, opening)),
      .init("time", time(indicators.time)),
      .init("effort", effort(indicators.effort)),
      .init("episodes", .array(indicators.episodes.map(episode))),
    ]
  }

  private static func fromLatency(_ indicators: Indicators, _ roster: Roster) -> [JSONValue.Member] {
    [
      .init(
        "latency",
        [
          "repair": curve(indicators.latency.repair), "firstAttempt": curve(indicators.latency.firstAttempt),
        ]),
      .init("people", .array(indicators.people.map(person))),
      .init("group", group(indicators.group, roster)),
      .init("grid", .array(grid(indicators.grid))),
      .init("ratings", .object(indicators.ratings.map { .init($0.scale, JSONValue($0.value)) })),
    ]
  }

  private static func log(_ log: LogFacts, _ opening: Opening) -> JSONValue {
    [
      "sid": .string(opening.sid), "group": .string(opening.group), "session": .integer(opening.session),
      "mode": .string(opening.mode.rawValue), "observer": .string(opening.observer),
      "records": .integer(log.records), "closed": .bool(log.isClosed), "head": .string(log.head),
    ]
  }

  private static func time(_ time: ObservedTime) -> JSONValue {
    [
      "elapsed": .integer(time.elapsed), "active": .integer(time.active), "paused": .integer(time.paused),
      "masked": .integer(time.masked), "observed": .integer(time.observed),
    ]
  }

  private static func effort(_ effort: Effort) -> JSONValue {
    [
      "keyed": .integer(effort.keyed), "amended": .integer(effort.amended),
      "retracted": .integer(effort.retracted), "unknown": .integer(effort.unknown),
      "markerLagMedian": JSONValue(effort.markerLagMedian),
    ]
  }

  private static func episode(_ outcome: EpisodeOutcome) -> JSONValue {
    let episode = outcome.episode
    return [
      "id": .integer(episode.id.rawValue), "who": .string(episode.who.rawValue),
      "to": .string(episode.to.text), "level": .string(outcome.level.rawValue),
      "form": JSONValue(episode.form?.rawValue),
      "affected": .array(episode.affected.map { .string($0.rawValue) }),
      "codes": .array(outcome.codes.map { .string($0.rawValue) }), "onset": .integer(outcome.onset),
      "exposure": .integer(episode.exposure), "carried": .bool(episode.isCarried),
      "attempts": .integer(outcome.attempts.count), "firstAttempt": JSONValue(outcome.firstAttempt),
      "matches": .array(outcome.attempts.map { .integer($0.match.rawValue) }),
      "attemptsBy": .object(outcome.attemptsBy.map { .init($0.who.rawValue, .integer($0.count)) }),
      "partly": JSONValue(outcome.partly), "resolved": JSONValue(outcome.resolved),
      "strength": JSONValue(outcome.strength), "censored": JSONValue(outcome.censored),
      "reason": JSONValue(outcome.reason?.rawValue), "causedBy": JSONValue(episode.causedBy?.rawValue),
      "relapseOf": JSONValue(episode.relapseOf?.rawValue), "relapseGap": JSONValue(outcome.relapseGap),
    ]
  }

  private static func curve(_ curve: KaplanMeier) -> JSONValue {
    [
      "n": .integer(curve.count), "repaired": .integer(curve.events), "censored": .integer(curve.censored),
      "steps": .array(
        curve.steps.map {
          [.integer($0.time), .integer($0.atRisk), .integer($0.events), .number($0.survival)]
        }),
      "median": JSONValue(curve.median),
      "rmst": [
        "tau": .integer(Latency.horizon), "value": JSONValue(curve.restrictedMean(upTo: Latency.horizon)),
      ],
    ]
  }

  private static func person(_ person: PersonFigures) -> JSONValue {
    let moments = person.moments.sorted { $0.key < $1.key }
    return [
      "id": .string(person.id.rawValue), "role": .string(person.role.rawValue),
      "turns": .integer(person.floor.turns), "minimalTurns": .integer(person.floor.minimalTurns),
      "segments": .integer(person.floor.segments), "talk": .integer(person.floor.talk),
      "share": JSONValue(person.share), "focus": focus(person.floor.focus),
      "toMembers": .integer(person.floor.toMembers),
      "episodes": [
        "actor": .integer(person.episodes.actor), "affected": .integer(person.episodes.affected),
        "target": .integer(person.episodes.target), "open": .integer(person.episodes.open),
        "of": .integer(person.episodes.of), "acknowledged": .integer(person.episodes.acknowledged),
      ],
      "markers": [
        "withdrawal": .integer(person.markers.withdrawal),
        "confrontation": .integer(person.markers.confrontation), "group": .integer(person.markers.group),
      ],
      "repairs": .integer(person.repairs),
      "moments": .object(moments.map { .init($0.key.rawValue, .integer($0.value)) }),
      "longestQuiet": .integer(person.floor.longestQuiet), "changes": .array(person.changes.map(change)),
    ]
  }

  private static func focus(_ focus: FloorFigures.Focus) -> JSONValue {
    [
      "other": .integer(focus.other), "of": .integer(focus.of), "share": JSONValue(focus.share),
      "otherMs": .integer(focus.otherTime), "ofMs": .integer(focus.time),
    ]
  }

  private static func change(_ change: PersonFigures.Change) -> JSONValue {
    [
      "episode": .integer(change.episode.rawValue), "before": JSONValue(change.before),
      "after": JSONValue(change.after), "othersBefore": JSONValue(change.othersBefore),
      "othersAfter": JSONValue(change.othersAfter), "turnsBefore": .integer(change.turnsBefore),
      "turnsAfter": .integer(change.turnsAfter),
    ]
  }

  private static func group(_ group: GroupFigures, _ roster: Roster) -> JSONValue {
    let columns = roster.members.map(\.id.rawValue) + [Party.group.text]
    let rows = zip(roster.members, group.matrix).map { member, row in
      JSONValue.Member(
        member.id.rawValue, .object(zip(columns, row).map { .init($0, .integer($1)) }))
    }
    return [
      "therapistShare": JSONValue(group.therapistShare), "silence": .integer(group.silence),
      "gini": JSONValue(group.evenness.gini), "giniCorrected": JSONValue(group.evenness.giniCorrected),
      "pielou": JSONValue(group.evenness.pielou), "focus": focus(group.focus),
      "memberToMember": ["n": .integer(group.memberToMember.n), "of": .integer(group.memberToMember.of)],
      "reciprocity": JSONValue(group.reciprocity), "matrix": .object(rows),
      "coverage": .object(group.coverage.map { .init($0.code.rawValue, .integer($0.count)) }),
      "repairs": ["n": .integer(group.repairs), "byMembers": .integer(group.repairsByMembers)],
      "openings": [
        "opened": .integer(group.opened), "taken": .integer(group.taken), "passed": .integer(group.passed),
      ],
    ]
  }

  private static func grid(_ grid: MarkerGrid) -> [JSONValue] {
    grid.listed.map { piece in
      let cells = (grid.cells[piece] ?? []).map { cell in
        JSONValue.Member(
          cell.who.rawValue, .object(cell.codes.map { .init($0.code.rawValue, .integer($0.count)) }))
      }
      return ["segment": .integer(piece + 1), "markers": .object(cells)]
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
}
