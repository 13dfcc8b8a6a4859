import SessionCore
import TerminalKit

/// What `{` and `}` go by: a person's records, or those of a code.
struct Walk: Hashable, Sendable {
  enum Subject: Hashable, Sendable {
    case person(MemberID)
    case code(CodeID)
  }

  let subject: Subject
  /// As it is shown.
  let name: String
  /// The steps it goes through.
  var steps: [Int] = []
}

/// What a search found.
struct Found: Hashable, Sendable {
  let words: String
  var steps: [Int] = []
}

/// Going through a session by what is in it.
extension Player {
  /// Works out the steps of the walk and of the search anew, after the steps of the session changed.
  mutating func refreshFinds() {
    if let walk { self.walk = Walk(subject: walk.subject, name: walk.name, steps: steps(of: walk.subject)) }
    if let found { self.found = Found(words: found.words, steps: steps(holding: found.words)) }
  }

  mutating func goToRupture(forward: Bool) {
    go(through: replay.ruptures, forward: forward, none: "rupture") { _ in "rupture" }
  }

  /// Goes to the next thing on the bar: a marker, a repair or a resolution.
  mutating func goToSign(forward: Bool) {
    let steps = replay.steps { _, event in event.isSign }
    go(through: steps, forward: forward, none: "mark or repair") { _ in "sign" }
  }

  mutating func walk(forward: Bool) {
    guard let walk else { return ask(.walk) }
    go(through: walk.steps, forward: forward, none: "record of \(walk.name)") { _ in walk.name }
  }

  /// Goes to the next of some steps, and says which of how many it is.
  private mutating func go(
    through steps: [Int], forward: Bool, none: String, _ name: (Int) -> String
  ) {
    let here = replay.taken - 1
    let place = forward ? steps.firstIndex { $0 > here } : steps.lastIndex { $0 < here }
    guard let place else {
      message = "No \(none) \(forward ? "after" : "before") this."
      return
    }
    seek(toStep: steps[place])
    message = "\(name(place)) \(place + 1) of \(steps.count): \(words(ofStep: steps[place]))"
  }

  // MARK: Walking by a person or a code

  mutating func chooseWalk(_ text: String) {
    let word = text.trimmed
    let session = replay.whole
    if let code = session.codebook.codes.first(where: { $0.id.rawValue == word })
      ?? session.codebook.codes.first(where: { $0.id.rawValue.asciiFolded == word.asciiFolded })
    {
      walk = Walk(subject: .code(code.id), name: code.id.rawValue)
    } else if let member = session.roster.find(word) {
      walk = Walk(subject: .person(member.id), name: member.label)
    } else {
      message =
        "'\(word)' is neither somebody here nor a code. Write a seat's key, a name or a code such as W2."
      return
    }
    refreshFinds()
    guard let walk else { return }
    message =
      "\(walk.name): \(walk.steps.count) \(walk.steps.count == 1 ? "record" : "records"). "
      + "\(name(of: .walkBack)) \(name(of: .walkOn)) go through them."
  }

  private func steps(of subject: Walk.Subject) -> [Int] {
    replay.steps { _, event in
      switch subject {
      case .person(let member): event.people.contains(member)
      case .code(let code): event.codeUsed == code
      }
    }
  }

  // MARK: Searching

  mutating func search(_ text: String) {
    let words = text.trimmed
    guard !words.isEmpty else {
      found = nil
      return
    }
    found = Found(words: words)
    refreshFinds()
    guard found?.steps.isEmpty == false else {
      message = "'\(words)' is in no note, code, name or kind of record."
      return
    }
    goToFound(forward: true)
  }

  mutating func goToFound(forward: Bool) {
    guard let found else { return ask(.search) }
    let here = replay.taken - 1
    let next = forward ? found.steps.firstIndex { $0 > here } : found.steps.lastIndex { $0 < here }
    // Round the end, as a search goes.
    guard let place = next ?? (forward ? found.steps.indices.first : found.steps.indices.last) else {
      message = "'\(found.words)' is in no note, code, name or kind of record."
      return
    }
    seek(toStep: found.steps[place])
    let round = next == nil ? (forward ? ", from the beginning" : ", from the end") : ""
    message = "\(place + 1) of \(found.steps.count)\(round): \(words(ofStep: found.steps[place]))"
  }

  private func steps(holding words: String) -> [Int] {
    let search = Search(words, in: replay.whole)
    return replay.steps { _, event in search.finds(event) }
  }
}

/// What a record must hold to be found: the words in a text of it, in a name, in a code or its label, or in its kind.
struct Search {
  private let words: [UInt8]
  private let people: Set<MemberID>
  private let codes: Set<CodeID>

  init(_ text: String, in session: Session) {
    let words = Array(text.lowercased().utf8)
    self.words = words
    func holds(_ text: String) -> Bool { text.holds(words) }
    people = Set(
      session.roster.members.filter { holds($0.label) || holds($0.id.rawValue) }.map(\.id))
    codes = Set(
      session.codebook.codes.filter { holds($0.id.rawValue) || holds($0.label) || holds($0.family.rawValue) }
        .map(\.id))
  }

  func finds(_ event: Event) -> Bool {
    if let code = event.codeUsed, codes.contains(code) { return true }
    if !people.isEmpty, event.people.contains(where: people.contains) { return true }
    return event.kind.holds(words) || event.texts.contains { $0.holds(words) }
  }
}

extension Event {
  /// The code of a marker, a repair or a moment.
  var codeUsed: CodeID? {
    switch self {
    case .marker(let marker): marker.code
    case .repair(let repair): repair.code
    case .moment(let moment): moment.code
    default: nil
    }
  }

  /// What somebody wrote in words.
  fileprivate var texts: [String] {
    switch self {
    case .note(let note): [note.text]
    case .resolved(let resolution): if case .text(let text)? = resolution.evidence { [text] } else { [] }
    case .rated(let rating): [rating.scale]
    case .sync(let sync): sync.label.map { [$0] } ?? []
    case .consented(let consent): [consent.scope]
    case .amended(let amendment):
      amendment.changes.compactMap { if case .text(let text) = $0 { text } else { nil } }
    default: []
    }
  }
}

extension String {
  /// Whether some bytes, which are in lower case, are in the lower case of this text.
  fileprivate func holds(_ needle: [UInt8]) -> Bool {
    let text = Array(lowercased().utf8)
    guard !needle.isEmpty, text.count >= needle.count else { return false }
    return (0...text.count - needle.count).contains { start in
      text[start..<start + needle.count].elementsEqual(needle)
    }
  }

  /// Without the blanks around it.
  var trimmed: String {
    var words = Words(self)
    return words.remainder()
  }
}
