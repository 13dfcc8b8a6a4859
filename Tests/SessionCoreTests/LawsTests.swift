import SessionCore
import TestSupport
import Testing

/// Laws that hold of every session, seen in random ones; the seed in a failure's name gives the session again.
@Suite struct `Laws of random sessions` {
  static let seeds: ClosedRange<UInt64> = 1...50
  static let length = 300

  @Test(arguments: seeds) func `decide never yields a record that apply would ignore`(seed: UInt64) {
    let random = DecidedSession(seed: seed, commands: Self.length)
    #expect(random.passedOver == [])
    #expect(random.session.ignored == [])
    #expect(random.refused > 0)
    #expect(random.records.count > Self.length / 6)
  }

  @Test(arguments: seeds) func `with consent asked for, decide never yields what apply would ignore either`(
    seed: UInt64
  ) {
    let random = DecidedSession(
      seed: seed, commands: Self.length, opening: Sample.opening(mode: .clinical), reopens: false)
    #expect(random.passedOver == [])
  }

  @Test(arguments: seeds) func `replaying a log gives the state it was made from`(seed: UInt64) throws {
    let random = DecidedSession(seed: seed, commands: Self.length)
    let replayed = try #require(Session(replaying: random.records))
    #expect(Whole(replayed) == Whole(random.session))
  }

  @Test(arguments: seeds) func `seeking there and back changes nothing`(seed: UInt64) throws {
    let random = DecidedSession(seed: seed, commands: 150)
    var replay = try #require(Replay(random.records))
    var prefixes: [Whole] = []
    var session: Session?
    for record in random.records {
      if session == nil { session = Session(replaying: [record]) } else { session?.apply(record) }
      prefixes.append(Whole(try #require(session)))
    }
    for index in random.records.indices {
      replay.seek(toStep: index)
      #expect(Whole(replay.session) == prefixes[index])
    }
    for index in random.records.indices.reversed() where index % 7 == 0 {
      let moment = replay.times[index]
      replay.seek(to: moment)
      let last = replay.times.lastIndex { $0 <= moment }
      #expect(Whole(replay.session) == prefixes[try #require(last)])
    }
    replay.seek(to: .latest)
    #expect(Whole(replay.session) == prefixes.last)
    #expect(replay.isAtEnd)
  }

  @Test(arguments: seeds) func `a record taken back and restored is as if nothing had been done`(
    seed: UInt64
  ) {
    let session = DecidedSession(seed: seed, commands: 200).session
    let before = Seen(session)
    for index in session.entries.indices {
      let entry = session.entries[index]
      guard entry.isStanding, entry.event.canBeRetracted else { continue }
      let id = RecordID(index)
      let there = session.after(.retracted(id))
      let back = there.after(.restored(id))
      #expect(!there.entries[index].isStanding)
      #expect(Seen(back) == before, "record \(id), \(entry.event)")
      #expect(back.entries.prefix(session.entries.count).elementsEqual(session.entries), "record \(id)")
    }
  }

  @Test(arguments: seeds) func `a record taken back leaves what there is without it`(seed: UInt64) {
    let session = DecidedSession(seed: seed, commands: 120).session
    for event: Event in [
      .turn("kathy", to: "joe", on: 3_000), .silence(on: 2_000), .marker("X1", "joe", to: "chris", on: 10),
      .repair("R1", "joe", to: "chris", episodes: session.openEpisodes), .left(member: "kathy"), .lost,
      .paused,
      .bookmark(on: 4),
    ] {
      let idle = session.after(.note(text: "nothing")).after(.retracted(session.nextID))
      let made = session.after(event).after(.retracted(session.nextID))
      #expect(Seen(made) == Seen(idle), "\(event)")
    }
  }

  @Test(arguments: seeds) func `the open episodes are those that are open`(seed: UInt64) throws {
    let random = DecidedSession(seed: seed, commands: Self.length)
    var session = try #require(Session(replaying: random.records.prefix(1)))
    for record in random.records.dropFirst() {
      session.apply(record)
      #expect(
        session.openEpisodes == session.episodes.filter(\.isOpen).map(\.id).sorted(),
        "after record \(record.id)")
      for id in session.openEpisodes { #expect(session.episode(id)?.isOpen == true) }
    }
  }

  @Test(arguments: seeds) func `the tallies of the floor equal a count by hand`(seed: UInt64) throws {
    let random = DecidedSession(seed: seed, commands: Self.length)
    var session = try #require(Session(replaying: random.records.prefix(1)))
    for record in random.records.dropFirst() {
      session.apply(record)
      guard record.id.rawValue % 10 == 0 else { continue }
      let count = CountByHand(session)
      #expect(session.floor.segments.map(\.id) == count.order, "after record \(record.id)")
      for seat in session.roster.members.indices {
        let tally = session.floor.tallies[seat]
        #expect(tally.segments == count.segments[seat], "after record \(record.id)")
        #expect(tally.turns == count.turns[seat], "after record \(record.id)")
        #expect(
          session.floor.talk(of: seat, at: session.lastTime) == count.talk[seat], "after record \(record.id)")
      }
    }
  }

  @Test(arguments: seeds) func `the markers of every seat are counted right`(seed: UInt64) {
    let session = DecidedSession(seed: seed, commands: Self.length).session
    for (seat, member) in session.roster.members.enumerated() {
      let families = session.entries.compactMap { entry in
        if entry.isStanding, case .marker(let marker) = entry.event, marker.who == member.id {
          session.codebook.family(of: marker.code)
        } else {
          nil
        }
      }
      let count = session.markerCounts[seat]
      #expect(count.withdrawal == families.count { $0 == .withdrawal })
      #expect(count.confrontation == families.count { $0 == .confrontation })
      #expect(count.group == families.count { $0 == .group })
    }
  }

  @Test(arguments: seeds) func `time never runs backwards in a log`(seed: UInt64) {
    let random = DecidedSession(seed: seed, commands: Self.length)
    // A correction, or the bookmark a record names, may move it past the key, never past now.
    func latest(_ entry: Session.Entry) -> SessionTime {
      entry.isAmended || entry.event.claim?.from != nil ? random.session.lastTime : entry.time
    }
    for (earlier, later) in zip(random.session.entries, random.session.entries.dropFirst()) {
      #expect(earlier.time <= later.time)
      #expect(later.moment >= .zero && later.moment <= latest(later))
    }
  }

  @Test(arguments: seeds) func `undoing everything and redoing it gives the same state`(seed: UInt64) throws {
    let random = DecidedSession(seed: seed, commands: 150) { command in
      switch command {
      case .withdraw, .close: true
      default: false
      }
    }
    var session = random.session
    // What was undone before the last act cannot be redone, and nothing about somebody who withdrew
    // may be put back.
    session = session.after(.note(text: "an act"))
    let before = Seen(session)
    var undone = 0
    while let events = try? session.decide(.undo, at: session.lastTime) {
      for event in events { session = session.after(event) }
      undone += 1
      if undone > 2_000 { break }
    }
    #expect(session.yields(.undo) == .failure(.nothingToUndo))
    for step in 0..<undone {
      guard case .success(let events) = session.yields(.redo) else {
        Issue.record("redo \(step) of \(undone) was refused")
        return
      }
      for event in events { session = session.after(event) }
    }
    #expect(session.yields(.redo) == .failure(.nothingToRedo))
    #expect(Seen(session) == before)
  }
}

extension Session {
  fileprivate func yields(_ command: Command) -> Result<[Event], Rejection> {
    do throws(Rejection) { return .success(try decide(command, at: lastTime)) } catch {
      return .failure(error)
    }
  }
}

/// The floor counted millisecond by interval from the records, without any of the floor's own bookkeeping.
private struct CountByHand {
  var order: [RecordID] = []
  var segments: [Int]
  var turns: [Int]
  var talk: [Int]

