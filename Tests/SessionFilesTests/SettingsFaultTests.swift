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

private let head = "id = \"b\"\nversion = \"1\"\ntitle = \"T\"\n"
private let w1 = "[[code]]\ncode = \"W1\"\nfamily = \"withdrawal\"\nlabel = \"Denial\"\n"

@Suite struct `A faulty codebook` {
  @Test(arguments: [
    FaultCase(
      head + w1 + "lable = \"x\"\nfoo = 1",
      "b.toml:8: A code has no 'lable'. Did you mean 'label'?",
      "b.toml:9: A code has no 'foo'. It may have code, family, label, letter, meaning, not, example, source, path, "
        + "places."),
    FaultCase(
      "titel = \"T\"\n" + head + w1, "b.toml:1: A codebook has no 'titel'. Did you mean 'title'?"),
    FaultCase(
      head + "[[code]]\ncode = \"W1\"\nfamily = \"withdrawal\"\nlabel = 3",
      "b.toml:7: 'label' is a whole number here. Write text, in quotes."),
    FaultCase(
      "id = \"b\"\nversion = true\ntitle = [\"T\"]\n" + w1,
      "b.toml:2: 'version' is true or false here. Write text, in quotes.",
      "b.toml:3: 'title' is a list here. Write text, in quotes."),
    FaultCase(
      w1 + "[[code]]\nfamily = \"repair\"",
      "b.toml:1: This codebook has no 'id'. Add it.", "b.toml:1: This codebook has no 'version'. Add it.",
      "b.toml:1: This codebook has no 'title'. Add it.", "b.toml:5: This code has no 'code'. Add it.",
      "b.toml:5: This code has no 'label'. Add it."),
    FaultCase(
      head + w1 + "[[code]]\ncode = \"W2\"\nfamily = \"withdrawal\"\nlabel = \"\"",
      "b.toml:11: Code 'W2' has an empty 'label'. Write something there."),
    FaultCase(
      head + w1 + w1, "b.toml:9: 'W1' is already a code (line 5). Give this one another name."),
    FaultCase(
      head + w1 + "[[code]]\ncode = \"w1\"\nfamily = \"repair\"\nlabel = \"x\"",
      "b.toml:9: 'w1' and 'W1' (line 5) look alike in commands. Rename one."),
    FaultCase(
      head + "[[code]]\ncode = \"É\"\nfamily = \"repair\"\nlabel = \"x\"\n"
        + "[[code]]\ncode = \"E\u{301}\"\nfamily = \"repair\"\nlabel = \"x\"",
      "b.toml:9: 'E\u{301}' and 'É' (line 5) look alike in commands. Rename one."),
    FaultCase(
      head + w1
        + "letter = \"d\"\n[[code]]\ncode = \"W2\"\nfamily = \"withdrawal\"\nlabel = \"x\"\nletter = \"d\"",
      "b.toml:13: 'd' is already the letter of W1 (line 8). Give W2 another."),
    FaultCase(
      head + "[[code]]\ncode = \"CO\"\nfamily = \"culture\"\nlabel = \"x\"\nletter = \"c\"\n"
        + "[[code]]\ncode = \"P1\"\nfamily = \"progress\"\nlabel = \"x\"\nletter = \"c\"",
      "b.toml:13: 'c' is already the letter of CO (line 8). Give P1 another."),
    FaultCase(
      head + w1 + "letter = \"dd\"",
      "b.toml:8: 'dd' is no letter. Write a single one, such as 'a'; digits belong to seats."),
    FaultCase(
      head + w1 + "letter = \"1\"",
      "b.toml:8: '1' is no letter. Write a single one, such as 'a'; digits belong to seats."),
    FaultCase(
      head + w1 + "letter = \"e\u{301}\"",
      "b.toml:8: 'e\u{301}' is no letter. Write a single one, such as 'a'; digits belong to seats."),
    FaultCase(
      head + "[[code]]\ncode = \"W1\"\nfamily = \"withdrawl\"\nlabel = \"x\"",
      "b.toml:6: 'withdrawl' is no family. Did you mean 'withdrawal'?"),
    FaultCase(
      head + "[[code]]\ncode = \"W1\"\nfamily = \"zzz\"\nlabel = \"x\"",
      "b.toml:6: 'zzz' is no family. Write withdrawal, confrontation, group, repair, alliance, progress, nonrupture, "
        + "culture or moment."),
    FaultCase(head, "b.toml:1: This codebook has no codes. Add some, each under [[code]]."),
    FaultCase(head + "code = []", "b.toml:4: This codebook has no codes. Add some, each under [[code]]."),
    FaultCase(
      head + "[code]\ncode = \"W1\"",
      "b.toml:4: 'code' is a single table here. Write it in two brackets: [[code]]."),
    FaultCase(head + "code = [1]", "b.toml:4: 'code' holds a whole number here. Each element is a table."),
    FaultCase(head + "code = 1", "b.toml:4: 'code' is a whole number here. Write a list: [ … ]."),
    FaultCase(
      head + "[[code]]\ncode = \" \"\nfamily = \"repair\"\nlabel = \"x\"",
      "b.toml:5: This code has an empty 'code'. Write something there."),
    FaultCase(
      head + "[[code]]\ncode = \"a/b\"\nfamily = \"repair\"\nlabel = \"x\"",
      "b.toml:5: 'a/b' cannot be a name. It would be a path."),
    FaultCase(
      head + "[[code]]\ncode = \"..\"\nfamily = \"repair\"\nlabel = \"x\"",
      "b.toml:5: '..' cannot be a name. It would be a path."),
    FaultCase(
      head + "[[code]]\ncode = \"R 1\"\nfamily = \"repair\"\nlabel = \"x\"",
      "b.toml:5: 'R 1' cannot be a name. It holds a blank, and commands are split at blanks."),
    FaultCase(
      head + "[[code]]\ncode = \"R>1\"\nfamily = \"repair\"\nlabel = \"x\"",
      "b.toml:5: 'R>1' cannot be a name. It holds '>', which means something else in commands."),
    FaultCase(
      head + "[[code]]\ncode = \"W1\\u001b\"\nfamily = \"repair\"\nlabel = \"x\\ny\"",
      "b.toml:5: 'code' holds the hidden character U+001B. Write it as one line of plain text.",
      "b.toml:7: 'label' holds a line end. Write it as one line of plain text."),
    FaultCase(
      head + w1 + "meaning = \"a\\u202eb\"",
      "b.toml:8: 'meaning' holds the hidden character U+202E. Write it as one line of plain text."),
    FaultCase(
      head + w1 + "meaning = \"\"\"\nfirst\nsecond\"\"\"\nfoo = 1",
      "b.toml:8: 'meaning' holds a line end. Write it as one line of plain text.",
      "b.toml:11: A code has no 'foo'. It may have code, family, label, letter, meaning, not, example, source, path, "
        + "places."),
    FaultCase(
      head + w1 + "meaning = \"a\\u0000b\"",
      "b.toml:8:13: An escape makes the character U+0000 here. Delete it."
    ),
    FaultCase(
      head + "[[code]]\ncode = \"R1\"\nfamily = \"repair\"\nlabel = \"x\"\npath = \"immediat\"",
      "b.toml:8: 'immediat' is no path. Did you mean 'immediate'?"),
    FaultCase(
      head + "[[code]]\ncode = \"R1\"\nfamily = \"repair\"\nlabel = \"x\"\npath = \"both\"",
      "b.toml:8: 'both' is no path. Write immediate or exploratory."),
    FaultCase(
      head + w1 + "path = \"immediate\"",
      "b.toml:8: Only repairs have 'path', and this is 'withdrawal'."),
    FaultCase(
      head + "[[code]]\ncode = \"R1\"\nfamily = \"repair\"\nlabel = \"x\"\nplaces = [\"A1a\",\n\"A3\"]",
      "b.toml:9: 'A3' is no place of the model. Write A1a, A1b, A2a, A2b, B1a, B1b, B2a or B2b."),
    FaultCase(
      head + w1
        + "label2 = \"\(String(repeating: "x", count: 9))\"\nmeaning = \"\(String(repeating: "m", count: 201))\"",
      "b.toml:8: A code has no 'label2'. Did you mean 'label'?",
      "b.toml:9: 'meaning' has 201 characters. Keep it within 200."),
    FaultCase(
      head + w1 + "[[scale]]\nid = \"s\"\nlabel = \"S\"\nanchors = [\"a\", \"b\"]\n[[scale]]\nid = \"s\"",
      "b.toml:11: Scale 's' has 2 anchors. Write five, one for each of 1 to 5; \"\" where there is none.",
      "b.toml:12: Scale 's' has no 'label'. Add it.",
      "b.toml:13: 's' is already a scale (line 9). Give this one another name."),
    FaultCase(
      head + w1 + "[[scale]]\nid = \"s\"\nlabel = \"S\"\nanchors = [\"a\", \"\", 3, \"\", \"e\"]",
      "b.toml:11: 'anchors' is a whole number here. Write text, in quotes."),
    FaultCase(
      head + w1 + "\"\\u001b[2J\" = 1",
      "b.toml:4: A code has no '^[[2J'. It may have code, family, label, letter, meaning, not, example, source, "
        + "path, places."),
  ])
  func `is told with the line of every fault`(sample: FaultCase) {
    #expect(
      CodebookFile.faults(in: Array(sample.text.utf8), path: "b.toml").map(\.description) == sample.said)
  }

  @Test func `has more codes than anybody can use`() {
    let codes = (1...201).map { "[[code]]\ncode = \"N\($0)\"\nfamily = \"moment\"\nlabel = \"x\"\n" }
    let said = CodebookFile.faults(in: Array((head + codes.joined()).utf8), path: "b.toml")
    #expect(
      said.map(\.description) == [
        "b.toml:804: This codebook has 201 codes. Nobody can code with more than 200."
      ])
    #expect(CodebookFile.faults(in: Array((head + codes.dropLast().joined()).utf8), path: "b.toml").isEmpty)
  }

  @Test func `has more text than the first line of a log can hold`() {
    let text = String(repeating: "m", count: 200)
    let codes = (1...200).map {
      "[[code]]\ncode = \"N\($0)\"\nfamily = \"moment\"\nlabel = \"x\"\nmeaning = \"\(text)\"\nexample = \"\(text)\"\n"
    }
    let said = CodebookFile.faults(in: Array((head + codes.joined()).utf8), path: "b.toml")
    #expect(said.count == 1)
    #expect(said.first?.message.hasSuffix("and a log has room for 49152. Shorten some.") == true)
  }

  @Test func `has its path made safe to print`() {
    let fault = Fault(path: "a\u{1B}b", line: 2, column: 3, message: "M.")
    #expect("\(fault)" == "a^[b:2:3: M.")
  }

  @Test func `is not followed past a hundred faults`() {
    let many = (1...500).map { "zz\($0) = 1\n" }.joined()
    #expect(CodebookFile.faults(in: Array(many.utf8), path: "b.toml").count == 100)
  }
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
