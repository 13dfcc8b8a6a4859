import Glibc

/// Output files: made new, for their owner alone, and whole or not at all.
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
}
