package import SessionCore

/// What the observer keyed, and how often it was put right.
package struct Effort: Hashable, Sendable {
  /// Standing observations: turns, silences, markers, repairs, partial repairs, resolutions, moments, bookmarks
  /// and notes.
  package internal(set) var keyed = 0
  /// `amended` records, whatever became of them.
  package internal(set) var amended = 0
  package internal(set) var retracted = 0
  /// Records of kinds this version does not know.
  package internal(set) var unknown = 0
  /// The median, over the standing markers, of the time from the claimed moment to the key, in ms of session
  /// time; `nil` without markers.
  package internal(set) var markerLagMedian: Double?
}

/// How often a code was used, or by how many.
package struct CodeCount: Hashable, Sendable {
  package let code: CodeID
  package internal(set) var count: Int

  init(_ code: CodeID, _ count: Int) {
    self.code = code
    self.count = count
  }
}

/// Markers by person and code in pieces of five minutes of active time, as the 3RS is tallied.
package struct MarkerGrid: Hashable, Sendable {
  /// The length of a piece in ms.
  package static let step = 300_000

  /// The codes of one person in one piece, in the order in which each was first marked.
  package struct Cell: Hashable, Sendable {
    package let who: MemberID
    package internal(set) var codes: [CodeCount]
  }

  /// How many pieces the session has; the last is short.
  package let count: Int
  /// The cells of the pieces that have markers, by the number of the piece from 0.
  package private(set) var cells: [Int: [Cell]] = [:]

  /// The numbers, from 0, of the pieces to list: all of them, but of a session of years only those with markers.
  package var listed: [Int] { count <= 100_000 ? Array(0..<max(0, count)) : cells.keys.sorted() }

  init(active: Int) { count = active > 0 ? (active - 1) / Self.step + 1 : 0 }

  mutating func add(_ code: CodeID, of who: MemberID, at active: Int) {
    guard count > 0 else { return }
    Self.add(code, of: who, to: &cells[min(max(active, 0) / Self.step, count - 1), default: []])
  }

  private static func add(_ code: CodeID, of who: MemberID, to row: inout [Cell]) {
    let place = row.firstIndex { $0.who == who } ?? row.count
    if place == row.count { row.append(Cell(who: who, codes: [])) }
    if let known = row[place].codes.firstIndex(where: { $0.code == code }) {
      row[place].codes[known].count += 1
    } else {
      row[place].codes.append(CodeCount(code, 1))
    }
  }
}

/// Everything that one look at each standing record can count.
struct ObservationCounts {
  /// What one person did, apart from speaking.
  struct Seat {
    var markers = PersonFigures.Markers()
    var repairs = 0
    var moments: [CodeID: Int] = [:]
  }

  var seats: [Seat]
  var effort = Effort()
  var grid: MarkerGrid
  var ratings: [Event.Rating] = []
  var memberRatings: [Event.Rating] = []

  init(of session: Session) {
    seats = Array(repeating: Seat(), count: session.roster.members.count)
    grid = MarkerGrid(active: session.clock.active(session.end))
    var lags: [Int] = []
    var marks: [Mention] = []
    var places: [RatedThing: Int] = [:]
    let (entries, roster) = (session.entries, session.roster)
    var ignored = session.ignored[...]
    // The floor has every turn and every silence that stands.
    effort.keyed = session.floor.segments.count
    for id in session.besidesTurns {
      if ignored.first == id {
        ignored.removeFirst()
        continue
      }
      guard let place = entries.place(of: id) else { continue }
      // Amendments count whether they were taken back or not.
      if case .amended = entries.wholes[place].event { effort.amended += 1 }
      guard entries.wholes[place].isStanding else { continue }
      switch entries.wholes[place].event {
      case .partly, .resolved, .bookmark, .note: effort.keyed += 1
      case .marker:
        effort.keyed += 1
        marks.append(Mention(on: entries.wholes[place].moment, id: id))
        lags.append(entries.wholes[place].time.milliseconds - entries.wholes[place].moment.milliseconds)
      case .repair(let repair):
        effort.keyed += 1
        if let seat = roster.place(of: repair.who) { seats[seat].repairs += 1 }
      case .moment(let moment):
        effort.keyed += 1
        if let seat = roster.place(of: moment.who) { seats[seat].moments[moment.code, default: 0] += 1 }
      case .rated(let rating): rate(rating, &places)
      case .retracted: effort.retracted += 1
      case .unknown: effort.unknown += 1
      default: break
      }
    }
    effort.markerLagMedian = Self.median(lags)
    count(marks, in: session)
  }

  private struct RatedThing: Hashable {
    let scale: String
    let member: MemberID?
  }

  private mutating func rate(_ rating: Event.Rating, _ places: inout [RatedThing: Int]) {
    let thing = RatedThing(scale: rating.scale, member: rating.member)
    if let place = places[thing] {
      if rating.member == nil { ratings[place] = rating } else { memberRatings[place] = rating }
    } else if rating.member == nil {
      places[thing] = ratings.count
      ratings.append(rating)
    } else {
      places[thing] = memberRatings.count
      memberRatings.append(rating)
    }
  }

  private mutating func count(_ marks: consuming [Mention], in session: Session) {
    let (clock, roster, codebook) = (session.clock, session.roster, session.codebook)
    let entries = session.entries
    // In place: they are many, and nearly in order.
    marks.sort()
    for mark in marks {
      guard let place = entries.place(of: mark.id), case .marker(let marker) = entries.wholes[place].event
      else { continue }
      grid.add(marker.code, of: marker.who, at: clock.active(mark.on))
      guard let seat = roster.place(of: marker.who) else { continue }
      switch codebook.rupture(of: marker.code) {
      case .withdrawal?: seats[seat].markers.withdrawal += 1
      case .confrontation?: seats[seat].markers.confrontation += 1
      case .group?: seats[seat].markers.group += 1
      case nil: break
      }
    }
  }

  private static func median(_ values: [Int]) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    guard sorted.count.isMultiple(of: 2) else { return Double(sorted[middle]) }
    return (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2
  }
}
