import CTermSupport
import Glibc

/// A log on disk, open and locked for writing, with the directory that names it.
package struct DiskFile: JournalStorage {
  let descriptor: Int32
  let directory: Int32
  let name: String

  /// Writes at the end. A signal that interrupts is no fault.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFault) -> Int {
    try retrying("write") { Glibc.write(descriptor, bytes.baseAddress, bytes.count) }
  }

  package func syncData() throws(SystemFault) { _ = try retrying("fdatasync") { Int(fdatasync(descriptor)) } }

  package func syncAll() throws(SystemFault) { _ = try retrying("fsync") { Int(fsync(descriptor)) } }

  package func syncDirectory() throws(SystemFault) { _ = try retrying("fsync") { Int(fsync(directory)) } }

  package func size() throws(SystemFault) -> Int { Int(try Self.status(of: descriptor).st_size) }

  package func isInPlace() -> Bool {
    var named = stat()
    guard let own = try? Self.status(of: descriptor), own.st_nlink > 0,
      fstatat(directory, name, &named, AT_SYMLINK_NOFOLLOW) == 0
    else { return false }
    return own.st_dev == named.st_dev && own.st_ino == named.st_ino
  }

  package func isLocal() -> Bool {
    Self.localSystems.contains(ts_file_system(descriptor))
  }

  /// Numbers of file systems, from statfs(2), that are on disks or in the memory of the machine itself: ext2 to ext4, XFS,
  /// Btrfs, F2FS, Bcachefs, ZFS, overlays and tmpfs. Any other may be a server that does not answer.
  private static let localSystems: [Int64] = [
    0xEF53, 0x5846_5342, 0x9123_683E, 0xF2F5_2010, 0xCA45_1A4E, 0x2FC1_2FC1, 0x794C_7630, 0x0102_1994,
  ]

  package func content() throws(SystemFault) -> [UInt8] {
    // What was synced need not stay in memory, so that what is read comes from the disk.
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    return try LogFile.read(descriptor, try size())
  }

  package func discard() {
    if isInPlace() { unlinkat(directory, name, 0) }
  }

  /// Takes a new file that nothing was written to away again.
  func discardEmpty() {
    if let size = try? size(), size == 0 { discard() }
  }

  /// Sets space aside, so that a disk that fills up later does not stop a session; the file does not grow.
  func reserve() { _ = ts_reserve_space(descriptor, 4 << 20) }

  package func close() {
    Glibc.close(descriptor)
    Glibc.close(directory)
  }

  /// The whole content, from the start.
  func content(path: String) throws(LogFileError) -> [UInt8] {
    try LogFile.content(of: descriptor, path: path)
  }

  static func status(of descriptor: Int32) throws(SystemFault) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemFault("fstat", errno) }
    return status
  }
}

/// Calls the system until no signal interrupts it; a negative answer is a fault.
func retrying(_ call: String, _ body: () -> Int) throws(SystemFault) -> Int {
  var answer = body()
  while answer < 0 {
    let code = errno
    guard code == EINTR else { throw SystemFault(call, code) }
    answer = body()
  }
  return answer
}
