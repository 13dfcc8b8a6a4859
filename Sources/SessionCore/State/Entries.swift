/// Every record of a session by its number, as it is now believed.
///
/// Nearly all of a long log are turns that were keyed as they happened and never corrected. Of such a turn only the
/// seats are kept, in 16 bytes; any other record is kept whole.
package struct Entries: Sendable {
  /// A record in its place, as it is now believed.
  package struct Entry: Hashable, Sendable {
    /// What happened, as amended.
    package internal(set) var event: Event
    /// `false` for a record that was taken back and for one that makes no sense.
    package internal(set) var isStanding: Bool
    /// Whether a standing amendment changes it.
    package internal(set) var isAmended = false
    /// When the observer acted.
    package let time: SessionTime
    /// When it is claimed to have happened, as amended; the order of analysis.
    package internal(set) var moment: SessionTime
  }

  private enum Slot: Sendable {
    case turn(SeatedTurn)
    /// Where it is kept whole.
    case whole(Int)
  }

  /// A standing turn from a seat, claimed for no other moment than its own and never amended.
  private struct SeatedTurn: Sendable {
    let time: SessionTime
    let who: Int16
    /// The seat addressed, or one of the numbers below.
    let to: Int16
    let focus: Event.Focus?
    let isMinimal: Bool

    static let nobody: Int16 = -1
    static let everybody: Int16 = -2
  }

  private var slots = Blocks<Slot>()
  /// The records that are kept whole: whoever asks for many looks at them here, where they lie.
  package private(set) var wholes = Blocks<Entry>()
  /// The names by which turns speak of the seats.
  private let seats: [MemberID]

  init(_ opening: Opening) {
    seats = opening.roster.members.map(\.id)
    append(Entry(event: .opened(opening), isStanding: true, time: .zero, moment: .zero))
  }

  /// Makes room for a number of records in all; see ``Blocks/reserve(_:)``.
  mutating func reserve(_ records: Int) { slots.reserve(records) }

  /// Adds a record after those before.
  mutating func append(_ entry: consuming Entry) {
    slots.append(.whole(wholes.count))
    wholes.append(entry)
  }

  /// Adds a turn that stands and was keyed as it happened, with the piece of the floor that it takes.
  mutating func append(_ turn: Event.Turn, taking segment: borrowing Floor.Segment) {
    guard let seated = seated(segment) else {
      return append(Entry(event: .turn(turn), isStanding: true, time: segment.start, moment: segment.start))
    }
    slots.append(.turn(seated))
  }

  private func seated(_ segment: borrowing Floor.Segment) -> SeatedTurn? {
    guard case .seat(let who) = segment.speaker, isKept(who) else { return nil }
    var to = SeatedTurn.nobody
    switch segment.to {
    case .seat(let seat)?:
      guard isKept(seat) else { return nil }
      to = Int16(truncatingIfNeeded: seat)
    case .group?: to = SeatedTurn.everybody
    case nil: break
    }
    return SeatedTurn(
      time: segment.start, who: Int16(truncatingIfNeeded: who), to: to, focus: segment.focus,
      isMinimal: segment.isMinimal)
  }

  /// Whether the name of a seat is as good as the one that a turn says: not where an accent can be written in two ways.
  private func isKept(_ seat: Int) -> Bool { seat <= Int(Int16.max) && !seats[seat].name.isListed }

  /// Lets a record stand that was kept whole because it was not known yet whether it does.
  mutating func stand(_ id: RecordID) { if let place = place(of: id) { wholes[place].isStanding = true } }

  /// Where among the ``wholes`` a record lies; `nil` for a turn of which the seats are kept, and where there is none.
  package func place(of id: RecordID) -> Int? {
    guard indices.contains(id.rawValue), case .whole(let place) = slots[id.rawValue] else { return nil }
    return place
  }

  private func entry(of turn: SeatedTurn) -> Entry {
    let to: Party? =
      switch turn.to {
      case SeatedTurn.nobody: nil
      case SeatedTurn.everybody: .group
      default: .person(seats[Int(turn.to)])
      }
    return Entry(
      event: .turn(
        Event.Turn(who: seats[Int(turn.who)], to: to, focus: turn.focus, minimal: turn.isMinimal)),
      isStanding: true, time: turn.time, moment: turn.time)
  }
}

extension Entries: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { slots.count }

  /// The record of a number, which must be one of the session's.
  package internal(set) subscript(index: Int) -> Entry {
    get {
      switch slots[index] {
      case .turn(let turn): entry(of: turn)
      case .whole(let place): wholes[place]
      }
    }
    _modify {
      // What is put right once may be put right again, and is whole from then on.
      switch slots[index] {
      case .turn(let turn):
        slots[index] = .whole(wholes.count)
        wholes.append(entry(of: turn))
        yield &wholes[wholes.count - 1]
      case .whole(let place): yield &wholes[place]
      }
    }
  }
}

extension Entries: Equatable {
  /// Whether two sessions hold the same, however it is kept.
  package static func == (a: Entries, b: Entries) -> Bool { a.count == b.count && a.elementsEqual(b) }
}
