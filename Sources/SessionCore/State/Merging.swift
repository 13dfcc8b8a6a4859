/// Which episodes count as which others, by the standing `merged` records in the order of the log.
///
/// Of two records that merge one episode the first is taken, and of those that would lead round in a circle the
/// newest is passed over, so that no episode is ever lost. Corrections can leave both.
struct Merging: Sendable {
  /// One `merged` record that stands.
  private struct Step {
    let record: RecordID
    let episode: RecordID
    let other: RecordID
  }

  private var steps: [Step] = []
  /// The record that is taken for an episode, passed over or not.
  private var taken: [RecordID: RecordID] = [:]
  /// Where an episode went, and by which record.
  private var homes: [RecordID: Step] = [:]
  /// What was merged into an episode, chains not followed.
  private var guests: [RecordID: [RecordID]] = [:]

  init() {}

  /// The episode a number counts as; without one record, if that is asked.
  func root(of id: RecordID, without record: RecordID? = nil) -> RecordID {
    var root = id
    while let step = homes[root], step.record != record { root = step.other }
    return root
  }

  /// Whether anything was ever merged into an episode.
  func hasGuests(_ id: RecordID) -> Bool { guests[id] != nil }

  /// An episode and everything that counts as it.
  func parts(of id: RecordID) -> [RecordID] {
    guard guests[id] != nil else { return [id] }
    var parts = [id]
    var next = 0
    while next < parts.count {
      parts += guests[parts[next]] ?? []
      next += 1
    }
    return parts
  }

  /// Takes in a record that stands now; returns the episodes that may have changed.
  mutating func enter(_ record: RecordID, _ link: Event.Link) -> [RecordID] {
    let step = Step(record: record, episode: link.episode, other: link.other)
    let place = steps.lastIndex { $0.record < record }.map { $0 + 1 } ?? 0
    steps.insert(step, at: place)
    guard place == steps.count - 1 else { return rebuild() }
    take(step)
    return [link.episode, link.other]
  }

  /// Takes a record out again; returns the episodes that may have changed.
  mutating func leave(_ record: RecordID, _ link: Event.Link) -> [RecordID] {
    guard let place = steps.lastIndex(where: { $0.record == record }) else { return [] }
    let isLast = place == steps.count - 1
    steps.remove(at: place)
    guard isLast else { return rebuild() + [link.episode, link.other] }
    if taken[link.episode] == record { taken[link.episode] = nil }
    if homes[link.episode]?.record == record {
      homes[link.episode] = nil
      guests[link.other]?.removeAll { $0 == link.episode }
    }
    return [link.episode, link.other]
  }

  private mutating func rebuild() -> [RecordID] {
    taken = [:]
    homes = [:]
    guests = [:]
    for step in steps { take(step) }
    return steps.flatMap { [$0.episode, $0.other] }
  }

  private mutating func take(_ step: Step) {
    guard taken[step.episode] == nil else { return }
    taken[step.episode] = step.record
    guard root(of: step.other) != step.episode else { return }
    homes[step.episode] = step
    guests[step.other, default: []].append(step.episode)
  }
}
