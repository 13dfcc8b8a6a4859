import Glibc

/// Files beside the logs: for their owner alone, and whole or not at all.
enum NewFile {
  /// Writes a text to a file that must not be there yet.
  static func write(_ text: String, to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let why = errno == EEXIST ? "it exists already" : String(cString: strerror(errno))
      throw Failure("\(path): \(why). Nothing was written. Name another file.", code: Failure.cannotCreate)
    }
    let isWritten = Output.write(text, to: descriptor) && fsync(descriptor) == 0
    let code = errno
    close(descriptor)
    guard isWritten else {
      unlink(path)
      throw Failure("\(path): \(String(cString: strerror(code))). Nothing was kept.", code: Failure.notSaved)
    }
  }

  /// Puts a text in the place of a file, or makes the file and its folder.
  ///
  /// - Parameter before: what the file must hold for that, nothing where there must be none; `nil` for anything.
  /// - Returns: `false`, with nothing changed, when the file holds something else.
  static func replace(_ place: String, with text: String, expecting before: [UInt8]?) throws(Failure) -> Bool
  {
    // What a link points at is replaced, not the link.
    let target = realpath(place, nil)
    defer { free(target) }
    let path = target.map { String(cString: $0) } ?? place
    let folder = String(
      decoding: path.utf8[..<(path.utf8.lastIndex(of: 0x2F) ?? path.utf8.startIndex)], as: UTF8.self)
    makeFolder(folder)
    let draft = "\(path).\(getpid()).new"
    unlink(draft)
    try write(text, to: draft)
    if let before {
      // A file that must not be there yet is never written over, whoever makes it meanwhile.
      if access(path, F_OK) != 0 {
        let isMade = before.isEmpty && link(draft, path) == 0
        unlink(draft)
        return isMade
      }
      guard !before.isEmpty, (try? Places.settings(path)) == before else {
        unlink(draft)
        return false
      }
    }
    guard rename(draft, path) == 0 else {
      let code = errno
      unlink(draft)
      throw Failure(
        "\(path): \(String(cString: strerror(code))). It is as it was.", code: Failure.cannotCreate)
    }
    return true
  }

  /// Makes a folder and those above it, for their owner alone; that it could not is seen when a file is made in it.
  private static func makeFolder(_ path: String) {
    guard !path.isEmpty, access(path, F_OK) != 0 else { return }
    if let slash = path.utf8.lastIndex(of: 0x2F) {
      makeFolder(String(decoding: path.utf8[..<slash], as: UTF8.self))
    }
    mkdir(path, 0o700)
  }
}
