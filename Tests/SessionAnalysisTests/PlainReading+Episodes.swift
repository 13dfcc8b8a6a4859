import SessionCore

/// Episodes and what became of them, by the words of the definitions.
extension PlainReading {
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
