import SafeText
import SessionAnalysis
import SessionCore

/// How people, codes, times and parts are put into words on a page.
///
/// Names are the labels of the roster, never the identifiers, and whatever came from a file is made safe to show.
struct Wording {
  let session: Session

  /// The label of a person.
  func name(_ id: MemberID) -> String {
    let label = session.roster[id]?.label ?? id.rawValue
    return (label.isEmpty ? id.rawValue : label).displaySafe
  }

  /// The label of a person, or the group.
  func name(_ party: Party) -> String { party.person.map(name) ?? "group" }

  /// A code with its words, such as `W2 Minimal response`; the code alone when the codebook does not list it.
  func words(_ code: CodeID) -> String {
    guard let label = session.codebook[code]?.label, !label.isEmpty else {
      return "\(code.rawValue.displaySafe) (not in the codebook)"
    }
    return "\(code.rawValue.displaySafe) \(label.displaySafe)"
  }

  /// An episode by its number, as the log has it.
  func number(_ id: RecordID) -> String { "#\(id.rawValue)" }

  /// Who moved away from or against whom.
  func movement(_ episode: Episode) -> String { "\(name(episode.who)) -> \(name(episode.to))" }

  /// A code, safe to show.
  func code(_ code: CodeID) -> String { code.rawValue.displaySafe }

  /// The form of a rupture in a word.
  func form(_ form: Event.Form?) -> String {
    switch form {
    case .withdrawal?: "withdrawal"
    case .confrontation?: "confrontation"
    case .mixed?: "mixed"
    case nil: "form n/a"
    }
  }

  /// The codes of an episode in words; those of the sessions before when it has none here.
  func codes(of outcome: EpisodeOutcome) -> String {
    guard outcome.codes.isEmpty else { return listed(outcome.codes) }
    return "none in this session; before: \(listed(outcome.episode.codes))"
  }

  /// Codes in the order in which each came first, with how often it came.
  private func listed(_ codes: [CodeID]) -> String {
    var counts: [CodeID: Int] = [:]
    for code in codes { counts[code, default: 0] += 1 }
    var seen: Set<CodeID> = []
    return codes.filter { seen.insert($0).inserted }
      .map { words($0) + ((counts[$0] ?? 1) > 1 ? " x\(counts[$0] ?? 1)" : "") }
      .joined(separator: "; ")
  }

  /// How many attempts there were, and by whom, such as `4 (Joe 3, Chris 1)`.
  func attempts(of outcome: EpisodeOutcome) -> String {
    guard !outcome.attempts.isEmpty else { return "0" }
    let by = outcome.attemptsBy.map { "\(name($0.who)) \($0.count)" }.joined(separator: ", ")
    return "\(outcome.attempts.count) (\(by))"
  }

  /// How far the attempts met the place of the rupture, to be set after ``attempts(of:)``; empty without any.
  func matches(of outcome: EpisodeOutcome) -> String {
    let all = LocusMatch.allCases.reversed().compactMap { match -> String? in
      let count = outcome.attempts.count { $0.match == match }
      guard count > 0 else { return nil }
      switch match {
      case .full: return "\(count) full"
      case .partial: return "\(count) partial"
      case .none: return "\(count) none"
      }
    }
    return all.isEmpty ? "" : "; match of place, a hypothesis: \(all.joined(separator: ", "))"
  }

  /// A repair by its strategy and who made it, such as `R5 Owns a part by Chris`.
  func repair(_ id: RecordID) -> String {
    guard case .repair(let repair)? = session[id]?.event else { return number(id) }
    return "\(words(repair.code)) by \(name(repair.who))"
  }

  /// The record that carried an episode in, or `nil` for one that began here.
  func carried(_ id: RecordID) -> Event.Carried? {
    if case .carried(let carried)? = session[id]?.event { carried } else { nil }
  }

  /// How many sessions after the one before this one is, such as `1 session later`.
  var sessionsLater: String {
    let later = session.opening.after.map { max(1, session.opening.session - $0.session) } ?? 1
    return Self.count(later, "session") + " later"
  }
}

extension EpisodeOutcome {
  /// How long the episode waited: `3:05`, or while it was not resolved `> 21:25 (open)`.
  var latencyWords: String {
    if let resolved { return Wording.time(resolved) }
    return "> \(Wording.time(watched)) (\(reasonWords))"
  }

  /// When the first attempt came: `0:52`, or `> 21:25 (none)` when none did.
  var firstAttemptWords: String {
    firstAttempt.map { Wording.time($0) } ?? "> \(Wording.time(watched)) (none)"
  }

  /// What became of the episode, without how long it took.
  var outcomeWords: String {
    guard resolved != nil else { return "not resolved" }
    return strength.map { "resolved, strength \($0) of 5" } ?? "resolved"
  }

  /// Why the watch over an episode that was not resolved ended.
  var reasonWords: String {
    switch reason {
    case .left?: "left"
    case .leftInRupture?: "left because of the rupture"
    case .end?: "open"
    case .observer?: "open, observer stopped"
    case .technical?: "open, technical end"
    case .unfinished?: "open, log not closed"
    case nil: "resolved"
    }
  }
}
