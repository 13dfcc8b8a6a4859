import Foundation
import SessionCore
import SessionFiles
import Testing

@Suite struct `What is compiled in` {
  /// Code, family and label of every code in the worked sessions' logs.
  private static let logged = [
    ("W1", "withdrawal", "Denial"), ("W2", "withdrawal", "Minimal response"),
    ("W3", "withdrawal", "Abstract communication"),
    ("W4", "withdrawal", "Avoidant storytelling or shifting topic"),
    ("W5", "withdrawal", "Deferential and appeasing"), ("W6", "withdrawal", "Content/affect split"),
    ("W7", "withdrawal", "Self-criticism or hopelessness"),
    ("C1", "confrontation", "Complaint about the therapist"), ("C2", "confrontation", "Rejects intervention"),
    ("C3", "confrontation", "Complaint about activities"),
    ("C4", "confrontation", "Complaint about parameters"),
    ("C5", "confrontation", "Complaint about progress"), ("C6", "confrontation", "Defends self"),
    ("C7", "confrontation", "Controls or pressures"), ("X1", "group", "Dismisses another's experience"),
    ("X2", "group", "Attacks another member"), ("X3", "group", "Talks over or excludes"),
    ("R1", "repair", "Clarifies a misunderstanding"), ("R2", "repair", "Changes tasks or goals"),
    ("R3", "repair", "Gives a rationale"), ("R4", "repair", "Invites thoughts and feelings"),
    ("R5", "repair", "Acknowledges own contribution"),
    ("R6", "repair", "Discloses own experience of the interaction"),
    ("R7", "repair", "Links to patterns between the two"),
    ("R8", "repair", "Links to patterns in other relationships"),
    ("R9", "repair", "Validates the defensive posture"), ("R10", "repair", "Redirects or refocuses"),
    ("XA", "repair", "Apologises without owning a part"),
    ("XS", "moment", "Discloses a life experience to repair"),
    ("GOAL+", "alliance", "States a goal"), ("GOAL=", "alliance", "Goal taken up"),
    ("TASK+", "alliance", "Works on the task"), ("BOND+", "alliance", "Warmth, support"),
    ("P1", "progress", "Self-assertion"), ("DIS", "nonrupture", "Collaborative disagreement"),
    ("CO", "culture", "Cultural opening"), ("CO+", "culture", "Opening taken up"),
    ("CO-", "culture", "Opening passed over"), ("MA?", "culture", "Possible microaggression"),
    ("XM", "culture", "Lets it pass"),
  ]

