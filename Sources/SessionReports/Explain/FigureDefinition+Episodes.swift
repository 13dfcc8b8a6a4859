import SafeText
import SessionAnalysis
import SessionCore

extension FigureDefinition {
  private static let fold = "docs/log-format.md, the fold"

  static let episodes: [FigureDefinition] = [
    FigureDefinition(
      "episodes.id", "The number of the record that opened the episode, which is its name.",
      formula: "n of its opening marker or `carried`", source: fold
    ) { e in e.episodes({ "\($0.id)" }, { [$0.id] }) },
    FigureDefinition(
      "episodes.who", "Who moved away or against, as the opening record says now.", formula: "who",
      source: fold
    ) { e in e.episodes({ $0.episode.who.rawValue.displaySafe }, { [$0.id] }) },
    FigureDefinition(
      "episodes.to", "From or against whom; `*` is the group.", formula: "to", source: fold
    ) { e in e.episodes({ $0.episode.to.text.displaySafe }, { [$0.id] }) },
    FigureDefinition(
      "episodes.level", "The roles of the two: M a member, T a therapist, G the group.",
      formula: "role of who -> role of to", source: "Garceau and others 2021"
    ) { e in e.episodes({ $0.level.rawValue }, { [$0.id] }) },
    FigureDefinition(
      "episodes.form", "W withdrawal, C confrontation (the group's extension counts as that), or mixed.",
      formula: "families of its markers; of a carried one, with its stored form",
      source: "Eubanks, Muran and Safran 2015 (3RS)"
    ) { e in
      e.episodes({ $0.episode.form?.rawValue ?? "null" }, { e.provenance.onset(of: $0) })
    },
    FigureDefinition(
      "episodes.affected",
      "Whose bond is hurt: as the first marker that says so has it; else `to` when a code of the group's extension is among them, else `who`.",
      formula: "first given; else by family", source: fold
    ) { e in
      e.episodes(
        { $0.episode.affected.map(\.rawValue.displaySafe).joined(separator: ", ") },
        { e.provenance.onset(of: $0) })
    },
    FigureDefinition(
      "episodes.codes", "The codes of its standing markers in this session.",
      formula: "in the order of (on, n)",
      source: fold
    ) { e in
      e.episodes(
        { $0.codes.map(\.rawValue.displaySafe).joined(separator: ", ") }, { $0.episode.markers.map(\.id) })
    },
    FigureDefinition(
      "episodes.onset",
      "When it began, in active ms: at its earliest standing marker; 0 when it was carried in.",
      formula: "active(min on)", source: fold
    ) { e in
      e.episodes(
        { "active(\($0.episode.onset.milliseconds)) = \($0.onset)" }, { e.provenance.onset(of: $0) })
    },
    FigureDefinition(
      "episodes.exposure", "Active ms it had been open in earlier sessions; it is added to every latency.",
      formula: "as the `carried` record has it", source: "delayed entry: time between sessions does not count"
    ) { e in e.episodes({ "\($0.episode.exposure)" }, { [$0.id] }) },
    FigureDefinition(
      "episodes.carried", "Whether it was open when the session before ended.", formula: "opened by `carried`"
    ) { e in e.episodes({ "\($0.episode.isCarried)" }, { [$0.id] }) },
    FigureDefinition(
      "episodes.attempts",
      "Linked repairs from the onset to the end of the episode, the ms of the end included.",
      formula: "count", source: "an attempt is no repair: 3RS"
    ) { e in
      e.episodes({ "\($0.attempts.count)" }, { e.provenance.onset(of: $0) + $0.attempts.map(\.repair) })
    },
    FigureDefinition(
      "episodes.firstAttempt",
      "From the onset to the first attempt, with the exposure; `null` without one; ms.",
      formula: "active(on) - onset + exposure"
    ) { e in
      e.episodes(
        { outcome in
          guard let first = outcome.firstAttempt else { return "null" }
          return
            "\(first - outcome.episode.exposure + outcome.onset) - \(outcome.onset) + \(outcome.episode.exposure) = \(first)"
        }, { e.provenance.firstAttempt(of: $0) })
    },
    FigureDefinition(
      "episodes.matches",
      "How far each attempt meets the place of the rupture: 2 in full, 1 in part, 0 not. A hypothesis, described and never graded.",
      formula:
        "towards the group: 2 to the group, 1 to its who; else how many of {who, to} the repair involves",
      source: "Garceau and others 2021"
    ) { e in
      e.episodes(
        { $0.attempts.map { "\($0.match.rawValue)" }.joined(separator: ", ") }, { $0.attempts.map(\.repair) })
    },
    FigureDefinition("episodes.attemptsBy", "How many attempts each person made.", formula: "count by who") {
      e in
      e.episodes(
        { $0.attemptsBy.map { "\($0.who.rawValue.displaySafe) \($0.count)" }.joined(separator: ", ") },
        { $0.attempts.map(\.repair) })
    },
    FigureDefinition(
      "episodes.partly",
      "From the onset to the first partial repair within the episode; the clock goes on; ms.",
      formula: "active(on) - onset + exposure"
    ) { e in
      e.episodes(
        { Evidence.plain($0.partly) }, { e.provenance.onset(of: $0) + $0.episode.partials.all.map(\.id) })
    },
    FigureDefinition(
      "episodes.resolved",
      "From the onset to the resolution, with the exposure; `null` when there was none; ms.",
      formula: "active(on) - onset + exposure", source: "no latency within a session was found published"
    ) { e in
      e.episodes(
        { outcome in
          guard let resolved = outcome.resolved else { return "null" }
          return
            "\(resolved - outcome.episode.exposure + outcome.onset) - \(outcome.onset) + \(outcome.episode.exposure) = \(resolved)"
        }, { e.provenance.latency(of: $0) })
    },
    FigureDefinition(
      "episodes.strength", "How clearly it was resolved, 1 to 5, by the observer.", formula: "as given"
    ) { e in e.episodes({ Evidence.plain($0.strength) }, { e.provenance.end(of: $0) }) },
    FigureDefinition(
      "episodes.censored",
      "How long it was watched without a resolution, exposure included; `null` when it was resolved; ms.",
      formula: "active(end of the watch) - onset + exposure", source: "Budaev 1997"
    ) { e in
      e.episodes(
        { outcome in
          guard let censored = outcome.censored else { return "null" }
          return
            "\(censored - outcome.episode.exposure + outcome.onset) - \(outcome.onset) + \(outcome.episode.exposure) = \(censored)"
        }, { e.provenance.latency(of: $0) })
    },
    FigureDefinition(
      "episodes.reason",
      "What ended the watch over an episode that was not resolved: left, left-rupture, end, observer, technical, unfinished.",
      formula: "by what came first", source: fold
    ) { e in e.episodes({ $0.reason?.rawValue ?? "null" }, { e.provenance.end(of: $0) }) },
    FigureDefinition(
      "episodes.causedBy", "The episode it grew out of.", formula: "the first standing `caused`"
    ) { e in
      e.episodes(
        { Evidence.plain($0.episode.causedBy?.rawValue) },
        { [$0.id] + [$0.episode.causedBy].compactMap { $0 } })
    },
    FigureDefinition("episodes.relapseOf", "The episode it reopens.", formula: "the first standing `relapse`")
    { e in
      e.episodes(
        { Evidence.plain($0.episode.relapseOf?.rawValue) },
        { [$0.id] + [$0.episode.relapseOf].compactMap { $0 } })
    },
    FigureDefinition(
      "episodes.relapseGap",
      "From the end of the one it relapses to its onset, in active ms; negative when that one ended later.",
      formula: "onset - active(end of the other)"
    ) { e in
      e.episodes(
        { Evidence.plain($0.relapseGap) }, { [$0.id] + [$0.episode.relapseOf].compactMap { $0 } })
    },
  ]
}
