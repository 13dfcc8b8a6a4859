/// Who is in the room, who withdrew, and who agreed to be observed: from the standing records about each.
package struct Attendances: Hashable, Sendable {
  /// One coming or going.
  package struct Passage: Hashable, Sendable {
    package let time: SessionTime
    package let id: RecordID
    package let isArrival: Bool
    package let because: Event.Attendance.Reason?
  }

  private var passages: [MemberID: [Passage]] = [:]
  private var withdrawals: [MemberID: [Mention]] = [:]
  private var leavings = 0
  private var consents: [MemberID: Set<RecordID>] = [:]

  init() {}

  /// Whether somebody is in the room: everybody is from the opening, unless the first record about them is
  /// their arrival.
  package func isPresent(_ member: MemberID) -> Bool { passages[member]?.last?.isArrival ?? true }

  /// When somebody last came or went, or `nil` when nothing of it is on record.
  package func lastPassage(of member: MemberID) -> SessionTime? { passages[member]?.last?.time }
  /// When somebody who is in the room came into it; `nil` for whoever was there from the opening.
  func arrival(of member: MemberID) -> SessionTime? {
    passages[member]?.last.flatMap { $0.isArrival ? $0.time : nil }
  }

  /// Whether any coming or going of somebody is on record.
  func hasPassages(_ member: MemberID) -> Bool { !(passages[member]?.isEmpty ?? true) }

  /// The first time somebody left at or after a moment.
  package func leaving(of member: MemberID, from moment: SessionTime) -> Passage? {
    guard let all = passages[member] else { return nil }
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].time < moment { low = middle + 1 } else { high = middle }
    }
    return all[low...].first { !$0.isArrival }
  }

  /// Whether anybody ever left, as far as standing records say.
  var anybodyLeft: Bool { leavings > 0 }

  /// When somebody withdrew from being observed, or `nil`.
  package func withdrawal(of member: MemberID) -> SessionTime? { withdrawals[member]?.first?.on }

  /// Whether somebody's agreement to be observed is on record.
  package func hasConsent(_ member: MemberID) -> Bool { !(consents[member]?.isEmpty ?? true) }

  /// Takes in a standing record about a person; anything else is passed over.
  mutating func enter(_ event: Event, id: RecordID, at time: SessionTime) {
    switch event {
    case .arrived(let attendance):
      add(
        Passage(time: time, id: id, isArrival: true, because: attendance.because), of: attendance.member)
    case .left(let attendance):
      add(
        Passage(time: time, id: id, isArrival: false, because: attendance.because), of: attendance.member)
    case .withdrew(let member):
      withdrawals[member, default: []].append(Mention(on: time, id: id))
      withdrawals[member]?.sort()
    case .consented(let consent): consents[consent.member, default: []].insert(id)
    default: break
    }
  }

  /// Takes a record out again.
  mutating func leave(_ event: Event, id: RecordID) {
    switch event {
    case .arrived(let attendance), .left(let attendance):
      guard let place = passages[attendance.member]?.lastIndex(where: { $0.id == id }) else { return }
      if passages[attendance.member]?.remove(at: place).isArrival == false { leavings -= 1 }
    case .withdrew(let member): withdrawals[member]?.removeAll { $0.id == id }
    case .consented(let consent): consents[consent.member]?.remove(id)
    default: break
    }
  }

  private mutating func add(_ passage: Passage, of member: MemberID) {
    let place = passages[member]?.lastIndex { $0.id < passage.id }.map { $0 + 1 } ?? 0
    passages[member, default: []].insert(passage, at: place)
    if !passage.isArrival { leavings += 1 }
  }
}
