import SafeText
import SessionCore
import TerminalKit

/// The list of events, and below it the one pointed at in words: when, whose, which episode, what was corrected.
struct EventsPanel {
  let list: EventsList
  let view: SessionView
  let keymap: Keymap
  private let words: EventWords

  init(list: EventsList, view: SessionView, keymap: Keymap) {
    self.list = list
    self.view = view
    self.keymap = keymap
    words = view.words
  }

  private var session: Session { view.session }

  private func said(_ event: Event) -> String { view.look.said(event, words) }

  func draw(in area: Area, of frame: inout Frame) {
    guard area.rows > 1 else { return }
    frame.put(title.truncated(to: area.columns - 2), row: area.row, column: 1, style: view.theme.faint)
    let below = lines(rows: area.rows / 2, columns: area.columns - 3)
    let (rows, foot) = area.split(1).rest.split(max(1, area.rows - 1 - below.count))
    drawRows(in: rows, of: &frame)
    for (line, text) in below.prefix(foot.rows).enumerated() {
      let style = line == 0 ? view.theme.live : view.theme.faint
      let shown = text.truncated(to: area.columns - 3)
      frame.put(shown, row: foot.row + line, column: 2, style: style)
    }
  }

  /// What is said of the event pointed at, broken into lines; where there is little room, what it is and what is asked.
  private func lines(rows: Int, columns: Int) -> [String] {
    let all = lines
    let whole = all.flatMap { $0.displaySafe.wrapped(to: columns) }
    guard whole.count > rows, list.isAsking, let first = all.first, let asked = all.last else { return whole }
    return [first.displaySafe.truncated(to: columns)] + asked.displaySafe.wrapped(to: columns)
  }

  private func drawRows(in area: Area, of frame: inout Frame) {
    guard area.rows > 0 else { return }
    // The one pointed at stays in the middle, so that what was before it and after it is seen.
    var shown = [list.chosen]
    while shown.count < area.rows / 2 + 1, let first = shown.first,
      let before = EventsList.listed(from: RecordID(first.rawValue - 1), by: -1, in: session)
    {
      shown.insert(before, at: 0)
    }
    while shown.count < area.rows, let last = shown.last,
      let after = EventsList.listed(from: RecordID(last.rawValue + 1), by: 1, in: session)
    {
      shown.append(after)
    }
    while shown.count < area.rows, let first = shown.first,
      let before = EventsList.listed(from: RecordID(first.rawValue - 1), by: -1, in: session)
    {
      shown.insert(before, at: 0)
    }
    for (line, id) in shown.prefix(area.rows).enumerated() {
      guard let entry = session[id] else { continue }
      let isChosen = id == list.chosen
      let style = isChosen ? view.theme.live : entry.isStanding ? view.theme.text : view.theme.faint
      let state = entry.isStanding ? entry.isAmended ? "~" : " " : "×"
      let number = id.description.padded(to: 4)
      let time = ageText(view.moment(of: entry).milliseconds).padded(to: 7, alignedRight: true)
      let text =
        "\(isChosen ? "▸" : " ")\(view.mark(id)) \(number) \(time) \(state) \(said(entry.event))"
      frame.put(
        text.displaySafe.truncated(to: area.columns - 2), row: area.row + line, column: 1, style: style)
    }
  }

  private var title: String {
    switch list.asking {
    case .tie(.join, let source)?: "to which episode does \(source) belong? Point at any event of it"
    case .tie(.merge, let source)?: "with which episode is that of \(source) one? Point at any event of it"
    case .tie(.cause, let source)?:
      "out of which episode did that of \(source) grow? Point at any event of it"
    case .tie(.relapse, let source)?: "which episode does that of \(source) reopen? Point at any event of it"
    case .tie(.evidence, let source)?: "what does the resolution \(source) rest on? Point at it"
    default: "events   ~ corrected   × taken back"
    }
  }

  // MARK: The one pointed at

  /// All that is said of the event pointed at, and what is asked about it.
  var lines: [String] {
    guard let entry = session[list.chosen] else { return [] }
    var lines = ["\(list.chosen)  \(when(entry))  \(said(entry.event))"]
    if let episode { lines.append(episode) }
    if let more = more(entry.event) { lines.append(more) }
    if let corrected { lines.append(corrected) }
    if !entry.isStanding { lines.append("taken back") }
    switch list.asking {
    case .whose?: lines.append("whose was it? a seat's key")
    case .toward?: lines.append("toward whom? a seat's key, or * for the group")
    case .code(let family)?:
      let codes = EventsList.codes(of: family, in: session)
      lines.append(
        "\(family.rawValue): "
          + codes.enumerated().map { place, code in
            "\(keymap.key(ofCodeAt: place, among: codes)) \(code.id.rawValue)"
          }.joined(separator: ", "))
    case .text(let text)?: lines.append("note: \(text.text)_")
    case .tie?, nil: break
    }
    return lines
  }

