import Foundation
import TestSupport
import Testing

@Suite struct `The report as a command` {
  private static let log = WorkedSession.folder.appendingPathComponent("Corpus/session-c.mend").path

  /// A folder with a copy of the log.
  private static func folder() throws -> Folder {
    let folder = try Folder()
    try FileManager.default.copyItem(atPath: log, toPath: folder.path("log.mend"))
    return folder
  }

  @Test func `a file is for its owner alone, whatever the umask, and nothing else is left beside it`() throws
  {
    let folder = try Self.folder()
    let run = try Program.shell(
      "umask 000; $MEND report log.mend -o page && stat -c %a page && ls -A | tr '\\n' ' '", in: folder)
    #expect(run.output == "600\nlog.mend page ")
    let whole = try Program.run("report", Self.log).output
    #expect(try folder.text("page") == whole)
  }

  @Test func `what is there is replaced only when that is asked for`() throws {
    let folder = try Self.folder()
    try folder.write("mine", to: "page")
    #expect(try Program.shell("$MEND report log.mend -o page", in: folder).code == 73)
    #expect(try folder.text("page") == "mine")
    #expect(
      try Program.shell("$MEND report log.mend -o page --force --format markdown", in: folder).code == 0)
    #expect(try folder.text("page").hasPrefix("# Session 3 of"))
  }

  @Test(arguments: [
    ("log.mend", 64), ("./log.mend", 64), ("soft", 64), ("hard", 64), ("other", 73), ("dangling", 73),
    (".", 73), ("nowhere/page", 73), ("/dev/full", 74), ("/dev/null", 0),
  ])
  func `the log itself, links, folders and full devices are refused, with force too`(
    _ name: String, _ code: Int32
  ) throws {
    let folder = try Self.folder()
    let before = try folder.text("log.mend")
    let setUp =
      "ln -s log.mend soft; ln log.mend hard; echo mine >kept; ln -s kept other; ln -s none dangling"
    #expect(try Program.shell(setUp, in: folder).code == 0)
    for force in ["", "--force"] {
      #expect(try Program.shell("$MEND report log.mend -o \(name) \(force)", in: folder).code == code)
    }
    #expect(try folder.text("log.mend") == before)
    #expect(try folder.text("kept") == "mine\n")
    #expect(try Program.shell("ls -A | grep -c part", in: folder).output == "0\n")
  }

  @Test func `cut short, it leaves what was there before`() throws {
    let folder = try Self.folder()
    try folder.write("mine", to: "page")
    let run = try Program.shell("ulimit -f 1; $MEND report log.mend -o page --force", in: folder)
    #expect(run.code != 0)
    #expect(try folder.text("page") == "mine")
    let new = try Program.shell("ulimit -f 1; $MEND report log.mend -o new; test -e new", in: folder)
    #expect(new.code == 1)
  }

  @Test func `to a dash it goes to standard output`() throws {
    #expect(
      try Program.run("report", Self.log, "-o", "-").output == Program.run("report", Self.log).output)
    #expect(try Program.run("report", Self.log, "--force").code == 64)
  }

  @Test func `an unknown format or figure is refused with the nearest name`() throws {
    let format = try Program.run("report", Self.log, "--format", "markdwn")
    #expect(format.code == 64)
    #expect(format.complaints.contains("Did you mean 'markdown'?"))
    let figure = try Program.run("report", Self.log, "--explain", "gruop.gini")
    #expect(figure.code == 64)
    #expect(figure.complaints.contains("Did you mean 'group.gini'?"))
  }

  @Test func `a figure is explained with its numbers and its records`() throws {
    let run = try Program.run("report", Self.log, "--explain", "therapistShare")
    #expect(run.code == 0)
    #expect(run.output.contains("425000 / 1789000 = 0.2376"))
    #expect(run.output.contains("from #1"))
    let list = try Program.run("report", Self.log, "--explain", "list")
    #expect(list.output.contains("people.longestQuiet"))
  }

  @Test func `carry names what the next session would be offered`() throws {
    let run = try Program.run("carry", Self.log)
    #expect(run.code == 0)
    #expect(run.output.contains("#11    Chris -> Kathy, mixed, open 21:25"))
    let nothing = try Program.run(
      "carry", WorkedSession.folder.appendingPathComponent("Corpus/session-d.mend").path)
    #expect(nothing.output.contains("no rupture is open at its end"))
  }
}
