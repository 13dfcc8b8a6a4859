/// Where a journal writes: a file on disk, or a disk that a test makes up.
///
/// The journal writes from one thread and syncs from another, one call of each at a time.
package protocol JournalStorage: Sendable {
  /// Writes at the end, like `write(2)`; answers how many bytes it took, which may be fewer.
  func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFault) -> Int
  /// Waits until everything written is on disk, like `fdatasync(2)`.
  func syncData() throws(SystemFault)
  /// The same for the file's size and times too, like `fsync(2)`.
  func syncAll() throws(SystemFault)
  /// Waits until the directory that names the file is on disk.
  func syncDirectory() throws(SystemFault)
  /// How many bytes the file has.
  func size() throws(SystemFault) -> Int
  /// Whether the file still is the one that its name leads to.
  func isInPlace() -> Bool
  /// Gives the file back to the system. Called once, last.
  func close()
}
