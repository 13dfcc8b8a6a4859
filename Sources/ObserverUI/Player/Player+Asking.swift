import SessionCore
import TerminalKit

/// What the player is asked in words, on its last line.
extension Player {
  /// - Parameter text: what is there already, to be gone on with.
  mutating func ask(_ question: Question, beginning text: String = "") {
    var entry = TextEntry(.command, claim: Event.Claim())
    _ = entry.add(text)
    mode = .asking(question, entry)
  }

  mutating func ask(_ question: Question, _ entry: TextEntry, _ key: Key) -> [PlayerEffect] {
    var entry = entry
    switch key {
    case .enter:
      leaveAsking()
      return answer(question, entry.text)
    case .escape:
      leaveAsking()
      return []
    case .backspace, .control("h"):
      if entry.text.isEmpty {
        leaveAsking()
        return []
      }
      entry.deleteLast()
    case .control("w"), .control("u"): entry.deleteWord()
    default:
      guard let scalar = key.plainCharacter else {
        message = "enter takes it, esc drops it"
        return []
      }
      if !entry.add(String(Character(scalar))) { message = "That is more than fits." }
    }
    mode = .asking(question, entry)
    return []
  }

  /// Goes back to the list that what was typed began in, or to the session.
  private mutating func leaveAsking() {
    mode = list.map { .events($0) } ?? .watching
    list = nil
  }

  /// What is asked, before what is typed.
  func prompt(_ question: Question) -> String {
    switch question {
    case .goTo: "go to "
    case .search: "/"
    case .walk: "walk by "
    case .command: ": "
    case .move: "move to "
    case .recode: "code "
    }
  }

  /// What can be typed.
  func example(_ question: Question) -> String {
    switch question {
    case .goTo: "12:30, 1h 2m, +30s, -1:00, 50%, end; enter goes, esc drops it"
    case .search: "words in notes, codes, names or kinds; enter finds, esc drops it"
    case .walk: "a seat's key, a name or a code; enter takes it, esc drops it"
    case .command: "amend N on=12:30, retract N, mark C2 kathy > chris; enter records it, esc drops it"
    case .move: "when it happened: 12:30, +5s, -0:10; enter records it, esc drops it"
    case .recode: "the right code, such as W2; enter records it, esc drops it"
    }
  }

  private mutating func answer(_ question: Question, _ text: String) -> [PlayerEffect] {
    switch question {
    case .goTo:
      guard !text.trimmed.isEmpty else { return [] }
      switch moment(inWords: text, from: replay.position) {
      case .success(let moment):
        seek(to: moment)
        if moment > replay.end { message = "That is after the end, which is here." }
      case .failure(let fault): message = fault.message
      }
    case .search: search(text)
    case .walk: if !text.trimmed.isEmpty { chooseWalk(text) }
    case .command, .move, .recode: return correct(question, text)
    }
    return []
  }

  /// A moment as people write it: a place on the clock, a length of time from the beginning or, with a sign, from
  /// another moment, or a part of the whole.
  func moment(inWords text: String, from here: SessionTime) -> Result<SessionTime, PhraseFault> {
    let word = String(decoding: text.utf8.filter { $0 != 0x20 }, as: UTF8.self).asciiFolded
    if word == "end" { return .success(replay.end) }
    if word == "start" { return .success(.zero) }
    if word.utf8.last == UInt8(ascii: "%"), let part = Spelling.digits(word.dropLast()), part <= 100 {
      return .success(map.moment(map.length / 100 * part + map.length % 100 * part / 100))
    }
    let sign = word.utf8.first
    let isRelative = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
    let rest = isRelative ? word.dropFirst() : word[...]
    guard let length = Spelling.clock(rest)?.milliseconds ?? Spelling.duration(rest) else {
      return .failure(
        PhraseFault("'\(text.trimmed)' is no time. Write 12:30, 1h 2m, +30s, -1:00 or 50%."))
    }
    guard isRelative else { return .success(SessionTime.zero.moved(by: length)) }
    return .success(here.moved(by: sign == UInt8(ascii: "-") ? -length : length))
  }
}
