import ArgumentParser
import Glibc
import SessionFiles

/// `mend salvage`: everything that can be saved of a damaged log, in a new one.
struct SalvageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "salvage",
    abstract: "Save what is whole of a damaged log in a new one.",
    discussion: """
      Writes NAME.salvaged-<utc>.mend and NAME.salvaged-<utc>.damage.json. The damaged log is left as it is. \
      Exits with 0 when everything was saved, 1 when something is lost, 65 when nothing can be saved.
      """)

  @Argument(help: "The damaged log.", completion: .log) var log: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder of the new files; that of the log.", valueName: "dir"),
    completion: .directory
  )
  var output: String?
  @Option(
    help: ArgumentHelp(
      "Another log of this session, for its opening if this one's is lost.", valueName: "log"),
    completion: .log)
  var opening: String?

  func run() throws {
    let bytes = try Self.bytes(of: log)
    let other = try opening.map { try Self.bytes(of: $0) }
    let salvage: Salvage
    do throws(SalvageRefusal) {
      salvage = try Salvage(of: bytes, opening: other)
    } catch {
      throw Failure(error.wording(for: log), code: Failure.data)
    }
    // Read as any log is before anybody relies on it.
    let reading = LogReading(of: salvage.log)
    guard reading.verdict.exitCode <= 1 else {
      throw Failure(
        "\(log): the new log would not be whole (\(reading.verdict.wording(for: "new"))). Nothing was written. "
          + "Please report this.", code: 70)
    }
    let files: SalvagedFiles
    do throws(LogFileError) {
      files = try SalvagedFiles(
        writing: salvage, of: log, in: output ?? Self.folder(of: log), stamp: Self.stamp)
    } catch {
      throw Failure(error.wording, code: error.exitCode)
    }
    for line in salvage.summary(of: log) { Output.say(line) }
    Output.say("New log: \(files.log), fingerprint \(reading.head.fingerprint).")
    Output.say("Damage report: \(files.report).")
    Output.say("\(log) was left as it is.")
    if !salvage.isWhole { throw ExitCode(1) }
  }

  private static func bytes(of path: String) throws(Failure) -> [UInt8] {
    do throws(LogFileError) {
      return try LogFile(reading: path).bytes
    } catch {
      throw Failure(error.wording, code: error.exitCode)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// This moment in UTC, `YYYYMMDDTHHMMSSZ`.
  private static var stamp: String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    func digits(_ number: Int32, _ width: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    return digits(parts.tm_year + 1900, 4) + digits(parts.tm_mon + 1, 2) + digits(parts.tm_mday, 2) + "T"
      + digits(parts.tm_hour, 2) + digits(parts.tm_min, 2) + digits(parts.tm_sec, 2) + "Z"
  }
}
