import Glibc

/// Output files: for their owner alone, and whole or not at all.
///
/// A file is written under another name beside its place and moved there when all of it is on the disk. So an
/// interruption leaves what was there before, or the new file whole, and at worst a file `.NAME.PID.part`.
enum NewFile {
  /// Writes a text to a file.
  ///
  /// - Parameters:
  ///   - replacing: whether a file that is there already may be replaced; links and folders never are.
  ///   - input: a file that must not be written over by any name, the one the text was made from.
  ///   - shown: what the file is called when its disk fails, if it will have another name in the end.
  static func write(
    _ text: String, to path: String, replacing: Bool = false, sparing input: String? = nil,
    shownAs shown: String? = nil
  ) throws(Failure) {
    try check(path, replacing: replacing, sparing: input)
    if isDevice(path) { return try pour(text, into: path) }
    let (folder, name) = parts(of: path)
    // Held open, so that the folder cannot be exchanged between the steps.
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { throw cannotCreate(path, errno) }
    defer { close(directory) }
    let part = ".\(name).\(getpid()).part"
    try writePart(text, named: part, in: directory, for: shown ?? path)
    guard place(part, as: name, in: directory, replacing: replacing) else {
      let code = errno
      unlinkat(directory, part, 0)
      throw cannotCreate(path, code)
    }
    _ = fsync(directory)
  }

  /// Refuses a place that cannot be written to before anything is computed for it.
  static func check(_ path: String, replacing: Bool, sparing input: String?) throws(Failure) {
    var there = stat()
    var read = stat()
    if let input, stat(path, &there) == 0, stat(input, &read) == 0, there.st_dev == read.st_dev,
      there.st_ino == read.st_ino
    {
      throw Failure(
        "\(path): this is the log itself. Nothing was written. Name another file.", code: Failure.usage)
    }
    guard lstat(path, &there) == 0 else { return }
    switch there.st_mode & S_IFMT {
    case S_IFREG where replacing && isLog(path):
      throw Failure(
        "\(path): this is a session's log, and logs are never replaced. Nothing was written. Name another file.",
        code: Failure.cannotCreate)
    case S_IFREG where replacing: return
    case S_IFREG:
      throw Failure(
        "\(path): it exists already. Nothing was written. Name another file, or add --force.",
        code: Failure.cannotCreate)
    case S_IFCHR: return
    case S_IFDIR:
      throw Failure(
        "\(path): this is a folder. Nothing was written. Name a file in it.", code: Failure.cannotCreate)
    case S_IFLNK:
      throw Failure(
        "\(path): this is a link. Nothing was written. Name the file itself.", code: Failure.cannotCreate)
    default:
      throw Failure("\(path): this is no file. Nothing was written.", code: Failure.cannotCreate)
    }
  }

  /// Whether a file is a log, by its name or by its first bytes.
  private static func isLog(_ path: String) -> Bool {
    if path.utf8.suffix(5).elementsEqual(".mend".utf8) { return true }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let opening: StaticString = "{\"n\":0,\"t\":"
    var head = [UInt8](repeating: 0, count: opening.utf8CodeUnitCount)
    return read(descriptor, &head, head.count) == head.count
      && opening.withUTF8Buffer { head.elementsEqual($0) }
  }

  private static func isDevice(_ path: String) -> Bool {
    var there = stat()
    return lstat(path, &there) == 0 && there.st_mode & S_IFMT == S_IFCHR
  }

  /// Writes to a device such as `/dev/null`, which nothing can be moved to.
  private static func pour(_ text: String, into path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw cannotCreate(path, errno) }
    defer { close(descriptor) }
    if !Output.write(text, to: descriptor) { throw notSaved(path, errno) }
  }

  private static func writePart(
    _ text: String, named part: String, in directory: Int32, for path: String
  ) throws(Failure) {
    // Left by a process of this number that was killed.
    unlinkat(directory, part, 0)
    let descriptor = openat(directory, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw cannotCreate(path, errno) }
    let isWritten =
      fchmod(descriptor, 0o600) == 0 && Output.write(text, to: descriptor) && fsync(descriptor) == 0
    let code = errno
    close(descriptor)
    guard isWritten else {
      unlinkat(directory, part, 0)
      throw notSaved(path, code)
    }
  }

  /// Gives the written file its name; without replacing, only where nothing has that name.
  private static func place(_ part: String, as name: String, in directory: Int32, replacing: Bool) -> Bool {
    if replacing { return renameat(directory, part, directory, name) == 0 }
    if linkat(directory, part, directory, name, 0) == 0 {
      unlinkat(directory, part, 0)
      return true
    }
    guard errno == EPERM || errno == ENOTSUP || errno == ENOSYS else { return false }
    // No hard links here: the name is taken first, so that nobody else can have it.
    let taken = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard taken >= 0 else { return false }
    close(taken)
    return renameat(directory, part, directory, name) == 0
  }

  private static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let name = String(path[path.utf8.index(after: slash)...])
    return (slash == path.startIndex ? "/" : String(path[..<slash]), name)
  }

  static func cannotCreate(_ path: String, _ code: Int32) -> Failure {
    let why = code == EEXIST ? "it exists already" : String(cString: strerror(code))
    return Failure("\(path): \(why). Nothing was written. Name another file.", code: Failure.cannotCreate)
  }

  private static func notSaved(_ path: String, _ code: Int32) -> Failure {
    Failure("\(path): \(String(cString: strerror(code))). Nothing was kept.", code: Failure.notSaved)
  }
}
