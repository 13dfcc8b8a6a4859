/// What of a session's time was active, and what of it was observed.
///
/// *Active* is time since the opening less the pauses. *Masked* is active time the observer could not see:
/// `lost` to `regained`, and the gap before each `reopened`. *Observed* is active time less masked time.
package struct SessionClock: Hashable, Sendable {
  package private(set) var pauses = Spans()
  /// Stretches the observer could not see, pauses within them included.
  package private(set) var masks = Spans()
  /// Pauses and masks taken together, so that nothing is taken out twice.
  private var unobserved = Spans()

  package init() {}

  package var isPaused: Bool { pauses.isOpen }
  package var isLost: Bool { masks.isOpen }

  /// Active ms before a moment.
  package func active(_ moment: SessionTime) -> Int { moment.milliseconds - pauses.total(before: moment) }

  /// Observed ms before a moment.
  package func observed(_ moment: SessionTime) -> Int {
    moment.milliseconds - unobserved.total(before: moment)
  }

  /// Masked ms before a moment, pauses within masks left out.
  package func masked(_ moment: SessionTime) -> Int { active(moment) - observed(moment) }

  /// Goes back to what the events made before a moment.
  ///
  /// The gap before a reopening must not lie across the moment: it is the work of the event at its end.
  mutating func cut(at moment: SessionTime) {
    pauses.cut(at: moment)
    masks.cut(at: moment)
    unobserved.cut(at: moment)
  }

  /// Takes in an event of the clock; any other event, and one that changes nothing, is passed over.
  ///
  /// - Parameter previous: when the record before was made; the gap before a reopening starts there.
  mutating func take(_ event: Event, at time: SessionTime, previous: SessionTime) {
    switch event {
    case .paused: pauses.open(at: time)
    case .resumed: pauses.close(at: time)
    case .lost: masks.open(at: time)
    case .regained: masks.close(at: time)
    case .reopened:
      if !unobserved.isOpen {
        unobserved.open(at: previous)
        unobserved.close(at: time)
      }
      if !masks.isOpen {
        masks.open(at: previous)
        masks.close(at: time)
      }
      return
    default: return
    }
    if pauses.isOpen || masks.isOpen { unobserved.open(at: time) } else { unobserved.close(at: time) }
  }
}
