import ObserverUI
import SessionCore
import TerminalKit
import TestSupport
import Testing

/// Whatever a key records at the desk, words record too: every action of every mode in which something is recorded.
@Suite struct `Line mode and the desk` {
  /// Keys that lead up to something, then the keys for it, and the words for the same.
  struct Pair: Sendable, CustomTestStringConvertible {
    let action: Action
    let before: String
    let keys: String
    let words: String

    init(_ action: Action, _ before: String, _ keys: String, _ words: String) {
      (self.action, self.before, self.keys, self.words) = (action, before, keys, words)
    }

    var testDescription: String { "\(action.rawValue): \(words)" }
  }

  static let pairs = [
    // The floor
    Pair(.silence, "1", "<Space>", "silence"),
    Pair(.addressee, "1", "<gt> 3", "amend 1 to=kathy"),
    Pair(.addressee, "1 <gt> 3", "<gt> 2", "turn joe > chris"),
    Pair(.focusSelf, "1", "s", "amend 1 focus=self"),
    Pair(.focusOther, "1", "o", "amend 1 focus=other"),
    Pair(.focusGroup, "1", "g", "amend 1 focus=group"),
    Pair(.minimal, "1", "i", "amend 1 minimal=true"),
    // Ruptures and repairs
    Pair(.withdrawal, "1 3", "w d", "mark W1 kathy"),
    Pair(.withdrawal, "1 3", "w 2 d", "mark W1 chris > kathy"),
    Pair(.confrontation, "1 3", "c r", "mark C2 kathy"),
    Pair(.groupMarker, "1 3", "x d", "mark X1 kathy"),
    Pair(.addressee, "1 3", "w <gt> 2 d", "mark W1 kathy > chris"),
    Pair(.who, "1 3", "w <lt> 2 d", "mark W1 chris > kathy"),
    Pair(.weaker, "1 3", "w - d", "mark W1 kathy weak"),
    Pair(.stronger, "1 3", "w + d", "mark W1 kathy strong"),
    Pair(.nextEpisode, "1 2 w d 3", "w <Tab> d", "mark W1 kathy episode 3"),
    Pair(.repair, "1 3 w d 1", "r c", "repair R1 joe"),
    Pair(.tick, "1 2 w d 3 w d 1", "r <Space> <Tab> <Space> c", "repair R1 joe > chris episode 5,3"),
    Pair(.partly, "1 3 w d 1", "p", "partly"),
    Pair(.resolved, "1 3 w d 1", "v 4", "resolved 4"),
    Pair(.moment, "1 3", "m s", "moment P1 kathy"),
    // Moments, and putting right
    Pair(.bookmark, "1 3", "b", "bookmark"),
    Pair(.nameBookmark, "1 3 b 1", "B w d", "name 3 mark W1 kathy > joe"),
    Pair(.drop, "1 3 b", "B -", "drop"),
    Pair(.earlier1, "1 3 w d", "[", "earlier 1s"),
    Pair(.earlier5, "1 3 w d", "{", "earlier 5s"),
    Pair(.later1, "1 3 w d {", "]", "later 1s"),
    Pair(.later5, "1 3 w d {", "}", "later 5s"),
    Pair(.again, "1 3 w d", ". c r", "also mark C2 kathy"),
    Pair(.recode, "1 3 c r", "<Backspace> d", "recode C6"),
    Pair(.undo, "1 3", "u", "undo"),
    Pair(.redo, "1 3 u", "U", "redo"),
    // The list of events
    Pair(.whose, "1 3", "e w 2", "amend 2 who=chris"),
    Pair(.addressee, "1 3", "e <gt> 2", "amend 2 to=chris"),
    Pair(.recodeEvent, "1 3 c r", "e c d", "amend 3 code=C6"),
    Pair(.notMinimal, "1 3 i", "e I", "amend 2 minimal=false"),
    Pair(.weaker, "1 3 w d", "e -", "amend 3 clarity=weak"),
    Pair(.drop, "1 3", "e d", "retract 2"),
    Pair(.putBack, "1 3 e d <Esc>", "e <Down> p", "restore 2"),
    Pair(.join, "1 2 w d 3 w d", "e a <Up> <Up> <Enter>", "join 5 into 3"),
    Pair(.split, "1 2 w d w m", "e x", "split 4"),
    Pair(.merge, "1 2 w d 3 w d", "e m <Up> <Up> <Enter>", "merge 5 into 3"),
    Pair(.cause, "1 2 w d 3 w d", "e f <Up> <Up> <Enter>", "caused 5 by 3"),
    Pair(.relapse, "1 2 w d v 3 3 w d", "e l <Up> <Up> <Up> <Enter>", "relapse 6 of 3"),
    Pair(.evidence, "1 2 w d 1 2 1 2 v 3", "e v <Up> <Up> <Up> <Enter>", "amend 8 evidence=5"),
    // The session
    Pair(.note, "1", "n h i <Enter>", "note hi"),
    Pair(.attendance, "1", "A 3 l", "left kathy"),
    Pair(.attendance, "1", "A 3 r", "left kathy rupture"),
    Pair(.attendance, "1 A 3 l", "A 3 a", "arrived kathy"),
    Pair(.attendance, "1", "A 3 w", "withdrew kathy"),
    Pair(.attendance, "1", "A 3 c", "consent kathy observation"),
    Pair(.lost, "1", "l", "lost"),
    Pair(.regained, "1 l", "k", "regained"),
    Pair(.pause, "1", "P", "pause"),
    Pair(.pause, "1 P", "P", "resume"),
    // While it was typed the recording went on: six keys, 400 ms each.
    Pair(.sync, "1", "Y 1 : 0 0 <Enter>", "sync 1:02"),
    Pair(.close, "1", "Q <Enter>", "close"),
    Pair(.close, "1", "Q 4 <Esc>", "rate significance.W 4"),
  ]

