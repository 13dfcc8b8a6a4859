package import SessionCore

/// Line mode without its input and output: words in, events and answers out.
///
/// The caller writes the events, hands the records back through ``apply(_:)`` and prints the answers.
package struct LineMode {
  /// What a line led to.
  package enum Outcome: Hashable, Sendable {
    case nothing
    /// To be written as records made at this moment.
    case record([Event], at: SessionTime)
    /// To be printed as it is, a line each.
    case say([String])
    /// To be printed behind `no: `; the run goes on.
    case refused(String)
  }

  package private(set) var session: Session
  /// The time of the last `@` stamp; only a scripted clock has one.
  private var scripted: SessionTime

  /// Whether people are told by their labels, in words for the ear.
  private let speaks: Bool

  package init(_ session: Session, speaks: Bool = false) {
    self.session = session
    self.speaks = speaks
    scripted = session.lastTime
  }

  /// Reads a line whose time comes from its own `@` stamp; a line without one keeps the last time.
  package mutating func takeScripted(_ line: String) -> Outcome {
    do throws(PhraseFault) {
      let (stamp, rest) = try LineGrammar.stamp(line)
      if let stamp {
        guard stamp >= scripted else {
          return .refused(Rejection.timeGoesBack(stamp, last: scripted).message(in: session))
        }
        scripted = stamp
      }
      let wall = session.opening.wall.adding(milliseconds: scripted.milliseconds)
      return take(rest, now: scripted, wall: wall)
    } catch {
      return .refused(error.message)
    }
  }

  /// Reads a line that was typed at this moment.
  package mutating func take(_ line: String, now: SessionTime, wall: WallTime) -> Outcome {
    do throws(PhraseFault) {
      switch try LineGrammar(session: session, now: now, wall: wall).read(line) {
      case .nothing: return .nothing
      case .status: return .say(status(at: now))
      case .help(let verb): return .say(Self.help(verb))
      case .tell(let topic): return .say(Telling(session, speaks: speaks).lines(topic))
      case .record(let command): return decide(command, at: now)
      }
    } catch {
      return .refused(error.message)
    }
  }

  package mutating func apply(_ records: [Record]) {
    for record in records { session.apply(record) }
  }

  /// The answer to a record that was written: `N written KIND ...`.
  package func answer(to record: Record) -> String {
    let words = EventWords(session, manner: .line).text(record.event)
    let kind = record.event.kind
    return "\(record.id) written \(kind)" + (words == kind ? "" : " \(words)")
  }

  private func decide(_ command: Command, at now: SessionTime) -> Outcome {
    do throws(Rejection) {
      let events = try session.decide(command, at: now)
      return events.isEmpty ? .nothing : .record(events, at: now)
    } catch {
      return .refused(error.message(in: session))
    }
  }

  /// The floor and the open episodes, a line each.
  package func status(at now: SessionTime) -> [String] {
    let words = EventWords(session, manner: speaks ? .spoken : .line)
    let state = session.clock.isPaused ? "paused" : session.clock.isLost ? "sight lost" : "running"
    var lines = ["at \(now.clockText), \(session.closing == nil ? state : "closed")"]
    if let segment = session.floor.current, let entry = session[segment.id] {
      lines.append("floor: \(words.text(entry.event)) since \(segment.start.clockText)")
    } else {
      lines.append("floor: nobody yet")
    }
    for episode in session.openEpisodes.compactMap({ session.episode($0) }) {
      let age = session.clock.active(now) - session.clock.active(episode.onset) + episode.exposure
      let codes = episode.codes.map(\.rawValue).joined(separator: " ")
      lines.append(
        "open: \(episode.id) \(words.pair(episode.who, episode.to)) \(codes), \(Spelling.span(age)), attempts \(episode.attempts.count)"
      )
    }
    if session.openEpisodes.isEmpty { lines.append("open: none") }
    if !session.unnamedBookmarks.isEmpty {
      lines.append("to name: \(session.unnamedBookmarks.map(\.description).joined(separator: ", "))")
    }
    return lines
  }

  /// How one verb is written and what it does, or all of them.
  package static func help(_ verb: Verb?) -> [String] {
    if let verb { return ["\(verb.usage)", "  \(verb.meaning)"] }
    let general = [
      "[~12s] VERB ...   ~ that long ago (12s, 1m30s); # begins a comment",
      "WHO is an id, a label or a seat's key; N is the number of a record.",
    ]
    return general + Verb.allCases.map(\.usage)
  }
}
