/// A record that changed what is believed, for the list of corrections.
package struct Correction: Hashable, Sendable, Identifiable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case amended, retracted, restored, merged
    /// A record that names an earlier bookmark.
    case named
    /// An observation recorded after the session was closed.
    case late
  }

  /// The record that corrects.
  package let id: RecordID
  /// When it was made.
  package let time: SessionTime
  /// The day and time at which it was made, when that was after the closing; of the session itself it is no part.
  package let madeLater: WallTime?
  package let kind: Kind
  /// What it is about: the record corrected, the bookmark named, the episode merged, or itself.
  package let target: RecordID

  /// Every correction of a session, in the order in which they were made.
  ///
  /// An amendment that only adds to a turn what it did not say yet, such as whom it was addressed to, completes
  /// the turn and is none. Nor is a record that made no sense.
  package static func all(in records: [Record], of whole: Session) -> [Correction] {
    let closed = whole.closing
    var reopened: (wall: WallTime, time: SessionTime)?
    return records.compactMap { record in
      func correction(_ kind: Kind, _ target: RecordID) -> Correction? {
        if whole.ignored.contains(sorted: record.id) { return nil }
        let wall = reopened.map { opened in
          opened.wall.adding(milliseconds: record.time.milliseconds - opened.time.milliseconds)
        }
        return Correction(id: record.id, time: record.time, madeLater: wall, kind: kind, target: target)
      }
      switch record.event {
      case .reopened(let wall):
        if let closed, record.id > closed { reopened = (wall, record.time) }
        return nil
      case .amended(let amendment):
        guard records.indices.contains(amendment.of.rawValue) else { return nil }
        return completes(amendment, records[amendment.of.rawValue].event)
          ? nil : correction(.amended, amendment.of)
      case .retracted(let target): return correction(.retracted, target)
      case .restored(let target): return correction(.restored, target)
      case .merged(let link): return correction(.merged, link.episode)
      default:
        if let bookmark = record.event.claim?.from { return correction(.named, bookmark) }
        guard let closed, record.id > closed, record.event.isObservation else { return nil }
        return correction(.late, record.id)
      }
    }
  }

  private static func completes(_ amendment: Amendment, _ event: Event) -> Bool {
    guard case .turn(let turn) = event else { return false }
    return amendment.changes.allSatisfy { change in
      switch change {
      case .to: turn.to == nil
      case .focus: turn.focus == nil
      case .minimal(let isMinimal): isMinimal && !turn.minimal
      default: false
      }
    }
  }
}
