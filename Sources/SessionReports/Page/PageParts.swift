import SafeText
import SessionAnalysis
import SessionCore

/// The parts of the first page that are sentences.
struct PageParts {
  let figures: Indicators
  let wording: Wording
  let provenance: Provenance

  init(_ figures: Indicators, _ wording: Wording, _ provenance: Provenance) {
    self.figures = figures
    self.wording = wording
    self.provenance = provenance
  }

  var session: Session { wording.session }

  func cited(_ text: String, _ records: [RecordID] = []) -> Cited { Cited(text, provenance.cited(records)) }

  // MARK: Head

  var heading: SupervisionPage.Heading {
    let opening = session.opening
    let log = figures.log
    return SupervisionPage.Heading(
      title: "Session \(opening.session) of \(opening.group.displaySafe)",
      fingerprint: log.head.isEmpty ? "none" : String(log.head.displaySafe.prefix(8)),
      origin: "\(modeWords), observed by \(opening.observer.displaySafe), \(dateWords). "
        + "\(Wording.count(log.records, "record")), \(log.isClosed ? "closed" : "not closed").",
      length: cited(lengthWords, provenance.clock), caveat: Indicators.caveat)
  }

  private var modeWords: String {
    switch session.opening.mode {
    case .clinical: "Clinical"
    case .research: "Research"
    case .roleplay: "Role-play"
    }
  }

  /// The day and the time of day at the opening, as the log has them.
  private var dateWords: String {
    let wall = session.opening.wall
    guard wall.parsed != nil else { return wall.text.displaySafe }
    let scalars = Array(wall.text.unicodeScalars.prefix(16).map(String.init))
    return scalars.prefix(10).joined() + " " + scalars.dropFirst(11).joined()
  }

  private var lengthWords: String {
    let time = figures.time
    var words = "Length \(Wording.time(time.elapsed))"
    if time.paused > 0 { words += ", less \(Wording.time(time.paused)) paused" }
    words += ": \(Wording.time(time.active)) active"
    words += time.masked > 0 ? ", \(Wording.time(time.masked)) of it not seen." : ", all of it seen."
    return words + " Times are active time, minutes and seconds."
  }

  // MARK: Episodes

  var shownEpisodes: [EpisodeSummary] {
    longest(figures.episodes, SupervisionPage.mostEpisodes).map { EpisodeSummary($0, wording, provenance) }
  }

  /// Those watched longest, ties by onset and number, in the order of onset.
  private func longest(_ episodes: [EpisodeOutcome], _ most: Int) -> [EpisodeOutcome] {
    let order = episodes.indices.sorted { (-episodes[$0].watched, $0) < (-episodes[$1].watched, $1) }
    return order.prefix(most).sorted().map { episodes[$0] }
  }

  var episodesBeside: Cited {
    let repair = figures.latency.repair
    var words = "n \(repair.count), repaired \(repair.events), censored \(repair.censored)"
    let hidden = figures.episodes.count - SupervisionPage.mostEpisodes
    if hidden > 0 {
      words += "; the \(SupervisionPage.mostEpisodes) watched longest, \(hidden) more in the appendix"
    }
    return cited(words, figures.episodes.flatMap { provenance.latency(of: $0) })
  }

  // MARK: Open

  var openForNextTime: [SupervisionPage.OpenItem] {
    let all = figures.episodes.filter { $0.resolved == nil }
    let shown = longest(all, SupervisionPage.mostOpen)
    var items = shown.map { outcome in
      let isOpen = outcome.episode.isOpen
      return SupervisionPage.OpenItem(
        episode: outcome.id, isCarriedOn: isOpen,
        words: cited(
          "\(wording.number(outcome.id)) \(wording.movement(outcome.episode)), \(outcome.latencyWords), "
            + Wording.count(outcome.attempts.count, "attempt")
            + (isOpen ? "" : "; not carried on, somebody it concerns left"),
          provenance.everything(of: outcome)))
    }
    let others = all.filter { outcome in !shown.contains { $0.id == outcome.id } }
    if !others.isEmpty {
      let numbers = others.map { wording.number($0.id) }
      items.append(
        SupervisionPage.OpenItem(
          episode: nil, isCarriedOn: others.contains { $0.episode.isOpen },
          words: cited(
            "\(others.count) more, for less long: \(numbers.prefix(12).joined(separator: ", "))"
              + (numbers.count > 12 ? ", ..." : "") + "; in the appendix",
            others.flatMap { provenance.latency(of: $0) })))
    }
    let bookmarks = session.unnamedBookmarks
    if !bookmarks.isEmpty {
      items.append(
        SupervisionPage.OpenItem(
          episode: nil, isCarriedOn: false,
          words: cited("\(Wording.count(bookmarks.count, "bookmark")) without a name", bookmarks)))
    }
    return items
  }

  // MARK: Quiet

  var quiet: [SupervisionPage.Quiet] {
    let fallen = figures.people.enumerated().flatMap { seat, person in
      person.changes.compactMap { change -> (seat: Int, change: PersonFigures.Change, fall: Double)? in
        guard let before = change.before, let after = change.after, after < before else { return nil }
        return (seat, change, before - after)
      }
    }
    let order = fallen.indices.sorted { (-fallen[$0].fall, $0) < (-fallen[$1].fall, $1) }
    return order.prefix(SupervisionPage.mostQuiet).map { index in
      let (seat, change, _) = fallen[index]
      return SupervisionPage.Quiet(
        who: figures.people[seat].id, change: change, words: quietWords(seat, change))
    }
  }

  private func quietWords(_ seat: Int, _ change: PersonFigures.Change) -> Cited {
    let outcome = figures.episodes.first { $0.id == change.episode }
    var words = "\(wording.name(figures.people[seat].id)) after \(wording.number(change.episode))"
    if let outcome {
      words += " (\(wording.movement(outcome.episode)), \(Wording.time(outcome.onset)))"
    }
    words +=
      ": talk \(Wording.change(change.before, change.after)) s a minute,"
      + " the others \(Wording.change(change.othersBefore, change.othersAfter));"
      + " turns not minimal \(change.turnsBefore) -> \(change.turnsAfter)"
    if let outcome, let short = shortWindow(outcome) { words += "; \(short)" }
    return cited(words, provenance.talk(of: .member) + (outcome.map { provenance.onset(of: $0) } ?? []))
  }

  /// A warning where one side of an onset is shorter than five minutes of observed time.
  private func shortWindow(_ outcome: EpisodeOutcome) -> String? {
    let before = min(session.clock.observed(outcome.episode.onset), figures.time.observed)
    let shorter = min(before, figures.time.observed - before)
    guard shorter < 300_000 else { return nil }
    return "one side is only \(Wording.time(shorter)) long"
  }
}
