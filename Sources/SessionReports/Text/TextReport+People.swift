import SessionAnalysis
import SessionCore

extension TextReportWriter {
  mutating func people() {
    page.heading("PEOPLE")
    var table = Table([
      "", "turns", "minimal", "talk", "share", "W", "C", "X", "repairs", "focus", "quiet", "open",
    ])
    table.firstColumn = 14
    for person in figures.people {
      let focus = person.floor.focus
      table.rows.append([
        wording.name(person.id), "\(person.floor.turns)", "\(person.floor.minimalTurns)",
        Wording.time(person.floor.talk), share(person), "\(person.markers.withdrawal)",
        "\(person.markers.confrontation)", "\(person.markers.group)", "\(person.repairs)",
        "\(focus.other)/\(focus.of)", Wording.time(person.floor.longestQuiet),
        "\(person.episodes.open)/\(person.episodes.of)",
      ])
    }
    table.write(to: &page)
    let talk = figures.people.reduce(0) { $1.role == .member ? $0 + $1.floor.talk : $0 }
    page.text(
      "share: of the \(Wording.time(talk)) the members talked. W C X: markers of withdrawal, confrontation and"
        + " against a member. focus: segments about another, of those about oneself or another. quiet: the"
        + " longest stretch without a turn that is not minimal. open: of the episodes as actor or affected.",
      indent: 2)
    acknowledged()
    moments()
  }

  private func share(_ person: PersonFigures) -> String {
    person.role == .therapist ? "-" : Wording.number(person.share, digits: 3)
  }

  private mutating func acknowledged() {
    let concerned = figures.people.filter { $0.episodes.of > 0 }
    guard !concerned.isEmpty else { return }
    page.text(
      "Episodes with an attempt by a therapist: "
        + concerned.map { "\(wording.name($0.id)) \($0.episodes.acknowledged) of \($0.episodes.of)" }
        .joined(separator: ", ") + ".", indent: 2)
  }

  private mutating func moments() {
    for person in figures.people where !person.moments.isEmpty {
      let moments = person.moments.sorted { $0.key < $1.key }
        .map { wording.words($0.key) + ($0.value > 1 ? " x\($0.value)" : "") }
      page.text("\(wording.name(person.id)): \(moments.joined(separator: "; "))", indent: 2, hanging: 2)
    }
  }

  mutating func changes() {
    let all = figures.people.flatMap { person in person.changes.map { (person, $0) } }
    guard !all.isEmpty else { return }
    page.heading("BEFORE AND AFTER A RUPTURE", "talk in s per observed minute")
    for (person, change) in all {
      page.text(
        "\(wording.name(person.id)) \(wording.number(change.episode)): talk \(pair(change.before, change.after))"
          + " (others \(pair(change.othersBefore, change.othersAfter))),"
          + " turns not minimal \(change.turnsBefore) -> \(change.turnsAfter)", indent: 2, hanging: 2)
    }
  }

  private func pair(_ before: Double?, _ after: Double?) -> String {
    "\(Wording.number(before, digits: 1)) -> \(Wording.number(after, digits: 1))"
  }
}
