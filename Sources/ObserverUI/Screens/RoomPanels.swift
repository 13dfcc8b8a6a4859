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
    SeatsPanel(view: view).draw(in: plan.seats, of: &frame)
    OpenPanel(view: view, chosen: strip?.chosen, ticked: strip?.ticked ?? []).draw(
      in: plan.open, of: &frame)
    guard coveredFrom > plan.last.row else { return }
    var last = plan.last
    if view.look.hasBigClock, let clock = BigClock(view.now, theme: view.theme, in: plan.last) {
      // Records that are cut short can be read; those of a few letters cannot.
      last = last.split(columns: clock.left - last.column).left
      clock.draw(of: &frame)
    }
    if last.columns >= 30 { LastPanel(view: view).draw(in: last, of: &frame) }
    LanesPanel(view: view).draw(in: plan.lanes, of: &frame)
  }
}
