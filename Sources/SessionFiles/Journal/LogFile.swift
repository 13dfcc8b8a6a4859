import Glibc

/// A log on disk, read only.
package struct LogFile: Sendable {
  /// The bytes up to the end, or up to the last LF when the file grew meanwhile.
  package var bytes: [UInt8]
  /// What is worth a warning about the file, though it can be read.
  package var remarks: [Remark]

  /// What is worth a warning about a file.
  package enum Remark: Hashable, Sendable {
    /// It has more than one name.
    case hardLinked
    /// Others may read or write it; its mode.
    case openToOthers(mode: UInt32)
  }

  /// Reads a log. No lock is taken, no link is feared, and a pipe or a device does not make it wait.
  package init(reading path: String) throws(LogFileError) {
    let log = try OpenLog(path)
    remarks = log.remarks
    bytes = try log.content()
  }

  static func content(of descriptor: Int32, path: String) throws(LogFileError) -> [UInt8] {
    let size = try size(of: descriptor, path: path)
    do throws(SystemFault) {
      if size > LogLimits.lineRead, try !holdsLines(descriptor) { return try read(descriptor, 4096) }
      var bytes = try read(descriptor, size)
      if try DiskFile.status(of: descriptor).st_size > size {
        // A record may be half written just now; that is not damage.
        let whole = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        bytes.removeLast(bytes.count - whole)
      }
      return bytes
    } catch { throw LogFileError(path, .cannotOpen(error)) }
  }

  static func remarks(on descriptor: Int32) -> [Remark] {
    guard let status = try? DiskFile.status(of: descriptor) else { return [] }
    var remarks: [Remark] = []
    if status.st_nlink > 1 { remarks.append(.hardLinked) }
    if status.st_mode & 0o077 != 0 { remarks.append(.openToOthers(mode: status.st_mode & 0o777)) }
    return remarks
  }

  /// The size of a log; what cannot be one is refused.
  static func size(of descriptor: Int32, path: String) throws(LogFileError) -> Int {
    let status: stat
    do throws(SystemFault) { status = try DiskFile.status(of: descriptor) } catch {
      throw LogFileError(path, .cannotOpen(error))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw LogFileError(path, .notAFile) }
    guard status.st_size <= LogLimits.file else { throw LogFileError(path, .tooLarge) }
    return Int(status.st_size)
  }

  // SEEK_DATA of Linux, which Glibc does not hand to Swift.
  private static let seekData: Int32 = 3

  // Whether there is an LF anywhere. A file without any holds no line of a log, however large it is, and its
  // beginning is enough to say what it is instead: so it is never taken into memory.
  private static func holdsLines(_ descriptor: Int32) throws(SystemFault) -> Bool {
    var part = [UInt8](repeating: 0, count: 1 << 18)
    var offset = 0
    var (count, isFound) = (0, false)
    repeat {
      // Holes are passed over where the file system tells them.
      let data = lseek(descriptor, off_t(offset), seekData)
      if data < 0, errno == ENXIO { return false }
      offset = max(offset, Int(data))
      count = try retrying("read") { pread(descriptor, &part, part.count, off_t(offset)) }
      isFound = memchr(part, 0x0A, count) != nil
      offset += count
    } while count > 0 && !isFound
    return isFound
  }

  // At most so many bytes from the start; fewer when the file shrinks meanwhile.
  static func read(_ descriptor: Int32, _ size: Int) throws(SystemFault) -> [UInt8] {
    var fault: SystemFault?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      do throws(SystemFault) {
        while count < size {
          let start = buffer.baseAddress.map { $0 + count }
          let taken = try retrying("read") {
            pread(descriptor, start, min(size - count, 1 << 30), off_t(count))
          }
          if taken == 0 { break }
          count += taken
        }
      } catch { fault = error }
    }
    if let fault { throw fault }
    return bytes
  }

  // What stands behind a refusal to open.
  static func refusal(_ fault: SystemFault, byLink: Bool) -> LogFileError.Cause {
    switch fault.code {
    case ELOOP where byLink: .link
    case EISDIR: .notAFile
    case EACCES, EPERM: .notPermitted(fault)
    default: .cannotOpen(fault)
    }
  }
}
