import Foundation
import SessionCore
import SessionFiles
import TestSupport
import Testing

@Suite struct `The settings` {
  private func read(_ text: String) -> (settings: SettingsFile, faults: [String]) {
    let (settings, faults) = SettingsFile.read(Array(text.utf8), path: "config.toml")
    return (settings, faults.map(\.description))
  }

  @Test func `that are not there are nil, and no fault`() {
    let (settings, faults) = read("")
    #expect(settings == SettingsFile())
    #expect(faults == [])
  }

  @Test func `are those the page about settings shows, every one of them`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/settings.md"), encoding: .utf8)
    let block = try #require(page.firstMatch(of: /```toml\n([^`]*)```/)).output.1
    let (settings, faults) = read(String(block))
    #expect(faults == [])
    #expect(settings.theme == "night")
    #expect(settings.lag == 1500)
    #expect(settings.keys.action(of: "<F2>", in: "observe") == "bookmark")
    for name in SettingsFile.names {
      let isShown =
        name == "keys" ? block.contains("[keys.") : block.contains("\n\(name) =") || block.hasPrefix(name)
      #expect(isShown, "\(name)")
    }
  }

  /// A setting, a value that it cannot have, and what is said of that.
  private static let wrong: [(name: String, value: String, words: String)] = [
    ("theme", "\"dusk\"", "'dusk' is no theme. Write night, day or plain."),
    ("ascii", "1", "'ascii' is a whole number here. Write true or false."),
    ("seat-numbers", "\"no\"", "'seat-numbers' is text here. Write true or false."),
    ("flipped", "[]", "'flipped' is a list here. Write true or false."),
    ("big-clock", "\"large\"", "'big-clock' is text here. Write true or false."),
    ("open-rows", "0", "'open-rows' is 0. It can be 1 to 26."),
    ("lane-minutes", "121", "'lane-minutes' is 121. It can be 2 to 120."),
    ("learn", "0", "'learn' is a whole number here. Write true or false."),
    ("speak-friendly", "\"\"", "'speak-friendly' is text here. Write true or false."),
    ("lag", "-1", "'lag' is -1. It can be 0 to 30000."),
    ("sessions", "\" \"", "This file has an empty 'sessions'. Write something there."),
    ("idle", "3601", "'idle' is 3601. It can be 0 to 3600."),
    ("group", "true", "'group' is true or false here. Write text, in quotes."),
    ("codebook", "7", "'codebook' is a whole number here. Write text, in quotes."),
    ("keymap", "\"\"", "This file has an empty 'keymap'. Write something there."),
    ("keys", "\"w\"", "'keys' is text here. Write a table: [keys]."),
  ]

  @Test func `have each a wrong value that is named by its line, and then the default is used`() {
    #expect(Self.wrong.map(\.name) == SettingsFile.names)
    for (name, value, words) in Self.wrong {
      let (settings, faults) = read("# Ours.\n\n\(name) = \(value)\n")
      #expect(faults.count == 1 && faults[0].hasPrefix("config.toml:3: "), "\(faults)")
      #expect(faults.first == "config.toml:3: \(words)")
      let none = Mirror(reflecting: SettingsFile()).children.map { "\($0.value)" }
      for (place, child) in Mirror(reflecting: settings).children.enumerated() where child.label != "lines" {
        #expect("\(child.value)" == none[place], "\(name): \(child.label ?? "")")
      }
    }
  }

  @Test func `that are wrong are named by line, and the others hold`() {
    let (settings, faults) = read(
      """
      theme = "nihgt"
      ascii = "yes"
      lag = 90000
      idle = 5
      colour = "red"
      group = ""
      keymap = 3
      """)
    #expect(
      faults == [
        "config.toml:1: 'nihgt' is no theme. Did you mean 'night'?",
        "config.toml:2: 'ascii' is text here. Write true or false.",
        "config.toml:3: 'lag' is 90000. It can be 0 to 30000.",
        "config.toml:5: A settings file has no 'colour'. It may have "
          + SettingsFile.names.joined(separator: ", ") + ".",
        "config.toml:6: This file has an empty 'group'. Write something there.",
        "config.toml:7: 'keymap' is a whole number here. Write text, in quotes.",
      ])
    #expect(settings.idle == 5)
    #expect(settings.theme == nil && settings.ascii == nil && settings.lag == nil && settings.keymap == nil)
  }

  @Test func `that are no TOML set nothing, with the line where reading ended`() {
    let (settings, faults) = read("lag = 2\ntheme = night\n")
    #expect(settings == SettingsFile())
    #expect(faults.count == 1 && faults[0].hasPrefix("config.toml:2:"), "\(faults)")
  }

  @Test func `name a key that is given twice with both lines, and keep the first`() {
    let (settings, faults) = read(
      "[keys.observe]\nnote = [\"e\"]\n\nredo = [\"y\", \"e\"]\n[keys.obsrve]\nundo = []\n")
    #expect(
      faults == [
        "config.toml:4: 'e' is already the key of note (line 2). Give 'redo' another key.",
        "config.toml:5: There is no mode 'obsrve'. Did you mean [keys.observe]?",
      ])
    #expect(settings.keys.action(of: "e", in: "observe") == "note")
    #expect(settings.keys.action(of: "y", in: "observe") == "redo")
  }

  @Test func `lay their keys over a keymap, whose action loses what they take`() throws {
    let (settings, _) = read("[keys.observe]\nnote = [\"q\"]\n")
    let keymap = settings.keys.laid(over: try #require(KeymapFile.named("left-hand")))
    #expect(keymap.action(of: "q", in: "observe") == "note")
    #expect(keymap.action(of: ">", in: "observe") == "addressee")
    #expect(keymap.action(of: "z", in: "observe") == "undo")
  }

  @Test(arguments: [
    [UInt8](repeating: 0x20, count: 300_000), Array("lag = ".utf8) + [0xFF], [0xFF, 0xFE, 0x20, 0x00],
    Array((String(repeating: "a.", count: 10_000) + "b = 1").utf8),
    Array(("a = " + String(repeating: "[", count: 10_000)).utf8), Array("lag = 1\nlag = 2".utf8),
    Array("lag = 99999999999999999999".utf8), Array("theme = \"\\u001b[2J\"".utf8),
    Array("[keys]\nobserve = 1".utf8),
  ])
  func `that are hostile are one fault or more, never the end of the program`(bytes: [UInt8]) {
    let (settings, faults) = SettingsFile.read(bytes, path: "config.toml")
    #expect(!faults.isEmpty)
    #expect(settings.lag == nil && settings.theme == nil)
    #expect(faults.allSatisfy { !$0.description.utf8.contains(0x1B) })
  }
}

