import SafeText
import SessionCore
import TerminalKit

/// How one of the people stands at the moment that is shown, the same for every form of the seats' panel.
struct SeatStanding {
  /// The place in the roster.
  let place: Int
  var member: Member
  let hasFloor: Bool
  let isAway: Bool
  let hasWithdrawn: Bool

  /// - Parameter place: one of the roster's.
  init(_ place: Int, in session: borrowing Session) {
    self.place = place
    member = session.roster.members[place]
    hasFloor = session.floor.current?.speaker == .seat(place)
    isAway = !session.attendances.isPresent(member.id)
    hasWithdrawn = session.attendances.withdrawal(of: member.id) != nil
  }

  /// ▸ whoever has the floor.
  var floorSign: Unicode.Scalar { hasFloor ? "▸" : " " }

  /// ⌂ a therapist, × somebody who is away.
  var roleSign: String { member.role == .therapist ? "⌂" : isAway ? "×" : " " }

  /// The name, or that somebody withdrew from being observed.
  var name: String { hasWithdrawn ? "withdrew" : member.label.displaySafe }

  /// The look of the sign and the name: whoever has the floor stands out, and who cannot have it is dim.
  func style(_ theme: Theme) -> Style { hasFloor ? theme.live : figureStyle(theme) }

  /// The look of the figures, which stays as the floor goes round.
  func figureStyle(_ theme: Theme) -> Style { isAway || hasWithdrawn ? theme.faint : theme.text }
}

/// How long everybody had the floor, and what share that is of what the members said.
struct TalkShares {
  /// Ms with the floor of each place in the roster, up to the last whole second.
  let talk: [Int]
  private let members: [Member]
  private let whole: Int

  init(in view: SessionView) {
    let members = view.session.roster.members
    self.members = members
    talk = members.indices.map { view.session.floor.talk(of: $0, at: view.second) }
    whole = zip(members, talk).reduce(0) { $1.0.role == .member ? $0 + $1.1 : $0 }
  }

  /// The share of one of them; `-` for a therapist, and while nobody has said anything.
  func share(of place: Int) -> String {
    members[place].role == .member ? shareText(talk[place], of: whole) : "-"
  }
}
