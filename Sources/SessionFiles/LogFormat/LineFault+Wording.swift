import SafeText

extension LineFault {
  /// The cause in a few words, to follow `FILE:LINE: byte N: `.
  package var wording: String {
    switch cause {
    case .tooLong: "the line is longer than 1 MiB"
    case .invalidUTF8: "these bytes are not UTF-8"
    case .nul: "a NUL character stands in a text"
    case .rawControl: "a control character stands in the line without an escape"
    case .blank: "there is a blank outside the texts"
    case .notAnObject: "the line does not begin with '{'"
    case .endsTooEarly: "the record stops in the middle"
    case .textAfterObject: "there is text after the end of the record"
    case .notAName: "a member's name in double quotes should stand here"
    case .noColon: "a ':' should stand here"
    case .trailingComma: "nothing follows this comma"
    case .notAValue: "a text, a whole number, true, false, null, '[' or '{' should stand here"
    case .noComma: "a ',' or the end of the list or object should stand here"
    case .duplicate(let name): "the member \(name.quotedForMessage) is there twice"
    case .badEscape: "this is not one of the escapes of JSON"
    case .loneSurrogate: "this escape is half of a surrogate pair"
    case .leadingZero: "a number does not begin with 0"
    case .negativeZero: "zero has no sign"
    case .notAWholeNumber: "numbers are whole here, without a fraction or an exponent"
    case .tooLarge: "the number is beyond 2^53 - 1"
    case .tooDeep: "lists and objects are nested more than \(LogLimits.depthRead) deep"
    case .tooManyMembers: "an object has more than \(LogLimits.members) members"
    case .noSuffix: "the line does not end with its link and its hash"
    case .envelope: "a record begins with its members n, t and k"
    case .missing(let name): "the member '\(name)' is missing"
    case .wrongType(let name, let expected): "'\(name)' should be \(expected.rawValue)"
    case .outOfRange(let name, let range):
      range.upperBound == LogLimits.largestInteger
        ? "'\(name)' should be at least \(range.lowerBound)"
        : "'\(name)' should be from \(range.lowerBound) to \(range.upperBound)"
    case .unknownValue(let name): "'\(name)' has a value that this format does not list"
    case .notHex(let name, let digits): "'\(name)' should be \(digits) lower-case hexadecimal digits"
    case .sealed: "the log is sealed, and needs its passphrase"
    case .newerVersion(let version):
      "the log is of format \(version), made by a newer version; this one reads format \(Upcasting.today)"
    }
  }
}

extension LineFault.Cause {
  /// Whether nothing is wrong with the line, but this program cannot read it.
  var isAboutTheProgram: Bool {
    switch self {
    case .sealed, .newerVersion: true
    default: false
    }
  }
}

extension String {
  /// At most 40 scalars of a text from a file, in single quotes: safe to print.
  package var quotedForMessage: String {
    let start = String(String.UnicodeScalarView(unicodeScalars.prefix(40)))
    return "'\(start.displaySafe)\(unicodeScalars.count > 40 ? "…" : "")'"
  }
}
