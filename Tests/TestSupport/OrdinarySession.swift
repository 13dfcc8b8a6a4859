package import SessionCore

/// An evening of a group as it might be: no awkward records, only much talk, some ruptures and what became of them.
///
/// For what depends on how much there is, such as how many sheets a report needs; see ``RandomSession`` for what
/// depends on what may happen.
package struct OrdinarySession {
  package private(set) var records: [Record]
  private var numbers: SeededNumbers
  private let therapists: [MemberID]
  private let members: [MemberID]
  /// What happens later, by its time in ms.
  private var plan: [(at: Int, event: Event)] = []
  /// Until a rupture has its number, what belongs to it names it by its place among the ruptures, below zero.
  private var numbered: [RecordID: RecordID] = [:]

  /// - Parameters:
  ///   - codebook: whose codes are used; it must have those of the built-in one that are named here.
  ///   - members: how many, beside two therapists.
  package init(seed: UInt64, members count: Int, minutes: Int, ruptures: Int, codebook: Codebook) {
    numbers = SeededNumbers(seed: seed)
    let names = [
      "Mara", "Tomas", "Birch", "Clover", "Fern", "Hazel", "Linden", "Maple", "Rowan", "Sorrel", "Tansy",
      "Willow", "Yarrow", "Bramble",
    ].prefix(count + 2)
    var opening = RandomSession.opening
    opening.codebook = codebook
    opening.group = "evening-group"
    opening.roster = Roster(
      names.enumerated().map { place, name in
        Member(id: MemberID(name.lowercased()), label: name, role: place < 2 ? .therapist : .member)
      })
    therapists = opening.roster.members.prefix(2).map(\.id)
    members = opening.roster.members.dropFirst(2).map(\.id)
    records = [Record(id: 0, time: .zero, event: .opened(opening))]
    let end = minutes * 60_000
    talk(until: end)
    for place in 0..<ruptures { rupture(place, before: end) }
    let order = plan.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    for (_, planned) in order where planned.at < end { record(planned.event, at: planned.at) }
    record(.closed(Event.Closing(wall: opening.wall, because: .end)), at: end)
  }

  private mutating func talk(until end: Int) {
    var time = 0
    while time < end {
      let who = numbers.chance(30) ? numbers.pick(therapists) : numbers.pick(members)
      let to = numbers.chance(40) ? Party.group : numbers.pick(therapists + members).map(Party.person)
      if let who, to != .person(who) {
        plan.append(
          (
            time,
            .turn(Event.Turn(who: who, to: to, focus: numbers.pick([.own, .other, .group]), minimal: false))
          ))
      }
      time += 3_000 + numbers.below(40_000)
    }
  }

  /// A rupture, perhaps marked again, perhaps answered, perhaps repaired.
  private mutating func rupture(_ place: Int, before end: Int) {
    guard let who = numbers.pick(members), let other = numbers.pick(members + therapists), who != other,
      let code = numbers.pick(["W1", "W2", "W4", "C1", "C2", "C5", "X1"] as [CodeID])
    else { return }
    let to = numbers.chance(30) ? Party.group : .person(other)
    let onset = numbers.below(end)
    let name = RecordID(-1 - place)
    plan.append((onset, .marker(Event.Marker(code: code, who: who, to: to, episode: name))))
    if numbers.chance(40) {
      plan.append((onset + 20_000, .marker(Event.Marker(code: "C6", who: who, to: to, episode: name))))
    }
    var time = onset
    while numbers.chance(60), let by = numbers.pick(therapists + members), by != who {
      time += 10_000 + numbers.below(180_000)
      plan.append((time, .repair(Event.Repair(code: "R5", who: by, to: .person(who), episodes: [name]))))
    }
    if numbers.chance(55) {
      time += 10_000 + numbers.below(300_000)
      plan.append((time, .resolved(Event.Resolution(episode: name, strength: 2 + numbers.below(4)))))
    }
  }

  private mutating func record(_ event: Event, at time: Int) {
    let id = RecordID(records.count)
    var event = event
    switch event {
    case .marker(var marker):
      guard let name = marker.episode else { break }
      marker.episode = numbered[name]
      if numbered[name] == nil { numbered[name] = id }
      event = .marker(marker)
    case .repair(var repair):
      repair.episodes = repair.episodes.compactMap { numbered[$0] }
      event = .repair(repair)
    case .resolved(var resolution):
      guard let episode = numbered[resolution.episode] else { return }
      resolution.episode = episode
      event = .resolved(resolution)
    default: break
    }
    records.append(Record(id: id, time: SessionTime(time), event: event))
  }
}