@Suite struct `The keymaps that are built in` {
  @Test(arguments: KeymapFile.names) func `can all be read, and give no key to two actions`(name: String)
    throws
  {
    let keymap = try #require(KeymapFile.named(name))
    for mode in keymap.modes {
      let keys = mode.bindings.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "[\(mode.name)]")
    }
    #expect(KeymapFile.named("nothing") == nil)
  }

  @Test(arguments: KeymapFile.names) func `reach every action`(name: String) throws {
    let keymap = try #require(KeymapFile.named(name))
    for mode in keymap.modes {
      for binding in mode.bindings where binding.action != "codes" {
        #expect(!binding.keys.isEmpty, "[\(mode.name)] \(binding.action)")
      }
    }
  }

  @Test func `have what is needed while people talk under the left hand`() throws {
    let keymap = try #require(KeymapFile.named("left-hand"))
    let hand = Set(
      "qwertasdfgzxcvbQWERTASDFGZXCVB".unicodeScalars.map { String($0) } + [
        "<Space>", "<Tab>", "<Esc>", "<F1>", "<F2>", "<F3>", "<F4>", "<F5>", "<C-t>",
      ])
    // A passphrase wants both hands, and the ends of a list are reached step by step.
    let exceptions: [String: Set<String>] = ["observe": ["lock"], "events": ["top", "bottom"]]
    for mode in ["observe", "strip", "bookmarks", "events"] {
      for binding in keymap[mode] where !(exceptions[mode]?.contains(binding.action) ?? false) {
        let isReached =
          binding.action == "codes" ? hand.isSuperset(of: binding.keys) : !hand.isDisjoint(with: binding.keys)
        #expect(isReached, "[\(mode)] \(binding.action): \(binding.keys)")
      }
    }
  }

  @Test(arguments: KeymapFile.names)
  func `name a bookmark by the key that marks the same at the desk`(name: String) throws {
    let keymap = try #require(KeymapFile.named(name))
    let taken = Set(keymap["bookmarks"].flatMap(\.keys))
    for action in [
      "withdrawal", "confrontation", "group-marker", "repair", "partly", "resolved", "moment",
    ] {
      let keys = try #require(keymap["observe"].first { $0.action == action }).keys
      #expect(taken.isDisjoint(with: keys), "\(action): \(keys)")
    }
  }

  @Test func `open every strip, take it and undo it on the number pad`() throws {
    let keymap = try #require(KeymapFile.named("number-pad"))
    let pad = Set("0123456789./*-+".unicodeScalars.map { String($0) } + ["<Enter>", "<Backspace>"])
    for action in ["withdrawal", "confrontation", "group-marker", "repair", "resolved", "undo"] {
      #expect(
        keymap["observe"].contains { $0.action == action && !pad.isDisjoint(with: $0.keys) }, "\(action)")
    }
    for action in ["codes", "who", "addressee", "take", "cancel", "weaker", "stronger"] {
      #expect(keymap["strip"].contains { $0.action == action && !pad.isDisjoint(with: $0.keys) }, "\(action)")
    }
  }
}

@Suite struct `A group that is written` {
  @Test(arguments: UInt64(1)...40) func `is the same group when it is read`(seed: UInt64) throws {
    var random = Seeded(seed)
    let labels = ["Ann \"A\"", "Back\\slash", "漢字", "Zoë", "x", "#hash", "a,b"]
    let members = (0..<Int.random(in: 1...7, using: &random)).map { place in
      Member(
        id: MemberID("m\(place)"), label: labels[place],
        role: place == 0 ? .member : Bool.random(using: &random) ? .member : .therapist,
        key: "\(place + 1)")
    }
    let group = GroupFile(
      id: "g\(seed)", mode: [.roleplay, .clinical, .research].randomElement(using: &random) ?? .roleplay,
      session: Int.random(in: 1...9999, using: &random), observer: "obs2",
      lag: Int.random(in: 0...30_000, using: &random), roster: Roster(members))
    #expect(try GroupFile.read(Array(group.text().utf8), path: "g.toml") == group)
  }

  @Test func `keeps what the first lines of its file explain`() throws {
    let before = "# Ours.\n# Tuesdays, 18:00\n\nid = \"tuesday\"\n# gone\nroster = [{ id = \"a\" }]\n"
    let group = try GroupFile.read(Array(before.utf8), path: "g.toml")
    let text = group.text(replacing: Array(before.utf8))
    #expect(text.hasPrefix("# Ours.\n# Tuesdays, 18:00\n\nid = \"tuesday\"\n"))
    #expect(try GroupFile.read(Array(text.utf8), path: "g.toml") == group)
  }
}
