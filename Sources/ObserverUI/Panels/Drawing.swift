import SafeText
import SessionCore
import TerminalKit

/// A session at a moment, as the panels draw it; live and in replay alike.
///
/// Made once for a frame and not a value: a session has many parts, and every panel would hold each of them once more.
final class SessionView {
  /// The session; under the look that hides names it knows people by their seats only.
  let session: Session
  let now: SessionTime
  /// Up to when talk is counted: the last whole second, as on the clock, so that figures move with it and not with
  /// every key.
  let second: SessionTime
  let look: Look
  var theme: Theme { look.theme }
  /// Up to which record everything is on disk; `nil` before the first acknowledgement.
  var savedUpTo: RecordID?
  /// Whether the disk refuses what is recorded.
  var isUnsaved = false
  /// The key that names bookmarks; empty where none does.
  var namingKey = ""
  /// Whether a seat's key gives the floor: not in a replay, nor where the floor is that of a first log.
  var seatsGiveFloor = true
  /// The last records, the newest last, where they are others than the last of the log.
  var latest: [RecordID]?
  /// The open episodes by their places, worked out once for all panels; `nil` at a place that is free.
  let places: [Episode?]
  /// The open episodes that have no place.
  let unplaced: Int

  init(
    session: Session, now: SessionTime, look: Look, savedUpTo: RecordID? = nil, isUnsaved: Bool = false
  ) {
    self.session = look.hidesNames ? session.underSeatNumbers : session
    self.now = now
    second = SessionTime(now.milliseconds / 1000 * 1000)
    self.look = look
    self.savedUpTo = savedUpTo
    self.isUnsaved = isUnsaved
    places = session.openPlaces.episodes.map { $0.flatMap { session.episode($0) } }
    unplaced = session.openEpisodes.count - places.count { $0 != nil }
  }

  /// Records in words as this view may show them.
  var words: EventWords { EventWords(session, manner: .screen.hidingWords(look.hidesNames)) }

  /// ○ written, ● on disk, ▲ not saved.
  func mark(_ id: RecordID) -> Unicode.Scalar {
    savedMark(id, savedUpTo: savedUpTo, isUnsaved: isUnsaved)
  }

  /// When a record happened, as it is shown: what was corrected after the closing, weeks later perhaps, at the end.
  func moment(of entry: Session.Entry) -> SessionTime {
    session.closing.flatMap { session[$0]?.time }.map { min($0, entry.moment) } ?? entry.moment
  }

  /// Active ms an episode has been open, in earlier sessions too.
  func age(_ episode: Episode) -> Int {
    let end = min(episode.end?.moment ?? now, now)
    return max(0, session.clock.active(end) - session.clock.active(min(episode.onset, end)))
      + episode.exposure
  }

  /// The places of the seats from the top of a panel to its end: as the observer sees the room.
  var seats: [Int] {
    let places = Array(session.roster.members.indices)
    return look.isFlipped ? places.reversed() : places
  }
}

/// ○ written, ● on disk, ▲ not saved.
func savedMark(_ id: RecordID, savedUpTo: RecordID?, isUnsaved: Bool) -> Unicode.Scalar {
  if let savedUpTo, id <= savedUpTo { return "●" }
  return isUnsaved ? "▲" : "○"
}

/// A rectangle of a frame that a panel may fill.
struct Area {
  let row: Int
  let rows: Int
  var column = 0
  let columns: Int

  /// The first rows of this area, and the rest.
  func split(_ count: Int) -> (top: Area, rest: Area) {
    let taken = min(max(count, 0), rows)
    return (
      Area(row: row, rows: taken, column: column, columns: columns),
      Area(row: row + taken, rows: rows - taken, column: column, columns: columns)
    )
  }

  /// The first columns of this area, and the rest.
  func split(columns count: Int) -> (left: Area, rest: Area) {
    let taken = min(max(count, 0), columns)
    return (
      Area(row: row, rows: rows, column: column, columns: taken),
      Area(row: row, rows: rows, column: column + taken, columns: columns - taken)
    )
  }
}

/// A share as `.34`, `1.0` or `-` where there is none.
func shareText(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "-" }
  let hundredths = (part * 100 + whole / 2) / whole
  return hundredths >= 100 ? "1.0" : "." + hundredths.padded(2)
}

/// A length of time with two digits for the minutes: `04:12`, `1:04:12`.
func ageText(_ milliseconds: Int) -> String {
  let text = Spelling.span(milliseconds)
  return text.utf8.count == 4 ? "0" + text : text
}
