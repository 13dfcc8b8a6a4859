import SessionCore
import SessionFiles
import Testing

/// A small text and what is said about it, line for line.
struct FaultCase: Sendable, CustomTestStringConvertible {
  let text: String
  let said: [String]

  init(_ text: String, _ said: String...) {
    self.text = text
    self.said = said
  }

  var testDescription: String { said.first ?? "nothing" }
}

@Suite struct `A faulty group` {
  @Test(arguments: [
    FaultCase("id = \"g\"", "g.toml:1: This group has nobody in it. List its people in 'roster'."),
    FaultCase(
      "id = \"g\"\nroster = []", "g.toml:2: This group has nobody in it. List its people in 'roster'."),
    FaultCase(
      "id = \"g\"\nroster = [\n { id = \"a\", key = \"1\" },\n { id = \"a\", key = \"2\" },\n]",
      "g.toml:4: 'a' is already the id of a (line 3). Give a another id."),
    FaultCase(
      "id = \"g\"\n[[roster]]\nid = \"a\"\nkey = \"1\"\n[[roster]]\nid = \"b\"\nkey = \"1\"",
      "g.toml:7: '1' is already the key of a (line 4). Give b another key."),
    FaultCase(
      "id = \"g\"\nroster = [\n { id = \"a\", label = \"Ann\" },\n { id = \"b\", label = \"ann\" }]",
      "g.toml:4: 'ann' is already the label of a (line 3). Give b another label."),
    FaultCase(
      "id = \"g\"\nroster = [{ id = \"a\", key = \"12\" },\n{ id = \"b\", key = \" \" }]",
      "g.toml:2: '12' cannot be a seat's key. Write a single letter or digit.",
      "g.toml:3: ' ' cannot be a seat's key. Write a single letter or digit."),
    FaultCase(
      "id = \"g\"\nroster = [{ id = \"a\", role = \"therapist\" }]",
      "g.toml:2: Everybody in this group is a therapist. Give somebody the role 'member'."),
    FaultCase(
      "id = \"g\"\nroster = [{ id = \"a\", role = \"therapst\" }]",
      "g.toml:2: 'therapst' is no role. Did you mean 'therapist'?"),
    FaultCase(
      "id = \"g\"\nmode = \"role-play\"\nsession = 0\nlag = -1\nobserver = \"\"\nroster = [{ id = \"a\" }]",
      "g.toml:2: 'role-play' is no mode. Did you mean 'roleplay'?",
      "g.toml:3: 'session' is 0. It can be 1 to 9999.", "g.toml:4: 'lag' is -1. It can be 0 to 30000.",
      "g.toml:5: This group has an empty 'observer'. Write something there."),
    FaultCase(
      "id = \"g\"\nlag = \"2s\"\nroster = [{ id = \"a\" }]",
      "g.toml:2: 'lag' is text here. Write a whole number."),
    FaultCase(
      "id = \"g\"\nroster = [{ id = \"Unlogged\" }, { id = \"*\" }, { label = \"C\" }, 4]",
      "g.toml:2: 'roster' holds a whole number here. Each element is a table.",
      "g.toml:2: 'Unlogged' stands for people who withdrew. Choose another id.",
      "g.toml:2: '*' cannot be a name. It holds '*', which means something else in commands.",
      "g.toml:2: This person has no 'id'. Add it."),
    FaultCase(
      "id = \"g\"\nroster = [{ id = \"a\", seat = \"1\" }]",
      "g.toml:2: A person has no 'seat'. It may have id, label, role, key."),
  ])
  func `is told with the line of every fault`(sample: FaultCase) {
    let faults = faults { () throws(Faults) in _ = try GroupFile.read(Array(sample.text.utf8), path: "g.toml")
    }
    #expect(faults.map(\.description) == sample.said)
  }

  @Test func `needs no keys: seats then have the digits in order`() throws {
    let ids = (1...11).map { "{ id = \"m\($0)\" }" }.joined(separator: ",\n")
    let group = try GroupFile.read(Array("id = \"g\"\nroster = [\(ids)]".utf8), path: "g.toml")
    #expect(group.roster.members.map(\.key) == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", ""])
    #expect(group.roster.members.last?.label == "m11")
    #expect(group.mode == .roleplay)
  }
}

