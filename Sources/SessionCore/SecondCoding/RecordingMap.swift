/// How the clock of a session and that of a recording of it go together, by the `sync` marks.
///
/// From each mark on the two run alike, up to the next; before the first they run alike too. A mark at which the
/// recording would have gone back is of another recording, and passed over.
package struct RecordingMap: Hashable, Sendable {
  private struct Mark: Hashable, Sendable {
    let session: Int
    let media: Int
  }

  private let marks: [Mark]
  /// Whether there was no mark, so that the two are taken to have begun together.
  package let isGuess: Bool

  /// The map of a session's standing marks.
  package init(of session: Session) {
    var found: [Mark] = []
    for entry in session.entries where entry.isStanding {
      guard case .sync(let sync) = entry.event, entry.time <= session.end else { continue }
      if let last = found.last, last.session == entry.time.milliseconds { found.removeLast() }
      if let last = found.last, sync.media < last.media { continue }
      found.append(Mark(session: entry.time.milliseconds, media: sync.media))
    }
    isGuess = found.isEmpty
    marks = isGuess ? [Mark(session: 0, media: 0)] : found
  }

  /// A map by one pair of moments.
  package init(_ session: SessionTime, isAt media: Int) {
    marks = [Mark(session: session.milliseconds, media: media)]
    isGuess = false
  }

  /// The moment of the recording, in ms, at a moment of the session; at least 0.
  package func media(at moment: SessionTime) -> Int {
    let place = max(0, marks.partitionPoint { $0.session <= moment.milliseconds } - 1)
    let media = max(0, marks[place].media.adding(moment.milliseconds - marks[place].session))
    return place + 1 < marks.count ? min(media, marks[place + 1].media) : media
  }

  /// The moment of the session at a moment of the recording, in ms; at least 0.
  package func session(at media: Int) -> SessionTime {
    let place = max(0, marks.partitionPoint { $0.media <= media } - 1)
    let moment = SessionTime(marks[place].session).moved(by: media - marks[place].media)
    return place + 1 < marks.count ? min(moment, SessionTime(marks[place + 1].session)) : moment
  }
}

extension Array {
  /// How many elements lead the array that meet a condition, when all that meet it come first.
  fileprivate func partitionPoint(_ isLeading: (Element) -> Bool) -> Int {
    firstIndex { !isLeading($0) } ?? count
  }
}

extension Int {
  /// The sum, or the largest number there is.
  fileprivate func adding(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
