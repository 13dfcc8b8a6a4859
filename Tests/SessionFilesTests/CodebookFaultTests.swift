import SessionFiles
import Testing

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