  private func when(_ entry: Session.Entry) -> String {
    let moment = view.moment(of: entry)
    if let closing = session.closing, list.chosen > closing {
      return "at \(moment.clockText), keyed after the closing"
    }
    let keyed = moment == entry.time ? "" : ", keyed \(entry.time.clockText)"
    return "at \(moment.clockText)\(keyed)"
  }

  private var episode: String? {
    guard let id = session.episode(of: list.chosen), let episode = session.episode(id) else { return nil }
    let end =
      switch episode.end {
      case .resolved(let mention)?: "resolved at \(mention.on.clockText)"
      case .left(let time, _)?: "left at \(time.clockText)"
      case nil: "open"
      }
    let ties = [
      episode.causedBy.map { "grew out of \($0)" }, episode.relapseOf.map { "relapse of \($0)" },
    ]
    let parts = [
      "episode \(id) \(words.pair(episode.who, episode.to)) since \(episode.onset.clockText)", end,
      episode.attempts.count == 1 ? "1 attempt" : "\(episode.attempts.count) attempts",
    ]
    return (parts + ties.compactMap { $0 }).joined(separator: ", ")
  }

  private func more(_ event: Event) -> String? {
    if case .resolved(let resolution) = event, let evidence = resolution.evidence {
      switch evidence {
      case .text(let text): return "because \(view.look.hidesNames ? "(hidden with the names)" : text)"
      case .record(let id): return "rests on \(id) \(session[id].map { said($0.event) } ?? "")"
      }
    }
    guard let bookmark = event.claim?.from else { return nil }
    return "names the bookmark \(bookmark)"
  }

  private var corrected: String? {
    let all = session.standingAmendments(of: list.chosen)
    guard !all.isEmpty, let original = session.original(of: list.chosen) else { return nil }
    let changes = all.suffix(4).compactMap { id -> String? in
      guard case .amended(let amendment)? = session[id]?.event else { return nil }
      return amendment.changes.map { words.text($0) }.joined(separator: " ")
    }
    return "corrected: \(changes.joined(separator: "; ")); at first: \(said(original))"
  }
}

/// What the keys of the list mean now, as far as they mean something for the event pointed at.
struct EventsHints {
  let list: EventsList
  let session: Session
  let keymap: Keymap

  init(list: EventsList, session: Session, keymap: Keymap) {
    self.list = list
    self.session = session
    self.keymap = keymap
  }

  /// The hints, the most useful first; the last says how to get out.
  var hints: [String] {
    let back = "esc back"
    switch list.asking {
    case .whose?, .toward?: return ["a seat's key", "* the group", back]
    case .code?: return ["a letter takes it", "tab other family", back]
    case .text?: return ["enter keeps it", back]
    case .tie?: return ["\(key(.up)) \(key(.down)) point", "\(key(.take)) takes it", back]
    case nil: break
    }
    guard let entry = session[list.chosen] else { return [back] }
    let moves = "\(key(.earlier1)) \(key(.later1)) \(key(.earlier5)) \(key(.later5)) move"
    let standing = entry.isStanding ? hint(.drop, "take back") : hint(.putBack, "put back")
    let own: [String] =
      switch entry.event {
      case .turn:
        [
          hint(.whose, "who"), hint(.addressee, "to"),
          "\(key(.focusSelf))\(key(.focusOther))\(key(.focusGroup)) about", hint(.minimal, "minimal"),
        ]
      case .marker:
        [
          hint(.recodeEvent, "code"), hint(.whose, "who"), hint(.addressee, "toward"), hint(.join, "joins"),
          hint(.split, "own"), hint(.merge, "merge"), hint(.cause, "from"), hint(.relapse, "relapse"),
          "\(key(.weaker))\(key(.stronger)) clear",
        ]
      case .repair:
        [hint(.recodeEvent, "code"), hint(.whose, "who"), hint(.addressee, "toward"), hint(.join, "for")]
      case .moment: [hint(.recodeEvent, "code"), hint(.whose, "who"), hint(.addressee, "toward")]
      case .resolved:
        ["\(key(.weaker))\(key(.stronger)) strength", hint(.evidence, "on what"), hint(.join, "of")]
      case .partly: [hint(.join, "of")]
      case .bookmark: [hint(.nameBookmark, "name it")]
      case .rated: ["\(key(.weaker))\(key(.stronger)) value"]
      default: []
      }
    let timed = entry.event.claim == nil ? [] : [moves]
    let short = [standing] + own.prefix(4) + timed + own.dropFirst(4)
    return short + [hint(.note, "note"), hint(.palette, "words"), "\(key(.help)) help", back]
  }

  private func hint(_ action: Action, _ words: String) -> String { "\(key(action)) \(words)" }
  private func key(_ action: Action) -> String { keymap.name(of: action, in: .events) }
}
