import ArgumentParser
import SessionCore
import SessionReports

/// `mend report`: what a session adds up to.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print what a session adds up to.",
    discussion: """
      First a page for supervision, then the tables behind it. As csv it is six tables: -o names the folder they go \
      into, or --table one of them, which is printed.
      """)

  /// How a report can be written.
  enum Format: String, CaseIterable {
    case text, markdown, html, csv, json
  }

  @Argument(help: "The session's log.", completion: .log) var log: String
  @Option(
    help: ArgumentHelp("text, markdown, html, csv or json.", valueName: "format"),
    completion: .list(Format.allCases.map(\.rawValue)))
  var format = "text"
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file instead; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String?
  @Option(
    help: ArgumentHelp("With csv: only this table, \(Self.tableNames).", valueName: "table"),
    completion: .list(CSVReport.Table.allCases.map(\.rawValue)))
  var table: String?
  @Flag(help: "With --output: replace a file that is there already.") var force = false
  @Option(
    help: ArgumentHelp(
      "What a figure is, its formula with this log's numbers, and the records it came from; 'list' names all.",
      valueName: "figure"))
  var explain: String?

  func run() throws {
    guard let format = Format(rawValue: format) else {
      let all = Format.allCases.map(\.rawValue)
      let meant = nearestFormat.map { " Did you mean '\($0)'?" } ?? ""
      throw Failure(
        "--format is one of \(all.joined(separator: ", ")), not '\(self.format)'.\(meant)",
        code: Failure.usage)
    }
    let path = output == "-" ? nil : output
    let table = try chosenTable(of: format)
    if format == .csv, table == nil { return try writeTables(into: path) }
    if force, path == nil { throw Failure("--force goes with --output FILE.", code: Failure.usage) }
    // Before anything is read: a wrong name is known at once.
    if let path { try NewFile.check(path, replacing: force, sparing: log) }
    let definitions = try explain.map { (name) throws(Failure) in try Self.definitions(of: name) }
    if definitions != nil, format != .text {
      throw Failure("--explain is text; leave --format out.", code: Failure.usage)
    }
    let saved = Kept.toTheEnd(try SavedSession(log))
    if let remark = saved.remark { Output.complain(remark) }
    // Of a long log it is many megabytes, which are not joined to one text first.
    if format == .json, path == nil {
      let report = JSONReport(Kept.toTheEnd(saved.indicators), of: saved.session)
      return try report.write(on: TwoThreads()) { try Output.deliver($0) }
    }
    let text = definitions.map { explanation($0, of: saved) } ?? text(of: saved, as: format, table)
    guard let path else { return try Output.deliver(text) }
    try NewFile.write(text, to: path, replacing: force, sparing: log)
  }

  /// The figures a word means; all of them, by name only, for `list`, which is empty here.
  private static func definitions(of name: String) throws(Failure) -> [FigureDefinition] {
    if name == "list" { return [] }
    let found = FigureDefinition.named(name)
    guard found.isEmpty else { return found }
    let meant = FigureDefinition.nearestName(to: name).map { " Did you mean '\($0)'?" } ?? ""
    throw Failure(
      "No figure is called '\(name)'.\(meant) '--explain list' names all of them.", code: Failure.usage)
  }

  private func explanation(_ definitions: [FigureDefinition], of saved: SavedSession) -> String {
    let lines =
      definitions.isEmpty
      ? Explanation.list : Explanation(definitions, saved.indicators, of: saved.session).lines
    return lines.map { $0 + "\n" }.joined()
  }

  private func text(of saved: SavedSession, as format: Format, _ table: CSVReport.Table?) -> String {
    switch format {
    case .json: JSONReport(saved.indicators, of: saved.session).text(on: TwoThreads())
    case .text: TextReport(saved.indicators, of: saved.session).text
    case .html: HTMLReport(SupervisionPage(saved.indicators, of: saved.session)).text
    case .csv: table.map { CSVReport(saved.indicators, of: saved.session).text(of: $0) } ?? ""
    case .markdown: MarkdownReport(SupervisionPage(saved.indicators, of: saved.session)).text
    }
  }

  private var nearestFormat: String? { nearest(format, among: Format.allCases.map(\.rawValue)) }
}
