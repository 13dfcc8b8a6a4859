import SessionAnalysis
import SessionCore

/// What a figure of the JSON report is: the one place where it is said, for `--explain` and `docs/indicators.md`.
package struct FigureDefinition: Sendable {
  /// Its path in the JSON, such as `people.share`; members below it that are parts of one figure have none.
  package let name: String
  /// What it is, in one or two sentences.
  package let meaning: String
  /// How it is made, in symbols and words.
  package let formula: String
  /// Where the definition comes from.
  package let source: String
  /// The formula with a log's numbers in it, a line for each person or episode it is of.
  let values: @Sendable (Evidence) -> [Cited]

  init(
    _ name: String, _ meaning: String, formula: String, source: String = "this program",
    values: @escaping @Sendable (Evidence) -> [Cited]
  ) {
    self.name = name
    self.meaning = meaning
    self.formula = formula
    self.source = source
    self.values = values
  }

  /// Every definition, in the order of the JSON.
  package static let all = log + time + effort + episodes + latency + people + group + rest

  /// The figures that a word means: that of this name, the one it is a part of, or all whose name ends in it.
  package static func named(_ word: String) -> [FigureDefinition] {
    if let exact = all.first(where: { $0.name == word }) { return [exact] }
    if let whole = all.first(where: { word.utf8.starts(with: ($0.name + ".").utf8) }) { return [whole] }
    let ending = Array(("." + word).utf8)
    return all.filter { $0.name.utf8.suffix(ending.count).elementsEqual(ending) }
  }

  /// The name somebody probably meant, or `nil`.
  package static func nearestName(to word: String) -> String? {
    nearest(word, among: all.map(\.name))
      ?? nearest(word, among: all.map(\.lastPart)).flatMap { part in all.first { $0.lastPart == part }?.name }
  }

  private var lastPart: String {
    String(name[(name.lastIndex(of: ".").map { name.index(after: $0) } ?? name.startIndex)...])
  }
}

/// A session's figures with what they rest on, as the definitions need them.
struct Evidence {
  let figures: Indicators
  let wording: Wording
  let provenance: Provenance

  init(_ figures: Indicators, of session: Session) {
    self.figures = figures
    wording = Wording(session: session)
    provenance = Provenance(of: session)
  }

  var session: Session { wording.session }

  func cited(_ text: String, _ records: [RecordID] = []) -> Cited { Cited(text, provenance.cited(records)) }

  /// A line for every person.
  func people(_ words: (PersonFigures) -> String, _ records: (Int) -> [RecordID]) -> [Cited] {
    figures.people.enumerated().map { seat, person in
      cited("\(wording.name(person.id)): \(words(person))", records(seat))
    }
  }

  /// A line for every episode.
  func episodes(_ words: (EpisodeOutcome) -> String, _ records: (EpisodeOutcome) -> [RecordID]) -> [Cited] {
    figures.episodes.map { cited("\(wording.number($0.id)): \(words($0))", records($0)) }
  }

  /// A line for every change of an affected member.
  func changes(_ words: (PersonFigures.Change) -> String) -> [Cited] {
    figures.people.flatMap { person in
      person.changes.map { change in
        let outcome = figures.episodes.first { $0.id == change.episode }
        return cited(
          "\(wording.name(person.id)), \(wording.number(change.episode)): \(words(change))",
          provenance.talk(of: .member) + (outcome.map { provenance.onset(of: $0) } ?? []))
      }
    }
  }

  func talk(of seat: Int) -> [RecordID] {
    provenance.seats[seat].segments + provenance.seats[seat].segmentEnds
  }

  /// The episodes in which a person is actor or affected.
  func concerned(_ seat: Int) -> [EpisodeOutcome] {
    let id = figures.people[seat].id
    return figures.episodes.filter { $0.episode.who == id || $0.episode.affected.contains(id) }
  }

  var memberTalk: Int { figures.people.reduce(0) { $1.role == .member ? $0 + $1.floor.talk : $0 } }
  var talk: Int { figures.people.reduce(0) { $0 + $1.floor.talk } }

  /// A number as JSON has it; `null` when there is none.
  static func plain(_ value: Double?) -> String { value.map { Wording.number($0, digits: 4) } ?? "null" }
  static func plain(_ value: Int?) -> String { value.map(String.init) ?? "null" }
}
