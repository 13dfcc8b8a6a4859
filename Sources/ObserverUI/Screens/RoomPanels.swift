import SessionCore
import TerminalKit

/// The panels that show the room, each in its place: seats, what is open, what came last, the lanes, and the large
/// clock when it is wanted.
struct RoomPanels {
  let view: SessionView
  let plan: DeskPlan
  /// The episode a strip points at, and those it has ticked.
  var strip: Strip?
  /// The row from which on a strip covers the panels.
  var coveredFrom = Int.max

  func draw(of frame: inout Frame) {
    let lanes = lanesAskedFor
    let covered = min(coveredFrom, lanes?.row ?? .max)
    if covered > plan.seats.row { SeatsPanel(view: view).draw(in: plan.seats, of: &frame) }
    let clock = strip == nil && lanes == nil ? bigClock : nil
    let clockRow = clock?.isOverOpen == true ? plan.open.row : Int.max
    if min(covered, clockRow) > plan.open.row {
      OpenPanel(view: view, chosen: strip?.chosen, ticked: strip?.ticked ?? []).draw(
        in: plan.open, of: &frame)
    }
    if let lanes { return LanesPanel(view: view).draw(in: lanes, of: &frame) }
    guard covered > plan.last.row else { return }
    var last = plan.last
    if let clock {
      // Records that are cut short can be read; those of a few letters cannot.
      last = last.split(columns: clock.clock.left - last.column).left
      clock.clock.draw(of: &frame)
    }
    if last.columns >= Self.narrowestLast, clockRow == .max {
      LastPanel(view: view).draw(in: last, of: &frame)
    }
    LanesPanel(view: view).draw(in: plan.lanes, of: &frame)
  }

  /// With fewer columns than this no record can be read.
  private static let narrowestLast = 30

  /// Where the lanes of the whole session go when they are asked for and have no place of their own.
  private var lanesAskedFor: Area? {
    guard view.look.showsWholeSession, plan.lanes.rows == 0, strip == nil, coveredFrom == .max else {
      return nil
    }
    return plan.lanesOnDemand(view.seats.count)
  }

  /// The large clock when it is wanted and there is room for it; among the records, or over what is open too.
  private var bigClock: (clock: BigClock, isOverOpen: Bool)? {
    guard view.look.hasBigClock else { return nil }
    if let clock = BigClock(view.now, theme: view.theme, in: plan.last) { return (clock, false) }
    guard coveredFrom == .max else { return nil }
    return BigClock(view.now, theme: view.theme, in: plan.openAndLast).map { ($0, true) }
  }

  /// Why a change of the look cannot be seen at a size, in a sentence; `nil` when it can.
  static func wantOfRoom(for action: Action, _ look: Look, _ plan: DeskPlan?, people: Int) -> String? {
    switch action {
    case .bigClock where look.hasBigClock:
      let areas = plan.map { [$0.last, $0.openAndLast] } ?? []
      return areas.contains { BigClock(.zero, theme: look.theme, in: $0) != nil }
        ? nil : "This window has no room for the large clock."
    case .wholeSession where look.showsWholeSession:
      let hasRoom = plan.map { $0.lanes.rows > 0 || $0.lanesOnDemand(people) != nil } ?? false
      return hasRoom ? nil : "This window has no room for the lanes of \(people) people."
    default: return nil
    }
  }
}
