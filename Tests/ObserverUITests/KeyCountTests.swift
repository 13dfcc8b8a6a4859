import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// What the acts of an observer cost in keys, counted on the keymap that is compiled in.
@Suite struct `The cost of an act in keys` {
  /// The fewest keys after which a record is there that a condition holds for.
  private func cost(
    _ keys: String, in script: DeskScript, until isDone: (DeskScript) -> Bool
  ) throws -> Int? {
    var script = script
    for (place, key) in try Key.parse(line: keys).enumerated() {
      script.wait(400)
      script.press(key)
      if isDone(script) { return place + 1 }
    }
    return nil
  }

  private func last(_ script: DeskScript) -> Event? { script.events.last }

  @Test func `the floor costs one`() throws {
    let script = try DeskScript.started()
    for member in script.session.roster.members where member.id != "chris" {
      #expect(try cost(member.key, in: script) { $0.events.last == .turn(member.id) } == 1)
    }
    #expect(try cost("<Space>", in: script) { $0.events.last == .silence() } == 1)
  }

  /// Every marker of the codebook with its own letter; of the speaker two keys, of anybody else towards anybody at
  /// most five, and at most four when the last other speaker is meant.
  @Test func `a marker costs at most four, and two of the speaker`() throws {
    let script = try DeskScript.started()
    let strips: [(Family, Action)] = [
      (.withdrawal, .withdrawal), (.confrontation, .confrontation), (.group, .groupMarker),
    ]
    let keymap = try Keymap(builtIn: ())
    for (family, action) in strips {
      let opener = try #require(keymap.keys(of: action, in: .observe).first).notation
      for code in script.session.codebook.codes(in: [family]) {
        let own = try cost("\(opener) \(code.letter)", in: script) { self.code($0) == code.id }
        #expect(own == 2, "\(code.id.rawValue)")
        let other = try cost("\(opener) 4 \(code.letter)", in: script) { self.code($0) == code.id }
        #expect(other == 3, "\(code.id.rawValue)")
        let toward = try cost("\(opener) <gt> 3 \(code.letter)", in: script) { self.code($0) == code.id }
        #expect(toward == 4, "\(code.id.rawValue)")
      }
    }
  }

  @Test func `a repair with the default episode costs at most three`() throws {
    let script = try DeskScript.started()
    let opener = try #require(try Keymap(builtIn: ()).keys(of: .repair, in: .observe).first).notation
    for code in script.session.codebook.codes(in: [.repair]) {
      #expect(try cost("\(opener) \(code.letter)", in: script) { self.code($0) == code.id } == 2)
      #expect(try cost("\(opener) 1 \(code.letter)", in: script) { self.code($0) == code.id } == 3)
    }
  }

  @Test func `correcting the last costs one, or one and the right key`() throws {
    var script = try DeskScript.started()
    try script.press("c r", at: "1:00")
    #expect(try cost("u", in: script) { $0.events.last == .retracted(4) } == 1)
    #expect(try cost("[", in: script) { $0.session[4]?.moment == SessionTime(59_000) } == 1)
    #expect(try cost("<Backspace> d", in: script) { self.code($0) == "C6" } == 2)
  }

  @Test func `a stamp costs one, and one code more at its moment two`() throws {
    var script = try DeskScript.started()
    #expect(try cost("b", in: script) { !$0.session.unnamedBookmarks.isEmpty } == 1)
    try script.press("c R", at: "1:00")
    #expect(try cost("d", in: script) { self.code($0) == "C6" } == 1)
  }

  private func code(_ script: DeskScript) -> CodeID? {
    switch script.events.last {
    case .marker(let marker)?: marker.code
    case .repair(let repair)?: repair.code
    case .moment(let moment)?: moment.code
    default: nil
    }
  }
}
