import Glibc

/// The two files a salvage leaves: the new log and the damage report beside it.
package struct SalvagedFiles: Hashable, Sendable {
  /// The new log, `NAME.salvaged-<utc>.mend`.
  package let log: String
  /// The damage report, the same name with `.damage.json`.
  package let report: String

  /// Writes both, each under a name that must not be taken, for their owner alone, and whole or not at all.
  ///
  /// - Parameters:
  ///   - path: the source; its name begins the names of the new files.
  ///   - directory: where they go; made for its owner alone if it is not there.
  ///   - stamp: the moment of the salvage in UTC, `YYYYMMDDTHHMMSSZ`.
  package init(
    writing salvage: Salvage, of path: String, in directory: String, stamp: String
  ) throws(LogFileError) {
    let name = Self.stem(of: path) + ".salvaged-" + stamp
    log = directory + "/" + name + ".mend"
    report = directory + "/" + name + ".damage.json"
    try Self.write(salvage.log, to: name + ".mend", in: directory)
    try Self.write(salvage.damageReport(for: name + ".mend"), to: name + ".damage.json", in: directory)
  }

  /// The name of a log without its folder and without `.mend`.
  static func stem(of path: String) -> String {
    let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? Array("log".utf8)
    let ending = Array(".mend".utf8)
    let isLog = name.count > ending.count && name.suffix(ending.count).elementsEqual(ending)
    return String(decoding: isLog ? name.dropLast(ending.count) : name[...], as: UTF8.self)
  }

  // Writes under a name of its own and gives the file its real one when all of it is on disk. An interrupted
  // write leaves a `.part` file, which nobody takes for a log.
  private static func write(
    _ bytes: [UInt8], to name: String, in directory: String
  ) throws(LogFileError) {
    let path = directory + "/" + name
    let part = name + ".part"
    let file = try DiskFile.create(part, in: directory)
    defer { file.close() }
    do throws(SystemFault) {
      var written = 0
      while written < bytes.count {
        written += try retrying("write") {
          bytes.withUnsafeBytes {
            Glibc.write(file.descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
          }
        }
      }
      // Gives back the space that was set aside for a log that grows; this one does not.
      _ = try retrying("ftruncate") { Int(ftruncate(file.descriptor, off_t(bytes.count))) }
      try file.syncAll()
      _ = try retrying("link") { Int(linkat(file.directory, part, file.directory, name, 0)) }
      _ = try retrying("unlink") { Int(unlinkat(file.directory, part, 0)) }
      try file.syncDirectory()
    } catch {
      unlinkat(file.directory, part, 0)
      throw LogFileError(path, error.code == EEXIST ? .exists : .cannotCreate(error))
    }
  }
}