  @Test func `the codebook has the codes of the worked sessions, in their order`() {
    let book = CodebookFile.builtIn
    #expect(book.id == "3rs-group")
    #expect(book.version == "0.1")
    #expect(book.title == "3RS-informed codes for groups")
    #expect(
      book.codes.map { [$0.id.rawValue, $0.family.rawValue, $0.label] } == Self.logged.map { [$0, $1, $2] })
  }

  @Test func `every code can be reached, is explained, and says where it comes from`() {
    for code in CodebookFile.builtIn.codes {
      #expect(code.letter.count == 1, "\(code.id)")
      for text in [code.meaning, code.isNot, code.example] {
        #expect(!text.isEmpty && text.count <= 110, "\(code.id): \(text)")
      }
      let isManual = code.id.rawValue.wholeMatch(of: /[WCR][0-9]+/) != nil
      #expect(code.source == (isManual ? "3RS-2015" : "group-ext-0.1"), "\(code.id)")
    }
  }

  @Test func `paths and places stand where the sources give them`() {
    let book = CodebookFile.builtIn
    let paths = book.codes.filter { !$0.path.isEmpty }.map { "\($0.id.rawValue) \($0.path)" }
    #expect(
      paths == [
        "R1 immediate", "R2 immediate", "R3 immediate", "R4 exploratory", "R5 exploratory", "R6 exploratory",
        "R7 exploratory", "R8 exploratory", "R10 immediate",
      ])
    #expect(book["R9"]?.places == ["B2a"])
    #expect(book["R8"]?.places == ["A1b", "A2b"])
  }

  @Test func `the closing ratings are those of the log, anchored at 1, 3 and 5`() {
    let scales = CodebookFile.builtIn.scales
    #expect(scales.map(\.id) == ["significance.W", "significance.C", "resolution", "contribution"])
    for scale in scales {
      #expect(scale.anchors.map(\.isEmpty) == [false, true, false, true, false], "\(scale.id)")
    }
  }

  @Test func `the group is the one of the worked sessions`() {
    let group = GroupFile.builtIn
    let roster = [
      Member(id: "joe", label: "Joe", role: .therapist, key: "1"),
      Member(id: "chris", label: "Chris", role: .member, key: "2"),
      Member(id: "kathy", label: "Kathy", role: .member, key: "3"),
      Member(id: "alice", label: "Alice", role: .member, key: "4"),
    ]
    #expect(
      group
        == GroupFile(
          id: "communication-skills", mode: .roleplay, session: 1, observer: "obs1", lag: 0,
          roster: Roster(roster)))
  }

  @Test func `the larger example group can be read`() throws {
    let group = try GroupFile.read(
      try bytes(of: "Config/groups/evening-group.toml"), path: "evening-group.toml")
    #expect(group.roster.members.count == 10)
    #expect(group.roster.members.count { $0.role == .therapist } == 2)
    #expect(group.roster.members.map(\.key) == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"])
  }

  @Test func `the keymap binds every action of every mode`() {
    let keymap = KeymapFile.builtIn
    #expect(
      keymap.modes.map(\.name) == [
        "observe", "strip", "bookmarks", "events", "replay", "report", "start", "group",
      ])
    for mode in keymap.modes {
      for binding in mode.bindings {
        // Codes have their letters, unless a keymap gives them keys by their place.
        #expect(binding.keys.isEmpty == (binding.action == "codes"), "[\(mode.name)] \(binding.action)")
        for key in binding.keys { #expect(keymap.action(of: key, in: mode.name) == binding.action) }
      }
    }
    #expect(keymap.action(of: "w", in: "observe") == "withdrawal")
    #expect(keymap["observe"].first == .init(action: "silence", keys: ["<Space>"]))
    #expect(keymap["nowhere"].isEmpty)
  }

  @Test func `no default key of the observing mode is a seat's key in the example groups`() throws {
    let evening = try GroupFile.read(
      try bytes(of: "Config/groups/evening-group.toml"), path: "evening-group.toml")
    for member in GroupFile.builtIn.roster.members + evening.roster.members {
      #expect(KeymapFile.builtIn.action(of: member.key, in: "observe") == nil)
    }
  }
}

@Suite struct `The page about codebooks` {
  @Test func `shows a codebook, a group and a keymap that can be read`() throws {
    let page = String(decoding: try bytes(of: "docs/codebooks.md"), as: UTF8.self)
    let blocks = page.matches(of: /```toml\n([^`]*)```/).map { Array(String($0.output.1).utf8) }
    try #require(blocks.count == 3)
    let book = try CodebookFile.read(blocks[0], path: "docs/codebooks.md")
    #expect(book.codes.map(\.id.rawValue) == ["W2", "R5", "HUM"])
    let group = try GroupFile.read(blocks[1], path: "docs/codebooks.md")
    #expect(group.roster.members.map(\.role) == [.therapist, .member, .member])
    let keymap = try KeymapFile.read(blocks[2], path: "docs/codebooks.md")
    #expect(keymap.action(of: ".", in: "observe") == "silence")
    #expect(keymap.action(of: "Z", in: "observe") == nil)
    #expect(keymap.action(of: "<Space>", in: "replay") == nil)
  }

  @Test func `names every family`() throws {
    let page = String(decoding: try bytes(of: "docs/codebooks.md"), as: UTF8.self)
    for family in Family.known { #expect(page.contains("`\(family.rawValue)`")) }
  }
}

/// The bytes of a file of this package.
private func bytes(of path: String) throws -> [UInt8] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return [UInt8](try Data(contentsOf: root.appending(path: path)))
}
