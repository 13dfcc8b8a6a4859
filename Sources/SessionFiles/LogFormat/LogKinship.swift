package import SessionCore

/// How two readings of one session's log are related.
///
/// One session may have two files: a rescue file goes on where the first one could not, and a salvaged log stands
/// beside its source. The records are compared, not the chains, because a salvaged log has a chain of its own.
package enum LogKinship: Hashable, Sendable {
  /// They are not of one session, or one of them has no opening.
  case strangers
  /// They hold the same records.
  case same
  /// The records of the first are the first ones of the second, which goes on: the second wins.
  case firstIsPrefix
  /// The records of the second are the first ones of the first, which goes on: the first wins.
  case secondIsPrefix
  /// Both have a record of this number, and the two differ. Neither wins; both are to be looked at.
  case forked(at: RecordID)

  /// Compares the good parts of two logs. A place where a record was lost agrees with any record.
  package init(_ first: LogReading, _ second: LogReading) {
    guard let one = first.opening, let other = second.opening, one.sid == other.sid else {
      self = .strangers
      return
    }
    let difference = zip(first.records, second.records).first { !Self.agree($0, $1) }
    if let (record, _) = difference {
      self = .forked(at: record.id)
    } else if first.records.count == second.records.count {
      self = .same
    } else {
      self = first.records.count < second.records.count ? .firstIsPrefix : .secondIsPrefix
    }
  }

  private static func agree(_ one: Record, _ other: Record) -> Bool {
    if one == other { return true }
    return one.isPlaceholder || other.isPlaceholder
  }

  /// Whether the two need somebody's decision.
  package var isFork: Bool { if case .forked = self { true } else { false } }

  /// The relation in one line, or `nil` for strangers; the arguments are how the logs were named.
  package func wording(_ first: String, _ second: String) -> String? {
    switch self {
    case .strangers: nil
    case .same: "\(first) and \(second): one session, and the same records."
    case .firstIsPrefix:
      "\(first): one session with \(second), which has all its records and goes on. Use that one."
    case .secondIsPrefix:
      "\(second): one session with \(first), which has all its records and goes on. Use that one."
    case .forked(let id):
      "\(first) and \(second): one session, forked at record \(id). Nothing chooses between them: compare both."
    }
  }
}

extension LogKinship {
  /// Two of some logs, by their places, and how they are related.
  package typealias Pair = (first: Int, second: Int, kinship: LogKinship)

  /// How the logs of each session are related, two by two in the order given; strangers are left out.
  ///
  /// A copy of an earlier log is compared with that one alone: whatever else is true of it is said of the earlier
  /// one. So thousands of logs, of as many sessions or all of one, take no longer than reading them.
  package static func pairs(of readings: [LogReading]) -> [Pair] {
    let sessions = Dictionary(grouping: readings.indices) { readings[$0].opening?.sid }
    var originals: [LogChain: Int] = [:]
    var pairs: [Pair] = []
    // The first log of each chain; the chain proves every record.
    let firsts = readings.indices.map { place in
      let original = originals[readings[place].chain, default: place]
      originals[readings[place].chain] = original
      return original
    }
    for first in readings.indices where firsts[first] == first {
      guard let sid = readings[first].opening?.sid, let session = sessions[sid] else { continue }
      for second in session.drop(while: { $0 <= first }) {
        if firsts[second] == first {
          pairs.append((first, second, .same))
        } else if firsts[second] == second {
          pairs.append((first, second, LogKinship(readings[first], readings[second])))
        }
      }
    }
    return pairs
  }
}

extension Record {
  /// Whether it stands in a salvaged log for a record that could not be put there.
  fileprivate var isPlaceholder: Bool {
    event == .unknown(kind: Salvage.lostKind) || event == .unknown(kind: Salvage.keptKind)
  }
}
