extension String {
  /// The text as Markdown that shows just this text: no scalar of it can make markup, in CommonMark or with
  /// tables, strikes, mathematics and links as GitHub reads them. One line, for what is already safe to show.
  var markdownEscaped: String {
    var out = String.UnicodeScalarView()
    var isLeading = true
    var digits = 0
    var last: [Unicode.Scalar] = []
    for scalar in unicodeScalars {
      var escapes = false
      switch scalar {
      case "\\", "`", "*", "_", "{", "}", "[", "]", "<", "|", "~", "&", "!", "@", "$": escapes = true
      case "#", "+", "-", "=", ">": escapes = isLeading && digits == 0
      case ".", ")": escapes = isLeading && digits > 0 || last.suffix(3).elementsEqual(["w", "w", "w"])
      case "/": escapes = last.last == ":"
      default: break
      }
      if escapes { out.append("\\") }
      // A line feed or a tab is no text to show; both would end what the text stands in.
      out.append(scalar == "\n" || scalar == "\r" || scalar == "\t" ? " " : scalar)
      let isDigit = ("0"..."9").contains(scalar)
      digits += isDigit ? 1 : 0
      isLeading = isLeading && (scalar == " " || isDigit)
      last = Array((last + [scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar]).suffix(3))
    }
    return String(out)
  }
}
