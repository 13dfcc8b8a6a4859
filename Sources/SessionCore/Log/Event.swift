/// Everything that can happen in a session, as small facts in the past tense; nothing here is derived.
///
/// The cases are the kinds of `docs/log-format.md`, which says what each means. Turns, of which a session is mostly
/// made, lie in an event itself; what is larger and rarer lies behind a reference, so that a long log takes little
/// room.
package enum Event: Hashable, Sendable {
  indirect case opened(Opening)
  case consented(Consent)
  case withdrew(MemberID)
  case arrived(Attendance)
  case left(Attendance)
  case turn(Turn)
  /// The floor is empty.
  case silence(Claim = Claim())
  indirect case marker(Marker)
  indirect case repair(Repair)
  /// Collaboration is partly back; the clock of the episode goes on.
  case partly(Partial)
  indirect case resolved(Resolution)
  case caused(Link)
  case relapse(Link)
  case merged(Link)
  indirect case carried(Carried)
  indirect case moment(Moment)
  /// Stamp now, name later.
  case bookmark(Claim = Claim())
  /// The observer could not see or hear from here on.
  case lost
  case regained
  case paused(WallTime)
  case resumed(WallTime)
  case sync(Sync)
  case rated(Rating)
  case note(Note)
  case amended(Amendment)
  case retracted(RecordID)
  case restored(RecordID)
  case clock(ClockStep)
  indirect case recovered(Recovery)
  case reopened(WallTime)
  case interrupted(Interruption)
  case closed(Closing)
  /// A record of a kind this version does not know; it is kept in the log and counted.
  case unknown(kind: String)

  /// When something happened, as far as the record itself says.
  package struct Claim: Hashable, Sendable {
    // Hardly any record claims anything. What is not there takes the room of a number and no more.
    @usableFromInline var onNumber: Int
    @usableFromInline var fromNumber: Int

    /// When the observer says it happened; `nil` means when the observer acted.
    @inlinable package var on: SessionTime? {
      get { onNumber == .min ? nil : SessionTime(onNumber) }
      set { onNumber = newValue?.milliseconds ?? .min }
    }

    /// The bookmark that this record names, whose moment it takes.
    @inlinable package var from: RecordID? {
      get { fromNumber == .min ? nil : RecordID(fromNumber) }
      set { fromNumber = newValue?.rawValue ?? .min }
    }

    @inlinable package init(on: SessionTime? = nil, from: RecordID? = nil) {
      (onNumber, fromNumber) = (on?.milliseconds ?? .min, from?.rawValue ?? .min)
    }
  }

  /// Who or what a turn is about.
  package enum Focus: String, Hashable, Sendable, CaseIterable {
    case own = "self"
    case other, group, none
  }

  /// How clear a marker was.
  package enum Clarity: Int, Hashable, Sendable, CaseIterable {
    case weak = 1
    case clear, strong
  }

  /// What ended a session.
  package enum Ending: String, Hashable, Sendable, CaseIterable {
    case end, observer, technical
  }

  /// What cut a run short.
  package enum Interruption: String, Hashable, Sendable, CaseIterable {
    case signal, terminal
  }

  /// The form of a rupture: withdrawal, confrontation, or both.
  package enum Form: String, Hashable, Sendable, CaseIterable {
    case withdrawal = "W"
    case confrontation = "C"
    case mixed
  }
}
