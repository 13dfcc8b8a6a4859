import Foundation
import SessionReports
import Testing

@Suite struct `Writing JSON` {
  private func text(_ write: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    write(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func `numbers have the fewest digits that read back, and a point`() {
    let decimals = text { json in json.array(of: [0.1, 185_000, 1.0 / 3, .nan]) { $0.value($1) } }
    #expect(decimals == "[\n 0.1,\n 185000.0,\n 0.3333333333333333,\n null\n]")
    let whole: [Int?] = [0, -7, 1_203, .min, .max, nil]
    let expected = "[\n 0,\n -7,\n 1203,\n -9223372036854775808,\n 9223372036854775807,\n null\n]"
    #expect(text { json in json.array(of: whole) { $0.value($1) } } == expected)
  }

  @Test func `what could drive a terminal is escaped, in names of members too`() throws {
    let evil = "\"\\\u{1B}\u{9B}\u{202E}\u{E0041}\u{2028}é漢\r\n"
    let text = text { json in json.object { json in json.member(named: evil) { $0.value(evil) } } }
    #expect(
      text.unicodeScalars.allSatisfy {
        $0 == "\n" || $0.value >= 0x20 && $0.value != 0x9B && $0.value != 0x202E
      })
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
    #expect(read?.first.map { Array($0.key.utf8) } == Array(evil.utf8))
    #expect(read?.first.map { Array($0.value.utf8) } == Array(evil.utf8))
  }

  @Test func `members keep their order, empty things stay short`() {
    let text = text { json in
      json.object { json in
        json.member("b", nil as Int?)
        json.array("a", of: [] as [Int]) { $0.value($1) }
        json.object("c") { _ in }
        json.object("d") { $0.member("e", true) }
        json.member("f", "g")
      }
    }
    let lines = [
      "{", " \"b\": null,", " \"a\": [],", " \"c\": {},", " \"d\": {", "  \"e\": true", " },",
      " \"f\": \"g\"", "}",
    ]
    #expect(text == lines.joined(separator: "\n"))
  }
}
