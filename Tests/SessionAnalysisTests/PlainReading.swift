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

  // MARK: Episodes

  func marker(_ index: Int) -> Event.Marker? {
    if case .marker(let marker) = events[index] { marker } else { nil }
  }

  /// Where an episode's records count: itself, or what it was merged into, and so on. Where merges lead round
  /// in a circle, the newest of them is passed over.
  func root(_ episode: Int) -> Int {
    var merges: [Int: (record: Int, into: Int)] = [:]
    for index in records.indices.reversed() where standing.contains(index) {
      if case .merged(let link) = events[index] {
        merges[link.episode.rawValue] = (index, link.other.rawValue)
      }
    }
    var place = episode
    for _ in 0...merges.count { place = merges[place]?.into ?? place }
    guard merges[place] != nil else { return place }
    var circle = [place]
    while let next = merges[circle[circle.count - 1]]?.into, next != place { circle.append(next) }
    return circle.max { (merges[$0]?.record ?? 0) < (merges[$1]?.record ?? 0) } ?? place
  }

  /// One episode with what became of it.
  struct Outcome: Equatable {
    var id = 0
    var affected: [MemberID] = []
    var form: String?
    var onset = 0
    var attempts: [Int] = []
    var partly: Int?
    var resolved: Int?
    var censored: Int?
    var reason: String?
    /// From the onset to the end, in ms of session time; for the order of things and no figure of its own.
    var span = 0...0
    var exposure = 0
    var codes: [CodeID] = []
    var causedBy: Int?
    var relapseOf: Int?
    /// Whether it was resolved, or somebody left.
    var hasEnded = false
  }

  /// From the end of the one it relapses, or of what that was merged into, to its onset.
  func relapseGap(_ outcome: Outcome, among all: [Outcome]) -> Int? {
    guard let former = outcome.relapseOf, let other = all.first(where: { $0.id == root(former) }),
      other.hasEnded
    else { return nil }
    return outcome.onset - active(other.span.upperBound)
  }

  /// The other end of the first standing link of a kind that names an episode, but not itself.
  private func link(_ kind: String, of episode: Int) -> Int? {
    for index in records.indices where standing.contains(index) && events[index].kind == kind {
      switch events[index] {
      case .caused(let link), .relapse(let link):
        if link.episode.rawValue == episode, link.other.rawValue != episode { return link.other.rawValue }
      default: break
      }
    }
    return nil
  }

  var outcomes: [Outcome] {
    let openers = records.indices.filter { index in
      if case .carried = events[index] { return true }
      return marker(index) != nil
    }
    return openers.filter { root($0) == $0 }.compactMap(outcome).sorted {
      ($0.onset, $0.id) < ($1.onset, $1.id)
    }
  }

  private func outcome(_ id: Int) -> Outcome? {
    let markers = standing(["marker"]).filter { index in
      marker(index).map { root($0.episode?.rawValue ?? index) == id } ?? false
    }
    var carried: Event.Carried?
    if standing.contains(id), case .carried(let event) = events[id] { carried = event }
    guard let onset = carried == nil ? markers.first.map({ on[$0] }) : 0 else { return nil }
    let (who, to) = place(of: id)
    let codes = (carried?.codes ?? []) + markers.compactMap { marker($0)?.code }
    let given = markers.compactMap { marker($0)?.affected }.first { !$0.isEmpty }
    let isGroup = codes.contains { opening.codebook.family(of: $0) == .group }
    let affected = given ?? (isGroup ? [to.person ?? who] : [who])

    var outcome = Outcome(id: id, affected: affected)
    outcome.form = form(markers.compactMap { marker($0)?.code }, carried?.form)
    outcome.onset = active(onset)
    outcome.exposure = carried?.exposure ?? 0
    let resolution = standing(["resolved"]).first { index in
      guard case .resolved(let event) = events[index] else { return false }
      return root(event.episode.rawValue) == id && on[index] >= onset
    }
    let leaving = records.indices.first { index in
      guard standing.contains(index), case .left(let event) = events[index] else { return false }
      return records[index].time.milliseconds >= onset
        && (event.member == who || affected.count == 1 && event.member == affected[0])
    }
    let latency = { (moment: Int) in active(moment) - active(onset) + outcome.exposure }
    let stop: Int
    if let leaving, resolution.map({ records[leaving].time.milliseconds < on[$0] }) ?? true,
      case .left(let event) = events[leaving]
    {
      stop = records[leaving].time.milliseconds
      outcome.censored = latency(stop)
      outcome.reason = event.because == .rupture ? "left-rupture" : "left"
    } else if let resolution {
      stop = on[resolution]
      outcome.resolved = latency(stop)
    } else {
      stop = max(end, onset)
      outcome.censored = latency(stop)
      outcome.reason = "unfinished"
      for case .closed(let closing) in events.reversed() { outcome.reason = closing.because.rawValue }
    }
    outcome.span = onset...stop
    outcome.hasEnded = resolution != nil || leaving != nil
    outcome.codes = markers.compactMap { marker($0)?.code }
    outcome.causedBy = link("caused", of: id)
    outcome.relapseOf = link("relapse", of: id)
    outcome.attempts = standing(["repair"]).filter { index in
      guard case .repair(let repair) = events[index], outcome.span.contains(on[index]) else { return false }
      return repair.episodes.contains { $0.rawValue < records.count && root($0.rawValue) == id }
    }
    outcome.partly = standing(["partly"]).first { index in
      guard case .partly(let partial) = events[index] else { return false }
      return root(partial.episode.rawValue) == id && outcome.span.contains(on[index])
    }.map { latency(on[$0]) }
    return outcome
  }

  func place(of episode: Int) -> (who: MemberID, to: Party) {
    switch events[episode] {
    case .marker(let marker): (marker.who, marker.to)
    case .carried(let carried): (carried.who, carried.to)
    default: (.unlogged, .group)
    }
  }

  private func form(_ codes: [CodeID], _ carried: Event.Form?) -> String? {
    var forms = Set(
      codes.compactMap { opening.codebook.family(of: $0) }.filter(\.isRupture).map { family in
        family == .withdrawal ? "W" : "C"
      })
    if let carried { forms.formUnion(carried == .mixed ? ["W", "C"] : [carried.rawValue]) }
    return forms.count == 2 ? "mixed" : forms.first
  }

  /// For each attempt 2, 1 or 0, by the words of the contract.
  func matches(_ outcome: Outcome) -> [Int] {
    let (who, to) = place(of: outcome.id)
    return outcome.attempts.map { index in
      guard case .repair(let repair) = events[index] else { return -1 }
      guard let target = to.person else { return repair.to == .group ? 2 : repair.to == .person(who) ? 1 : 0 }
      return [who, target].reduce(into: Set()) { $0.insert($1) }
        .count { $0 == repair.who || repair.to == .person($0) }
    }
  }
}

/// The share that still waits, from the definition: at each moment the product over the events up to it.
struct PlainCurve {
  let spans: [(time: Int, isEvent: Bool)]

  func survival(at moment: Int) -> Double {
    let times = Set(spans.filter { $0.isEvent && $0.time <= moment }.map(\.time))
    return times.sorted().reduce(1) { product, time in
      let atRisk = spans.count { $0.time >= time }
      return product * (1 - Double(spans.count { $0.isEvent && $0.time == time }) / Double(atRisk))
    }
  }

  var median: Int? {
    spans.filter(\.isEvent).map(\.time).sorted().first { survival(at: $0) <= 0.5 + 1e-12 }
  }

  func restrictedMean(upTo limit: Int) -> Double? {
    guard !spans.isEmpty else { return nil }
    let edges = Set([0, limit] + spans.map(\.time).filter { $0 < limit }).sorted()
    return zip(edges, edges.dropFirst()).reduce(0) { $0 + survival(at: $1.0) * Double($1.1 - $1.0) }
  }
}
