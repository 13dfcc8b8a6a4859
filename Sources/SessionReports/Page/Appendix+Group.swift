import SafeText
import SessionAnalysis
import SessionCore

extension Appendix {
  private var memberCount: Int { figures.people.count { $0.role == .member } }

  var group: ReportSection? {
    let group = figures.group
    let talk = figures.people.reduce(0) { $0 + $1.floor.talk }
    let members = provenance.talk(of: .member)
    let everybody = members + provenance.talk(of: .therapist)
    let memberSegments = provenance.segments(of: .member)
    let addressed = group.matrix.reduce(0) { $0 + $1.dropLast().reduce(0, +) }
    return ReportSection(
      id: "group", title: "Group", beside: "",
      blocks: [
        .entries([
          entry(
            "therapist share",
            "\(Wording.number(group.therapistShare, digits: 3)) of \(Wording.time(talk)) of talk", everybody),
          entry(
            "silence", Wording.time(group.silence), provenance.silences + provenance.silenceEnds),
          entry(
            "evenness of talk",
            "Gini \(Wording.number(group.evenness.gini, digits: 3)), corrected"
              + " \(Wording.number(group.evenness.giniCorrected, digits: 3)), Pielou"
              + " \(Wording.number(group.evenness.pielou, digits: 3)), over \(Wording.count(memberCount, "member"))",
            members),
          entry(
            "focus on others",
            "\(group.focus.other) of \(group.focus.of) segments, \(Wording.time(group.focus.otherTime)) of"
              + " \(Wording.time(group.focus.time))", memberSegments),
          entry(
            "member to member",
            "\(group.memberToMember.n) of \(Wording.count(group.memberToMember.of, "segment")) by members",
            memberSegments),
          entry(
            "reciprocity",
            "\(Wording.number(group.reciprocity, digits: 3)) of \(Wording.count(addressed, "segment")) to a person",
            memberSegments + provenance.segments(of: .therapist)),
          entry(
            "repairs", "\(group.repairs), by members \(group.repairsByMembers)",
            provenance.records(of: "repair")),
        ])
      ])
  }

  var grid: ReportSection? {
    var rows: [[Cited]] = []
    let markers = Dictionary(grouping: provenance.records(of: "marker")) { id in
      let active = session.clock.active(session.entries[id.rawValue].moment)
      return min(max(active, 0) / MarkerGrid.step, max(0, figures.grid.count - 1))
    }
    func row(_ first: Int, _ end: Int, _ text: String, _ records: [RecordID]) {
      let stop = end == figures.grid.count ? figures.time.active : end * MarkerGrid.step
      rows.append([
        cited(end - first == 1 ? "\(end)" : "\(first + 1)-\(end)"),
        cited("\(Wording.time(first * MarkerGrid.step))-\(Wording.time(stop))"), cited(text, records),
      ])
    }
    var next = 0
    for piece in figures.grid.cells.keys.sorted() {
      if next < piece { row(next, piece, "none", []) }
      let cells = (figures.grid.cells[piece] ?? []).map { cell in
        "\(wording.name(cell.who)) "
          + cell.codes.map { wording.code($0.code) + ($0.count > 1 ? " x\($0.count)" : "") }
          .joined(separator: " ")
      }
      row(piece, piece + 1, cells.joined(separator: ", "), markers[piece] ?? [])
      next = piece + 1
    }
    if next < figures.grid.count { row(next, figures.grid.count, "none", []) }
    return ReportSection(
      id: "grid", title: "Markers by five minutes",
      beside: "of \(Wording.count(figures.grid.count, "segment"))",
      blocks: rows.isEmpty
        ? []
        : [
          .table(
            ReportTable(
              columns: [.init("piece", .words), .init("active time", .words), .init("markers", .words)],
              rows: rows))
        ])
  }

