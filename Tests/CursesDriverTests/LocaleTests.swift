import CursesDriver
import Testing

@Suite struct `What a locale says about the terminal` {
  @Test(arguments: ["C.UTF-8", "de_DE.UTF-8", "en_US.utf8", "tr_TR.UTF8@latin"])
  func `one with UTF-8 in its name reads UTF-8`(_ name: String) {
    #expect(CursesOptions.hasUTF8(locale: name))
  }

  @Test(arguments: ["C", "POSIX", "de_DE", "de_DE@euro", "de_DE.ISO-8859-1", "ja_JP.eucJP", "\u{FFFD}"])
  func `any other is given ASCII`(_ name: String) { #expect(!CursesOptions.hasUTF8(locale: name)) }

  @Test func `without one the terminal is taken for one of today`() {
    #expect(CursesOptions.hasUTF8(locale: nil))
  }
}
