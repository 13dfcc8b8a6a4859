import ObserverUI
import TerminalKit
import TestSupport
import Testing

/// A report in a window narrower than its page.
@Suite struct `A page in a narrow window` {
  private static let lines = [
    "Session 1 of a group whose name is long enough to make a line that no narrow window holds", "",
    "  Joe          ▁▁▁▁         ▁▁▁▁▁▁▁▁▁▁        ▁▁▁▁▁▁▁▁          ▁▁▁▁end",
    "  keyed           5 observations in 0:49 observed, which is more than fits",
    "The log is /home/somebody/.local/share/mend/sessions/20260301-1400-0123abcd.mend",
  ]

  private func script() throws -> DeskScript {
    var script = try DeskScript.talking("Q <Enter>", at: "20:00")
    script.show(report: Self.lines)
    return script
  }

  private func rows(_ script: DeskScript, _ size: Size) -> [String] {
    var desk = script.desk
    _ = desk.update(.sized(size))
    let frame = desk.frame(for: size)
    return (0..<size.rows).map { frame.text(row: $0) }
  }

  @Test(arguments: [40, 50, 60, 72]) func `shows every word of its running text`(columns: Int) throws {
    let rows = rows(try script(), Size(rows: 30, columns: columns))
    let shown = rows.dropFirst().prefix(20).joined(separator: " ")
    for line in [0, 3] {
      for word in Self.lines[line].utf8.split(separator: 0x20) {
        #expect(shown.contains(String(decoding: Array(word), as: UTF8.self)), "\(rows)")
      }
    }
    // A path is longer than a line, and goes on in the next.
    let letters = rows.dropFirst().joined().unicodeScalars.filter { $0 != " " }
    let path = "Thelogis/home/somebody/.local/share/mend/sessions/20260301-1400-0123abcd.mend"
    #expect(String(String.UnicodeScalarView(letters)).contains(path), "\(rows)")
    #expect(rows.allSatisfy { $0.columns <= columns })
  }

  @Test func `moves its tables sideways, and only as far as they go`() throws {
    let size = Size(rows: 16, columns: 40)
    var script = try script()
    _ = script.desk.update(.sized(size))
    func row() -> String { rows(script, size).first { $0.contains("▁") } ?? "" }
    #expect(row().hasPrefix("  Joe ") && !row().contains("end"))
    #expect(rows(script, size)[15].contains("← → aside"))
    for _ in 0..<5 {
      try script.press("<Right>")
      script.wait(500)
    }
    #expect(row().hasSuffix("end"))
    #expect(rows(script, size)[1].hasPrefix("Session 1 of"))
    for _ in 0..<5 {
      try script.press("<Left>")
      script.wait(500)
    }
    #expect(row().hasPrefix("  Joe "))
    let wide = Size(rows: 24, columns: 100)
    #expect(!rows(script, wide)[23].contains("aside"))
  }

  @Test func `ends on its last line, however often it is broken`() throws {
    let size = Size(rows: 8, columns: 40)
    var script = try script()
    _ = script.desk.update(.sized(size))
    try script.press("G")
    let last = rows(script, size)[5...6].joined().unicodeScalars.filter { $0 != " " }
    #expect(String(String.UnicodeScalarView(last)).hasSuffix("0123abcd.mend"), "\(rows(script, size))")
    // Wider, it needs fewer lines, and is not left empty.
    #expect(rows(script, Size(rows: 8, columns: 100)).contains(Self.lines[4]))
    try script.press("g")
    #expect(rows(script, size)[1].hasPrefix("Session 1 of"))
  }
}