  init(_ session: Session) {
    let seats = session.roster.members.count
    segments = Array(repeating: 0, count: seats)
    turns = segments
    talk = segments
    let pieces = session.entries.indices.compactMap { index -> (on: SessionTime, id: RecordID, seat: Int?)? in
      let entry = session.entries[index]
      guard entry.isStanding else { return nil }
      switch entry.event {
      case .turn(let turn): return (entry.moment, RecordID(index), session.roster.place(of: turn.who) ?? -1)
      case .silence: return (entry.moment, RecordID(index), nil)
      default: return nil
      }
    }.sorted { ($0.on, $0.id) < ($1.on, $1.id) }
    order = pieces.map(\.id)
    let hidden = Self.unobserved(session)
    for (index, piece) in pieces.enumerated() {
      guard let seat = piece.seat, seat >= 0 else { continue }
      let member = session.roster.members[seat].id
      let gone = session.attendances.withdrawal(of: member) ?? .latest
      guard piece.on < gone else { continue }
      segments[seat] += 1
      if index == 0 || pieces[index - 1].seat != seat { turns[seat] += 1 }
      let next = index + 1 < pieces.count ? pieces[index + 1].on : session.lastTime
      let start = piece.on.milliseconds
      let stop = max(start, min(next, gone).milliseconds)
      talk[seat] += stop - start
      for span in hidden { talk[seat] -= max(0, min(stop, span.upperBound) - max(start, span.lowerBound)) }
    }
  }

  /// The stretches that are paused or masked, without overlaps, from the standing records one after the other.
  private static func unobserved(_ session: Session) -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var isPaused = false
    var isLost = false
    var closed = false
    for index in session.entries.indices.dropFirst() {
      let entry = session.entries[index]
      let previous = session.entries[index - 1].time.milliseconds
      let span = previous..<max(previous, entry.time.milliseconds)
      if isPaused || isLost { spans.append(span) }
      guard entry.isStanding else { continue }
      switch entry.event {
      case .paused: isPaused = true
      case .resumed: isPaused = false
      case .lost: isLost = true
      case .regained: isLost = false
      case .reopened where !isPaused && !isLost && !closed: spans.append(span)
      case .closed: closed = true
      default: break
      }
    }
    return spans
  }
}
