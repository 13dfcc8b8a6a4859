package import SessionCore

/// What a record says, as one sentence for the ear: no signs, no numbers of records.
package struct SpokenRecord {
  private let session: Session
  private let words: EventWords

  /// - Parameter session: the session with the record in it.
  package init(in session: Session) {
    self.session = session
    words = EventWords(session, manner: .spoken)
  }

  package func text(_ record: Record) -> String {
    switch record.event {
    case .turn(let turn):
      let who = turn.who == .unlogged ? "Somebody who is not observed" : name(turn.who)
      return "\(who) has the floor" + to(turn.to) + focus(turn.focus) + "."
    case .silence: return "Silence."
    case .marker(let marker):
      return "Marked: \(act(marker.who, marker.to, marker.code)).\(marker.episode == nil ? " It opens." : "")"
        + openNow
    case .repair(let repair): return "Attempt: \(act(repair.who, repair.to, repair.code))."
    case .moment(let moment): return "Moment: \(act(moment.who, moment.to, moment.code))."
    case .partly(let partial): return "Partly back: \(pair(partial.episode))."
    case .resolved(let resolution):
      return "Resolved, strength \(resolution.strength): \(pair(resolution.episode)).\(openNow)"
    case .retracted(let id): return "Taken back: \(plain(id)).\(openNow)"
    case .restored(let id): return "Put back: \(plain(id)).\(openNow)"
    case .amended(let amendment): return "Changed: \(plain(amendment.of))."
    case .closed: return "The session is closed."
    default: return sentence(words.text(record.event))
    }
  }

  private var openNow: String {
    let count = session.openEpisodes.count
    return count == 0
      ? " Nothing is open." : count == 1 ? " 1 rupture is open." : " \(count) ruptures are open."
  }

  private func act(_ who: MemberID, _ to: Party?, _ code: CodeID) -> String {
    let label = session.codebook[code]?.label ?? code.rawValue
    return "\(name(who))\(self.to(to)), \(label)"
  }

  private func plain(_ id: RecordID) -> String {
    guard let entry = session[id] else { return "record \(id)" }
    return words.text(entry.event).replacingStar
  }

  private func pair(_ id: RecordID) -> String {
    session.episode(id).map { name($0.who) + to($0.to) } ?? "record \(id)"
  }

  private func name(_ id: MemberID) -> String { words.name(id) }
  private func to(_ party: Party?) -> String {
    guard let party else { return "" }
    return party.person.map { ", to \(name($0))" } ?? ", to the group"
  }

  private func focus(_ focus: Event.Focus?) -> String {
    switch focus {
    case .own?: ", about the speaker"
    case .other?: ", about another"
    case .group?: ", about the group"
    default: ""
    }
  }

  private func sentence(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, first.isASCII else { return text + "." }
    return String(first).uppercased() + String(text.unicodeScalars.dropFirst()) + "."
  }
}

extension String {
  /// With the sign of the group in words.
  fileprivate var replacingStar: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.flatMap { $0 == "*" ? Array("the group".unicodeScalars) : [$0] }))
  }
}
