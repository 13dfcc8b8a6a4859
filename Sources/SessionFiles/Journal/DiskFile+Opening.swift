import Glibc

extension DiskFile {
  /// Makes a new file for a log, for its owner alone, and locks it.
  ///
  /// Missing directories are made too, for their owner alone. No link is followed to the file, and nothing that
  /// is there already is touched. A file that cannot be locked is taken away again.
  static func create(_ name: String, in path: String) throws(LogFileError) -> DiskFile {
    let file = path + "/" + name
    guard !file.utf8.contains(0) else { throw LogFileError(path, .cannotCreate(SystemFault("open", EINVAL))) }
    let directory = try openDirectory(path, making: true)
    var opened: Int32 = -1
    do throws(LogFileError) {
      try refuseOpenDirectory(directory, path)
      let flags = O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY
      opened = openat(directory, name, flags, 0o600)
      if opened < 0 {
        let code = errno
        throw LogFileError(file, code == EEXIST ? .exists : .cannotCreate(SystemFault("open", code)))
      }
      // Whatever the umask is.
      guard fchmod(opened, 0o600) == 0 else {
        throw LogFileError(file, .cannotCreate(SystemFault("fchmod", errno)))
      }
      let made = try secured(&opened, directory, name, path: file)
      made.reserve()
      return made
    } catch {
      // Locked by another, the new file is somebody's already.
      if opened >= 0, error.cause != .locked {
        DiskFile(descriptor: opened, directory: directory, name: name).discardEmpty()
      }
      if opened >= 0 { Glibc.close(opened) }
      Glibc.close(directory)
      throw error
    }
  }

  /// Opens a log to go on with it, and locks it. A link is refused, and so is another user's file.
  static func open(_ path: String) throws(LogFileError) -> DiskFile {
    guard !path.utf8.contains(0) else { throw LogFileError(path, .cannotOpen(SystemFault("open", EINVAL))) }
    let (parent, name) = LogPath.parts(of: path)
    let directory = try openDirectory(parent, making: false)
    var opened: Int32 = -1
    do throws(LogFileError) {
      try refuseOpenDirectory(directory, parent)
      opened = openat(directory, name, O_RDWR | O_APPEND | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
      if opened < 0 { throw LogFileError(path, LogFile.refusal(SystemFault("open", errno), byLink: true)) }
      return try secured(&opened, directory, name, path: path)
    } catch {
      if opened >= 0 { Glibc.close(opened) }
      Glibc.close(directory)
      throw error
    }
  }

  // Checks what was opened, moves it out of the way of the standard streams, and locks it.
  private static func secured(
    _ descriptor: inout Int32, _ directory: Int32, _ name: String, path: String
  ) throws(LogFileError) -> DiskFile {
    do throws(SystemFault) {
      let status = try status(of: descriptor)
      guard status.st_mode & S_IFMT == S_IFREG else { throw SystemFault("", EISDIR) }
      guard status.st_uid == geteuid() else { throw SystemFault("", EPERM) }
      let high = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
      guard high >= 0 else { throw SystemFault("fcntl", errno) }
      Glibc.close(descriptor)
      descriptor = high
    } catch {
      switch (error.call, error.code) {
      case ("", EISDIR): throw LogFileError(path, .notAFile)
      case ("", _): throw LogFileError(path, .ownedByAnother)
      default: throw LogFileError(path, .cannotOpen(error))
      }
    }
    do throws(SystemFault) {
      _ = try retrying("flock") { Int(flock(descriptor, LOCK_EX | LOCK_NB)) }
    } catch {
      throw LogFileError(path, error.code == EWOULDBLOCK ? .locked : .lockUnsupported(error))
    }
    return DiskFile(descriptor: descriptor, directory: directory, name: name)
  }

  // Opens a directory, after making whatever of it is missing.
  private static func openDirectory(_ path: String, making: Bool) throws(LogFileError) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    let opened = Glibc.open(path, flags)
    if opened >= 0 { return try high(opened, path) }
    let code = errno
    guard making else { throw LogFileError(path, LogFile.refusal(SystemFault("open", code), byLink: false)) }
    let fault = LogFileError(path, .cannotCreate(SystemFault("open", code)))
    guard code == ENOENT,
      let slash = path.utf8.dropLast(path.utf8.last == UInt8(ascii: "/") ? 1 : 0)
        .lastIndex(of: UInt8(ascii: "/")), slash > path.startIndex
    else {
      guard code == ENOENT, !path.isEmpty, path.utf8.first != UInt8(ascii: "/") else { throw fault }
      return try make(path, in: ".")
    }
    return try make(path, in: String(path[..<slash]))
  }

  private static func make(_ path: String, in parentPath: String) throws(LogFileError) -> Int32 {
    let parent = try openDirectory(parentPath, making: true)
    defer { Glibc.close(parent) }
    if mkdir(path, 0o700) != 0, errno != EEXIST {
      throw LogFileError(path, .cannotCreate(SystemFault("mkdir", errno)))
    }
    let made = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard made >= 0 else { throw LogFileError(path, .cannotCreate(SystemFault("open", errno))) }
    do throws(SystemFault) {
      // Whatever the umask is; and the new name is on disk before anything is put there.
      _ = try retrying("fchmod") { Int(fchmod(made, 0o700)) }
      _ = try retrying("fsync") { Int(fsync(parent)) }
    } catch {
      Glibc.close(made)
      throw LogFileError(path, .cannotCreate(error))
    }
    return try high(made, path)
  }

  private static func high(_ descriptor: Int32, _ path: String) throws(LogFileError) -> Int32 {
    let high = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
    let code = errno
    Glibc.close(descriptor)
    guard high >= 0 else { throw LogFileError(path, .cannotOpen(SystemFault("fcntl", code))) }
    return high
  }

  // In a directory where anybody may rename files, a log could be exchanged under its name.
  private static func refuseOpenDirectory(_ directory: Int32, _ path: String) throws(LogFileError) {
    var status = stat()
    guard fstat(directory, &status) == 0 else {
      throw LogFileError(path, .cannotOpen(SystemFault("fstat", errno)))
    }
    if status.st_mode & S_IWOTH != 0, status.st_mode & S_ISVTX == 0 {
      throw LogFileError(path, .directoryOpenToOthers)
    }
  }
}
