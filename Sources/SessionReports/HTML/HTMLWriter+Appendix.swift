import SessionAnalysis

extension HTMLWriter {
  /// The pictures that are not on the first page.
  var pictures: Markup {
    let spans =
      page.timeline.spans.count > SupervisionPage.mostEpisodes ? SpansPicture.all(page) : []
    return .tag(
      "section", "pictures", [],
      spans.map { .tag("figure", "spans", [], [caption("How long each rupture was open"), $0.markup]) }
        + [
          // The matrix of a large group needs the whole width.
          .tag(
            "div", page.timeline.lanes.count > 7 ? "stacked" : "pair", [],
            [
              .tag("figure", "speech", [], [caption("Who spoke to whom"), SpeechPicture(page).markup]),
              .tag("figure", "", [], matrix),
            ])
        ])
  }

  private func caption(_ words: String) -> Markup { .element("figcaption", [], [.text(words)]) }

  /// The matrix stands beside its picture and not among the tables.
  private var matrix: [Markup] {
    guard let section = page.appendix.first(where: { $0.id == "who-to-whom" }) else { return [] }
    return [caption("\(section.title): \(section.beside)")] + section.blocks.flatMap(block)
  }

  var appendix: Markup {
    let sections = page.appendix.filter { $0.id != "who-to-whom" }.map { section -> Markup in
      let beside: [Markup] =
        section.beside.isEmpty ? [] : [" ", .tag("span", "beside", [], plain(section.beside))]
      return .tag(
        "section", "part", [.init("id", section.id)],
        [.element("h3", [], [.text(section.title)] + beside)] + section.blocks.flatMap(block))
    }
    return .tag(
      "section", "appendix", [], [.element("h2", [], ["Appendix"])] + sections + [signs, turns])
  }

  private func block(_ block: ReportSection.Block) -> [Markup] {
    switch block {
    case .text(let words): [.tag("p", "note", [], [self.words(words)])]
    case .entries(let entries): [self.entries(entries)]
    case .table(let table):
      [self.table(table.columns.map { ($0.title, $0.alignment == .numbers) }, table.rows)]
    case .curve(let figure): curve(figure)
    }
  }

  private func entries(_ entries: [ReportSection.Entry]) -> Markup {
    .element(
      "dl", [],
      entries.flatMap { entry -> [Markup] in
        [.element("dt", [], plain(entry.name)), .element("dd", [], cited(entry.value))]
      })
  }

  private func table(_ columns: [(title: String, isNumber: Bool)], _ rows: [[Cited]]) -> Markup {
    let head = columns.map { column in
      Markup.tag("th", column.isNumber ? "number" : "", [.init("scope", "col")], plain(column.title))
    }
    let body = rows.map { row in
      Markup.element(
        "tr", [],
        row.enumerated().map { place, cell in
          let isNumber = columns.indices.contains(place) && columns[place].isNumber
          return place == 0
            ? .tag("th", isNumber ? "number" : "", [.init("scope", "row")], [words(cell)])
            : .tag("td", isNumber ? "number" : "", [], [words(cell)])
        })
    }
    return .tag(
      "div", "wide", [],
      [
        .element(
          "table", [], [.element("thead", [], [.element("tr", [], head)]), .element("tbody", [], body)])
      ])
  }

  /// A curve from five spans on, with its steps; the list below that.
  private func curve(_ figure: ReportSection.SurvivalCurve) -> [Markup] {
    let list = Markup.tag("ul", "list", [], figure.list.map { .element("li", [], cited($0)) })
    let summary = Markup.tag("p", "note", [], [words(figure.summary)])
    guard figure.isDrawn else { return [list, summary] }
    let hasLimits = figure.curve.hasLimits
    let steps = figure.curve.steps.map {
      [
        Cited(Wording.time($0.time)), Cited("\($0.atRisk)"), Cited("\($0.events)"),
        Cited(Wording.number($0.survival, digits: 3)),
      ] + (hasLimits ? [Cited(Wording.limits($0))] : [])
    }
    let titles = ["after", "at risk", figure.event, "still waiting"] + (hasLimits ? ["limits at 0.95"] : [])
    let columns = titles.map { (title: $0, isNumber: true) }
    return [
      .tag(
        "div", "pair", [],
        [
          .tag("figure", "curve", [], [CurvePicture(id: "curve-\(figure.event)", figure: figure).markup]),
          .tag("div", "steps", [], [table(columns, steps)]),
        ]), summary, list,
    ]
  }

  // MARK: What the timeline shows, in words

  /// Every sign, mask and pause in the order of time.
  private var signs: Markup {
    var rows: [(at: Int, cells: [Cited])] = []
    for lane in page.timeline.lanes {
      for sign in lane.signs {
        rows.append(
          (
            sign.at,
            [
              Cited(Wording.time(sign.at), sign.records), Cited(lane.label),
              Cited(Glyph(sign.kind).meaning), Cited(sign.code), Cited(sign.records.text()),
            ]
          ))
      }
    }
    for (stretches, words) in [(page.timeline.masks, "not seen"), (page.timeline.pauses, "paused")] {
      for stretch in stretches {
        let until = "\(words) until \(Wording.time(stretch.end))"
        rows.append(
          (
            stretch.start,
            [
              Cited(Wording.time(stretch.start), stretch.records), Cited(""), Cited(until), Cited(""),
              Cited(stretch.records.text()),
            ]
          ))
      }
    }
    let sorted = rows.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    let columns = ["clock", "who", "what", "code", "record"].enumerated().map { ($1, $0 == 0) }
    return .tag(
      "section", "part", [.init("id", "signs")],
      [
        .element(
          "h3", [],
          ["Everything on the timeline", " ", .tag("span", "beside", [], ["by the session's clock"])]),
        rows.isEmpty ? .tag("p", "note", [], ["Nothing."]) : table(columns, sorted.map(\.element.cells)),
      ])
  }

  /// Every turn; folded, since a session has hundreds.
  private var turns: Markup {
    let rows = page.timeline.lanes.flatMap { lane in
      lane.turns.map { turn in (turn: turn, label: lane.label) }
    }.enumerated().sorted {
      ($0.element.turn.stretch.start, $0.offset) < ($1.element.turn.stretch.start, $1.offset)
    }.map { row in
      let (turn, label) = row.element
      return [
        Cited(Wording.time(turn.stretch.start), turn.stretch.records), Cited(Wording.time(turn.stretch.end)),
        Cited(label), Cited(turn.isMinimal ? "minimal" : ""),
      ]
    }
    let columns = [("from", true), ("to", true), ("who", false), ("", false)]
    return .tag(
      "details", "turns", [],
      [.element("summary", [], [.text("The turns, \(rows.count)")]), table(columns, rows)])
  }
}
