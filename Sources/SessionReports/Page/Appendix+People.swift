import SessionAnalysis
import SessionCore

extension Appendix {
  var people: ReportSection? {
    let rows = figures.people.enumerated().map { seat, person in row(seat, person) }
    let talk = figures.people.reduce(0) { $1.role == .member ? $0 + $1.floor.talk : $0 }
    var blocks: [ReportSection.Block] = [
      .table(
        ReportTable(
          columns: [
            .init("who", .words), .init("turns"), .init("minimal"), .init("talk"), .init("share"), .init("W"),
            .init("C"), .init("X"), .init("repairs"), .init("focus"), .init("quiet"), .init("open"),
          ], rows: rows)),
      .text(
        cited(
          "share: of the \(Wording.time(talk)) the members talked. W C X: markers of withdrawal, confrontation and"
            + " against a member. focus: segments about another, of those about oneself or another. quiet: the"
            + " longest stretch without a turn that is not minimal. open: of the episodes as actor or affected.",
          provenance.talk(of: .member))),
    ]
    let concerned = figures.people.filter { $0.episodes.of > 0 }
    if !concerned.isEmpty {
      blocks.append(
        .text(
          cited(
            "Episodes with an attempt by a therapist: "
              + concerned.map { "\(wording.name($0.id)) \($0.episodes.acknowledged) of \($0.episodes.of)" }
              .joined(separator: ", ") + ".", figures.episodes.flatMap { provenance.everything(of: $0) })))
    }
    return ReportSection(id: "people", title: "People", beside: "", blocks: blocks)
  }

  private func row(_ seat: Int, _ person: PersonFigures) -> [Cited] {
    let own = provenance.seats[seat]
    let talk = own.segments + own.segmentEnds
    let focus = person.floor.focus
    let episodes = figures.episodes.filter {
      $0.episode.who == person.id || $0.episode.affected.contains(person.id)
    }
    return [
      cited(wording.name(person.id)), cited(person.floor.turns, own.segments),
      cited(person.floor.minimalTurns, own.segments), cited(Wording.time(person.floor.talk), talk),
      person.role == .therapist
        ? cited("-") : cited(Wording.number(person.share, digits: 3), talk + provenance.talk(of: .member)),
      cited(person.markers.withdrawal, provenance.markers(of: seat, .withdrawal)),
      cited(person.markers.confrontation, provenance.markers(of: seat, .confrontation)),
      cited(person.markers.group, provenance.markers(of: seat, .group)),
      cited(person.repairs, own.repairs),
      cited("\(focus.other)/\(focus.of)", own.segments + own.markers),
      cited(Wording.time(person.floor.longestQuiet), talk),
      cited(
        "\(person.episodes.open)/\(person.episodes.of)", episodes.flatMap { provenance.latency(of: $0) }),
    ]
  }

  var changes: ReportSection? {
    let rows = figures.people.flatMap { person in
      person.changes.map { change -> [Cited] in
        let sources =
          provenance.talk(of: .member)
          + (figures.episodes.first { $0.id == change.episode }.map { provenance.onset(of: $0) } ?? [])
        return [
          cited(wording.name(person.id)), cited(wording.number(change.episode), [change.episode]),
          cited(Wording.change(change.before, change.after), sources),
          cited(Wording.change(change.othersBefore, change.othersAfter), sources),
          cited("\(change.turnsBefore) -> \(change.turnsAfter)", sources),
        ]
      }
    }
    guard !rows.isEmpty else { return nil }
    return ReportSection(
      id: "changes", title: "Before and after a rupture", beside: "talk in s per observed minute",
      blocks: [
        .table(
          ReportTable(
            columns: [
              .init("who", .words), .init("episode"), .init("talk"), .init("others"),
              .init("turns not minimal"),
            ], rows: rows))
      ])
  }

  var moments: ReportSection? {
    let entries = figures.people.enumerated().compactMap { seat, person -> ReportSection.Entry? in
      guard !person.moments.isEmpty else { return nil }
      let words = person.moments.sorted { $0.key < $1.key }
        .map { wording.words($0.key) + ($0.value > 1 ? " x\($0.value)" : "") }
      return entry(wording.name(person.id), words.joined(separator: "; "), provenance.seats[seat].moments)
    }
    guard !entries.isEmpty else { return nil }
    return ReportSection(id: "moments", title: "Moments", beside: "", blocks: [.entries(entries)])
  }

  var matrix: ReportSection? {
    let names = figures.people.map { wording.name($0.id) }
    let people = figures.people.map { Party.person($0.id) } + [.group]
    let rows = figures.group.matrix.enumerated().map { seat, row -> [Cited] in
      let bySeat = Dictionary(grouping: provenance.seats[seat].segments) { id -> Party? in
        if case .turn(let turn) = session.entries[id.rawValue].event { turn.to } else { nil }
      }
      return [cited(names[seat])]
        + zip(people, row).map { cited($1 == 0 ? "." : String($1), bySeat[$0] ?? []) }
    }
    return ReportSection(
      id: "who-to-whom", title: "Who to whom", beside: "segments, speakers down, addressed across",
      blocks: [
        .table(
          ReportTable(columns: [.init("", .words)] + names.map { .init($0) } + [.init("group")], rows: rows))
      ])
  }
}
