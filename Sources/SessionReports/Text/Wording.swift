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

  /// A length of time as minutes and seconds, such as `21:25`; with hours from one hour on.
  ///
  /// Parts of a second are dropped: they are beyond what an observer can claim.
  static func time(_ milliseconds: Int) -> String {
    let seconds = abs(milliseconds) / 1000
    let sign = milliseconds < 0 ? "-" : ""
    guard seconds >= 3600 else { return "\(sign)\(seconds / 60):\((seconds % 60).padded(2))" }
    return "\(sign)\(seconds / 3600):\((seconds / 60 % 60).padded(2)):\((seconds % 60).padded(2))"
  }

  /// A number with some digits behind the point, rounded to the nearest; `n/a` when there is none.
  static func number(_ value: Double?, digits: Int) -> String {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    guard let value, let scaled = Int(exactly: (value * scale).rounded()) else { return "n/a" }
    let whole = abs(scaled) / Int(scale)
    let rest = abs(scaled) % Int(scale)
    return "\(scaled < 0 ? "-" : "")\(whole)" + (digits > 0 ? ".\(rest.padded(digits))" : "")
  }

  /// A count with its noun, such as `1 marker` or `2 markers`.
  static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
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
