import Glibc

/// Files that are kept and changed, such as those of groups.
extension NewFile {
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
    makeFolders(folder)
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
  private static func makeFolders(_ path: String) {
    guard !path.isEmpty, access(path, F_OK) != 0 else { return }
    if let slash = path.utf8.lastIndex(of: 0x2F) {
      makeFolders(String(decoding: path.utf8[..<slash], as: UTF8.self))
    }
    mkdir(path, 0o700)
  }
}
