import SessionCore
import TerminalKit

/// The five minutes the session is in, and the marks that fell into them.
struct SegmentMarks {
  /// In ms of session time.
  static let length = 300_000

  private var from = 0
  /// How many of each sign, in the order in which they are shown.
  private var counts: [(sign: String, count: Int)] = [
    ("w", 0), ("c", 0), ("x", 0), ("r", 0), ("v", 0),
  ]

  init(_ session: Session, at now: SessionTime) {
    let start = now.milliseconds / Self.length * Self.length
    from = start / 60_000
    for id in session.signs.reversed() {
      let entry = session.entries[id.rawValue]
      // Whoever moves a mark to later than it was keyed moves it by less than a segment.
      if entry.time.milliseconds < start - Self.length { break }
      guard entry.moment.milliseconds >= start, entry.moment <= now,
        let sign = session.sign(of: entry.event),
        let place = counts.firstIndex(where: { $0.sign == String(sign.symbol) })
      else { continue }
      counts[place].count += 1
    }
  }

  /// `5-10 min  c1 r2`, cut to a number of columns.
  func text(columns: Int) -> String {
    let marks = counts.filter { $0.count > 0 }.map { "\($0.sign)\($0.count)" }.joined(
      separator: " ")
    let range = "\(from)-\(from + 5)" + (columns >= 24 ? " min  " : "  ")
    return (range + (marks.isEmpty ? "no marks" : marks)).truncated(to: columns)
  }
}

extension Session {
  /// Whose lane an event belongs to, and its sign there: `w` `c` `x` for a marker, `r` a repair, `v` a resolution.
  func sign(of event: Event) -> (who: MemberID, symbol: Unicode.Scalar)? {
    switch event {
    case .marker(let marker):
      switch codebook.family(of: marker.code) {
      case .withdrawal?: (marker.who, "w")
      case .confrontation?: (marker.who, "c")
      default: (marker.who, "x")
      }
    case .repair(let repair): (repair.who, "r")
    case .resolved(let resolution):
      episode(root(of: resolution.episode)).map { ($0.affected.first ?? $0.who, "v") }
    default: nil
    }
  }
}
