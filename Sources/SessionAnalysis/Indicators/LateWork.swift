package import SessionCore

/// What was recorded after a session had been closed, when its log was opened again for corrections.
package struct LateWork: Hashable, Sendable {
  /// How many records: corrections, and what was recorded or named late.
  package let count: Int
  /// When the log was opened for it, each time that something was recorded, as the log has it.
  package let sittings: [WallTime]

  /// Nothing, of a session that is open or was left as it was closed.
  package init(of session: Session) {
    var count = 0
    var sittings: [WallTime] = []
    var opened: WallTime?
    if let closing = session.closing {
      for entry in session.entries.dropFirst(closing.rawValue + 1) {
        switch entry.event {
        case .reopened(let wall): opened = wall
        case .closed, .clock, .recovered, .interrupted, .unknown: break
        default:
          count += 1
          if let wall = opened { sittings.append(wall) }
          opened = nil
        }
      }
    }
    self.count = count
    self.sittings = sittings
  }
}
