import SafeText
import SessionAnalysis
import SessionCore

extension TextReportWriter {
  mutating func group() {
    let group = figures.group
    let talk = figures.people.reduce(0) { $0 + $1.floor.talk }
    let members = figures.people.count { $0.role == .member }
    page.heading("GROUP")
    entry(
      "therapist share",
      "\(Wording.number(group.therapistShare, digits: 3)) of \(Wording.time(talk)) of talk;"
        + " silence \(Wording.time(group.silence))")
    entry(
      "evenness of talk",
      "Gini \(Wording.number(group.evenness.gini, digits: 3)), corrected"
        + " \(Wording.number(group.evenness.giniCorrected, digits: 3)), Pielou"
        + " \(Wording.number(group.evenness.pielou, digits: 3)), over \(Wording.count(members, "member"))")
    entry(
      "focus on others",
      "\(group.focus.other) of \(group.focus.of) segments, \(Wording.time(group.focus.otherTime)) of"
        + " \(Wording.time(group.focus.time))")
    entry(
      "member to member",
      "\(group.memberToMember.n) of \(Wording.count(group.memberToMember.of, "segment")) by members")
    let addressed = group.matrix.reduce(0) { $0 + $1.dropLast().reduce(0, +) }
    entry(
      "reciprocity",
      "\(Wording.number(group.reciprocity, digits: 3)) of \(Wording.count(addressed, "segment")) to a person")
    entry(
      "coverage",
      group.coverage.map { "\($0.code.rawValue) \($0.count)" }.joined(separator: ", ")
        + ", of \(Wording.count(members, "member"))")
    entry("repairs", "\(group.repairs), by members \(group.repairsByMembers)")
    entry(
      "cultural openings", "opened \(group.opened), taken \(group.taken), passed over \(group.passed)")
  }

  private mutating func entry(_ name: String, _ text: String) { page.entry(name, text, column: 20) }

  mutating func matrix() {
    page.heading("WHO TO WHOM", "segments, speakers down, addressed across")
    let names = figures.people.map { wording.name($0.id) }
    var table = Table([""] + names.map { $0.fitted(to: 10) } + ["group"])
    table.firstColumn = 14
    table.rows = zip(names, figures.group.matrix).map { name, row in
      [name] + row.map { $0 == 0 ? "." : "\($0)" }
    }
    table.write(to: &page)
  }

  mutating func grid() {
    page.heading("MARKERS BY FIVE MINUTES", "of \(Wording.count(figures.grid.count, "segment"))")
    var next = 0
    for piece in figures.grid.cells.keys.sorted() {
      empty(next, piece)
      let cells = (figures.grid.cells[piece] ?? []).map { cell in
        "\(wording.name(cell.who)) "
          + cell.codes.map { $0.code.rawValue.displaySafe + ($0.count > 1 ? " x\($0.count)" : "") }
          .joined(separator: " ")
      }
      row(piece, piece + 1, cells.joined(separator: ", "))
      next = piece + 1
    }
    empty(next, figures.grid.count)
  }

  /// Pieces without markers, taken together.
  private mutating func empty(_ first: Int, _ end: Int) {
    if first < end { row(first, end, "none") }
  }

  private mutating func row(_ first: Int, _ end: Int, _ text: String) {
    let stop = end == figures.grid.count ? figures.time.active : end * MarkerGrid.step
    let pieces = end - first == 1 ? "\(end)" : "\(first + 1)-\(end)"
    let span = "\(Wording.time(first * MarkerGrid.step))-\(Wording.time(stop))"
    page.entry(pieces.left(6) + span, text, column: 22)
  }

  mutating func ratings() {
    guard !figures.ratings.isEmpty || !figures.memberRatings.isEmpty else { return }
    page.heading("RATINGS", "1 to 5, by the observer")
    for rating in figures.ratings { row(rating, "") }
    for rating in figures.memberRatings {
      row(rating, rating.member.map { ", for \(wording.name($0))" } ?? "")
    }
  }

  private mutating func row(_ rating: Event.Rating, _ whom: String) {
    let scale = RatingScale(rating.scale, in: session.codebook)
    let value = rating.value.map { "\($0) of 5" } ?? "n/a"
    page.entry(value, scale.label + whom + scale.meaning(of: rating.value), column: 8)
  }

  mutating func effort() {
    let effort = figures.effort
    page.heading("OBSERVER")
    let minutes = Wording.time(figures.time.observed)
    entry("keyed", "\(Wording.count(effort.keyed, "observation")) in \(minutes) observed")
    entry(
      "corrections",
      "\(Wording.count(effort.amended, "amendment")), \(effort.retracted) taken back")
    let late = LateWork(of: session)
    if late.count > 0 {
      let when = late.sittings.map { $0.text.displaySafe }.joined(separator: ", ")
      entry("after closing", "\(Wording.count(late.count, "record")) of corrections, made \(when)")
    }
    let lag = effort.markerLagMedian.map { "\(Wording.number($0 / 1000, digits: 1)) s" } ?? "n/a"
    entry("lag of markers", "median \(lag), from the claimed moment to the key")
    if effort.unknown > 0 {
      entry("unknown", "\(Wording.count(effort.unknown, "record")) of kinds this version does not know")
    }
    if !session.ignored.isEmpty {
      entry(
        "without effect", "\(Wording.count(session.ignored.count, "record")) that make no sense; see check")
    }
  }

  mutating func openForNextTime() {
    let open = figures.episodes.filter { $0.resolved == nil }
    let bookmarks = session.unnamedBookmarks
    page.heading("OPEN FOR NEXT TIME")
    if open.isEmpty && bookmarks.isEmpty { page.line("  Nothing.") }
    for outcome in open {
      page.entry(
        wording.number(outcome.id),
        "\(wording.movement(outcome.episode)), \(outcome.latencyWords)"
          + ", \(Wording.count(outcome.attempts.count, "attempt"))", column: 7)
    }
    if !bookmarks.isEmpty {
      page.text(
        "\(Wording.count(bookmarks.count, "bookmark")) without a name: "
          + bookmarks.prefix(12).map { wording.number($0) }.joined(separator: ", ")
          + (bookmarks.count > 12 ? ", …" : ""), indent: 2, hanging: 2)
    }
  }
}
