import Glibc

/// A log on disk that is open for reading, for whoever goes through it without taking it into memory.
package struct OpenLog: ~Copyable {
  let path: String
  let descriptor: Int32
  /// How many bytes it had when it was opened.
  package let size: Int
  /// What is worth a warning about the file, though it can be read.
  package let remarks: [LogFile.Remark]

  /// Opens a log. No lock is taken, no link is feared, and a pipe or a device does not make it wait.
  package init(_ path: String) throws(LogFileError) {
    guard !path.utf8.contains(0) else { throw LogFileError(path, .cannotOpen(SystemFault("open", EINVAL))) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      throw LogFileError(path, LogFile.refusal(SystemFault("open", errno), byLink: false))
    }
    do throws(LogFileError) {
      size = try LogFile.size(of: descriptor, path: path)
      remarks = LogFile.remarks(on: descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// The bytes up to the end, or up to the last LF when the log grows meanwhile.
  package func content() throws(LogFileError) -> [UInt8] { try LogFile.content(of: descriptor, path: path) }
}
