/// What somebody might put into a name, a note or the label of a code: T01 to T45 of the list of bad inputs.
package struct HostileText: Sendable, CustomStringConvertible {
  package let id: String
  package let summary: String
  package let text: String

  package var description: String { "\(id) \(summary)" }

  private init(_ id: String, _ summary: String, _ text: String) {
    self.id = id
    self.summary = summary
    self.text = text
  }

  package static let all: [HostileText] = drivingTerminals + hidingText + otherLanguages + otherPrograms

  private static let drivingTerminals = [
    HostileText("T01", "a window title", "\u{1B}]0;owned\u{7}"),
    HostileText("T02", "the clipboard", "\u{1B}]52;c;aGk=\u{1B}\\"),
    HostileText("T03", "a link", "\u{1B}]8;;http://x.invalid\u{7}here\u{1B}]8;;\u{7}"),
    HostileText("T04", "clearing the screen", "a\u{1B}[2J\u{1B}[Hb"),
    HostileText("T05", "asking where the cursor is", "\u{1B}[6n\u{9B}6n"),
    HostileText("T06", "asking for settings", "\u{1B}P$q\"p\u{1B}\\\u{90}$qm\u{9C}"),
    HostileText("T07", "the font", "\u{1B}]50;?\u{7}"),
    HostileText(
      "T08", "another terminal's commands",
      "\u{1B}]1337;File=:AA\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]0;x\u{7}\u{1B}\\"),
    HostileText("T09", "asking for the title", "\u{1B}[21t"),
    HostileText("T10", "a picture", "\u{1B}_Ga=T,f=100;AAAA\u{1B}\\"),
    HostileText("T11", "another picture", "\u{1B}Pq#0;2;0;0;0~~\u{1B}\\"),
    HostileText("T12", "ten thousand bells", String(repeating: "\u{7}", count: 10_000)),
    HostileText("T13", "backspaces", "Ann\u{8}\u{8}\u{8}Joe"),
    HostileText("T14", "a carriage return", "Ann\rJoe"),
    HostileText("T15", "tabs", "a\tb\u{B}c\u{C}d"),
    HostileText("NUL", "DEL and the end of text", "a\u{7F}b\u{1}c"),
  ]

  private static let hidingText = [
    HostileText("T16", "right to left from here", "a\u{202E}b"),
    HostileText("T17", "an isolate that never ends", "\u{2066}\u{2067}a"),
    HostileText("T18", "marks of direction", "a\u{61C}\u{200E}\u{200F}b"),
    HostileText("T19", "signs nobody sees", "a\u{200B}\u{FEFF}\u{AD}b"),
    HostileText("T20", "tags", "a\u{E0041}\u{E0042}\u{E007F}b"),
    HostileText("T21", "a thousand selectors", "❤" + String(repeating: "\u{FE0F}", count: 1_000)),
    HostileText("T22", "ten thousand marks", "a" + String(repeating: "\u{301}", count: 10_000)),
    HostileText("T31", "a separator of lines", "a\u{2028}b\u{2029}c"),
    HostileText("T32", "private use", "\u{E000}\u{F8FF}\u{10FFFD}"),
    HostileText(
      "T32n", "noncharacters and characters to come",
      String(decoding: [0xFDD0, 0xFFFE, 0x378, 0x3164] as [UInt16], as: UTF16.self)),
  ]

  private static let otherLanguages = [
    HostileText("T23", "wide characters", String(repeating: "漢字", count: 30)),
    HostileText("T24", "a family", "👩\u{200D}👩\u{200D}👧\u{200D}👦"),
    HostileText("T25", "names from right to left", "מרים عائشة"),
    HostileText("T26", "two alphabets", "\u{410}nna"),
    HostileText("T27", "an accent apart", "e\u{301}le\u{300}ne"),
    HostileText("T28", "blanks only", "   "),
    HostileText("T29", "nothing", ""),
    HostileText("T30", "ten thousand characters", String(repeating: "long ", count: 2_000)),
  ]

  private static let otherPrograms = [
    HostileText("T33", "formulas", "=cmd|'/c calc'!A1"),
    HostileText("T34", "formulas after a tab", "\t=1+1\r=2"),
    HostileText("T35", "full-width formulas", "＝1＋1－＠"),
    HostileText("T36", "a formula with a mark", "=\u{301}1"),
    HostileText("T37", "a quote, a comma", "a\",b\nc"),
    HostileText("T38", "a web page", "<script>alert(1)</script></title><img onerror=x>"),
    HostileText("T39", "a quote with a mark", "\"\u{301} onload=x"),
    HostileText("T40", "ends of comments", "]]>--> &#0; javascript:x"),
    HostileText("T41", "a picture's parts", "<foreignObject>url(x)@import"),
    HostileText("T42", "other languages' blanks to fill", "%n%s%x $(rm) `id` {{x}} ${y}"),
    HostileText("T43", "a path", "../../etc/x"),
    HostileText("T44", "names that mean something", ".. -rf CON"),
    HostileText("T45", "a line end of two bytes", "a\r\nb"),
  ]
}
