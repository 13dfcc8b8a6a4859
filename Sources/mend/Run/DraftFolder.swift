import Glibc

/// A folder in which files wait, all written, until they are given their places together.
struct DraftFolder {
  let path: String
  /// What the files in it are called, here and in their places.
  let names: [String]

  /// Gives each file its name in another folder of the same file system, or none of them.
  ///
  /// - Parameter replacing: whether files that have these names there give way.
  /// - Returns: `false`, with `errno` set and the other folder as it was, when one of them could not be placed.
  func empty(into folder: String, replacing: Bool) -> Bool {
    var undo: [(place: String, former: String?)] = []
    for name in names {
      let place = "\(folder)/\(name)"
      let former = "\(path)/\(name).former"
      let isTaken = replacing && access(place, F_OK) == 0
      if isTaken { guard Self.keep(place, as: former) else { return Self.failed(undo) } }
      undo.append((place, isTaken ? former : nil))
      guard replacing ? rename("\(path)/\(name)", place) == 0 : Self.move("\(path)/\(name)", to: place) else {
        if !isTaken { undo.removeLast() }
        return Self.failed(undo)
      }
    }
    return true
  }

  /// Takes the folder away with all it may hold; one that is not there is no fault.
  func remove() {
    for name in names {
      unlink("\(path)/\(name)")
      unlink("\(path)/\(name).former")
    }
    rmdir(path)
  }

  /// Puts everything back; `errno` stays what it was.
  private static func failed(_ undo: [(place: String, former: String?)]) -> Bool {
    let code = errno
    for file in undo.reversed() {
      if let former = file.former { rename(former, file.place) } else { unlink(file.place) }
    }
    errno = code
    return false
  }

  /// Gives a file a second name, so that at no moment there is none in its place; where a file cannot have two,
  /// it is moved.
  private static func keep(_ place: String, as former: String) -> Bool {
    link(place, former) == 0 || hasNoLinks(errno) && rename(place, former) == 0
  }

  /// Moves a file to where nothing may be.
  private static func move(_ file: String, to place: String) -> Bool {
    if link(file, place) == 0 { return unlink(file) == 0 }
    guard hasNoLinks(errno) else { return false }
    guard access(place, F_OK) != 0 else {
      errno = EEXIST
      return false
    }
    return rename(file, place) == 0
  }

  private static func hasNoLinks(_ code: Int32) -> Bool {
    code == EPERM || code == ENOTSUP || code == ENOSYS || code == EMLINK
  }
}
