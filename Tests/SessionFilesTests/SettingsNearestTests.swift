import SessionCore
import Testing

@Suite struct `The nearest name` {
  @Test(arguments: [
    ("withdrawl", "withdrawal"), ("Withdrawal", "withdrawal"), ("lable", "label"), ("lettre", "letter"),
    ("fmaily", "family"), ("meanings", "meaning"),
  ])
  func `is the one with the fewest slips`(word: String, meant: String) {
    #expect(nearest(word, among: ["label", "letter", "family", "meaning", "withdrawal"]) == meant)
  }

  @Test(arguments: ["", "zebra", "x", String(repeating: "a", count: 65)])
  func `is none when nothing is near`(word: String) {
    #expect(nearest(word, among: ["label", "y", ""]) == nil)
  }

  @Test func `is the first of equally near ones`() {
    #expect(nearest("cot", among: ["cat", "cut"]) == "cat")
    #expect(nearest("cot", among: [] as [String]) == nil)
  }
}
