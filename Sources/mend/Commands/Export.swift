import ArgumentParser
import ObserverUI
import SessionCore
import TerminalKit

/// `mend export`: a session for others, who need not have this program.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a session in a format of others.",
    discussion: """
      cast: an asciicast (version 2) of the replay, with a marker at every rupture, repair and resolution, for \
      asciinema and its players. People are shown by their pseudonyms, or with --seats by the numbers of their \
      seats; then nothing that was written in words is in it either.
      """)

  @Argument(help: "The session's log.", completion: .log) var log: String
  @Option(help: ArgumentHelp("What to write.", valueName: "cast"), completion: .list(["cast"])) var format:
    String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file instead; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String?
  @Flag(help: "With --output: replace a file that is there already.") var force = false
  @Option(help: ArgumentHelp("How fast: 0.25 to 64.", valueName: "factor")) var speed = "1"
  @Option(help: ArgumentHelp("The size of the screen.", valueName: "WxH")) var size = "80x24"
  @Option(
    help: ArgumentHelp("The longest stretch in which nothing happens, such as 5s.", valueName: "time"))
  var idle: String?
  @Flag(help: "Seats in place of names, and no words of anybody's.") var seats = false

  func run() throws {
    guard format == "cast" else {
      throw Failure("--format is cast, not '\(format)'.", code: Failure.usage)
    }
    let options = try options()
    let path = output == "-" ? nil : output
    if force, path == nil { throw Failure("--force goes with --output FILE.", code: Failure.usage) }
    if let path { try NewFile.check(path, replacing: force, sparing: log) }
    let saved = try SavedSession(log, keepingRecords: true)
    guard let cast = Cast(saved.records, options) else {
      throw Failure("\(log): it holds no session.", code: Failure.data)
    }
    if let remark = saved.remark { Output.complain(remark) }
    var text = ""
    cast.write { text += $0 + "\n" }
    if let path {
      try NewFile.write(text, to: path, replacing: force, sparing: log)
    } else {
      try Output.deliver(text)
    }
  }

  private func options() throws(Failure) -> Cast.Options {
    var options = Cast.Options()
    options.speed = try PlaybackClock.Speed(word: speed)
    options.size = try Size(word: size, option: "--size")
    guard !options.size.isEmpty else {
      throw Failure("--size is at least 1x1, not '\(size)'.", code: Failure.usage)
    }
    options.showsSeats = seats
    if let idle {
      guard let limit = Spelling.duration(idle), limit >= 1000, limit <= 3_600_000 else {
        throw Failure("--idle is a time from 1s to 1h, such as 5s, not '\(idle)'.", code: Failure.usage)
      }
      options.idleLimit = limit
    }
    return options
  }
}

extension PlaybackClock.Speed {
  /// The speed a word of the command line names.
  init(word: String) throws(Failure) {
    guard let speed = Self.all.first(where: { $0.text.dropFirst() == word }) else {
      let all = Self.all.map { $0.text.dropFirst() }.joined(separator: ", ")
      throw Failure("--speed is one of \(all), not '\(word)'.", code: Failure.usage)
    }
    self = speed
  }
}

extension Size {
  /// The size a word of the command line names.
  init(word: String, option: String) throws(Failure) {
    let parts = word.utf8.split(separator: UInt8(ascii: "x"), omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Spelling.digits(Substring(parts[0])),
      let rows = Spelling.digits(Substring(parts[1]))
    else { throw Failure("\(option) is WIDTHxHEIGHT, such as 80x24, not '\(word)'.", code: Failure.usage) }
    self.init(rows: rows, columns: columns)
  }
}
