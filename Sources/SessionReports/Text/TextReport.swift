import SafeText
package import SessionAnalysis
package import SessionCore

/// The report as a page of plain text, 80 columns wide at most, for a terminal, a printer or a mail.
///
/// It shows the figures of ``Indicators`` and computes none. Beside every ratio stands what it was taken of, no
/// percentage is printed, and what is not available is called `n/a`.
package struct TextReport: Sendable {
  /// The lines of the page, without line feeds; none is wider than 80 columns or ends in a space.
  package let lines: [String]

  /// The page of a session from its indicators.
  package init(_ indicators: Indicators, of session: Session) {
    var writer = TextReportWriter(indicators, Wording(session: session))
    writer.head()
    writer.episodes()
    writer.latencies()
    writer.people()
    writer.changes()
    writer.group()
    writer.matrix()
    writer.grid()
    writer.ratings()
    writer.effort()
    writer.openForNextTime()
    lines = writer.page.lines
  }

  /// The page in UTF-8, every line ended by a line feed. Same log, same bytes.
  package var text: String { lines.joined(separator: "\n") + "\n" }
}

/// Writes the parts of a page, one after another.
struct TextReportWriter {
  let figures: Indicators
  let wording: Wording
  var page = Page()

  init(_ figures: Indicators, _ wording: Wording) {
    self.figures = figures
    self.wording = wording
  }

  var session: Session { wording.session }

  mutating func head() {
    let opening = session.opening
    let fingerprint = figures.log.head.isEmpty ? "none" : String(figures.log.head.displaySafe.prefix(8))
    let mark = "fingerprint \(fingerprint)"
    let title = "Session \(opening.session) of \(opening.group.displaySafe)"
    page.line(title.left(Page.width - mark.columns - 2) + "  " + mark)
    page.text(
      "\(modeWords), observed by \(opening.observer.displaySafe), \(dateWords). "
        + "\(Wording.count(figures.log.records, "record")), \(figures.log.isClosed ? "closed" : "not closed")."
    )
    page.text(timeWords)
    page.line()
    page.text(Indicators.caveat)
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

  private var timeWords: String {
    let time = figures.time
    var words = "Length \(Wording.time(time.elapsed))"
    if time.paused > 0 { words += ", less \(Wording.time(time.paused)) paused" }
    words += ": \(Wording.time(time.active)) active"
    words += time.masked > 0 ? ", \(Wording.time(time.masked)) of it not seen." : ", all of it seen."
    return words + " Times below are active time, minutes and seconds."
  }

  mutating func episodes() {
    let repair = figures.latency.repair
    page.heading(
      "RUPTURE EPISODES", "n \(repair.count), repaired \(repair.events), censored \(repair.censored)")
    guard !figures.episodes.isEmpty else {
      page.text(
        "None were marked. That is no sign of good therapy, nor of bad: see what was keyed, below.", indent: 2
      )
      return
    }
    for (index, outcome) in figures.episodes.enumerated() {
      if index > 0 { page.line() }
      episode(outcome)
    }
  }

  private mutating func episode(_ outcome: EpisodeOutcome) {
    let episode = outcome.episode
    page.entry(
      wording.number(episode.id),
      "\(wording.movement(episode)), \(outcome.level.rawValue), \(formWords(episode.form))", column: 7)
    let detail = { (name: String, text: String, page: inout Page) in
      page.entry(name, text, column: 15, indent: 9)
    }
    detail("onset", onsetWords(outcome), &page)
    detail("affected", episode.affected.map(wording.name).joined(separator: ", "), &page)
    detail("codes", codeWords(outcome), &page)
    detail("first attempt", outcome.firstAttemptWords, &page)
    detail("attempts", attemptWords(outcome), &page)
    if let partly = outcome.partly { detail("partly back", Wording.time(partly), &page) }
    detail("outcome", outcomeWords(outcome), &page)
    if let cause = episode.causedBy { detail("grew out of", wording.number(cause), &page) }
    if let former = episode.relapseOf {
      let gap = outcome.relapseGap.map { gap in
        ", \(Wording.time(abs(gap))) \(gap < 0 ? "before" : "after") its end"
      }
      detail("relapse of", wording.number(former) + (gap ?? ""), &page)
    }
  }

  private func formWords(_ form: Event.Form?) -> String {
    switch form {
    case .withdrawal?: "withdrawal"
    case .confrontation?: "confrontation"
    case .mixed?: "mixed"
    case nil: "form n/a"
    }
  }

  private func onsetWords(_ outcome: EpisodeOutcome) -> String {
    guard outcome.episode.isCarried else { return Wording.time(outcome.onset) }
    return "carried in, open \(Wording.time(outcome.episode.exposure)) before this session"
  }

  private func codeWords(_ outcome: EpisodeOutcome) -> String {
    guard outcome.codes.isEmpty else { return listed(outcome.codes) }
    return "none in this session; before: \(listed(outcome.episode.codes))"
  }

  /// Codes in the order in which each came first, with how often it came.
  private func listed(_ codes: [CodeID]) -> String {
    var counts: [CodeID: Int] = [:]
    for code in codes { counts[code, default: 0] += 1 }
    var seen: Set<CodeID> = []
    return codes.filter { seen.insert($0).inserted }
      .map { wording.words($0) + ((counts[$0] ?? 1) > 1 ? " x\(counts[$0] ?? 1)" : "") }
      .joined(separator: "; ")
  }

  private func attemptWords(_ outcome: EpisodeOutcome) -> String {
    guard !outcome.attempts.isEmpty else { return "0" }
    let by = outcome.attemptsBy.map { "\(wording.name($0.who)) \($0.count)" }.joined(separator: ", ")
    let matches = LocusMatch.allCases.reversed().compactMap { match -> String? in
      let count = outcome.attempts.count { $0.match == match }
      guard count > 0 else { return nil }
      switch match {
      case .full: return "\(count) full"
      case .partial: return "\(count) partial"
      case .none: return "\(count) none"
      }
    }
    return
      "\(outcome.attempts.count) (\(by)); match of place, a hypothesis: \(matches.joined(separator: ", "))"
  }

  private func outcomeWords(_ outcome: EpisodeOutcome) -> String {
    guard let strength = outcome.strength, outcome.resolved != nil else {
      return outcome.resolved == nil
        ? "not resolved, \(outcome.latencyWords)" : "resolved after \(outcome.latencyWords)"
    }
    return "resolved after \(outcome.latencyWords), strength \(strength) of 5"
  }
}
