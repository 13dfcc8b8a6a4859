import SessionCore
import SessionFiles
import Testing

@Suite struct `Logs of other versions` {
  @Test func `each step lifts an event by one format, in order, and today's stays as it is`() {
    let steps: [Upcasting.Step] = ["one", "two", "three"].map { name in
      { event in
        guard case .note(var note) = event else { return event }
        note.text += " " + name
        return .note(note)
      }
    }
    func lifted(_ version: Int) -> Event {
      Upcasting.event(.note(.init(text: "a")), from: version, steps: steps)
    }
    #expect(lifted(1) == .note(.init(text: "a one two three")))
    #expect(lifted(3) == .note(.init(text: "a three")))
    #expect(lifted(4) == .note(.init(text: "a")))
    #expect(lifted(5) == .note(.init(text: "a")))
    #expect(lifted(-3) == lifted(1))
    for event in Sample.events { #expect(Upcasting.event(event, from: Upcasting.today) == event) }
  }

  @Test func `only formats up to today's are read`() {
    #expect(Upcasting.today == 1)
    #expect(Upcasting.reads(1) && !Upcasting.reads(0) && !Upcasting.reads(2) && !Upcasting.reads(99))
    let line = Sample.line(#"{"n":0,"t":0,"k":"opened","v":99"#, link: .none)
    let verdict = LogReading(of: line).verdict
    #expect(verdict.exitCode == 65)
    #expect(verdict.wording(for: "x").contains("made by a newer version"))
    #expect(verdict.appending == .refused)
  }
}
