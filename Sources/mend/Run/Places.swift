import Glibc
import SessionFiles

/// The folders of the user, as XDG names them.
enum Places {
  /// Where sessions go when nobody says otherwise: `$XDG_DATA_HOME/mend/sessions`.
  static func sessions() throws(Failure) -> String {
    try folder("XDG_DATA_HOME", otherwise: ".local/share") + "/mend/sessions"
  }

  /// Where sessions go that cannot be saved beside their own log: `$XDG_STATE_HOME/mend/rescue`; `nil` without HOME.
  static var rescue: String? {
    // A relative path here is to be ignored, says the XDG base directory specification.
    let state = environment("XDG_STATE_HOME").flatMap { $0.utf8.first == UInt8(ascii: "/") ? $0 : nil }
    let folder = state ?? environment("HOME").map { $0 + "/.local/state" }
    return folder.map { $0 + "/mend/rescue" }
  }

  private static func folder(_ name: String, otherwise: String) throws(Failure) -> String {
    // A relative path here is to be ignored, says the XDG base directory specification.
    if let path = environment(name), path.utf8.first == UInt8(ascii: "/") { return path }
    guard let home = environment("HOME") else {
      throw Failure(
        "HOME is not set, so there is no place for sessions. Name one with --out DIR.",
        code: Failure.cannotCreate)
    }
    return home + "/" + otherwise
  }

  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The bytes of a settings file, at most a little more than any may have.
  static func settings(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Failure("\(path): \(String(cString: strerror(errno))). Check the name.", code: Failure.cannotOpen)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw Failure("\(path): this is no file. Name the file itself.", code: Failure.cannotOpen)
    }
    let most = 1 << 20
    return [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      while count < most {
        let taken = read(descriptor, buffer.baseAddress.map { $0 + count }, most - count)
        if taken < 0, errno == EINTR { continue }
        if taken <= 0 { break }
        count += taken
      }
    }
  }
}
