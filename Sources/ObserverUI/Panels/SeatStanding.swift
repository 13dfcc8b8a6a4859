import SafeText
import SessionCore
import TerminalKit

/// How one of the people stands at the moment that is shown, the same for every form of the seats' panel.
struct SeatStanding {
  /// The place in the roster.
  let place: Int
  let member: Member
  /// Ms with the floor, up to the last whole second.
  let talk: Int
  /// The share of what the members said; `-` for a therapist, and while nobody has said anything.
  let share: String
  let hasFloor: Bool
  let isAway: Bool
  let hasWithdrawn: Bool

  /// Everybody, from the top of the panel to its end.
  static func all(in view: SessionView) -> [SeatStanding] {
    let session = view.session
    let members = session.roster.members
    let talk = members.indices.map { session.floor.talk(of: $0, at: view.second) }
    let whole = zip(members, talk).reduce(0) { $1.0.role == .member ? $0 + $1.1 : $0 }
    return view.seats.map { place in
      let member = members[place]
      return SeatStanding(
        place: place, member: member, talk: talk[place],
        share: member.role == .member ? shareText(talk[place], of: whole) : "-",
        hasFloor: session.floor.current?.speaker == .seat(place),
        isAway: !session.attendances.isPresent(member.id),
        hasWithdrawn: session.attendances.withdrawal(of: member.id) != nil)
    }
  }

  /// ▸ whoever has the floor.
  var floorSign: String { hasFloor ? "▸" : " " }

  /// ⌂ a therapist, × somebody who is away.
  var roleSign: String { member.role == .therapist ? "⌂" : isAway ? "×" : " " }

  /// The name, or that somebody withdrew from being observed.
  var name: String { hasWithdrawn ? "withdrew" : member.label.displaySafe }

  /// The look of the sign and the name: whoever has the floor stands out, and who cannot have it is dim.
  func style(_ theme: Theme) -> Style { hasFloor ? theme.live : figureStyle(theme) }

  /// The look of the figures, which stays as the floor goes round.
  func figureStyle(_ theme: Theme) -> Style { isAway || hasWithdrawn ? theme.faint : theme.text }
}
