import CTermSupport

/// The heap of a program that makes a long session in memory.
enum LargeHeap {
  /// Makes it one of large pages for what a long log becomes; does nothing for a short one.
  ///
  /// - Parameter size: of the log, in bytes. What is made of one takes about a quarter more.
  static func make(forLogOf size: Int) {
    if size > 1 << 24 { ts_use_large_heap(size / 2 * 3) }
  }
}
