import SafeText
import SessionAnalysis
import SessionCore
import SessionReports
import TerminalKit

/// What the player shows in place of the panels: figures, corrections, the keys.
extension Player {
  /// The figures up to this moment, in the time that is told; the same as a report's.
  mutating func showFigures() {
    let seen = replay.session.seen(from: replay.position)
    let session = look.hidesNames ? seen.underSeatNumbers : seen
    let isWhole = replay.isAtEnd
    let facts = LogFacts(
      head: isWhole ? head : "", records: isWhole ? replay.records.count : replay.taken,
      isClosed: session.closing != nil)
    let report = TextReport(Indicators(of: session, log: facts), of: session)
    mode = .page(
      Pager(lines: report.lines), title: "the figures up to \(replay.position.faceText), \(tellingWords)")
  }

  /// Which of the two times is told, in words.
  var tellingWords: String { replay.telling == .recorded ? "as recorded" : "as believed" }

  mutating func page(_ pager: Pager, _ title: String, _ key: Key) -> [PlayerEffect] {
    var pager = pager
    pager.rows = pageRows
    pager.columns = size.columns
    if let action = keymap.action(key, in: .report), pager.act(action) {
      mode = .page(pager, title: title)
    } else {
      mode = .watching
    }
    return []
  }

  /// How many lines of a page the window shows, between the head and the page's title and the foot.
  private var pageRows: Int { max(1, size.rows - 2 - Self.footRows) }

  // MARK: Corrections

  mutating func showAudit() {
    let lines = audit ?? AuditLine.all(in: replay, look: look)
    audit = lines
    guard !lines.isEmpty else {
      message = "Nothing was corrected in this session."
      return
    }
    mode = .audit(place: min(auditPlace, lines.count - 1))
  }

  mutating func look(throughAudit place: Int, _ key: Key) -> [PlayerEffect] {
    let lines = audit ?? []
    var pager = Pager(lines: lines.map(\.what))
    pager.rows = 1
    pager.move(by: place)
    if let action = keymap.action(key, in: .report), pager.act(action) {
      mode = .audit(place: pager.top)
      auditPlace = pager.top
      return []
    }
    let isAfter = key == .enter || keymap.action(key, in: .replay) == .nextEvent
    let isBefore = keymap.action(key, in: .replay) == .previousEvent
    mode = .watching
    guard isAfter || isBefore, lines.indices.contains(place) else { return [] }
    // What was believed before and after a correction is seen in what was recorded.
    clock.pause(at: outside)
    if replay.telling == .believed {
      replay.tell(.recorded)
      redrawMap()
    }
    seek(toStep: lines[place].correction.id.rawValue - (isAfter ? 0 : 1))
    message = "\(isAfter ? "after" : "before"): \(lines[place].what) \(lines[place].wholeChange)"
    return []
  }

  // MARK: Help

  var help: [String] {
    let groups: [[Action]] = [
      [.play, .slower, .faster, .skipIdle, .loop],
      [.back5, .forward5, .back30, .forward30, .goTo],
      [.previousEvent, .nextEvent, .previousRupture, .nextRupture, .previousSign, .nextSign],
      [.walkBack, .walkOn, .walkBy, .search, .nextFound, .previousFound],
      [.otherTime, .audit, .timeline, .figures, .events],
      [.names, .flip, .bigClock, .wholeSession],
      canCorrect ? [.takeBack, .putBack, .moveRecord, .recodeEvent, .palette, .undo, .redo] : [],
      [.help, .quit],
    ]
    var lines: [String] = []
    for group in groups where !group.isEmpty {
      for action in group {
        let keys = keymap.keys(of: action, in: .replay).map(\.shown).joined(separator: " ")
        lines.append("  \(keys.padded(to: 18)) \(action.meaning)")
      }
      lines.append("")
    }
    lines.append("  \("0-9".padded(to: 18)) that tenth of the session")
    lines += [
      "", " On the bar: ! a marker, r a repair, v a resolution, ~ one that was corrected,",
      " × one that was taken back later, + one recorded after the closing, ◆ here.",
    ]
    return lines
  }
}

/// A correction in words.
struct AuditLine: Hashable, Sendable {
  let correction: Correction
  /// What was corrected.
  let what: String
  /// What it changed: before, and after.
  let change: String

  /// When it was made: on the session's clock, or the day when that was after the closing.
  var when: String {
    correction.madeLater?.day.displaySafe ?? ageText(correction.time.milliseconds)
  }

  /// What it changed, and when it was made if that was after the closing.
  var wholeChange: String {
    let made = correction.madeLater.map { "; made after the closing, \($0.minute.displaySafe)" } ?? ""
    return change + made
  }

  /// All of a session, in one walk through it.
  static func all(in replay: Replay, look: Look = Look()) -> [AuditLine] {
    replay.corrections { correction, old, after in
      guard let new = after[correction.target] else { return nil }
      let words = EventWords(after, manner: .screen)
      let text = look.said((old ?? new).event, words).displaySafe
      switch correction.kind {
      case .amended:
        guard let old else { return nil }
        return AuditLine(
          correction: correction, what: "corrected", change: change(of: old, to: new, words, look))
      case .retracted: return AuditLine(correction: correction, what: "taken back", change: text)
      case .restored: return AuditLine(correction: correction, what: "put back", change: text)
      case .merged:
        guard case .merged(let link)? = after[correction.id]?.event else { return nil }
        let other = after[link.other].map { look.said($0.event, words).displaySafe } ?? ""
        return AuditLine(
          correction: correction, what: "merged", change: "\(text) now counts as \(other)")
      case .named:
        let name = after[correction.id].map { look.said($0.event, words).displaySafe } ?? ""
        return AuditLine(
          correction: correction, what: "named",
          change: "bookmark of \(ageText(new.moment.milliseconds)) is now \(name)")
      case .late:
        return AuditLine(
          correction: correction, what: "recorded late",
          change: "\(text), at \(ageText(new.moment.milliseconds))")
      }
    }
  }

  private static func change(
    of old: Session.Entry, to new: Session.Entry, _ words: EventWords, _ look: Look
  ) -> String {
    let (then, now) = (look.said(old.event, words).displaySafe, look.said(new.event, words).displaySafe)
    let times =
      old.moment == new.moment
      ? nil : "from \(ageText(old.moment.milliseconds)) to \(ageText(new.moment.milliseconds))"
    if then == now { return "\(then), " + (times.map { "moved \($0)" } ?? "in what is not shown here") }
    return "\(then), is now \(now)" + (times.map { ", moved \($0)" } ?? "")
  }
}
