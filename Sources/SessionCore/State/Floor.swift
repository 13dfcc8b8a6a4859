/// Who had the floor when: the standing `turn` and `silence` records in the order of the moments claimed.
///
/// Each segment runs to the next one and the last to the end of the session. A turn is the unbroken run of one
/// speaker's segments. The tallies of every seat are kept up to date record by record, so that the screen never
/// has to count.
package struct Floor: Hashable, Sendable {
  /// Whose segment it is.
  package enum Speaker: Hashable, Sendable {
    /// Somebody on the roster, by place in seat order.
    case seat(Int)
    /// Somebody who withdrew from being observed.
    case unlogged
    case silence
  }

  /// Whom a turn is addressed to.
  package enum Address: Hashable, Sendable {
    /// Somebody on the roster, by place in seat order.
    case seat(Int)
    case group
  }

  /// One piece of the floor, from when it was taken to the next segment, with what is counted of it.
  package struct Segment: Hashable, Sendable {
    /// The `turn` or `silence` record.
    package let id: RecordID
    package let start: SessionTime
    // There may be a million: a seat, or one of the numbers below, takes two bytes.
    private let speaking: UInt16
    private let addressed: UInt16
    /// What the turn is about; `nil` for silence, and where nothing was said of it.
    package let focus: Event.Focus?
    package let isMinimal: Bool

    private static let nobody = UInt16.max
    private static let everybody = UInt16.max - 1
    // As many seats as the longest line of an opening has room for, and more.
    private static let lastSeat = UInt16.max - 2

    fileprivate init(_ id: RecordID, at start: SessionTime, by speaker: Speaker) {
      self.init(id, at: start, by: speaker, to: nil, nil, isMinimal: false)
    }

    /// - Parameter address: whom it is addressed to; `nil` for nobody, or nobody who is on the roster.
    init(
      _ id: RecordID, at start: SessionTime, by speaker: Speaker, to address: Address?, _ focus: Event.Focus?,
      isMinimal: Bool
    ) {
      (self.id, self.start) = (id, start)
      (self.focus, self.isMinimal) = (focus, isMinimal)
      speaking =
        switch speaker {
        case .seat(let seat): Self.number(of: seat)
        case .silence: Self.nobody
        case .unlogged: Self.everybody
        }
      addressed =
        switch address {
        case .seat(let seat)?: Self.number(of: seat)
        case .group?: Self.everybody
        case nil: Self.nobody
        }
    }

    private static func number(of seat: Int) -> UInt16 { UInt16(min(seat, Int(lastSeat))) }

    package var speaker: Speaker {
      switch speaking {
      case Self.nobody: .silence
      case Self.everybody: .unlogged
      default: .seat(Int(speaking))
      }
    }

    /// Whom it is addressed to; `nil` when nobody was named, or nobody who is on the roster.
    package var to: Address? {
      switch addressed {
      case Self.nobody: nil
      case Self.everybody: .group
      default: .seat(Int(addressed))
      }
    }

    fileprivate var key: (SessionTime, RecordID) { (start, id) }
  }

  /// What one seat adds up to so far; the segment under way is in `turns` and `segments`, not yet in `talk`.
  package struct Tally: Hashable, Sendable {
    package internal(set) var turns = 0
    package internal(set) var segments = 0
    /// Observed ms of the segments that have ended.
    package internal(set) var talk = 0
  }

  package private(set) var segments = Blocks<Segment>()
  package private(set) var tallies: [Tally]
  package private(set) var clock = SessionClock()
  /// From when on a seat counts for nobody, because the person withdrew.
  private var withdrawals: [SessionTime?]
  /// The segments of each seat, so that the last of any is at hand.
  private var bySeat: [Blocks<Mention>]

  init(seats: Int) {
    tallies = Array(repeating: Tally(), count: seats)
    bySeat = Array(repeating: Blocks(), count: seats)
    withdrawals = Array(repeating: nil, count: seats)
  }

  /// Makes room for as many segments as a log of so many records can have.
  mutating func reserve(_ records: Int) { segments.reserve(records) }

  /// The segment under way, or `nil` before the first.
  package var current: Segment? { segments.last }

  /// The place of the segment in which a moment lies, or `nil` before the first.
  package func place(at moment: SessionTime) -> Int? {
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].start <= moment { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  /// The last speaker who is not this seat and did not withdraw, or `nil` when nobody else has spoken.
  package func lastSpeaker(otherThan seat: Int) -> Int? {
    let others = bySeat.indices.filter { $0 != seat && withdrawals[$0] == nil && !bySeat[$0].isEmpty }
    return others.max { a, b in
      guard let a = bySeat[a].last, let b = bySeat[b].last else { return false }
      return a < b
    }
  }

  /// Observed talk of a seat up to a moment at or after the last record, the segment under way included.
  package func talk(of seat: Int, at now: SessionTime) -> Int {
    guard let last = segments.indices.last, segments[last].speaker == .seat(seat) else {
      return tallies[seat].talk
    }
    return tallies[seat].talk + span(of: last, until: now)
  }

  /// The observed ms of the segment at an index that count for its speaker, up to an end for the last one.
  package func span(of index: Int, until end: SessionTime) -> Int {
    let stop = index + 1 < segments.count ? min(segments[index + 1].start, end) : end
    return observed(in: segments[index], until: stop)
  }

  private func observed(in segment: Segment, until stop: SessionTime) -> Int {
    var stop = stop
    if case .seat(let seat) = segment.speaker, let withdrawal = withdrawals[seat] {
      stop = min(stop, withdrawal)
    }
    guard stop > segment.start else { return 0 }
    return clock.observed(stop) - clock.observed(segment.start)
  }

  /// Whether the segment at an index counts for its speaker, or only holds its place on the floor.
  package func counts(_ index: Int) -> Bool {
    guard case .seat(let seat) = segments[index].speaker else { return false }
    return counts(segments[index], of: seat)
  }

  private func counts(_ segment: Segment, of seat: Int) -> Bool {
    guard let withdrawal = withdrawals[seat] else { return true }
    return segment.start < withdrawal
  }

  /// Whether the segment at an index begins a turn.
  package func beginsTurn(_ index: Int) -> Bool {
    index == 0 || segments[index - 1].speaker != segments[index].speaker
  }

  /// The segments of a seat in the order of (moment, record).
  func segments(of seat: Int) -> Blocks<Mention> { bySeat[seat] }

  /// When a segment ended; `nil` while it is under way.
  func end(of segment: Mention) -> SessionTime? {
    let next = place(of: (segment.on, segment.id)) + 1
    return next < segments.count ? segments[next].start : nil
  }

  /// Puts in a silence.
  mutating func insertSilence(_ id: RecordID, at start: SessionTime) {
    insert(Segment(id, at: start, by: .silence))
  }

  /// Puts in a turn, or a piece of one.
  mutating func insert(_ segment: Segment) {
    let former = segments.last
    guard let former, former.key >= segment.key else { return append(segment, after: former) }
    let index = place(of: segment.key)
    tally(around: index, by: -1)
    segments.insert(segment, at: index)
    if case .seat(let seat) = segment.speaker {
      bySeat[seat].set(Mention(on: segment.start, id: segment.id), present: true)
    }
    tally(around: index, by: 1)
    tally(index + 1, by: index + 1 < segments.count ? 1 : 0)
  }

  /// Adds a segment after all the others, which ends the one before.
  private mutating func append(_ segment: Segment, after former: Segment?) {
    segments.append(segment)
    if let former, case .seat(let seat) = former.speaker {
      tallies[seat].talk += observed(in: former, until: segment.start)
    }
    guard case .seat(let seat) = segment.speaker else { return }
    bySeat[seat].append(Mention(on: segment.start, id: segment.id))
    guard counts(segment, of: seat) else { return }
    tallies[seat].segments += 1
    if former?.speaker != segment.speaker { tallies[seat].turns += 1 }
  }

  mutating func remove(_ id: RecordID, at start: SessionTime) {
    let index = place(of: (start, id))
    guard index < segments.count, segments[index].id == id else { return }
    tally(around: index, by: -1)
    tally(index + 1, by: index + 1 < segments.count ? -1 : 0)
    if case .seat(let seat) = segments[index].speaker {
      bySeat[seat].set(Mention(on: start, id: id), present: false)
    }
    segments.remove(at: index)
    tally(around: index, by: 1)
  }

  /// Takes in an event of the clock.
  mutating func take(_ event: Event, at time: SessionTime, previous: SessionTime) {
    clock.take(event, at: time, previous: previous)
  }

  /// Changes the clock from a moment on, so that only what follows is counted anew.
  mutating func changeClock(from start: SessionTime, _ change: (inout SessionClock) -> Void) {
    recount(from: start) { change(&$0.clock) }
  }

  /// From a moment on a seat counts for nobody; `nil` takes that back.
  mutating func withdraw(seat: Int, at moment: SessionTime?) {
    let start = [moment, withdrawals[seat]].compactMap { $0 }.min() ?? .zero
    recount(from: start) { $0.withdrawals[seat] = moment }
  }

  private mutating func recount(from start: SessionTime, _ change: (inout Floor) -> Void) {
    let first = max(0, place(of: (start, RecordID(0))) - 1)
    for index in first..<max(first, segments.count) { tally(index, by: -1) }
    change(&self)
    for index in first..<max(first, segments.count) { tally(index, by: 1) }
  }

  /// Adds or takes away what the segments on both sides of an index count, and the one at it.
  private mutating func tally(around index: Int, by sign: Int) {
    tally(index - 1, by: index > 0 ? sign : 0)
    tally(index, by: index < segments.count ? sign : 0)
  }

  private mutating func tally(_ index: Int, by sign: Int) {
    guard sign != 0, case .seat(let seat) = segments[index].speaker, counts(index) else { return }
    tallies[seat].segments += sign
    if beginsTurn(index) { tallies[seat].turns += sign }
    if index + 1 < segments.count { tallies[seat].talk += sign * span(of: index, until: .latest) }
  }

  /// The first index whose segment is not before a place in the order of (moment, record).
  private func place(of key: (SessionTime, RecordID)) -> Int {
    if segments.last.map({ $0.key < key }) ?? true { return segments.count }
    var low = 0
    var high = segments.count
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
