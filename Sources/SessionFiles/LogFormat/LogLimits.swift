/// The sizes that format 1 allows.
package enum LogLimits {
  /// The longest line that is written, in bytes with its LF.
  package static let lineWritten = 65_536
  /// The longest line that is read, in bytes with its LF.
  package static let lineRead = 1_048_576
  /// The longest log that is read, in bytes.
  package static let file = 4_294_967_296
  /// How deep lists and objects may be nested in a line that is read.
  package static let depthRead = 16
  /// How many members one object may have.
  package static let members = 64
  /// The largest integer every JSON reader keeps exact.
  package static let largestInteger = 9_007_199_254_740_991
}
