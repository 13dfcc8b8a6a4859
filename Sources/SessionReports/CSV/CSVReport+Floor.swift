import SessionAnalysis
import SessionCore

extension CSVReport {
  /// One row is one segment of the floor: a stretch of one speaker with one addressee, or of silence.
  ///
  /// A turn is all the segments with one `turn`. What somebody said after withdrawing holds its place without a name.
  var turns: String {
    var out = CSVText([
      "sid", "record", "turn", "kind", "who", "to", "focus", "minimal", "onset_active_ms", "end_active_ms",
      "observed_ms", "keyed_session_ms",
    ])
    let (segments, clock, end) = (session.floor.segments, session.clock, session.end)
    var turn: RecordID?
    for (index, segment) in segments.enumerated() {
      let start = min(segment.start, end)
      let stop = max(start, min(index + 1 < segments.count ? segments[index + 1].start : end, end))
      let counts = session.floor.counts(index)
      if session.floor.beginsTurn(index) || turn == nil { turn = segment.id }
      let span =
        counts
        ? session.floor.span(of: index, until: end)
        : max(0, clock.observed(stop) - clock.observed(start))
      var row: [CSVCell] = [sid, CSVCell(segment.id)]
      if counts, case .turn(let own)? = session[segment.id]?.event {
        row += [CSVCell(turn), .word("turn"), cell(own.who), cell(own.to)]
        row += [own.focus.map { .word($0.rawValue) } ?? .missing, .bool(own.minimal)]
      } else {
        let isSilence = segment.speaker == .silence
        row += [.missing, .word(isSilence ? "silence" : "unlogged"), .missing, .missing, .missing, .missing]
      }
      row += [active(segment.start), active(stop), .integer(span)]
      row.append(CSVCell(session[segment.id]?.time.milliseconds))
      out.row(row)
    }
    return out.text
  }

  /// One row is one person on the roster.
  var people: String {
    var out = CSVText([
      "sid", "seat", "who", "label", "role", "session_observed_ms", "turns", "minimal_turns", "segments",
      "talk_observed_ms", "talk_share", "focus_other_segments", "focus_segments", "focus_other_ms",
      "focus_ms",
      "segments_to_members", "markers_withdrawal", "markers_confrontation", "markers_group", "repairs",
      "episodes_actor", "episodes_affected", "episodes_target", "episodes_open", "episodes_of",
      "episodes_acknowledged", "moments", "moments_goal", "moments_task", "moments_bond",
      "longest_quiet_active_ms",
    ])
    for (seat, person) in figures.people.enumerated() {
      let (floor, parts) = (person.floor, person.episodes)
      var row: [CSVCell] = [
        sid, .integer(seat + 1), cell(person.id), .text(session.roster[person.id]?.label ?? ""),
        .word(person.role.rawValue), .integer(figures.time.observed), .integer(floor.turns),
        .integer(floor.minimalTurns), .integer(floor.segments), .integer(floor.talk), CSVCell(person.share),
        .integer(floor.focus.other), .integer(floor.focus.of), .integer(floor.focus.otherTime),
        .integer(floor.focus.time), .integer(floor.toMembers),
      ]
      row += [
        person.markers.withdrawal, person.markers.confrontation, person.markers.group, person.repairs,
        parts.actor, parts.affected, parts.target, parts.open, parts.of, parts.acknowledged,
        person.moments.values.reduce(0, +), person.moments["GOAL+"] ?? 0, person.moments["TASK+"] ?? 0,
        person.moments["BOND+"] ?? 0, floor.longestQuiet,
      ].map { .integer($0) }
      out.row(row)
    }
    return out.text
  }
}
