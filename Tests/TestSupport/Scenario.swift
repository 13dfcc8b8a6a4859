package import SessionCore
package import Testing

/// A small session to ask one question of: given these records, when this is asked for, then that.
///
/// Every step that succeeds is taken in, so that steps can follow one another. What differs is reported at the
/// line of the caller.
package struct Scenario {
  package private(set) var records: [Record]
  package private(set) var session: Session

  /// A session after some events, each with the time at which the observer acted.
  package init(_ opening: Opening = Sample.opening, given: [(SessionTime, Event)] = []) {
    records = [Record(id: 0, time: .zero, event: .opened(opening))]
    session = Session(opening)
    for (time, event) in given { take(event, at: time) }
  }

  /// What a command yields now or at a later time, or why it is refused; nothing changes.
  package func yields(_ command: Command, at time: SessionTime? = nil) -> Result<[Event], Rejection> {
    do throws(Rejection) {
      return .success(try session.decide(command, at: time ?? session.lastTime))
    } catch {
      return .failure(error)
    }
  }

  /// Expects a command to yield some events, and takes them in.
  @discardableResult
  package func when(
    _ command: Command, at time: SessionTime? = nil, then events: [Event],
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Scenario {
    #expect(yields(command, at: time) == .success(events), sourceLocation: sourceLocation)
    return and(events, at: time, sourceLocation: sourceLocation)
  }

  /// Expects a command to be refused, with a message in which some words stand.
  @discardableResult
  package func refuses(
    _ command: Command, at time: SessionTime? = nil, as rejection: Rejection, saying words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Scenario {
    #expect(yields(command, at: time) == .failure(rejection), sourceLocation: sourceLocation)
    let message = rejection.message(in: session)
    for word in words where !message.contains(word) {
      Issue.record("\"\(message)\" does not say \"\(word)\".", sourceLocation: sourceLocation)
    }
    return self
  }

  /// Takes in events as they are, each of which must make sense.
  package func and(
    _ events: [Event], at time: SessionTime? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) -> Scenario {
    var next = self
    for event in events {
      next.take(event, at: time ?? next.session.lastTime)
      #expect(
        next.session.ignored == session.ignored, "The fold passed over \(event).",
        sourceLocation: sourceLocation)
    }
    return next
  }

  private mutating func take(_ event: Event, at time: SessionTime) {
    let record = Record(id: session.nextID, time: time, event: event)
    records.append(record)
    session.apply(record)
  }
}
