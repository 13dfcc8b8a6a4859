import Foundation
import Testing

@Suite struct `docs/reliability.md` {
  @Test func `every test it names is there`() throws {
    let page = try String(contentsOfFile: Sample.path("docs/reliability.md"), encoding: .utf8)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("`") }
    let named = rows.flatMap { row in
      row.split(separator: "|").last?.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .compactMap { $0.offset.isMultiple(of: 2) ? nil : $0.element } ?? []
    }
    #expect(named.count > 30)
    let folder = Sample.path("Tests")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }
    let tests = try files.map { try String(contentsOfFile: folder + "/" + $0, encoding: .utf8) }.joined()
    for name in named { #expect(tests.contains("func `" + name), "\(name)") }
  }
}
