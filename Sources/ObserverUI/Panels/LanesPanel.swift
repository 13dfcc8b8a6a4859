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
    let label = "\(minutes) min"
    frame.put(label, row: area.row, column: 1, style: view.theme.faint)
    var lanes = talk(column, start: SessionTime(start), width: width)
    setSigns(column, start: SessionTime(start), in: &lanes)
    for (place, member) in members.enumerated() {
      frame.put(
        member.label.displaySafe.fitted(to: 8), row: area.row + place, column: 7, style: view.theme.faint)
      frame.put(
        String(String.UnicodeScalarView(lanes[place])), row: area.row + place, column: left,
        style: view.theme.text)
    }
  }

  private func talk(_ column: (SessionTime) -> Int?, start: SessionTime, width: Int) -> [[Unicode.Scalar]] {
    var lanes = Array(
      repeating: Array(repeating: " " as Unicode.Scalar, count: width),
      count: view.session.roster.members.count)
    let segments = view.session.floor.segments
    var end = view.now
    for segment in segments.reversed() {
      defer { end = min(end, segment.start) }
      if case .seat(let seat) = segment.speaker, let last = column(min(end, view.now)) {
        let first = column(max(segment.start, start)) ?? last
        if first <= last { for place in first...last { lanes[seat][place] = "▁" } }
      }
      if segment.start < start { break }
    }
    return lanes
  }

  private func setSigns(
    _ column: (SessionTime) -> Int?, start: SessionTime, in lanes: inout [[Unicode.Scalar]]
  ) {
    // Records are in the order in which they were made, and nothing is claimed to have happened after that.
    for id in view.session.signs.reversed() {
      let entry = view.session.entries[id.rawValue]
      if entry.time < start { break }
      guard let place = column(entry.moment), let (who, sign) = sign(of: entry.event),
        let seat = view.session.roster.place(of: who)
      else { continue }
      lanes[seat][place] = sign
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
