import ObserverUI
import SessionCore
import TestSupport
import Testing

@Suite struct `A record in words` {
  @Test(arguments: [EventWords.Manner.line, .screen, .spoken])
  func `a reopening says whether recording goes on or only correcting`(manner: EventWords.Manner) {
    var session = Session(DeskScript.opening)
    let events: [Event] = [
      .reopened(Sample.wall.adding(milliseconds: 60_000)),
      .closed(Event.Closing(wall: Sample.wall.adding(milliseconds: 120_000), because: .end)),
      .reopened(Sample.wall.adding(milliseconds: 3_600_000)),
    ]
    for event in events { session.apply(Record(id: session.nextID, time: .zero, event: event)) }
    let words = EventWords(session, manner: manner)
    #expect(words.text(events[0]) == "recording goes on")
    #expect(words.text(events[2]) == "opened again for corrections")
  }
}
