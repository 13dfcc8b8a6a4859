package import SessionAnalysis
package import SessionCore

/// What the observer saw, as one value from which every page is made: terminal, Markdown and HTML.
///
/// First what fits one printed page, then the tables. Every figure carries the records it came from; nothing is
/// computed by whoever draws it.
package struct SupervisionPage: Hashable, Sendable {
  /// What stands above everything.
  package struct Heading: Hashable, Sendable {
    /// `Session 3 of communication-skills`.
    package let title: String
    /// The first 8 digits of the log's fingerprint; `none` without one.
    package let fingerprint: String
    /// Mode, observer, date, and how many records the log has.
    package let origin: String
    /// How long the session was, and how much of it was seen.
    package let length: Cited
    /// ``Indicators/caveat``.
    package let caveat: String
  }

  /// An episode that is open, or something that was stamped and never named.
  package struct OpenItem: Hashable, Sendable {
    /// `nil` for bookmarks, and for all that there is no room for.
    package let episode: RecordID?
    /// Whether the next session would be offered it.
    package let isCarriedOn: Bool
    package let words: Cited
  }

  /// Somebody whose talk fell from a rupture on, beside the others' change.
  package struct Quiet: Hashable, Sendable {
    package let who: MemberID
    package let change: PersonFigures.Change
    package let words: Cited
  }

  package let heading: Heading
  /// The figures themselves, for what is drawn or tabled from them.
  package let figures: Indicators
  package let timeline: Timeline
  /// The episodes of the first page, in the order of onset; at most ``mostEpisodes``, those watched longest.
  package let episodes: [EpisodeSummary]
  /// What is said of the episodes as a whole: how many, repaired, censored, not shown.
  package let episodesBeside: Cited
  /// At most three, fewer if there are fewer; chosen by ``Rewatch/rule``.
  package let rewatch: [Rewatch]
  /// In the order of onset; at most ``mostOpen`` episodes, those watched longest, and the numbers of the others.
  package let openForNextTime: [OpenItem]
  /// Most fallen first; at most ``mostQuiet``.
  package let quiet: [Quiet]
  /// Whether anybody's talk before and after a rupture can be compared: it began in this session.
  package let comparesTalk: Bool
  /// Questions for the conversation; each ends in a question mark, none is a grade.
  package let prompts: [Cited]
  /// What these figures cannot say.
  package let limits: [Cited]
  /// The tables.
  package let appendix: [ReportSection]

  /// What somebody must know who reads of episodes for the first time; stands under them.
  package static let reading =
    "Withdrawal moves away, confrontation against; > had not come when the watch ended (censored)."
    + " M member, T therapist, G group. RMST: mean within 10:00."

  /// How many episodes the first page has room for; the appendix has all.
  package static let mostEpisodes = 6
  /// How many open ones it has room for; all are in the appendix, and are carried on.
  package static let mostOpen = 6
  /// How many people who went quiet it has room for.
  package static let mostQuiet = 3

  /// The page of a session from its indicators.
  package init(_ figures: Indicators, of session: Session) {
    let wording = Wording(session: session)
    let provenance = Provenance(of: session)
    let parts = PageParts(figures, wording, provenance)
    self.figures = figures
    heading = parts.heading
    timeline = Timeline(of: session, figures, wording)
    episodes = parts.shownEpisodes
    episodesBeside = parts.episodesBeside
    rewatch = Rewatch.moments(of: figures, in: session, wording, provenance)
    openForNextTime = parts.openForNextTime
    quiet = parts.quiet
    comparesTalk = parts.figures.people.contains { !$0.changes.isEmpty }
    prompts = parts.prompts
    limits = parts.limits
    appendix = Appendix(figures, wording, provenance).sections
  }
}
