import SafeText
import SessionCore
package import TerminalKit

/// The desk for the ear: a line for each thing that changes, and nothing drawn.
///
/// It listens to a desk: after each input it is shown the desk as it is then, and answers what there is to say.
package struct Speech: Sendable {
  /// How much of the session was said.
  private var said: Int
  private var mode: Desk.Mode
  private var wasUnsaved: Bool
  private var message: String?
  private var lesson: Lesson?
  /// Whether the key before asked for a hint; once more asks for the help.
  private var hasHinted = false

  package init(_ desk: Desk) {
    said = desk.session.entries.count
    mode = desk.mode
    wasUnsaved = desk.isUnsaved
  }

  /// What is said at first.
  package func greeting(_ desk: Desk) -> [String] {
    let seats = desk.shownSession.roster.members.map { "\($0.key) \($0.label)" }.joined(separator: ", ")
    let help = desk.keymap.name(of: .help, in: .observe)
    return safe(
      desk,
      ["Session \(desk.session.opening.session) of \(desk.session.opening.group).", "Seats: \(seats)."]
        + (desk.message.map { [$0] } ?? []) + ["\(help) says what the keys mean now; twice, all of them."])
  }

  /// Whether a key asks what the keys mean now: it is then answered here and not handed to the desk.
  package mutating func asksForHint(_ key: Key, _ desk: Desk) -> [String]? {
    let asks = desk.keymap.action(key, in: .observe) == .help && !desk.isTyping
    defer { hasHinted = asks && !hasHinted }
    guard asks, !hasHinted, !desk.isShowingReport else { return nil }
    var lines = [Hints(desk).text(columns: 10_000)]
    if case .strip(let strip) = desk.mode { lines += codes(of: strip, desk) }
    return safe(desk, lines)
  }

  /// What has changed since the desk was listened to last, a line each.
  package mutating func lines(_ desk: Desk) -> [String] {
    var lines: [String] = []
    let entries = desk.session.entries
    if entries.count > said {
      let words = SpokenRecord(in: desk.shownSession, hidesWords: desk.look.hidesNames)
      lines = (said..<entries.count).compactMap { number in
        let id = RecordID(number)
        return desk.session[id].map { words.text(Record(id: id, time: $0.time, event: $0.event)) }
      }
      said = entries.count
    }
    if desk.isUnsaved != wasUnsaved {
      wasUnsaved = desk.isUnsaved
      lines.append(wasUnsaved ? "Not saved: \(desk.trouble ?? "the disk refuses")" : "Saved again.")
    }
    if let lesson = desk.lesson, lesson != self.lesson, let text = desk.lessonText { lines.append(text) }
    lesson = desk.lesson
    if let message = desk.message, message != self.message, message != desk.trouble {
      lines.append(message.withoutArrows)
    }
    message = desk.message
    if desk.mode != mode {
      lines += prompt(desk)
      mode = desk.mode
    }
    return safe(desk, lines)
  }

  /// What is asked in a state that was just entered; nothing for the plain desk.
  private func prompt(_ desk: Desk) -> [String] {
    switch desk.mode {
    case .observing: return []
    case .addressing: return ["To whom?"]
    case .strip(let strip):
      return [StripPanel(strip: strip, view: desk.view, keymap: desk.keymap).title.forTheEar]
    case .attendance(let member): return ["\(desk.name(member)): came, left, agreed or withdrew?"]
    case .writing(let entry):
      if case .writing = mode { return [] }
      return [entry.purpose == .note ? "Note, then enter:" : "Command, then enter:"]
    case .ratings(let form):
      guard let scale = form.current else { return [] }
      if case .ratings(let before) = mode, before.place == form.place, before != form {
        return ["That was the last. Enter closes the session."]
      }
      let anchors = scale.anchors.enumerated().filter { !$0.element.isEmpty }
        .map { "\($0.offset + 1) \($0.element)" }.joined(separator: ", ")
      return ["Rate 1 to 5: \(scale.label). \(scale.asks) \(anchors)"]
    case .bookmarks(let queue): return bookmark(queue, desk)
    case .again: return ["The same moment: what else was it?"]
    case .events(let list):
      return EventsPanel(list: list, view: desk.view, keymap: desk.keymap).lines.map(\.forTheEar)
    case .palette:
      if case .palette = mode { return [] }
      return ["Command, then enter:"]
    case .help(let screen, _):
      if case .help = mode { return [] }
      return screen.lines(desk.keymap, desk.shownSession, columns: 1000).map(\.text)
    case .locked(let lock):
      if case .locked(let before) = mode, before.isTyping == lock.isTyping { return [] }
      return [desk.lockText]
    case .report(let pager):
      if case .report = mode { return [] }
      return pager.lines + ["\(desk.keymap.name(of: .quit, in: .report)) leaves."]
    }
  }

  /// The bookmark pointed at, and what was happening then; how many there are when the list is entered.
  private func bookmark(_ queue: BookmarkQueue, _ desk: Desk) -> [String] {
    let session = desk.shownSession
    guard let entry = session[queue.chosen] else { return [] }
    let words = EventWords(session, manner: .spoken.hidingWords(desk.look.hidesNames))
    let then = BookmarkQueue.Surroundings(at: entry.moment, before: queue.chosen, in: session)
      .text(words, in: session)
    let count = session.unnamedBookmarks.count
    var lines = ["At \(Spelling.span(entry.moment.milliseconds)): \(then.floor); \(then.rest).".forTheEar]
    if case .bookmarks = mode {
    } else {
      lines.insert(count == 1 ? "1 bookmark to name." : "\(count) bookmarks to name.", at: 0)
    }
    return lines
  }

  private func codes(of strip: Strip, _ desk: Desk) -> [String] {
    let codes = strip.codes(in: desk.session.codebook)
    return codes.enumerated().map { place, code in
      "\(desk.keymap.key(ofCodeAt: place, among: codes)): \(code.label)"
    }
  }

  private func safe(_ desk: Desk, _ lines: [String]) -> [String] {
    lines.map { (desk.look.hidesNames ? desk.session.withSeatNumbers(in: $0) : $0).displaySafe }
  }
}

extension Desk {
  /// Whether what is typed now is text, which may hold any key.
  package var isTyping: Bool {
    switch mode {
    case .writing, .palette, .locked: true
    case .events(let list): list.isWriting
    default: false
    }
  }

  /// Whether what is typed now is nobody's to see or hear.
  package var isSecret: Bool { if case .locked = mode { true } else { false } }
}

extension String {
  /// With the arrow between people, and the sign of the group, as words.
  fileprivate var forTheEar: String { said("*", as: "the group").withoutArrows }

  /// With the arrow between people as a word.
  fileprivate var withoutArrows: String { said("→", as: "to") }

  private func said(_ sign: Unicode.Scalar, as words: String) -> String {
    let scalars = unicodeScalars.flatMap { $0 == sign ? Array(words.unicodeScalars) : [$0] }
    return String(String.UnicodeScalarView(scalars))
  }
}
