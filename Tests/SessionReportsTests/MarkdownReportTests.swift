import SessionAnalysis
import SessionCore
import SessionReports
import TestSupport
import Testing

@Suite struct `The report as Markdown` {
  private static func text(_ records: [Record], head: String = "") throws -> String {
    let session = try #require(Session(replaying: records))
    let facts = LogFacts(head: head, records: records.count, isClosed: session.closing != nil)
    return MarkdownReport(SupervisionPage(Indicators(of: session, log: facts), of: session)).text
  }

  @Test(arguments: ["c", "d"])
  func `worked sessions give the pages in the documentation`(_ letter: String) throws {
    let worked = try WorkedSession(letter)
    let text = try Self.text(worked.records, head: worked.head)
    try Golden("docs/examples/session-\(letter).md").check(text)
  }

  /// A group whose every name tries to become markup.
  private static let hostile: Opening = {
    var opening = RandomSession.opening
    let labels = [
      "<script>alert(1)</script>", "[click](http://evil.example)|cell|", "**bold** _it_ ~~gone~~ `code` $x$",
      "```", "# head\n\n- item\r\n1. one &amp; ![i](u) www.evil.example a@evil.example",
    ]
    opening.roster = Roster(
      zip(opening.roster.members, labels).map { Member(id: $0.id, label: $1, role: $0.role) })
    opening.codebook = Codebook(
      id: "h", version: "1", title: "",
      codes: opening.codebook.codes.map {
        Code($0.id, family: $0.family, label: "> <b>\($0.id.rawValue)</b> |x|")
      })
    opening.group = "1. # <img src=x onerror=y>\n> quote"
    opening.observer = "+ [o](u)"
    opening.wall = WallTime("| not | a | time |")
    return opening
  }()

  @Test(arguments: UInt64(1)...12)
  func `no name can make markup`(_ seed: UInt64) throws {
    let text = try Self.text(RandomSession(seed: seed, hasNonsense: true, opening: Self.hostile).records)
    for line in text.lines where !line.hasPrefix("    ") {
      // What is left when every escaped scalar is taken out is the report's own.
      var own = ""
      var isEscaped = false
      for scalar in line.unicodeScalars {
        if isEscaped {
          isEscaped = false
        } else if scalar == "\\" {
          isEscaped = true
        } else {
          own.unicodeScalars.append(scalar)
        }
      }
      for markup in ["<", "`", "[", "]", "_", "~", "$", "&", "@", "!", "://", "www."] {
        #expect(!own.contains(markup), "\(line)")
      }
      let starts = ["# ", "## ", "### ", "> ", "- ", "| ", "---", ""]
      #expect(starts.contains { own.hasPrefix($0) })
      #expect(
        !own.hasPrefix("- # ") && !own.hasPrefix("- > ") && !own.hasPrefix("- 1. ") && !own.hasPrefix("- + "))
    }
  }

  @Test(arguments: UInt64(1)...12)
  func `every table is as wide in every row`(_ seed: UInt64) throws {
    let text = try Self.text(RandomSession(seed: seed, opening: Self.hostile).records)
    var width: Int?
    for line in text.lines {
      guard line.hasPrefix("|") else {
        width = nil
        continue
      }
      let bars = line.utf8.indices.count { index in
        line.utf8[index] == UInt8(ascii: "|")
          && (index == line.utf8.startIndex
            || line.utf8[line.utf8.index(before: index)] != UInt8(ascii: "\\"))
      }
      #expect(bars == width ?? bars, "\(line)")
      width = bars
    }
  }

  @Test func `no line of the timeline can end its block`() throws {
    let text = try Self.text(RandomSession(seed: 3, opening: Self.hostile).records)
    #expect(!text.lines.contains { $0.hasPrefix("```") || $0.hasPrefix("  ```") })
    #expect(text.lines.contains { $0.hasPrefix("      ```") })
  }
}
