package import SessionAnalysis
package import SessionCore

/// The report as tidy tables for R, pandas and the like: one row is one thing, one column one fact.
///
/// Units stand in the names of the columns. `sid` names the session, so that tables of several sessions can be laid
/// under each other; `record`, `turn` and `episode` are numbers of records in that session's log, `who`, `to` and
/// `affected` identifiers of the roster. See `docs/tables.md`.
package struct CSVReport: Sendable {
  /// One of the tables.
  package enum Table: String, Sendable, CaseIterable {
    case turns, markers, repairs, episodes, people, matrix

    /// The name of its file.
    package var fileName: String { rawValue + ".csv" }
  }

  let figures: Indicators
  let session: Session
  /// The place of each listed episode in `figures.episodes`.
  let places: [RecordID: Int]

  /// The tables of a session from its indicators.
  package init(_ indicators: Indicators, of session: Session) {
    figures = indicators
    self.session = session
    places = Dictionary(
      indicators.episodes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  /// A table in UTF-8, every line ended by a line feed. Same log, same bytes.
  package func text(of table: Table) -> String {
    switch table {
    case .turns: turns
    case .markers: markers
    case .repairs: repairs
    case .episodes: episodes
    case .people: people
    case .matrix: matrix
    }
  }

  var sid: CSVCell { .text(session.opening.sid) }

  func cell(_ id: MemberID) -> CSVCell { .text(id.rawValue) }
  func cell(_ party: Party?) -> CSVCell { party.map { .text($0.text) } ?? .missing }
  func active(_ moment: SessionTime) -> CSVCell { .integer(session.clock.active(moment)) }

  /// Several texts in one cell, apart at blanks.
  func list(_ texts: [String]) -> CSVCell {
    texts.isEmpty ? .missing : .text(texts.joined(separator: " "))
  }

  private var matrix: String {
    var out = CSVText(["sid", "who", "to", "segments"])
    let people = session.roster.members.map(\.id)
    for (who, row) in zip(people, figures.group.matrix) {
      for (to, count) in zip(people.map(Party.person) + [.group], row) {
        out.row([sid, cell(who), cell(to), .integer(count)])
      }
    }
    return out.text
  }
}
