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
    let state = absolute("XDG_STATE_HOME") ?? environment("HOME").map { $0 + "/.local/state" }
    return state.map { $0 + "/mend/rescue" }
  }

  /// Where settings, keymaps and groups of one's own are: `$XDG_CONFIG_HOME/mend`; `nil` without a home.
  static var configuration: String? {
    let own = absolute("XDG_CONFIG_HOME") ?? environment("HOME").map { $0 + "/.config" }
    return own.map { $0 + "/mend" }
  }

  /// A path as a settings file has it: from the home after `~/`, else from the folder of that file.
  static func resolved(_ path: String, in folder: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    if path.utf8.starts(with: "~/".utf8), let home = environment("HOME") { return home + path.dropFirst() }
    return folder + "/" + path
  }

  /// The path in a variable of the environment, if it is an absolute one: a relative path there is to be ignored,
  /// says the XDG base directory specification.
  private static func absolute(_ name: String) -> String? {
    environment(name).flatMap { $0.utf8.first == UInt8(ascii: "/") ? $0 : nil }
  }

  private static func folder(_ name: String, otherwise: String) throws(Failure) -> String {
    if let path = absolute(name) { return path }
    guard let home = environment("HOME") else {
      throw Failure(
        "HOME is not set, so there is no place for sessions. Name one with --out DIR.",
        code: Failure.cannotCreate)
    }
    return home + "/" + otherwise
  }

  /// The files of a folder whose names end so, by name and with the folder before them; hidden ones are left out.
  static func files(in folder: String, ending: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
      }
      if let name, name.hasSuffix(ending), name.utf8.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { folder + "/" + $0 }
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
