import SessionCore

/// The definitions of `docs/indicators.md`, followed word for word over the records alone and ms by ms.
///
/// Slow on purpose, and independent of the fold: it knows nothing of `Session`, `Floor` or `SessionClock`. The
/// records must all make sense, and times must be small.
struct PlainReading {
  let records: [Record]
  let opening: Opening
  var standing: Set<Int> = []
  var events: [Event] = []
  var on: [Int] = []
  /// Where the session ends, in ms.
  var end = 0
  /// For every ms: whether the session was paused, and whether it could not be seen.
  var paused: [Bool] = []
  var masked: [Bool] = []

  init?(_ records: [Record]) {
    guard case .opened(let opening)? = records.first?.event else { return nil }
    self.records = records
    self.opening = opening
    standing = Set(records.indices)
    for record in records {
      if case .retracted(let target) = record.event { standing.remove(target.rawValue) }
      if case .restored(let target) = record.event { standing.insert(target.rawValue) }
    }
    events = records.map(\.event)
    for (index, record) in records.enumerated() where standing.contains(index) {
      guard case .amended(let amendment) = record.event else { continue }
      for change in amendment.changes {
        let target = amendment.of.rawValue
        events[target] = events[target].changed(by: change) ?? events[target]
      }
    }
    on = records.indices.map { events[$0].claim?.on?.milliseconds ?? records[$0].time.milliseconds }
    for index in records.indices {
      guard let claim = events[index].claim, claim.on == nil, let bookmark = claim.from else { continue }
      on[index] = on[bookmark.rawValue]
    }
    end =
      records.first { $0.event.kind == "closed" }?.time.milliseconds ?? records.last?.time.milliseconds ?? 0
    seeTheClock()
  }

  private mutating func seeTheClock() {
    paused = Array(repeating: false, count: end)
    masked = paused
    var isPaused = false
    var isLost = false
    for index in records.indices.dropFirst() {
      let from = min(records[index - 1].time.milliseconds, end)
      let to = min(records[index].time.milliseconds, end)
      let isGap = events[index].kind == "reopened"
      for ms in from..<to {
        paused[ms] = isPaused
        masked[ms] = isLost || isGap
      }
      guard standing.contains(index) else { continue }
      switch events[index] {
      case .paused: isPaused = true
      case .resumed: isPaused = false
      case .lost: isLost = true
      case .regained: isLost = false
      default: break
      }
    }
  }

  func active(_ moment: Int) -> Int { (0..<min(moment, end)).count { !paused[$0] } }
  func observed(_ from: Int, _ to: Int) -> Int {
    (min(from, end)..<max(min(from, end), min(to, end))).count { !paused[$0] && !masked[$0] }
  }

  /// The standing records of some kind in the order of (on, n).
  func standing(_ kinds: Set<String>) -> [Int] {
    records.indices.filter { standing.contains($0) && kinds.contains(events[$0].kind) }
      .sorted { (on[$0], $0) < (on[$1], $1) }
  }

  func withdrawal(of who: MemberID) -> Int {
    records.indices.first { standing.contains($0) && events[$0] == .withdrew(who) }
      .map { records[$0].time.milliseconds } ?? Int.max
  }

  // MARK: The floor

  /// A segment with the turn in it, if it is one that counts.
  struct Segment {
    let start: Int
    let end: Int
    let speaker: String
    let turn: Event.Turn?
  }

  var segments: [Segment] {
    let all = standing(["turn", "silence"])
    return all.enumerated().map { place, index in
      let stop = max(on[index], min(end, place + 1 < all.count ? on[all[place + 1]] : end))
      guard case .turn(let turn) = events[index] else {
        return Segment(start: on[index], end: stop, speaker: "silence", turn: nil)
      }
      let withdrawal = withdrawal(of: turn.who)
      let counts = turn.who != .unlogged && on[index] < withdrawal
      return Segment(
        start: on[index], end: counts ? min(stop, withdrawal) : stop, speaker: "by " + turn.who.rawValue,
        turn: counts ? turn : nil)
    }
  }

  /// Unbroken runs of one speaker's segments that count.
  func turns(of who: MemberID) -> [[Segment]] {
    var runs: [[Segment]] = []
    var last = ""
    for segment in segments {
      if segment.speaker != last { runs.append([]) }
      last = segment.speaker
      if segment.turn?.who == who { runs[runs.count - 1].append(segment) }
    }
    return runs.filter { !$0.isEmpty }
  }

  func fullTurns(of who: MemberID) -> [(start: Int, end: Int)] {
    turns(of: who).filter { run in run.contains { $0.turn?.minimal == false } }
      .map { ($0.first?.start ?? 0, $0.last?.end ?? 0) }
  }

  func talk(of who: MemberID, _ from: Int, _ to: Int) -> Int {
    segments.filter { $0.turn?.who == who }
      .reduce(0) { $0 + observed(max($1.start, from), max(max($1.start, from), min($1.end, to))) }
  }

  func longestQuiet(of who: MemberID) -> Int {
    var edges = [0]
    for turn in fullTurns(of: who) { edges += [turn.start, turn.end] }
    edges.append(end)
    return stride(from: 0, to: edges.count, by: 2).map { active(edges[$0 + 1]) - active(edges[$0]) }.max()
      ?? 0
  }
}
