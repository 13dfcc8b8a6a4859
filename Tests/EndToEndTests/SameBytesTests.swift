import Foundation
import Testing

@Suite struct `A report` {
  @Test(arguments: ["text", "markdown", "json"])
  func `is the same bytes for the same log, on any machine: no locale, no zone, no clock`(format: String)
    throws
  {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let log = root.appending(path: "docs/examples/session-e.mend").path
    let folder = try Folder()
    let surroundings = [
      "", "LC_ALL=C", "LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8", "LC_ALL=tr_TR.UTF-8", "TZ=Asia/Kathmandu",
      "TZ=nonsense COLUMNS=20", "NO_COLOR=1 TERM=dumb",
    ]
    let outputs = try surroundings.map {
      try Program.shell("\($0) \"$MEND\" report --format \(format) '\(log)'", in: folder).output
    }
    #expect(!outputs[0].isEmpty)
    #expect(Set(outputs).count == 1)
  }
}
