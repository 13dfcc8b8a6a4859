import CNcurses
import Glibc

/// Makes the C library read and write UTF-8, whatever the locale of the environment.
///
/// ncurses draws blanks for every character outside ASCII when the locale has none of them, and says
/// nothing. The files of the program are UTF-8 anyway, so only the character set of the locale is set.
/// Returns whether UTF-8 works now.
func useUTF8() -> Bool {
  func isUTF8() -> Bool {
    guard let name = nl_langinfo(nl_item(CODESET)) else { return false }
    return strcmp(name, "UTF-8") == 0
  }
  if isUTF8() || (setlocale(LC_CTYPE, "") != nil && isUTF8()) { return true }
  return setlocale(LC_CTYPE, "C.UTF-8") != nil && isUTF8()
}
