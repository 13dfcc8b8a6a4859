import Glibc

/// Several files that mean something only together, such as the tables of one session.
extension NewFile {
  /// Writes files into a folder: all of them, or none.
  ///
  /// All are written in a folder of their own before the first gets its place. Where the folder is not there yet,
  /// that one becomes it, in one step. Where it is there, what was placed is taken away again when the next cannot
  /// be, and what it replaced is put back; only a kill in that moment leaves some new beside some old.
  ///
  /// - Parameters:
  ///   - replacing: whether files that are there already may be replaced; links and folders never are.
  ///   - input: a file that must not be written over by any name, the one the texts were made from.
  static func write(
    _ texts: [(name: String, text: String)], into folder: String, replacing: Bool, sparing input: String
  ) throws(Failure) {
    for file in texts { try check("\(folder)/\(file.name)", replacing: replacing, sparing: input) }
    let isThere = access(folder, F_OK) == 0
    let beside = isThere ? "\(folder)/.tables" : withoutSlashes(folder)
    let draft = DraftFolder(path: "\(beside).\(getpid()).part", names: texts.map(\.name))
    // Left by a process of this number that was killed.
    draft.remove()
    guard mkdir(draft.path, 0o700) == 0 else { throw cannotCreate(folder, errno) }
    defer { draft.remove() }
    for file in texts {
      try write(file.text, to: "\(draft.path)/\(file.name)", shownAs: "\(folder)/\(file.name)")
    }
    guard isThere ? draft.empty(into: folder, replacing: replacing) : rename(draft.path, folder) == 0 else {
      throw cannotCreate(folder, errno)
    }
  }

  private static func withoutSlashes(_ path: String) -> String {
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
