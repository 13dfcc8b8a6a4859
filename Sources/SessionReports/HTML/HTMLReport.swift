import SessionAnalysis

/// The report as one page for a browser and for paper: the page for supervision, then the pictures and tables.
///
/// One file without a script and without a reference to anything outside; the browser is told to fetch nothing. It
/// shows ``SupervisionPage`` and computes no figure; each carries the records it rests on.
package struct HTMLReport: Sendable {
  /// In UTF-8. Same log, same bytes.
  package let text: String

  package init(_ page: SupervisionPage) {
    let writer = HTMLWriter(page)
    let head: [Markup] = [
      .element("meta", [.init("charset", "utf-8")], []),
      .element(
        "meta",
        [
          .init("http-equiv", "Content-Security-Policy"),
          .init("content", "default-src 'none'; style-src 'unsafe-inline'"),
        ], []),
      .element(
        "meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")], []),
      .element("meta", [.init("name", "color-scheme"), .init("content", "light dark")], []),
      .element("title", [], [.text(page.heading.title)]), .style(StyleSheet.text),
    ]
    let body = Markup.element("main", [], [writer.firstPage, writer.pictures, writer.appendix])
    var out = "<!DOCTYPE html>\n"
    Markup.element(
      "html", [.init("lang", "en")], [.element("head", [], head), .element("body", [], [body])]
    ).write(to: &out)
    text = out
  }
}

/// Puts the parts of a page into markup.
struct HTMLWriter {
  let page: SupervisionPage
  private let labels: LabelSearch

  init(_ page: SupervisionPage) {
    self.page = page
    labels = LabelSearch(page.timeline.lanes.map(\.label))
  }

  // MARK: Words

  /// A text in which every name is set apart.
  func plain(_ text: String) -> [Markup] { labels.markup(of: text.withArrows) }

  /// Words with the records they rest on: for programs, and for whoever points at them.
  func words(_ words: Cited) -> Markup {
    guard !words.records.isEmpty else { return .tag("span", "", [], plain(words.text)) }
    let title = Markup.Attribute("title", "records \(words.records.text(atMost: 24))")
    return .tag("span", "figure", Markup.records(words.records) + [title], plain(words.text))
  }

  /// The same with the records to be seen, for print too.
  func cited(_ words: Cited) -> [Markup] {
    guard !words.records.isEmpty else { return [self.words(words)] }
    return [self.words(words), " ", .tag("small", "ref", [], [.text(words.records.text(atMost: 6))])]
  }

  // MARK: The first page

  var firstPage: Markup {
    let heading = page.heading
    let header = Markup.element(
      "header", [],
      [
        .tag(
          "p", "print", [], ["fingerprint ", .tag("b", "", [], [.text(heading.fingerprint)])]),
        .element("h1", [], plain(heading.title)),
        .tag("p", "origin", [], plain(heading.origin) + [" ", words(heading.length)]),
        .tag("p", "caveat", [], [.text(heading.caveat)]),
      ])
    let spans = page.timeline.spans.count <= SupervisionPage.mostEpisodes ? SpansPicture.all(page) : []
    return .tag(
      "section", isCrowded ? "first crowded" : "first", [],
      [header, timeline(spans), episodes]
        + [
          .tag(
            "div", "columns", [],
            [
              .tag("div", "", [], [rewatch, quiet].compactMap { $0 }),
              .tag("div", "", [], [openItems, prompts].compactMap { $0 }),
            ])
        ]
        + [limits].compactMap { $0 })
  }

  /// Whether so much is to be said that on paper it only fits one sheet when set closer.
  private var isCrowded: Bool {
    page.timeline.lanes.count > 6 || page.episodes.count > 4 || page.openForNextTime.count > 4
  }

  private func timeline(_ spans: [SpansPicture]) -> Markup {
    let picture = LanesPicture(page.timeline, isClose: isCrowded)
    return .tag(
      "figure", "timeline", [],
      [picture.markup] + spans.map(\.markup) + [.element("figcaption", [], [picture.legend])])
  }

