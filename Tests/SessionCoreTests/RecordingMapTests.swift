import SessionCore
import TestSupport
import Testing

@Suite struct `The clocks of a session and of its recording` {
  private func map(_ marks: (SessionTime, Int)...) -> RecordingMap {
    let events = marks.map { ($0.0, Event.sync(Event.Sync(media: $0.1))) }
    return RecordingMap(
      of: Scenario(given: events + [(600_000, .closed(.init(wall: Sample.wall, because: .end)))]).session)
  }

  @Test func `began together when nobody said otherwise`() {
    let map = map()
    #expect(map.isGuess)
    #expect(map.media(at: 61_000) == 61_000)
    #expect(map.session(at: 61_000) == 61_000)
  }

  @Test func `run alike on both sides of a mark`() {
    let map = map((60_000, 90_000))
    #expect(!map.isGuess)
    #expect(map.media(at: 61_000) == 91_000)
    #expect(map.media(at: 0) == 30_000)
    #expect(map.session(at: 30_500) == 500)
    #expect(map.session(at: 0) == 0)
  }

  @Test func `run from mark to mark, and stand where the recording does not go on`() {
    // The recorder was stopped for a minute after 2:00.
    let map = map((10_000, 10_000), (200_000, 140_000))
    #expect(map.media(at: 100_000) == 100_000)
    #expect(map.media(at: 160_000) == 140_000)
    #expect(map.media(at: 210_000) == 150_000)
    #expect(map.session(at: 150_000) == 210_000)
    #expect(map.session(at: 120_000) == 120_000)
  }

  @Test func `pass over a mark of another recording and one that was taken back`() {
    #expect(map((10_000, 50_000), (20_000, 5000)).media(at: 30_000) == 70_000)
    let taken = Scenario(given: [(10, .sync(Event.Sync(media: 500))), (20, .retracted(1))]).session
    #expect(RecordingMap(of: taken).isGuess)
  }

  @Test(arguments: UInt64(1)...100) func `never run back, and agree where the recording goes on`(seed: UInt64)
  {
    var numbers = SeededNumbers(seed: seed)
    var events: [(SessionTime, Event)] = []
    var time = 0
    for _ in 0..<(numbers.next() % 5) {
      time += Int(numbers.next() % 100_000)
      events.append((SessionTime(time), .sync(Event.Sync(media: Int(numbers.next() % 400_000)))))
    }
    let map = RecordingMap(of: Scenario(given: events).session)
    var media = -1
    for moment in stride(from: 0, through: 500_000, by: 1000) {
      let next = map.media(at: SessionTime(moment))
      #expect(next >= media)
      media = next
    }
    var moment = SessionTime.zero
    for media in stride(from: 0, through: 500_000, by: 1000) {
      let next = map.session(at: media)
      #expect(next >= moment)
      moment = next
    }
  }
}
