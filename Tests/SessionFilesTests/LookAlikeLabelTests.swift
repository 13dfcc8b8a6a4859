import SessionFiles
import Testing

/// Two people whom nobody can tell apart on the screen are worth a warning.
@Suite struct `Labels that look alike` {
  private func remarks(_ labels: [String]) throws -> [String] {
    let people = labels.enumerated().map { "{ id = \"p\($0)\", label = \"\($1)\" },\n" }.joined()
    let text = "id = \"g\"\nroster = [\n\(people)]\n"
    return try GroupFile.read(Array(text.utf8), path: "g.toml").remarks.map(\.description)
  }

  @Test(arguments: [
    ("Anna", "\u{410}nna"), ("\u{410}nna", "anna"), ("Rose", "R\u{43E}s\u{435}"), ("Ben", "\u{392}en"),
    ("\u{39F}tto", "\u{41E}tto"),
  ]) func `are named with both lines`(first: String, second: String) throws {
    #expect(
      try remarks([first, "Robin", second]) == [
        "g.toml:5: '\(second)' looks like '\(first)' (line 3) and is written in letters of another alphabet."
          + " Write one of them otherwise."
      ])
  }

  @Test(arguments: [
    ["Anna", "Hanna"], ["\u{410}\u{43D}\u{43D}\u{430}", "Anna"], ["\u{391}\u{3BB}\u{3B9}", "Ali"],
  ])
  func `are not those that only sound alike`(labels: [String]) throws {
    #expect(try remarks(labels) == [])
  }

  @Test func `an id stands for a label that is not given`() throws {
    let text = "id = \"g\"\nroster = [\n{ id = \"anna\" },\n{ id = \"b\", label = \"\u{410}nna\" },\n]\n"
    let group = try GroupFile.read(Array(text.utf8), path: "g.toml")
    #expect(group.remarks.map(\.line) == [4])
    #expect(GroupFile.builtIn.remarks == [])
  }
}
