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

  /// Writes all six into a folder, which is made if it is not there; all of them or none.
  func writeTables(into folder: String?) throws {
    guard let folder else {
      throw Failure(
        "--format csv makes six tables. Name a folder for them with -o DIR, or one of them with --table:"
          + " \(Self.tableNames).", code: Failure.usage)
    }
    let tables = CSVReport.Table.allCases
    // Before anything is read: a name that is taken is known at once.
    for table in tables {
      try NewFile.check("\(folder)/\(table.fileName)", replacing: force, sparing: log)
    }
    let saved = try SavedSession(log)
    if let remark = saved.remark { Output.complain(remark) }
    let report = CSVReport(saved.indicators, of: saved.session)
    try NewFile.write(
      tables.map { ($0.fileName, report.text(of: $0)) }, into: folder, replacing: force, sparing: log)
  }
}
