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

  @Argument(help: "The session's log.") var log: String
  @Option(help: ArgumentHelp("text, markdown, html, csv or json.", valueName: "format")) var format = "text"
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file instead; - is standard output.", valueName: "file"))
  var output: String?
  @Option(help: ArgumentHelp("With csv: only this table, \(Self.tableNames).", valueName: "table"))
  var table: String?
  @Flag(help: "With --output: replace a file that is there already.") var force = false

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
    let saved = try SavedSession(log)
    if let remark = saved.remark { Output.complain(remark) }
    let text = text(of: saved, as: format, table)
    guard let path else { return try Output.deliver(text) }
    try NewFile.write(text, to: path, replacing: force, sparing: log)
  }

  private func text(of saved: SavedSession, as format: Format, _ table: CSVReport.Table?) -> String {
    switch format {
    case .json: JSONReport(saved.indicators, of: saved.session).text
    case .text: TextReport(saved.indicators, of: saved.session).text
    case .html: HTMLReport(SupervisionPage(saved.indicators, of: saved.session)).text
    case .csv: table.map { CSVReport(saved.indicators, of: saved.session).text(of: $0) } ?? ""
    case .markdown: MarkdownReport(SupervisionPage(saved.indicators, of: saved.session)).text
    }
  }

  private var nearestFormat: String? { nearest(format, among: Format.allCases.map(\.rawValue)) }
}
