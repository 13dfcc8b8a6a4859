import SafeText
package import SessionCore
package import TerminalKit

/// A replay as an asciicast (version 2), which anybody can watch without this program: a header, then a line an
/// event: the screen as a terminal would get it, and a marker at every rupture, repair and resolution.
///
/// The screen shows what its observer had recorded by each moment. The same log gives the same bytes everywhere.
package struct Cast {
  package struct Options: Hashable, Sendable {
    package var size = Size(rows: 24, columns: 80)
    package var speed = PlaybackClock.Speed.normal
    /// The longest stretch of the cast, in ms, that a player is to show when nothing happens; `nil` for all of it.
    package var idleLimit: Int?
    /// Whether people are shown by the numbers of their seats, and nothing that was written in words is shown.
    package var showsSeats = false

    package init() {}
  }

  private let options: Options
  private let records: [Record]
  private let whole: Session
  private let opening: Opening

  /// - Parameter records: a log's, the opening first; `nil` when it begins with no opening.
  package init?(_ records: [Record], _ options: Options = Options()) {
    self.options = options
    self.records = options.showsSeats ? records.map(\.withoutNames) : records
    guard let whole = Session(replaying: self.records) else { return nil }
    self.whole = whole
    opening = whole.opening
  }

  /// Hands out the lines of the file, the header first, each without its line feed.
  package func write(_ take: (String) -> Void) {
    take(header)
    guard var replay = Replay(records) else { return }
    var stream = FrameStream()
    var marked = 0
    for moment in moments(of: replay) {
      replay.seek(to: moment)
      let bytes = stream.bytes(for: frame(of: replay))
      if !bytes.isEmpty { take(line(moment, "o", bytes)) }
      while marked < replay.times.count, replay.times[marked] <= moment {
        if let words = words(replay.records[marked].event) { take(line(moment, "m", words)) }
        marked += 1
      }
    }
  }

  /// The last frame that is drawn.
  package var lastFrame: Frame? {
    guard var replay = Replay(records) else { return nil }
    replay.seek(to: replay.end)
    return frame(of: replay)
  }

  private func frame(of replay: Replay) -> Frame {
    WatchScreen(
      replay.session, now: replay.position, title: "replay",
      hints: ["one coder's view, not a validated alliance score"]
    ).frame(for: options.size)
  }

  private var header: String {
    var text = "{\"version\": 2, \"width\": \(options.size.columns), \"height\": \(options.size.rows)"
    if let limit = options.idleLimit { text += ", \"idle_time_limit\": \(seconds(limit))" }
    let title = "\(opening.group), session \(opening.session)"
    return text + ", \"title\": \(title.quotedJSON), \"env\": {\"TERM\": \"xterm-256color\"}}"
  }

  private func line(_ moment: SessionTime, _ code: String, _ data: String) -> String {
    "[\(seconds(inTheCast(moment))), \"\(code)\", \(data.quotedJSON)]"
  }

  /// A moment of the session in ms of the cast.
  private func inTheCast(_ moment: SessionTime) -> Int {
    let (product, overflow) = moment.milliseconds.multipliedReportingOverflow(by: 4)
    return (overflow ? Int.max : product) / options.speed.quarters
  }

  private func seconds(_ milliseconds: Int) -> String {
    "\(milliseconds / 1000).\((milliseconds % 1000).padded(3))"
  }

  /// What a marker says; `nil` for records that are none.
  private func words(_ event: Event) -> String? {
    switch event {
    case .marker, .repair, .resolved: EventWords(whole, manner: .screen).text(event).displaySafe
    default: nil
    }
  }

  /// The longest stretch in which the clocks go on though nothing happens, in ms of the cast: a log that lay open
  /// for a month makes no cast of a month.
  private static let longestQuiet = 3_600_000

  /// When the screen is drawn: at every record, and once a second of the cast for the clocks on it. Where nothing
  /// happens for longer than the limit the clocks stand, so that a player can leave the rest of it out.
  private func moments(of replay: Replay) -> [SessionTime] {
    let second = 250 * options.speed.quarters
    let quiet = min(options.idleLimit ?? Self.longestQuiet, Self.longestQuiet) / 1000 * second
    var found: [SessionTime] = [.zero]
    var last = SessionTime.zero
    for time in replay.times where time > last {
      var next = SessionTime((last.milliseconds / second + 1) * second)
      while next < time, next.milliseconds - last.milliseconds <= quiet {
        found.append(next)
        next = next.moved(by: second)
      }
      last = time
      found.append(last)
    }
    return found
  }
}

extension String {
  /// As a JSON text. Controls are escaped, everything else stands as it is.
  fileprivate var quotedJSON: String {
    var out = "\""
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x22: out += "\\\""
      case 0x5C: out += "\\\\"
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
