/// Where a journal writes: a file on disk, or a disk that a test makes up.
///
/// The journal writes and looks at the size from one thread, and does the rest from another.
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
  /// Whether it is a disk of this machine, so that a look at the file's name and size never waits.
  func isLocal() -> Bool
  /// Reads everything back, from the disk itself where that can be had.
  func content() throws(SystemFault) -> [UInt8]
  /// Takes the name away from a file that was only begun, if it still leads to it. Nothing in it was ever relied on.
  func discard()
  /// Gives the file back to the system. Called once, last.
  func close()
}