  /// What records nothing: ways to get about, and the looks of a screen that line mode has none of.
  private static let silent: Set<Action> = [
    .up, .down, .pageUp, .pageDown, .top, .bottom, .take, .cancel, .names, .flip, .bigClock, .wholeSession,
    .blank, .lock, .palette,
  ]
  /// What is told and not recorded, and the words for it.
  private static let told: [Action: String] = [
    .help: "help", .events: "events", .nameBookmark: "bookmarks",
  ]

  private func script(_ before: String) throws -> DeskScript {
    var script = try DeskScript()
    script.wait(10_000)
    for key in try Key.parse(line: before) {
      script.press(key)
      script.wait(1000)
    }
    return script
  }

  /// Everything that stands, in the words of the screen, in the order of when it happened.
  private func standing(_ session: Session) -> [String] {
    let words = EventWords(session, manner: .screen)
    let entries = session.entries.filter { entry in
      switch entry.event {
      case .amended, .retracted, .restored, .opened: false
      default: entry.isStanding
      }
    }
    let episodes = session.episodes.map { episode in
      "\(words.pair(episode.who, episode.to)) \(episode.codes) \(episode.isOpen) \(episode.attempts.count)"
    }
    return entries.sorted { $0.moment < $1.moment }.map { words.text($0.event) } + episodes.sorted()
  }

  @Test(arguments: pairs) func `lead to the same`(_ pair: Pair) throws {
    let start = try script(pair.before)
    var desk = start
    for key in try Key.parse(line: pair.keys) {
      desk.press(key)
      desk.wait(400)
    }
    var lines = LineMode(start.session)
    guard
      case .record(let events, let time) = lines.take(
        pair.words, now: start.now.session, wall: start.now.wall)
    else {
      Issue.record("\(lines.take(pair.words, now: start.now.session, wall: start.now.wall))")
      return
    }
    lines.apply(
      events.enumerated().map { offset, event in
        Record(id: RecordID(start.records.count + offset), time: time, event: event)
      })
    #expect(desk.records.count > start.records.count, "\(desk.message)")
    #expect(standing(desk.session) == standing(lines.session))
  }

  @Test func `have a pair for every action that records, and words for every one that tells`() throws {
    let keymap = try Keymap(builtIn: ())
    let paired = Set(Self.pairs.map(\.action))
    for mode in [Keymap.Mode.observe, .strip, .bookmarks, .events] {
      for action in Action.allCases where !keymap.keys(of: action, in: mode).isEmpty {
        #expect(
          paired.contains(action) || Self.silent.contains(action) || Self.told[action] != nil,
          "\(mode.rawValue) \(action.rawValue)")
      }
    }
    let session = try script("1 3 b").session
    for words in Self.told.values {
      var lines = LineMode(session)
      guard case .say(let said) = lines.take(words, now: session.lastTime, wall: Sample.wall) else {
        Issue.record("\(words) tells nothing")
        continue
      }
      #expect(!said.isEmpty)
    }
  }

  @Test func `have every verb in the palette`() throws {
    for verb in Verb.allCases {
      let palette = Palette(verb.rawValue, claim: Event.Claim())
      #expect(palette.choices.contains(.verb(verb)), "\(verb.rawValue)")
    }
  }
}
