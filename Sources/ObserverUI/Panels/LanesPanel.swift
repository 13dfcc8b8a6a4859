import SafeText
import SessionCore
import TerminalKit

/// The last minutes, a lane a person: who spoke when, and where markers, repairs and resolutions fell.
///
/// A sign stands for what fell into its column: w c x a marker, r a repair, v a resolution, and ▁ for talk.
struct LanesPanel {
  let view: SessionView
  /// How many minutes the lanes show.
  var minutes = 5

  static func rows(for session: Session) -> Int { session.roster.members.count }

  func draw(in area: Area, of frame: inout Frame) {
    let members = view.session.roster.members
    guard area.rows >= members.count, area.columns > 30 else { return }
    let left = 16
    let width = area.columns - left - 1
    let span = minutes * 60_000
    // The left edge moves by whole columns, so that the lanes stand still between.
    let step = max(1, span / max(1, width))
    let start = max(0, (view.now.milliseconds - span + step - 1) / step * step)
    func column(_ moment: SessionTime) -> Int? {
      guard moment.milliseconds >= start, moment <= view.now else { return nil }
      return min((moment.milliseconds - start) / step, width - 1)
    }
    frame.put("\(minutes) min", row: area.row, column: 1, style: view.theme.faint)
    for (place, member) in members.enumerated() {
      frame.put(
        member.label.displaySafe.truncated(to: 8), row: area.row + place, column: 7, style: view.theme.faint)
    }
    drawTalk(column, start: SessionTime(start), at: Position(row: area.row, column: left), of: &frame)
    drawSigns(column, start: SessionTime(start), at: Position(row: area.row, column: left), of: &frame)
  }

  private func drawTalk(
    _ column: (SessionTime) -> Int?, start: SessionTime, at corner: Position, of frame: inout Frame
  ) {
    var end = view.now
    for segment in view.session.floor.segments.reversed() {
      if case .seat(let seat) = segment.speaker, let last = column(min(end, view.now)) {
        let first = column(max(segment.start, start)) ?? last
        frame.put(
          "▁", row: corner.row + seat, column: corner.column + first, count: last - first + 1,
          style: view.theme.text)
      }
      if segment.start < start { break }
      end = min(end, segment.start)
    }
  }

  private func drawSigns(
    _ column: (SessionTime) -> Int?, start: SessionTime, at corner: Position, of frame: inout Frame
  ) {
    // Records are in the order in which they were made, and nothing is claimed to have happened after that.
    for id in view.session.signs.reversed() {
      let entry = view.session.entries[id.rawValue]
      if entry.time < start { break }
      guard let place = column(entry.moment), let (who, sign) = sign(of: entry.event),
        let seat = view.session.roster.place(of: who)
      else { continue }
      frame.put(sign, row: corner.row + seat, column: corner.column + place, count: 1, style: view.theme.text)
    }
  }

  private func sign(of event: Event) -> (MemberID, Unicode.Scalar)? {
    switch event {
    case .marker(let marker):
      switch view.session.codebook.family(of: marker.code) {
      case .withdrawal?: (marker.who, "w")
      case .confrontation?: (marker.who, "c")
      default: (marker.who, "x")
      }
    case .repair(let repair): (repair.who, "r")
    case .resolved(let resolution):
      view.session.episode(view.session.root(of: resolution.episode)).map {
        ($0.affected.first ?? $0.who, "v")
      }
    default: nil
    }
  }
}