@Suite struct `A faulty keymap` {
  @Test(arguments: [
    FaultCase(
      "[observe]\nnote = [\"n\"]\nredo = [\"e\", \"n\"]",
      "k.toml:3: 'n' is already the key of note (line 2). Give 'redo' another key."),
    FaultCase(
      "[observe]\nundo = \"<esc>\"\nredo = \"<Escape>\"",
      "k.toml:3: '<Esc>' is already the key of undo (line 2). Give 'redo' another key."),
    FaultCase(
      "[observe]\nwithdrawl = [\"w\"]\nfly = []",
      "k.toml:2: [observe] has no action 'withdrawl'. Did you mean 'withdrawal'?",
      "k.toml:3: [observe] has no action 'fly'. See the default keymap."),
    FaultCase(
      "[obsrve]\nnote = []\n[kitchen]", "k.toml:1: There is no mode 'obsrve'. Did you mean [observe]?",
      "k.toml:3: There is no mode 'kitchen'. Write observe, strip, bookmarks, events, replay, report, start or group."
    ),
    FaultCase(
      "note = [\"n\"]", "k.toml:1: 'note' stands outside every mode. Put it under a header such as [observe]."
    ),
    FaultCase(
      "[observe]\nnote = [\"3\"]\n[strip]\ntake = [\"*\"]\n[replay]\nplay = [\"0\"]\n[report]\nup = [\"3\", \"*\"]",
      "k.toml:2: '3' belongs to a seat. Give 'note' another key.",
      "k.toml:4: '*' means the whole group. Give 'take' another key.",
      "k.toml:6: '0' goes to a tenth of the session. Give 'play' another key."),
    FaultCase(
      "[observe]\nnote = [\"\", \"nn\",\n\"\u{301}\", \"Esc\", \" \", \"<\"]",
      "k.toml:2: An empty text is no key. Write one, or leave the list empty: [].",
      "k.toml:2: 'nn' is more than one key. Write each in quotes of its own.",
      "k.toml:3: U+0301 cannot be seen by itself. Choose a letter, a digit or a sign.",
      "k.toml:3: 'Esc' is more than one key. Did you mean '<Esc>'?",
      "k.toml:3: A blank is written '<Space>'.",
      "k.toml:3: The character '<' is written '<lt>'."),
    FaultCase(
      "[observe]\nnote = [\"<Spcae>\", \"<C-c>\", \"<X-a>\", \"<F99>\", \"\\u001b\"]",
      "k.toml:2: '<Spcae>' names no key. Did you mean '<Space>'?",
      "k.toml:2: '<C-c>' belongs to the terminal, which stops programs by it. Choose another key.",
      "k.toml:2: '<X-a>' begins with none of C-, A- and S-.",
      "k.toml:2: '<F99>' names no key. There is no such key.",
      "k.toml:2: 'note' holds the hidden character U+001B. Write it as one line of plain text."),
    FaultCase(
      "[observe]\nnote = 1\nundo = [2]",
      "k.toml:2: 'note' is a whole number here. Write a list of keys: [\"w\"].",
      "k.toml:3: 'undo' is a whole number here. Write text, in quotes."),
  ])
  func `is told with the line of every fault`(sample: FaultCase) {
    let faults = faults { () throws(Faults) in
      _ = try KeymapFile.read(Array(sample.text.utf8), path: "k.toml")
    }
    #expect(faults.map(\.description) == sample.said)
  }

  @Test func `is not an empty one, which changes nothing`() throws {
    #expect(try KeymapFile.read([], path: "k.toml") == .builtIn)
  }

  @Test func `is not one that takes another action's key, which loses it`() throws {
    let keymap = try KeymapFile.read(Array("[observe]\nnote = [\"u\", \"<c-R>\"]".utf8), path: "k.toml")
    #expect(keymap.action(of: "u", in: "observe") == "note")
    #expect(keymap["observe"].first { $0.action == "undo" }?.keys == [])
    #expect(keymap["observe"].first { $0.action == "redo" }?.keys == ["U"])
    #expect(keymap.action(of: "k", in: "report") == "up")
    #expect(keymap.action(of: "n", in: "observe") == nil)
  }
}

/// What a reading throws; empty when it throws nothing.
private func faults(_ reading: () throws(Faults) -> Void) -> [Fault] {
  do {
    try reading()
    return []
  } catch {
    return error.all
  }
}
