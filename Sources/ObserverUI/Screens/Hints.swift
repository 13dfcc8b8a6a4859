import SessionCore
import TerminalKit

/// The hint line: what the keys mean now.
struct Hints {
  let desk: Desk

  init(_ desk: Desk) { self.desk = desk }

  var text: String {
    switch desk.mode {
    case .observing: observing
    case .addressing: "toward whom?  \(seats)  * the group"
    case .strip(let strip): hints(for: strip)
    case .attendance(let member):
      "\(desk.name(member)):  a arrived  l left  p left as planned  r left because of a rupture  c agrees  w withdraws"
    case .writing: "enter keeps it  esc drops it"
    case .ratings: "1-5 rate  n n/a  ↑ ↓ move  enter close the session  esc back"
    case .help:
      "\(key(.down, .report)) \(key(.up, .report)) scroll  any other key goes back; seats still take the floor"
    case .report: "\(key(.down, .report)) \(key(.up, .report)) scroll  \(key(.quit, .report)) leave"
    }
  }

  private var observing: String {
    if desk.session.clock.isPaused {
      return "\(key(.pause)) resume  seats and marks still record  \(key(.help)) help"
    }
    if desk.session.clock.isLost {
      return "\(key(.regained)) I see again  seats and marks still record  \(key(.help)) help"
    }
    return
      "\(seats) floor  \(key(.silence)) silence  \(key(.addressee)) to  \(key(.withdrawal))\(key(.confrontation))\(key(.groupMarker)) mark  \(key(.repair)) repair  \(key(.resolved)) resolved  \(key(.undo)) undo  \(key(.help)) help"
  }

  private func hints(for strip: Strip) -> String {
    let cancel = "\(key(.cancel, .strip)) drop"
    if strip.isAddressing { return "toward whom?  \(seats)  * the group" }
    switch strip.kind {
    case .marker:
      return
        "letter completes  \(seats) who  \(key(.addressee, .strip)) toward  \(key(.weaker, .strip)) \(key(.stronger, .strip)) clarity  \(cancel)"
    case .repair:
      return
        "letter completes  \(seats) who  \(key(.addressee, .strip)) toward  \(key(.nextEpisode, .strip)) next episode  \(key(.tick, .strip)) tick  \(cancel)"
    case .moment: return "letter completes  \(seats) who  \(key(.addressee, .strip)) toward  \(cancel)"
    case .partly: return "enter takes it  a b c which  \(key(.nextEpisode, .strip)) next  \(cancel)"
    case .resolved: return "1-5 how strongly  a b c which  \(key(.nextEpisode, .strip)) next  \(cancel)"
    case .attendance: return "whose coming or going?  \(seats)  \(cancel)"
    }
  }

  private func key(_ action: Action, _ mode: Keymap.Mode = .observe) -> String {
    desk.keymap.name(of: action, in: mode)
  }

  /// The seats' keys, as `1-4` where they are a row of digits.
  private var seats: String {
    let keys = desk.session.roster.members.map(\.key).filter { !$0.isEmpty }
    let digits = keys.compactMap { Spelling.digits($0) }
    if digits.count == keys.count, digits.count > 2, digits == Array(digits[0]..<digits[0] + digits.count) {
      return "\(keys[0])-\(keys[keys.count - 1])"
    }
    return keys.joined()
  }
}
