import SessionCore
import TerminalKit

/// The whole of a session at a glance: who spoke when, and every marker, repair, resolution and correction, in the
/// time of the view.
///
/// It is worked out once for as many pieces as no window has columns, so that drawing costs the same for any log.
struct Timeline: Hashable, Sendable {
  /// How many pieces the view is cut into.
  static let pieces = 1024

  /// Signs by piece; of several in one piece the weightiest is kept.
  struct Row: Hashable, Sendable {
    private var signs: [Unicode.Scalar?] = Array(repeating: nil, count: Timeline.pieces)

    /// From the weightiest: a marker, a resolution, a repair, then what is said about them.
    private static func weight(_ sign: Unicode.Scalar) -> Int {
      switch sign {
      case "!", "w", "c", "x": 5
      case "v": 4
      case "r": 3
      case "~", "×", "+": 2
      default: 1
      }
    }

    mutating func add(_ sign: Unicode.Scalar, at piece: Int) {
      if let there = signs[piece], Self.weight(there) >= Self.weight(sign) { return }
      signs[piece] = sign
    }

    /// The weightiest sign of some pieces.
    func sign(in pieces: Range<Int>) -> Unicode.Scalar? {
      pieces.compactMap { signs[$0] }.max { Self.weight($0) < Self.weight($1) }
    }
  }

  /// What stood where when it was keyed: `×` for what was taken back later, `~` for what was changed later.
  private(set) var recorded = Row()
  /// What is believed to have happened when: `~` for what was changed, `+` for what was recorded after the closing.
  private(set) var believed = Row()
  /// When corrections were made: `~` changed, `×` taken back, `+` put back or recorded late, `=` merged, `n` named.
  private(set) var corrections = Row()
  /// A lane a person: markers, repairs and resolutions as believed.
  private(set) var lanes: [Row]
  /// In which pieces each person spoke.
  private(set) var talk: [[Bool]]
  private let length: Int

  init(_ replay: Replay, _ map: TimeMap) {
    let whole = replay.whole
    length = max(1, map.length)
    let length = length
    func piece(_ moment: SessionTime) -> Int { Self.piece(map.view(moment), of: length) }
    lanes = Array(repeating: Row(), count: whole.roster.members.count)
    talk = Array(repeating: Array(repeating: false, count: Self.pieces), count: whole.roster.members.count)
    for record in replay.records where record.event.isSign {
      let entry = whole.entries[record.id.rawValue]
      let sign = !entry.isStanding ? "×" : entry.isAmended ? "~" : Self.sign(record.event)
      recorded.add(sign, at: piece(record.time))
    }
    for id in whole.signs {
      let entry = whole.entries[id.rawValue]
      let isLate = whole.closing.map { id > $0 } ?? false
      believed.add(isLate ? "+" : entry.isAmended ? "~" : Self.sign(entry.event), at: piece(entry.moment))
      if let (seat, sign) = Self.lane(of: entry.event, in: whole) {
        lanes[seat].add(sign, at: piece(entry.moment))
      }
    }
    for correction in Correction.all(in: replay.records, of: whole) {
      let sign: Unicode.Scalar =
        switch correction.kind {
        case .amended: "~"
        case .retracted: "×"
        case .restored, .late: "+"
        case .merged: "="
        case .named: "n"
        }
      corrections.add(sign, at: piece(correction.time))
    }
    let segments = whole.floor.segments
    for (index, segment) in segments.enumerated() {
      guard case .seat(let seat) = segment.speaker else { continue }
      let end = index + 1 < segments.count ? segments[index + 1].start : whole.end
      let last = max(segment.start, end.moved(by: -1))
      for piece in piece(segment.start)...piece(last) { talk[seat][piece] = true }
    }
  }

  /// The pieces of one of so many columns.
  static func pieces(of column: Int, columns: Int) -> Range<Int> {
    let first = column * pieces / max(1, columns)
    return first..<max(first + 1, (column + 1) * pieces / max(1, columns))
  }

  /// The column, of so many, of a place in the view.
  func column(_ view: Int, of columns: Int) -> Int {
    min(Self.piece(view, of: length) * columns / Self.pieces, max(0, columns - 1))
  }

  private static func piece(_ view: Int, of length: Int) -> Int {
    min(max(Int(Double(view) / Double(length) * Double(pieces)), 0), pieces - 1)
  }

  private static func sign(_ event: Event) -> Unicode.Scalar {
    switch event {
    case .repair: "r"
    case .resolved: "v"
    default: "!"
    }
  }

  private static func lane(of event: Event, in session: Session) -> (Int, Unicode.Scalar)? {
    switch event {
    case .marker(let marker):
      let sign: Unicode.Scalar =
        switch session.codebook.family(of: marker.code) {
        case .withdrawal?: "w"
        case .confrontation?: "c"
        default: "x"
        }
      return session.roster.place(of: marker.who).map { ($0, sign) }
    case .repair(let repair): return session.roster.place(of: repair.who).map { ($0, "r") }
    case .resolved(let resolution):
      let episode = session.episode(session.root(of: resolution.episode))
      return episode.flatMap { session.roster.place(of: $0.affected.first ?? $0.who) }.map { ($0, "v") }
    default: return nil
    }
  }
}