  private var episodes: Markup {
    let rows = page.episodes.map { episode in
      let movement = [words(episode.movement), .tag("span", "under", [], [words(episode.form)])]
      let codes =
        [words(episode.codes)] + episode.history.map { .tag("span", "under", [], [words($0)]) }
      let records = (episode.latency.records + episode.attempts.records).text(atMost: 6)
      return Markup.element(
        "tr", [],
        [
          .tag("th", "", [.init("scope", "row")], [.text(episode.number)]),
          .tag("td", "number", [], [words(episode.onset)]), .tag("td", "", [], movement),
          .tag("td", "", [], codes), .tag("td", "", [], [words(episode.firstAttempt)]),
          .tag("td", "", [], [words(episode.attempts)]),
          .tag(
            "td", "", [], [words(episode.latency), .tag("span", "under", [], [words(episode.outcome)])]),
          .tag("td", "", [], [.tag("small", "ref", [], [.text(records)])]),
        ])
    }
    let columns = [
      "", "onset", "who → whom", "codes", "first attempt", "attempts", "latency", "records",
    ]
    let numbers: Set = [1]
    let head = columns.enumerated().map { place, title in
      Markup.tag("th", numbers.contains(place) ? "number" : "", [.init("scope", "col")], [.text(title)])
    }
    let table = Markup.tag(
      "table", "episodes", [],
      [.element("thead", [], [.element("tr", [], head)]), .element("tbody", [], rows)])
    let content: [Markup] = [
      .tag("div", "wide", [], [table]), .tag("p", "rule", [], [.text(SupervisionPage.reading)]),
    ]
    return part(
      "Rupture episodes", beside: [words(page.episodesBeside)], rows.isEmpty ? [] : content)
  }

  /// A part of the page under its heading.
  private func part(_ title: String, beside: [Markup] = [], _ content: [Markup]) -> Markup {
    let line = beside.isEmpty ? [] : [" ", Markup.tag("span", "beside", [], beside)]
    return .element("section", [], [.element("h2", [], [.text(title)] + line)] + content)
  }

  private func list(_ title: String, _ items: [[Markup]]) -> Markup? {
    items.isEmpty ? nil : part(title, [.element("ul", [], items.map { .element("li", [], $0) })])
  }

  private var rewatch: Markup? {
    let items = page.rewatch.map { moment -> Markup in
      let span = "\(Wording.time(moment.start))-\(Wording.time(moment.end))"
      return .element(
        "li", [],
        [
          .tag("b", "", [], [.text(span)]), " ", .tag("span", "kind", [], [.text(moment.reason.rawValue)]),
          " ",
        ]
          + [.tag("span", "under", [], cited(moment.words))])
    }
    return items.isEmpty
      ? nil
      : part("To watch again", [.element("ol", [], items), .tag("p", "rule", [], [.text(Rewatch.rule)])])
  }

  private var openItems: Markup? { list("Open for next time", page.openForNextTime.map { cited($0.words) }) }
  private var quiet: Markup? { list("Who went quiet", page.quiet.map { cited($0.words) }) }
  private var prompts: Markup? { list("To talk about", page.prompts.map { [words($0)] }) }

  private var limits: Markup? {
    guard !page.limits.isEmpty else { return nil }
    return .tag(
      "section", "limits", [],
      [.element("h2", [], ["Limits"]), .element("p", [], page.limits.flatMap { [words($0), " "] })])
  }
}

/// Finds the names of people in a text, so that they can be set apart.
struct LabelSearch {
  private let labels: [[Unicode.Scalar]]

  init(_ labels: [String]) {
    let wanted = Set(labels.filter { $0.unicodeScalars.contains { $0.properties.isAlphabetic } })
    self.labels = wanted.map { Array($0.unicodeScalars) }
      .sorted { ($1.count, $0.map(\.value)[0]) < ($0.count, $1.map(\.value)[0]) }
  }

  /// The text with each name that stands by itself in `bdi`.
  func markup(of text: String) -> [Markup] {
    let scalars = Array(text.unicodeScalars)
    var parts: [Markup] = []
    var rest = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let isStart = index == 0 || !scalars[index - 1].isInWord
      let found = isStart ? labels.first { matches($0, scalars, at: index) } : nil
      guard let found else {
        rest.append(scalars[index])
        index += 1
        continue
      }
      if !rest.isEmpty { parts.append(.text(String(rest))) }
      rest = .init()
      parts.append(.name(String(String.UnicodeScalarView(found))))
      index += found.count
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    return parts
  }

  private func matches(_ label: [Unicode.Scalar], _ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    let end = index + label.count
    guard end <= scalars.count, scalars[index..<end].elementsEqual(label) else { return false }
    return end == scalars.count || !scalars[end].isInWord
  }
}

extension Unicode.Scalar {
  /// Whether a name that ends before it, or begins after it, goes on in it.
  fileprivate var isInWord: Bool {
    properties.isAlphabetic || properties.numericType != nil || properties.generalCategory == .nonspacingMark
  }
}

extension String {
  /// The text with `->` between blanks as the arrow that paper has.
  var withArrows: String {
    var out = String.UnicodeScalarView()
    var scalars = Array(unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      if scalar == " ", scalars.starts(with: ["-", ">", " "]) {
        out += " → ".unicodeScalars
        scalars = scalars.dropFirst(3)
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }
}
