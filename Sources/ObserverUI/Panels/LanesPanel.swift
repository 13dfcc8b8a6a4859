import SafeText
import SessionCore
import TerminalKit

/// The last minutes or the whole session, a lane a person: who spoke when, and where markers, repairs and resolutions
/// fell.
///
/// A sign stands for what fell into its column: w c x a marker, r a repair, v a resolution, ▁ talk, ┆ a pause, ░ a
/// stretch the observer could not see. Of the whole session ▁ ▃ ▅ say how much of a column was somebody's talk.
struct LanesPanel {
  let view: SessionView

  /// With no more columns than this there are no lanes.
  static let narrowest = 30

  /// The rows it can use: two a person, signs above talk, and the minutes below.
  static func mostRows(_ people: Int) -> Int { 2 * people + 1 }

  func draw(in area: Area, of frame: inout Frame) {
    let seats = view.seats
    guard area.rows >= seats.count, !seats.isEmpty, area.columns > Self.narrowest else { return }
    let left = 16
    let scale = LaneScale(
      at: view.now, columns: area.columns - left - 1, whole: view.look.showsWholeSession,
      minutes: view.look.laneMinutes)
    let perLane = area.rows >= 2 * seats.count ? 2 : 1
    var rows = Array(repeating: 0, count: seats.count)
    for (line, seat) in seats.enumerated() { rows[seat] = area.row + line * perLane + perLane - 1 }
    frame.put(scale.name, row: area.row, column: area.column + 1, style: view.theme.faint)
    for (seat, member) in view.session.roster.members.enumerated() {
      frame.put(
        member.label.displaySafe.truncated(to: 8), row: rows[seat], column: area.column + 7,
        style: view.theme.faint)
    }
    let lanes = Lanes(
      view: view, scale: scale, rows: rows, column: area.column + left, signsAbove: perLane - 1)
    if view.look.showsWholeSession {
      lanes.drawShares(of: &frame)
    } else {
      lanes.drawTalk(of: &frame)
    }
    lanes.drawGaps(of: &frame)
    lanes.drawSigns(of: &frame)
    if area.rows > perLane * seats.count {
      lanes.drawMinutes(row: area.row + perLane * seats.count, of: &frame)
    }
  }
}

/// Which moment falls into which column.
struct LaneScale {
  let start: SessionTime
  /// Ms in a column.
  let step: Int
  let columns: Int
  let now: SessionTime
  /// How many minutes all the columns are.
  let minutes: Int

  /// - Parameter wished: how many minutes the columns are to be, where it is not the whole session.
  init(at now: SessionTime, columns: Int, whole: Bool, minutes wished: Int? = nil) {
    self.now = now
    self.columns = max(1, columns)
    if whole {
      let elapsed = now.milliseconds / 60_000 + 1
      minutes = Self.lengths.first { $0 >= elapsed } ?? (elapsed + 119) / 120 * 120
    } else {
      // A column is a little less than five seconds in every window.
      minutes = wished.map { max(1, $0) } ?? max(5, columns / 60 * 5)
    }
    let span = minutes * 60_000
    step = (span + self.columns - 1) / self.columns
    // The left edge moves a minute at a time, so that the lanes stand still between.
    let over = max(0, now.milliseconds - span)
    start = whole ? .zero : SessionTime((over + 59_999) / 60_000 * 60_000)
  }

  private static let lengths = [5, 10, 15, 20, 30, 45, 60, 75, 90, 120]

  /// Six columns at most, a blank among them.
  var name: String { minutes < 10 ? "\(minutes) min" : minutes < 100_000 ? "\(minutes)m" : "whole" }

  /// The column of a moment; `nil` before the first and after now.
  func column(_ moment: SessionTime) -> Int? {
    guard moment >= start, moment <= now else { return nil }
    return min((moment.milliseconds - start.milliseconds) / step, columns - 1)
  }
}
