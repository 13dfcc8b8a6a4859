/// The states a session goes through, one step after another, with any of them at hand.
///
/// At the beginning and after every ``spacing`` steps the state is kept, and any other is made from the nearest
/// kept one before it, or from where the course stands. What is kept shares almost all of its memory
/// (``Blocks``): docs/decisions/0010-any-moment-at-hand.md.
struct Course: Sendable {
  /// What a step is.
  enum Steps: Sendable {
    /// The records as they were made, taken in one by one.
    case made([Record])
    /// The records that stand, entering what is known at the moment each is claimed to have happened.
    case claimed([RecordID])

    var count: Int {
      switch self {
      case .made(let records): records.count
      case .claimed(let ids): ids.count
      }
    }
  }

  /// How many steps lie between two states that are kept.
  static let spacing = 4096

  private(set) var steps: Steps
  /// When each step is taken, never decreasing; the first is the opening.
  private(set) var times: [SessionTime]
  /// The state at the last step.
  private(set) var last: Session
  /// The state where the course stands.
  private(set) var session: Session
  /// How many steps have been taken, the opening included; never 0.
  private(set) var taken = 1
  private var kept: [Session]

  /// A course from the state at its first step, through all of it, and back to its beginning.
  init(_ steps: Steps, times: [SessionTime], from first: Session) {
    self.steps = steps
    self.times = times
    session = first
    kept = [first]
    last = first
    runOn()
    seek(toStep: 0)
  }

  /// Adds records to a course of records, each with the time of its step; it stays where it stands.
  mutating func add(_ records: [Record], times new: [SessionTime]) {
    guard case .made(let before) = steps else { return }
    let place = taken
    seek(toStep: times.count - 1)
    steps = .made(before + records)
    times += new
    runOn()
    seek(toStep: place - 1)
  }

  private mutating func runOn() {
    while taken < times.count {
      takeNext()
      if taken % Self.spacing == 0 { kept.append(session) }
    }
    last = session
  }

  /// Goes to just after the step at an index.
  mutating func seek(toStep index: Int) {
    let wanted = min(max(index, 0), times.count - 1) + 1
    let place = min(wanted / Self.spacing, kept.count - 1)
    let start = max(1, place * Self.spacing)
    if wanted == times.count {
      session = last
      taken = wanted
    } else if wanted < taken || start > taken {
      session = kept[place]
      taken = start
    }
    while taken < wanted { takeNext() }
  }

  /// The last step taken by a moment.
  func lastStep(by moment: SessionTime) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= moment { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  private mutating func takeNext() {
    switch steps {
    case .made(let records): session.apply(records[taken])
    case .claimed(let ids): session.begin(ids[taken])
    }
    taken += 1
  }

  /// The record of a step.
  func record(ofStep index: Int) -> RecordID {
    switch steps {
    case .made(let records): records[index].id
    case .claimed(let ids): ids[index]
    }
  }
}
