import Foundation
import Testing

@Suite struct `The README` {
  private let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test func `shows the screen that its keys make`() throws {
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let keys = root.appending(path: "docs/examples/desk.keys").path
    let folder = try Folder()
    let run = try Program.run(
      "observe", "--keys", keys, "--clock", "script", "--screen", "80x24", "--out", folder.path("sessions"))
    #expect(run.code == 0)
    let screen = run.output.trimmingCharacters(in: .newlines)
    #expect(readme.contains(screen), "The README should show this:\n\(screen)")
  }

  @Test func `shows words that line mode takes`() throws {
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let start = try #require(readme.range(of: "```\nturn alice"))
    let end = try #require(readme.range(of: "\n```", range: start.upperBound..<readme.endIndex))
    let words = "turn alice" + readme[start.upperBound..<end.lowerBound] + "\n"
    let folder = try Folder()
    let run = try Program.run(
      "observe", "--plain", "--out", folder.path("sessions"), input: Array(words.utf8))
    #expect(run.code == 0)
    #expect(!run.output.contains("no: "), "\(run.output)")
    #expect(run.output.contains("closed"))
  }
}
