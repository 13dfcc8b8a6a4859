import SessionCore
import SessionReports

/// The report as tables: six files in a folder, or one of them.
extension Report {
  /// All tables by name, for a message.
  static let tableNames = CSVReport.Table.allCases.map(\.rawValue).joined(separator: ", ")

  /// The table that `--table` names; `nil` when it names none.
  func chosenTable(of format: Format) throws(Failure) -> CSVReport.Table? {
    guard let name = table else { return nil }
    guard format == .csv else { throw Failure("--table goes with --format csv.", code: Failure.usage) }
    if let table = CSVReport.Table(rawValue: name) { return table }
    let meant = nearest(name, among: CSVReport.Table.allCases.map(\.rawValue)).map {
      " Did you mean '\($0)'?"
    }
    throw Failure("--table is one of \(Self.tableNames), not '\(name)'.\(meant ?? "")", code: Failure.usage)
  }

  /// Writes all six into a folder, which is made if it is not there; none before every name is found free.
  func writeTables(into folder: String?) throws {
    guard let folder else {
      throw Failure(
        "--format csv makes six tables. Name a folder for them with -o DIR, or one of them with --table:"
          + " \(Self.tableNames).", code: Failure.usage)
    }
    let files = CSVReport.Table.allCases.map { (table: $0, path: "\(folder)/\($0.fileName)") }
    for file in files { try NewFile.check(file.path, replacing: force, sparing: log) }
    let saved = try SavedSession(log)
    if let remark = saved.remark { Output.complain(remark) }
    let report = CSVReport(saved.indicators, of: saved.session)
    try NewFile.makeFolder(folder)
    for file in files {
      try NewFile.write(report.text(of: file.table), to: file.path, replacing: force, sparing: log)
    }
  }
}
