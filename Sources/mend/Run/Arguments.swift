import Glibc

/// The words on the command line as bytes, before anybody reads them as text.
enum Arguments {
  /// A longer word than any path or option, in bytes.
  static let longest = 16_384

  /// Refuses words that are empty, not UTF-8 or longer than ``longest``.
  ///
  /// Text made of other bytes would name another file than the one that was meant.
  static func check() throws(Failure) {
    for place in 1..<max(1, Int(CommandLine.argc)) {
      guard let word = CommandLine.unsafeArgv[place] else { continue }
      let count = strlen(word)
      if count == 0 {
        throw Failure("argument \(place) is empty. Leave it out, or name something.", code: Failure.usage)
      }
      if count > longest {
        throw Failure(
          "argument \(place) is \(count) bytes long; \(longest) is the most. Shorten it.", code: Failure.usage
        )
      }
      if String(validatingCString: word) == nil {
        throw Failure(
          "argument \(place) is not UTF-8. Give the file another name, and try again.", code: Failure.usage)
      }
    }
  }
}
