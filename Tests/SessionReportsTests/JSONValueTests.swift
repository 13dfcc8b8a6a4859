import Foundation
import SessionReports
import Testing

@Suite struct `Writing JSON` {
  @Test func `numbers have the fewest digits that read back, and a point`() {
    let value: JSONValue = [.number(0.1), .number(185_000), .number(1.0 / 3), .integer(-7), .number(.nan)]
    #expect(value.text == "[\n 0.1,\n 185000.0,\n 0.3333333333333333,\n -7,\n null\n]")
  }

  @Test func `what could drive a terminal is escaped, in names of members too`() throws {
    let evil = "\"\\\u{1B}\u{9B}\u{202E}\u{E0041}\u{2028}é漢\r\n"
    let text = JSONValue.object([.init(evil, .string(evil))]).text
    #expect(
      text.unicodeScalars.allSatisfy {
        $0 == "\n" || $0.value >= 0x20 && $0.value != 0x9B && $0.value != 0x202E
      })
    let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
    #expect(read?.first.map { Array($0.key.utf8) } == Array(evil.utf8))
    #expect(read?.first.map { Array($0.value.utf8) } == Array(evil.utf8))
  }

  @Test func `members keep their order, empty things stay short`() {
    let value: JSONValue = ["b": .null, "a": [], "c": .object([])]
    #expect(value.text == "{\n \"b\": null,\n \"a\": [],\n \"c\": {}\n}")
  }
}