  var ratings: ReportSection? {
    guard !figures.ratings.isEmpty || !figures.memberRatings.isEmpty else { return nil }
    let rated = provenance.records(of: "rated")
    let entries = (figures.ratings + figures.memberRatings).map { rating in
      let scale = RatingScale(rating.scale, in: session.codebook)
      let whom = rating.member.map { ", for \(wording.name($0))" } ?? ""
      let records = rated.filter {
        guard case .rated(let other) = session.entries[$0.rawValue].event else { return false }
        return other.scale == rating.scale && other.member == rating.member
      }
      return entry(
        rating.value.map { "\($0) of 5" } ?? "n/a", scale.label + whom + scale.meaning(of: rating.value),
        records)
    }
    return ReportSection(
      id: "ratings", title: "Ratings", beside: "1 to 5, by the observer; the last of each scale",
      blocks: [.entries(entries)])
  }

  var coverage: ReportSection? {
    let words = ["GOAL+": "goals", "TASK+": "tasks", "BOND+": "bond"]
    return ReportSection(
      id: "coverage", title: "Coverage", beside: "members with at least one, of \(memberCount)",
      blocks: [
        .entries(
          figures.group.coverage.map { count in
            entry(
              words[count.code.rawValue] ?? wording.code(count.code),
              "\(count.code.rawValue) \(count.count) of \(memberCount)",
              figures.people.indices.filter { figures.people[$0].role == .member }
                .flatMap { provenance.moments(count.code, of: $0) })
          })
      ])
  }

  var openings: ReportSection? {
    let group = figures.group
    let codes: [CodeID] = ["CO", "CO+", "CO-"]
    let listed = codes.flatMap { code in provenance.moments(code).map { (code, $0) } }
      .sorted { ($0.1) < ($1.1) }
    let rows = listed.compactMap { code, id -> [Cited]? in
      guard case .moment(let moment)? = session[id]?.event, let at = session[id]?.moment else { return nil }
      return [
        cited(Wording.time(session.clock.active(at)), [id]), cited(wording.name(moment.who), [id]),
        cited(wording.words(code), [id]),
      ]
    }
    var blocks: [ReportSection.Block] = [
      .text(
        cited(
          "opened \(group.opened), taken up \(group.taken), passed over \(group.passed)",
          codes.flatMap { provenance.moments($0) }))
    ]
    if !rows.isEmpty {
      blocks.append(
        .table(
          ReportTable(
            columns: [.init("at", .words), .init("who", .words), .init("what", .words)], rows: rows)))
    }
    return ReportSection(id: "openings", title: "Cultural openings", beside: "", blocks: blocks)
  }

  var effort: ReportSection? {
    let effort = figures.effort
    var entries = [
      entry(
        "keyed",
        "\(Wording.count(effort.keyed, "observation")) in \(Wording.time(figures.time.observed)) observed",
        provenance.keyed),
      entry(
        "lag of markers",
        "median \(Wording.seconds(effort.markerLagMedian)), from the claimed moment to the key",
        provenance.records(of: "marker")),
      entry(
        "offset", "\(Wording.seconds(Double(session.opening.lag))) taken off every stamp while recording"),
    ]
    if effort.unknown > 0 {
      entries.append(
        entry("unknown", "\(Wording.count(effort.unknown, "record")) of kinds this version does not know"))
    }
    if !session.ignored.isEmpty {
      entries.append(
        entry(
          "without effect", "\(Wording.count(session.ignored.count, "record")) that make no sense; see check",
          session.ignored))
    }
    return ReportSection(id: "observer", title: "Observer", beside: "", blocks: [.entries(entries)])
  }

  var corrections: ReportSection? {
    let effort = figures.effort
    let merges = provenance.records(of: "merged")
    var entries = [
      entry("amended", Wording.count(effort.amended, "record"), provenance.amendments),
      entry("taken back", Wording.count(effort.retracted, "record"), provenance.records(of: "retracted")),
      entry(
        "put back", Wording.count(provenance.records(of: "restored").count, "record"),
        provenance.records(of: "restored")),
    ]
    if !merges.isEmpty { entries.append(entry("merged", Wording.count(merges.count, "episode"), merges)) }
    let late = LateWork(of: session)
    if late.count > 0 {
      let when = late.sittings.map { $0.text.displaySafe }.joined(separator: ", ")
      entries.append(
        entry("after closing", "\(Wording.count(late.count, "record")) of corrections, made \(when)"))
    }
    return ReportSection(id: "corrections", title: "Corrections", beside: "", blocks: [.entries(entries)])
  }
}
